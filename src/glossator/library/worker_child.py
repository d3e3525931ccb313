"""The import worker's child: opens one book under limits and writes what it found.

Run as `python -m glossator.library.worker_child`; it reads one JSON request from
standard input (path, file_name, password, output, cpu_seconds, memory_bytes,
file_bytes), prints progress as lines "done total", and writes its outcome as
MessagePack to `output`: the extraction or null, why it was refused, and whether a
password is needed. It speaks to nothing else.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from pathlib import Path

import msgspec

from glossator.model.books import Extraction
from glossator.model.errors import RefusedFileError
from glossator.sources.extract import extract


def main() -> int:
    """Read the request, open the book, write the outcome; 0 also for a refused file."""
    request = json.loads(sys.stdin.read())
    _limit(request["cpu_seconds"], request["memory_bytes"], request["file_bytes"])
    outcome: tuple[Extraction | None, str, bool]
    try:
        extraction = extract(
            Path(request["path"]),
            request["file_name"],
            password=request["password"],
            on_progress=_report,
        )
        outcome = (extraction, "", False)
    except RefusedFileError as error:
        outcome = (None, error.reason, error.needs_password)
    Path(request["output"]).write_bytes(msgspec.msgpack.encode(outcome))
    return 0


def _report(done: int, total: int) -> None:
    sys.stdout.write(f"{done} {total}\n")
    sys.stdout.flush()


def _limit(cpu_seconds: int, memory_bytes: int, file_bytes: int) -> None:
    """Set what limits this system has; Windows has none of these, there the wall limit stands."""
    with suppress(ImportError):
        import resource  # not on Windows

        for limit, amount in (
            (resource.RLIMIT_CPU, cpu_seconds),
            (resource.RLIMIT_AS, memory_bytes),
            (resource.RLIMIT_FSIZE, file_bytes),
            (resource.RLIMIT_CORE, 0),
        ):
            with suppress(ValueError, OSError):  # a lower limit is in force already
                resource.setrlimit(limit, (amount, amount))


if __name__ == "__main__":
    sys.exit(main())
