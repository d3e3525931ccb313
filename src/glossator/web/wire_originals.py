"""What goes over HTTP about missing originals; see `web.wire` for what holds of all messages.

| method and path | request | reply |
|---|---|---|
| GET /api/originals | – | list of MissingOriginal |
| POST /api/originals?source=S&name=N | the file's bytes | list of the MissingOriginal it was |
| POST /api/originals/search | OriginalSearch | SearchReply; on this machine only |
"""

from __future__ import annotations

from msgspec import Struct


class MissingOriginal(Struct, frozen=True):
    """A file of a source that is not in the library as it was; `size` in bytes."""

    source: str
    title: str
    file_name: str
    size: int


class OriginalSearch(Struct, frozen=True, forbid_unknown_fields=True):
    """Which folder of this machine to search, with all folders in it; "~" is home."""

    folder: str


class SearchReply(Struct, frozen=True):
    """What a search found and put back, and what is missing still; `looked_at` counts files."""

    looked_at: int
    found: list[MissingOriginal]
    missing: list[MissingOriginal]
