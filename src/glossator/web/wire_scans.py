"""What goes over HTTP about recognition of scans; see `web.wire` for what holds of all.

| method and path | request | reply |
|---|---|---|
| GET /api/recognition | – | RecognitionView |
| GET /api/sources/{id}/recognition | – | ScanView |
| POST /api/sources/{id}/recognition | RecognitionRequest | Job |
| POST /api/recognition/{job}/pause | – | Job |
| POST /api/recognition/{job}/resume | ResumeRequest | Job |
| POST /api/recognition/{job}/stop | – | Job |

A Job of kind "recognition" has the `state` "waiting", "reading", "paused" (it waits for
the reader), "recognised", "refused" or "stopped"; `done` of `total` are pages, and
`seconds_left` is 0 where it cannot be told.
"""

from __future__ import annotations

from msgspec import Struct

from glossator.web.wire import Job


class EngineView(Struct, frozen=True):
    """The engine: `version` is "" where it is missing, and `install` says how to get it."""

    version: str
    languages: list[str]
    install: str


class RecognitionView(Struct, frozen=True):
    """All jobs that are unfinished or have ended since the program was started."""

    jobs: list[Job]


class ScanView(Struct, frozen=True):
    """What can be recognised in a source.

    `pages` is how many it has, 0 where it is no book of pages; `without_text` counts
    those that are pictures, and `range` names them ("3-7, 12"); `language` is proposed,
    as the engine names it.
    """

    source: str
    pages: int
    without_text: int
    range: str
    language: str
    engine: EngineView
    job: Job | None = None


class RecognitionRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """Pages as a reader counts them ("3-7, 12"), "" for all without text; language "": its own."""

    pages: str = ""
    language: str = ""


class ResumeRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """The book's password, where it needs one; kept in memory only."""

    password: str = ""
