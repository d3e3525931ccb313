"""Become another program under limits: `python -m glossator.library.limited LIMITS COMMAND…`.

LIMITS is JSON: {"cpu": seconds, "memory": bytes, "file": bytes}. The process that is
limited is the program itself: nothing of us stays in it.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress


def main() -> None:
    """Set the limits and become the program; not for Windows, which has no such limits."""
    import resource  # not on Windows, where this module may still be read

    limits, command = json.loads(sys.argv[1]), sys.argv[2:]
    for limit, amount in (
        (resource.RLIMIT_CPU, limits["cpu"]),
        (resource.RLIMIT_AS, limits["memory"]),
        (resource.RLIMIT_FSIZE, limits["file"]),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):  # a lower limit is in force already
            resource.setrlimit(limit, (amount, amount))
    os.execv(command[0], command)  # noqa: S606 - that is what this module is for


if __name__ == "__main__":
    main()
