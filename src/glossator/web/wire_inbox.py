"""What goes over HTTP about the inbox of foreign marks; see `web.wire` for what holds of all.

| method and path | request | reply |
|---|---|---|
| GET /api/inbox | – | list of WaitingView: the sources in whose inbox something waits |
| GET /api/sources/{id}/inbox | – | InboxView |

Sorting in and leaving out are operations: `web.requests`, AdoptForeign and DismissForeign.
"""

from __future__ import annotations

from msgspec import Struct


class WaitingView(Struct, frozen=True):
    """How many marks wait in a source; `kind` is theirs, "" where they are of several kinds."""

    source: str
    count: int
    kind: str


class ForeignMarkView(Struct, frozen=True, omit_defaults=True):
    """A foreign mark in its surroundings; `words` is "" for one that stands on no words.

    `id` is that of the annotation it would become.
    """

    id: str
    before: str = ""
    words: str = ""
    after: str = ""
    comment: str = ""
    page: int | None = None


class ForeignGroupView(Struct, frozen=True):
    """Marks that look alike.

    `kind` is "highlight", "underline", "strike-out" or "note"; `colour` "#rrggbb" or "",
    and `colour_name` a word for it or ""; `pen` is proposed, null for none; `marks` are
    the first 200 of `count`.
    """

    key: str
    kind: str
    colour: str
    colour_name: str
    author: str
    count: int
    comments: int
    pen: str | None
    marks: list[ForeignMarkView]


class InboxView(Struct, frozen=True):
    """What waits in a source's inbox, how many were left out, and how many are marks already."""

    source: str
    groups: list[ForeignGroupView]
    left_out: int
    known: int
