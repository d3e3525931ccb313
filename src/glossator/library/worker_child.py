"""The import worker's child: opens one book under limits and writes what it found.

Run as `python -m glossator.library.worker_child`; it reads one JSON request from
standard input (path, file_name, password, parameters, output, preview,
preview_pages, not_written, cpu_seconds, memory_bytes, file_bytes), prints progress
as lines "done total" and "preview" once the book's beginning is in `preview`, and
writes its outcome as MessagePack to `output`: the extraction or null, why it was
refused, and whether a password is needed. Where that cannot be written it exits
with `not_written`. It speaks to nothing else.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from glossator.model.books import Extraction
from glossator.model.errors import RefusedFileError
from glossator.sources.extract import extract, preview

Outcome = tuple[Extraction | None, str, bool]
"""An extraction or None, why the book was refused, whether it needs a password."""

_PARENT = os.getppid()
_WORTH_A_PREVIEW = 500_000  # bytes; a smaller book is read in a moment
_TOO_LARGE = (
    "reading it needs more memory than this program allows itself. Split it, or save it anew from "
    "its own program."
)


def main() -> int:
    """Read the request, open the book, write the outcome; 0 also for a refused file."""
    request = json.loads(sys.stdin.read())
    _limit(request["cpu_seconds"], request["memory_bytes"], request["file_bytes"])
    _show_beginning(request)
    outcome = _open_book(request)
    try:
        Path(request["output"]).write_bytes(msgspec.msgpack.encode(outcome))
    except OSError:
        return int(request["not_written"])
    return 0


def _show_beginning(request: Mapping[str, Any]) -> None:
    """Write the first pages where somebody waits for them; whatever fails, the book will tell."""
    path = Path(request["path"])
    if not request["preview"] or path.stat().st_size < _WORTH_A_PREVIEW:
        return
    with suppress(RefusedFileError, MemoryError, OSError):
        beginning = preview(
            path,
            request["file_name"],
            pages=request["preview_pages"],
            password=request["password"],
        )
        if beginning is not None:
            outcome: Outcome = (beginning, "", False)
            Path(request["preview"]).write_bytes(msgspec.msgpack.encode(outcome))
            _say("preview")


def _open_book(request: Mapping[str, Any]) -> Outcome:
    try:
        extraction = extract(
            Path(request["path"]),
            request["file_name"],
            password=request["password"],
            on_progress=_report,
            parameters=request["parameters"],
        )
    except RefusedFileError as error:
        return None, error.reason, error.needs_password
    except MemoryError:
        return None, _TOO_LARGE, False
    return extraction, "", False


def _report(done: int, total: int) -> None:
    """Tell the parent how far it is; without a parent there is nobody to read for."""
    if os.getppid() != _PARENT:
        sys.exit(1)
    _say(f"{done} {total}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _limit(cpu_seconds: int, memory_bytes: int, file_bytes: int) -> None:
    """Set what limits this system has; Windows has none of these, there the wall limit stands."""
    with suppress(ImportError):
        import resource  # not on Windows

        for limit, soft, hard in (
            (resource.RLIMIT_CPU, cpu_seconds, cpu_seconds + 5),  # the first ends it by SIGXCPU
            (resource.RLIMIT_AS, memory_bytes, memory_bytes),
            (resource.RLIMIT_FSIZE, file_bytes, file_bytes),
            (resource.RLIMIT_CORE, 0, 0),
        ):
            with suppress(ValueError, OSError):  # a lower limit is in force already
                resource.setrlimit(limit, (soft, hard))


if __name__ == "__main__":
    sys.exit(main())
