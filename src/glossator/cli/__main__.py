"""`python -m glossator.cli`."""

from glossator.cli.program import main

main()
