"""The page worker's parent: a long-lived process that draws pages, started anew when it fails."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from dataclasses import dataclass
from typing import IO

import msgspec

from glossator.library.processes import child_environment, kill_child
from glossator.model.errors import RefusedFileError
from glossator.model.pictures import PIXELS_AT_MOST, DrawnPage, PageToDraw

_MEGABYTE = 1 << 20
_MAGIC = {"image/png": b"\x89PNG", "image/jpeg": b"\xff\xd8\xff"}
_LINE_AT_MOST = 4096
_SLACK = 4  # pixels by which a picture may be larger or smaller than asked for

_TOO_LONG = "drawing it took too long"
_DIED = "drawing it failed"
_ODD = "what was drawn is no picture of it"


@dataclass(frozen=True, slots=True)
class DrawingLimits:
    """What the worker may use: memory in all, time for each page, rest before it is let go."""

    memory_bytes: int = 2048 * _MEGABYTE
    cpu_seconds: int = 15
    wall_seconds: float = 30.0
    idle_seconds: float = 300.0
    picture_bytes: int = 64 * _MEGABYTE


class _Answer(msgspec.Struct, frozen=True):
    """What the child says before the picture's bytes."""

    size: int = 0
    media_type: str = ""
    width: int = 0
    height: int = 0
    refusal: str = ""
    needs_password: bool = False


class _EndedError(Exception):
    """The child ended instead of answering; `timed_out`: by the wall limit."""

    def __init__(self, *, timed_out: bool) -> None:
        super().__init__("the page worker ended")
        self.timed_out = timed_out


class PageWorker:
    """Draws pages in a process of its own, one at a time.

    The process starts with the first page, keeps the last few books open, and
    ends by itself after a long rest. One that hangs or dies is replaced; the
    others that wait do not notice. Methods may be called from any thread.
    """

    def __init__(self, limits: DrawingLimits | None = None) -> None:
        self._limits = limits or DrawingLimits()
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._has_answered = False

    @property
    def process_id(self) -> int | None:
        """The id of the process at work, None while there is none."""
        return self._child.pid if self._child else None

    def draw(self, page: PageToDraw) -> DrawnPage:
        """Draw a page; 10 to 30 ms for one of type, several seconds at worst.

        Raises:
            RefusedFileError: it cannot be drawn; `needs_password` tells a locked book.
        """
        with self._lock:
            try:
                return self._draw_once(page)
            except _EndedError as error:
                # One that has answered before may have ended at rest, or of what it held.
                if error.timed_out or not self._has_answered:
                    raise _refused(page, error) from error
            try:
                return self._draw_once(page)
            except _EndedError as error:
                raise _refused(page, error) from error

    def close(self) -> None:
        """End the process, if there is one."""
        with self._lock:
            self._end()

    def _draw_once(self, page: PageToDraw) -> DrawnPage:
        if self._child is None:
            self._child, self._has_answered = _start(self._limits), False
        child = self._child
        timed_out = threading.Event()

        def stop() -> None:
            timed_out.set()
            kill_child(child)

        timer = threading.Timer(self._limits.wall_seconds, stop)
        timer.start()
        try:
            drawn = _ask(child, page, self._limits)
        except (_EndedError, OSError, ValueError) as error:
            self._end()
            raise _EndedError(timed_out=timed_out.is_set()) from error
        finally:
            timer.cancel()
        self._has_answered = True
        if isinstance(drawn, DrawnPage):
            return drawn
        raise RefusedFileError(page.file_name, drawn.refusal, needs_password=drawn.needs_password)

    def _end(self) -> None:
        if self._child is None:
            return
        child, self._child = self._child, None
        kill_child(child)
        for pipe in (child.stdin, child.stdout):
            with suppress(OSError):
                _there(pipe).close()
        child.wait()


def _start(limits: DrawingLimits) -> subprocess.Popen[bytes]:
    numbers = (limits.memory_bytes, limits.cpu_seconds, limits.idle_seconds)
    return subprocess.Popen(
        [sys.executable, "-m", "glossator.library.page_worker_child", *map(str, numbers)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        cwd=tempfile.gettempdir(),
        env=child_environment(),
    )


def _ask(
    child: subprocess.Popen[bytes], page: PageToDraw, limits: DrawingLimits
) -> DrawnPage | _Answer:
    """Put a request to the child and read its answer.

    Raises:
        _EndedError: it ended, or what it says does not hold together.
        OSError: it does not listen any more.
    """
    requests, answers = _there(child.stdin), _there(child.stdout)
    requests.write(msgspec.json.encode(page) + b"\n")
    requests.flush()
    line = answers.readline(_LINE_AT_MOST)
    if not line.endswith(b"\n"):
        raise _EndedError(timed_out=False)
    answer = msgspec.json.decode(line, type=_Answer)
    if answer.refusal:
        return answer
    if not 0 < answer.size <= limits.picture_bytes:
        raise _EndedError(timed_out=False)
    data = answers.read(answer.size)
    if len(data) != answer.size:
        raise _EndedError(timed_out=False)
    return _checked(DrawnPage(answer.media_type, answer.width, answer.height, data), page)


def _checked(drawn: DrawnPage, page: PageToDraw) -> DrawnPage:
    """Make sure that a picture is one, and about as large as was asked for."""
    magic = _MAGIC.get(drawn.media_type)
    fits = 0 < drawn.width * drawn.height <= 1.1 * PIXELS_AT_MOST
    if page.part:
        wanted = (page.part.width * page.scale, page.part.height * page.scale)
        fits = fits and all(
            got <= want + _SLACK
            for got, want in zip((drawn.width, drawn.height), wanted, strict=True)
        )
    if magic is None or not drawn.data.startswith(magic) or not fits:
        raise RefusedFileError(page.file_name, _ODD)
    return drawn


def _refused(page: PageToDraw, error: _EndedError) -> RefusedFileError:
    return RefusedFileError(page.file_name, _TOO_LONG if error.timed_out else _DIED)


def _there(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None  # noqa: S101 - pipes are asked for
    return pipe
