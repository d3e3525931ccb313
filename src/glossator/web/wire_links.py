"""What goes over HTTP about marks as others see them: links, search, a file of some.

| method and path | request | reply |
|---|---|---|
| GET /api/annotations/{id}/links | – | LinksView |
| GET /api/courses/{id}/annotations?words=W&besides=ID | – | list of OtherMark |
| POST /api/annotations/file | ChosenMarks | JSON-LD file of these marks |
"""

from __future__ import annotations

from msgspec import Struct


class OtherMark(Struct, frozen=True, omit_defaults=True):
    """A mark as one reads of it elsewhere; `quote` is cut to a few words."""

    id: str
    source: str
    source_title: str
    pen: str
    quote: str
    own_words: str = ""
    pinpoint: str = ""


class LinkedMark(Struct, frozen=True):
    """A link and the mark at its other end."""

    id: str
    kind: str
    mark: OtherMark


class LinksView(Struct, frozen=True):
    """The links of a mark to others, and those of others to it.

    A mark that is gone has none and gets none: the page may ask while an erasure
    is on its way.
    """

    to: list[LinkedMark]
    of: list[LinkedMark]


class ChosenMarks(Struct, frozen=True, forbid_unknown_fields=True):
    """Marks by their ids."""

    annotations: list[str]
