"""The page worker's child: draws pages of books, one after another, under limits.

Run as `python -m glossator.library.page_worker_child MEMORY_BYTES CPU_SECONDS
IDLE_SECONDS`. It reads a request a line from standard input
(`model.pictures.PageToDraw` as JSON) and answers each with a line (`Answer` as
JSON) followed by the picture's bytes. It ends when its input does, or when nobody
has asked for long. It speaks to nothing else.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from contextlib import suppress
from typing import BinaryIO

import msgspec

from glossator.model.errors import RefusedFileError
from glossator.model.pictures import DrawnPage, PageToDraw
from glossator.sources.page_pictures import PagePainter

_TOO_LARGE = "drawing it needs more memory than this program allows itself"


class Answer(msgspec.Struct, frozen=True, omit_defaults=True):
    """What became of a request.

    Attributes:
        size: bytes of the picture that follow; 0 where there is none.
        media_type: of the picture.
        width: in pixels.
        height: likewise.
        refusal: why there is none.
        needs_password: the book is locked, or the password given does not open it.
    """

    size: int = 0
    media_type: str = ""
    width: int = 0
    height: int = 0
    refusal: str = ""
    needs_password: bool = False


class _Idle:
    """Ends the process when nobody has asked for something for long."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._asked = time.monotonic()
        self.busy = False
        threading.Thread(target=self._watch, daemon=True).start()

    def begin(self) -> None:
        """Note that a request has come."""
        self.busy = True

    def end(self) -> None:
        """Note that it has been answered."""
        self.busy, self._asked = False, time.monotonic()

    def _watch(self) -> None:
        while self.busy or time.monotonic() - self._asked < self._seconds:
            time.sleep(min(self._seconds, 5.0))
        os._exit(0)


def main() -> int:
    """Answer requests until there are no more."""
    memory_bytes, cpu_seconds = int(sys.argv[1]), int(sys.argv[2])
    requests, answers = sys.stdin.buffer, _take_output()
    _limit(memory_bytes)
    painter, idle = PagePainter(), _Idle(float(sys.argv[3]))
    for line in requests:
        idle.begin()
        _limit_cpu(cpu_seconds)
        answer, picture = _draw(painter, msgspec.json.decode(line, type=PageToDraw))
        answers.write(msgspec.json.encode(answer) + b"\n" + picture)
        answers.flush()
        idle.end()
    painter.close()
    return 0


def _draw(painter: PagePainter, page: PageToDraw) -> tuple[Answer, bytes]:
    try:
        drawn: DrawnPage = painter.draw(page)
    except RefusedFileError as error:
        return Answer(refusal=error.reason, needs_password=error.needs_password), b""
    except (ValueError, OSError) as error:
        return Answer(refusal=str(error) or "it is damaged"), b""
    except MemoryError:
        return Answer(refusal=_TOO_LARGE), b""
    answer = Answer(len(drawn.data), drawn.media_type, drawn.width, drawn.height)
    return answer, drawn.data


def _take_output() -> BinaryIO:
    """Keep standard output for answers; what a library prints there goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb")
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.close(silence)
    return answers


def _limit(memory_bytes: int) -> None:
    """Set what limits this system has; Windows has none of these, there the wall limit stands."""
    with suppress(ImportError):
        import resource  # not on Windows

        for limit, most in (
            (resource.RLIMIT_AS, memory_bytes),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
        ):
            with suppress(ValueError, OSError):  # a lower limit is in force already
                resource.setrlimit(limit, (most, most))


def _limit_cpu(seconds: int) -> None:
    """Allow so much more CPU time from now on; the process then ends by SIGXCPU."""
    with suppress(ImportError):
        import resource  # not on Windows

        used = resource.getrusage(resource.RUSAGE_SELF)
        most = int(used.ru_utime + used.ru_stime) + 1 + seconds
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_CPU, (most, hard))


if __name__ == "__main__":
    sys.exit(main())
