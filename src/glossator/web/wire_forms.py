"""What goes over HTTP about forms of notes; see `web.wire` for what holds of all messages.

| method and path | request | reply |
|---|---|---|
| GET /api/pens/{id}/forms | – | list of FormDetail |
| GET /api/forms | – | list of ShippedFormView |
| POST /api/notes/preview | FormPreviewRequest | NotesView |
| GET /api/notes/sheet?form=ID&course=ID[&pages=N&columns=N&paper=a4] | – | SheetView |
"""

from __future__ import annotations

import msgspec
from msgspec import Struct

from glossator.model.pens import Form


class SizeDetail(Struct, frozen=True, forbid_unknown_fields=True):
    """How much room an exam sheet has: `model.pens.SheetSize`."""

    pages: int = 2
    paper: str = "a4"
    text_columns: int = 2
    smallest_type: float = 6.5


class SectionDetail(Struct, frozen=True, forbid_unknown_fields=True):
    """A part of a form: `model.pens.FormSection`."""

    title: str
    takes: list[str] = []
    show: str = "own-words"
    numbered: bool = False
    pairs_with: str = ""
    order: str = "text"
    only: str = "all"
    topics: list[str] = []
    importance: int = 0
    group_by: str = "nothing"
    layout: str = "list"
    text: str = ""
    id: str = ""


class FormDetail(Struct, frozen=True, forbid_unknown_fields=True):
    """A form with its parts: `model.pens.Form`; one without an id is new."""

    id: str
    title: str
    kind: str
    sections: list[SectionDetail]
    columns: str = "sections"
    size: SizeDetail = SizeDetail()


class ShippedFormView(Struct, frozen=True):
    """A form that ships with the program, and the name of the pens it was made for."""

    pens: str
    form: FormDetail


class FormPreviewRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """Which notes a form would give: of a source, or of a course."""

    form: FormDetail
    source: str | None = None
    course: str | None = None


class LeftOutView(Struct, frozen=True):
    """A line that did not fit an exam sheet."""

    annotation: str
    words: str
    source: str
    pinpoint: str
    importance: int


class SheetView(Struct, frozen=True):
    """An exam sheet as it comes out.

    `pages` is how many it has. `left_out` are the lines that are not on it, the most
    important first; `left_out_writing` texts of the reader's own. `pictures` are its first
    pages as PNG in base64.
    """

    pages: int
    type_size: float
    has_details: bool
    kept: int
    left_out: list[LeftOutView]
    left_out_writing: list[str]
    pictures: list[str]
    size: SizeDetail


def form_detail(form: Form) -> FormDetail:
    """Show a form."""
    return msgspec.convert(msgspec.to_builtins(form), FormDetail)


def form_of(detail: FormDetail) -> Form:
    """Read a form.

    Raises:
        msgspec.ValidationError: a word of it is not one of its set.
    """
    return msgspec.convert(msgspec.to_builtins(detail), Form)
