"""The import worker's parent: runs the child under limits and validates what it wrote."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import msgspec

from glossator.library.processes import child_environment, kill_child
from glossator.model.books import EditionText, Extraction
from glossator.model.errors import NotSavedError, RefusedFileError

_MEGABYTE = 1 << 20
_TOO_LONG = (
    "reading it took too long. It may be damaged: open it in its own program and save it anew."
)
_Outcome = tuple[Extraction | None, str, bool]
_NOT_WRITTEN = 73  # EX_CANTCREAT of sysexits.h
_STOPPED_FOR_TIME = frozenset(
    {-getattr(signal, name) for name in ("SIGXCPU",) if hasattr(signal, name)}
)
_DIED = "it could not be read. It may be damaged: open it in its own program and save it anew."


@dataclass(frozen=True, slots=True)
class Limits:
    """What a worker may use."""

    cpu_seconds: int
    wall_seconds: float
    memory_bytes: int = 2048 * _MEGABYTE
    file_bytes: int = 1024 * _MEGABYTE


def limits_for(size: int) -> Limits:
    """Give the limits for a file of `size` bytes: a minute of CPU, and four seconds a megabyte."""
    cpu_seconds = 60 + 4 * (size // _MEGABYTE)
    return Limits(cpu_seconds, 3.0 * cpu_seconds)


def extract_in_worker(
    path: Path,
    file_name: str,
    *,
    password: str | None,
    on_progress: Callable[[int, int], None],
    limits: Limits,
    output: Path,
    parameters: Mapping[str, str] = MappingProxyType({}),
) -> Extraction:
    """Open a book in a process of its own.

    Args:
        path: where the book lies.
        file_name: its name as the reader knows it.
        password: opens it, if it is locked.
        on_progress: called with (done, total) while it is read.
        limits: what the process may use.
        output: where the process writes what it found; gone afterwards.
        parameters: what more is asked of the extractor.

    Raises:
        RefusedFileError: the book cannot be opened, hits a limit, brings the
            worker down, or the worker's answer does not hold together.
        NotSavedError: the worker could not write what it found.
    """
    request = {
        "path": str(path),
        "file_name": file_name,
        "password": password,
        "output": str(output),
        "parameters": dict(parameters),
        "not_written": _NOT_WRITTEN,
        "cpu_seconds": limits.cpu_seconds,
        "memory_bytes": limits.memory_bytes,
        "file_bytes": limits.file_bytes,
    }
    try:
        code, timed_out = _run(json.dumps(request), limits.wall_seconds, on_progress)
        if code == _NOT_WRITTEN:
            raise NotSavedError(
                f"The text of “{file_name}”", "the disk is full or cannot be written"
            )
        if timed_out or code in _STOPPED_FOR_TIME:
            raise RefusedFileError(file_name, _TOO_LONG)
        if code != 0 or not output.exists():
            raise RefusedFileError(file_name, _DIED)
        return _decode(output.read_bytes(), file_name)
    finally:
        output.unlink(missing_ok=True)


def _run(
    request: str, wall_seconds: float, on_progress: Callable[[int, int], None]
) -> tuple[int, bool]:
    """Run the child to its end; gives its exit code, and whether the wall limit stopped it."""
    child = subprocess.Popen(
        [sys.executable, "-m", "glossator.library.worker_child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
        cwd=tempfile.gettempdir(),
        env=child_environment(),
    )
    timed_out = threading.Event()

    def stop() -> None:
        timed_out.set()
        kill_child(child)

    timer = threading.Timer(wall_seconds, stop)
    timer.start()
    try:
        _talk(child, request, on_progress)
    finally:
        timer.cancel()
        kill_child(child)
        child.wait()
    return child.returncode, timed_out.is_set()


def _talk(
    child: subprocess.Popen[str], request: str, on_progress: Callable[[int, int], None]
) -> None:
    assert child.stdin is not None and child.stdout is not None  # noqa: S101, PT018 - pipes asked for
    try:
        child.stdin.write(request)
        child.stdin.close()
    except BrokenPipeError:
        return
    for line in child.stdout:
        done, _, total = line.strip().partition(" ")
        if done.isdigit() and total.isdigit():
            on_progress(int(done), int(total))
    child.stdout.close()
    child.wait()


def _decode(answer: bytes, file_name: str) -> Extraction:
    try:
        outcome: _Outcome = msgspec.msgpack.decode(answer, type=_Outcome)
    except msgspec.MsgspecError as error:
        raise RefusedFileError(file_name, _DIED) from error
    extraction, refusal, needs_password = outcome
    if extraction is None:
        raise RefusedFileError(file_name, refusal or _DIED, needs_password=needs_password)
    if not _holds_together(extraction.content):
        raise RefusedFileError(file_name, _DIED)
    return extraction


def _holds_together(content: EditionText) -> bool:
    """Tell whether blocks follow one another and everything lies within the text."""
    length = len(content.text)
    at = 0
    for block in content.blocks:
        if block.start != at or not block.start <= block.end <= length:
            return False
        at = block.end + 1
    spans = [(marker.start, marker.end) for marker in content.markers]
    spans += [(style.start, style.end) for style in content.styles]
    spans += [(page.start, length) for page in content.pages]
    spans += [(pinpoint.start, length) for pinpoint in content.pinpoints]
    spans += [(image.start, length) for image in content.images]
    spans += [(table.start, length) for table in content.tables]
    spans += [(entry.start, length) for entry in content.contents]
    spans += [(span.start, span.end) for mark in content.foreign_marks for span in mark.spans]
    return all(0 <= start <= end <= length for start, end in spans)
