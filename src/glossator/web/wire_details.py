"""What goes over HTTP about a source's details, references and the bin.

| method and path | request | reply |
|---|---|---|
| GET /api/sources/{id}/details | – | Details |
| GET /api/references?format=F&source=ID&… or &course=ID | – | the file |
| GET /api/references/report, likewise | – | list of sentences on what the format cannot carry |
| POST /api/references/preview | ReferencesRequest | ReferencesPreview |
| GET /api/bin | – | Bin |

Without source and course, references are those of all sources; F is bibtex, ris or csl.
"""

from __future__ import annotations

from msgspec import Struct

from glossator.web.requests_books import BibliographyView
from glossator.web.wire import CaptionView


class EditionView(Struct, frozen=True):
    """A text of a source: `made_by` says of what and how; `in_use`: the source is read in it."""

    edition: str
    file_name: str
    kind: str
    length: int
    made_by: str
    problems: list[str]
    in_use: bool


class Details(Struct, frozen=True):
    """All that is known of a source but what is in its text."""

    id: str
    title: str
    course: str
    archived: bool
    caption: CaptionView
    bibliography: BibliographyView
    editions: list[EditionView]
    offers: list[str]


class ReferencesRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """The text of a file of references: BibTeX, RIS or CSL JSON."""

    text: str


class FieldChange(Struct, frozen=True):
    """What an import of references would change: "" for nothing said."""

    field: str
    old: str
    new: str


class MatchView(Struct, frozen=True):
    """A reference that fits a source; no changes: it says nothing new."""

    source: str
    title: str
    changes: list[FieldChange]


class UnmatchedView(Struct, frozen=True):
    """A reference that fits no source, or no single one."""

    title: str
    authors: str
    issued: str


class ReferencesPreview(Struct, frozen=True):
    """What an import of references would do."""

    matched: list[MatchView]
    unmatched: list[UnmatchedView]
    problems: list[str]


class BinnedView(Struct, frozen=True):
    """A source in the bin."""

    id: str
    title: str
    kind: str
    length: int
    marks: int


class Bin(Struct, frozen=True):
    """What is in the bin; `size` bytes would be freed by emptying it."""

    sources: list[BinnedView]
    size: int
