"""What goes over HTTP about imports beside their progress (`wire.Job`).

| method and path | request | reply |
|---|---|---|
| POST /api/imports/{id}/cancel | – | Job |
| GET /api/imports/{id}/preview | – | Preview; 404 while there is none, and when the book is there |
| GET /api/import-problems | – | list of ImportProblem, the latest first |
| POST /api/import-problems/dismiss | Dismissal | 204 |
"""

from __future__ import annotations

from msgspec import Struct

from glossator.web.wire import TextSection


class Preview(Struct, frozen=True):
    """The first pages of a book that is still being read: to be read, not to be marked."""

    title: str
    pages: int
    language: str
    direction: str
    sections: list[TextSection]


class ImportProblem(Struct, frozen=True):
    """What was odd about a file, told until it is dismissed.

    `state` is "imported" or "refused"; `at` RFC 3339 UTC; `source` "" for none.
    """

    id: str
    file: str
    at: str
    state: str
    source: str
    title: str
    problems: tuple[str, ...]


class Dismissal(Struct, frozen=True, forbid_unknown_fields=True):
    """Which problems the reader has seen; null for all."""

    ids: list[str] | None = None
