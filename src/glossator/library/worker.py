"""The import worker's parent: runs the child under limits and validates what it wrote."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from glossator.library.processes import child_environment, kill_child
from glossator.library.worker_answers import DIED, read_answer
from glossator.model.books import Extraction
from glossator.model.errors import GlossatorError, NotSavedError, RefusedFileError

_MEGABYTE = 1 << 20
_PREVIEW_PAGES = 6
_TOO_LONG = (
    "reading it took too long. It may be damaged: open it in its own program and save it anew."
)
_NOT_WRITTEN = 73  # EX_CANTCREAT of sysexits.h
_STOPPED_FOR_TIME = frozenset(
    {-getattr(signal, name) for name in ("SIGXCPU",) if hasattr(signal, name)}
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a worker may use."""

    cpu_seconds: int
    wall_seconds: float
    memory_bytes: int = 2048 * _MEGABYTE
    file_bytes: int = 1024 * _MEGABYTE


class Stop:
    """Lets somebody else stop a reading; may be used from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._asked = False
        self._kill: Callable[[], None] | None = None

    @property
    def asked(self) -> bool:
        """Whether it was asked to stop."""
        return self._asked

    def ask(self) -> None:
        """Stop what is running, and whatever would be begun later."""
        with self._lock:
            self._asked = True
            if self._kill is not None:
                self._kill()

    @contextmanager
    def kills(self, kill: Callable[[], None]) -> Iterator[None]:
        """Have `kill` called when it is asked to stop, or at once if it was."""
        with self._lock:
            self._kill = kill
            if self._asked:
                kill()
        try:
            yield
        finally:
            with self._lock:
                self._kill = None


@dataclass(frozen=True, slots=True)
class Watch:
    """Who follows the reading of a book.

    Attributes:
        on_progress: called with (done, total) while it is read.
        on_preview: called with the book's beginning, once, where it has been
            read before the whole; None where nobody asks for it.
        stop: stops the reading.
    """

    on_progress: Callable[[int, int], None] = lambda _done, _total: None
    on_preview: Callable[[Extraction], None] | None = None
    stop: Stop = field(default_factory=Stop)


NOBODY_WATCHES = Watch()
"""The watch of a reading that nobody follows or stops."""


class ReadingStoppedError(GlossatorError):
    """The reading of a book was stopped because somebody asked for it."""

    def __init__(self, file_name: str) -> None:
        self.file_name = file_name
        super().__init__(f"“{file_name}” was not imported: its import was cancelled.")


def limits_for(size: int) -> Limits:
    """Give the limits for a file of `size` bytes.

    A minute of CPU and 0.05 s a page is ample for the slowest of 724 difficult
    PDFs; how many pages a file has is not known before it is opened, and 80 of
    them in a megabyte are as many as books have.
    """
    cpu_seconds = 60 + 4 * (size // _MEGABYTE)
    return Limits(cpu_seconds, 3.0 * cpu_seconds)


def extract_in_worker(
    path: Path,
    file_name: str,
    *,
    password: str | None,
    watch: Watch,
    limits: Limits,
    output: Path,
    parameters: Mapping[str, str] = MappingProxyType({}),
) -> Extraction:
    """Open a book in a process of its own.

    Args:
        path: where the book lies.
        file_name: its name as the reader knows it.
        password: opens it, if it is locked.
        watch: who follows it.
        limits: what the process may use.
        output: where the process writes what it found, and under this name and
            ".preview" the book's beginning; gone afterwards.
        parameters: what more is asked of the extractor.

    Raises:
        RefusedFileError: the book cannot be opened, hits a limit, brings the
            worker down, or the worker's answer does not hold together.
        NotSavedError: the worker could not write what it found.
        ReadingStoppedError: it was asked to stop.
    """
    preview = output.with_name(f"{output.name}.preview")
    request = {
        "path": str(path),
        "file_name": file_name,
        "password": password,
        "output": str(output),
        "preview": str(preview) if watch.on_preview else "",
        "preview_pages": _PREVIEW_PAGES,
        "parameters": dict(parameters),
        "not_written": _NOT_WRITTEN,
        "cpu_seconds": limits.cpu_seconds,
        "memory_bytes": limits.memory_bytes,
        "file_bytes": limits.file_bytes,
    }
    try:
        hear = _Ear(watch, preview, file_name).hear
        code, timed_out = _run(json.dumps(request), limits.wall_seconds, watch.stop, hear)
        if watch.stop.asked:
            raise ReadingStoppedError(file_name)
        if code == _NOT_WRITTEN:
            raise NotSavedError(
                f"The text of “{file_name}”", "the disk is full or cannot be written"
            )
        if timed_out or code in _STOPPED_FOR_TIME:
            raise RefusedFileError(file_name, _TOO_LONG)
        if code != 0:
            raise RefusedFileError(file_name, DIED)
        return read_answer(output, file_name)
    finally:
        output.unlink(missing_ok=True)
        preview.unlink(missing_ok=True)


class _Ear:
    """Hears what the child says, line by line, and passes it on."""

    def __init__(self, watch: Watch, preview: Path, file_name: str) -> None:
        self._watch = watch
        self._preview = preview
        self._file_name = file_name

    def hear(self, line: str) -> None:
        """Take in "done total", or "preview" when the book's beginning has been written."""
        if line == "preview":
            self._pass_preview()
            return
        done, _, total = line.partition(" ")
        if done.isdigit() and total.isdigit():
            self._watch.on_progress(int(done), int(total))

    def _pass_preview(self) -> None:
        if self._watch.on_preview is None or not self._preview.exists():
            return
        with suppress(RefusedFileError):  # the book itself will say what is wrong with it
            self._watch.on_preview(read_answer(self._preview, self._file_name))
        self._preview.unlink(missing_ok=True)


def _run(
    request: str, wall_seconds: float, stop: Stop, hear: Callable[[str], None]
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

    def give_up() -> None:
        timed_out.set()
        kill_child(child)

    timer = threading.Timer(wall_seconds, give_up)
    timer.start()
    try:
        with stop.kills(lambda: kill_child(child)):
            _talk(child, request, hear)
    finally:
        timer.cancel()
        kill_child(child)
        child.wait()
    return child.returncode, timed_out.is_set()


def _talk(child: subprocess.Popen[str], request: str, hear: Callable[[str], None]) -> None:
    assert child.stdin is not None and child.stdout is not None  # noqa: S101, PT018 - pipes asked for
    try:
        child.stdin.write(request)
        child.stdin.close()
    except BrokenPipeError:
        return
    for line in child.stdout:
        hear(line.strip())
    child.stdout.close()
    child.wait()
