"""What a page may ask about printed books: one without a file, passages of it by page and words."""

from __future__ import annotations

from msgspec import Struct, field

from glossator.web.request_base import Asked, NewId
from glossator.web.requests_books import BibliographyView


class TypedPlace(Struct, frozen=True, forbid_unknown_fields=True):
    """A passage of a printed book: `model.marks.PlacePart`."""

    scheme: str
    label: str
    words: str


class AddSource(Asked, frozen=True, tag="add_source"):
    """Add a book without a file to a course."""

    source: NewId
    course: str
    title: str
    bibliography: BibliographyView = field(default_factory=BibliographyView)


class AnnotatePrinted(Asked, frozen=True, tag="annotate_printed"):
    """Mark a passage of the printed book; it is looked for in the source's text, if it has one."""

    annotation: NewId
    source: str
    printed: TypedPlace
    pen: str
    own_words: str = ""
    comment: str = ""
    topics: list[str] = field(default_factory=list)
    importance: int = 0


class ChangePrinted(Asked, frozen=True, tag="change_printed"):
    """Change what was typed of a mark from the printed book."""

    annotation: str
    printed: TypedPlace
