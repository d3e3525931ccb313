"""The command line: each command a thin shell around `library.commands`.

Imports stand inside the commands so that each loads only what it needs
(`glossator --help` must be quick). A command is a function in the module of its
topic, named in that module's `COMMANDS`, and `cli.program` gathers those.
"""

from glossator.cli.program import main

__all__ = ["main"]
