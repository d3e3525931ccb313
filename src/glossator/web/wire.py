"""What goes over HTTP: one struct a message. The page's types mirror this file.

JSON, snake_case, UTF-8. Offsets are Unicode code points in the edition's
canonical text; the page converts from the browser's UTF-16 units before it
sends (`frontend/src/api`). Times are RFC 3339 in UTC. Ids are the client's
lower-case UUIDs. Fields equal to their default may be left out of a reply.

| method and path | request | reply |
|---|---|---|
| POST /api/session | SessionRequest | 204 and the cookie; 401 when the token is spent |
| GET /api/library | – | LibraryView |
| GET /api/sources/{id} | – | SourceView |
| GET /api/sources/{id}/text?section=N&count=M | – | TextView |
| GET /api/sources/{id}/annotations, of a part: ?start=N&end=M | – | AnnotationsView |
| PUT /api/sources/{id}/place | PlaceRequest | 204 |
| POST /api/operations | one of `web.requests` | OperationReply |
| GET /api/notes?form=F&source=ID or &course=ID | – | NotesView |
| GET /api/notes/file?form=F&source=ID or &course=ID&to=md|html|pdf&paper=a4|letter | – | the file |
| GET /api/annotations?source=ID | – | JSON-LD file |
| POST /api/annotations | the text of a JSON-LD dump | ImportedAnnotations |
| POST /api/imports?name=FILE&course=ID | the file's bytes (application/octet-stream) | Job |
| GET /api/imports | – | list of Job |
| POST /api/imports/{id}/password | PasswordRequest | Job |
| GET /api/presets | – | list of Preset |
| GET /api/events | – | server-sent events, each `data:` an Event |

The pictures of a book: `web.wire_book`. Links between marks: `web.wire_links`.
Finding and the time of reading: `web.wire_reading`.

Every failure is a status of 400 and above with an ErrorReply.
"""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct

from glossator.model.notes import Notes
from glossator.web.wire_areas import AreaMarkView
from glossator.web.wire_book import HeadingRank, ImageView, TableView


class SessionRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """The one-time launch token, from the fragment of the address that was printed."""

    token: str


class ErrorReply(Struct, frozen=True):
    """Why a request failed: `message` is the sentence to show, `kind` for code to tell by."""

    kind: str
    message: str


# ---------------------------------------------------------------- the library


class CaptionView(Struct, frozen=True, omit_defaults=True):
    """What is known of a case for the head of its brief."""

    parties: str = ""
    court: str = ""
    decided: str = ""
    docket: str = ""
    citation: str = ""
    judges: str = ""


class PenView(Struct, frozen=True):
    """A pen: `model.pens.Pen`."""

    id: str
    name: str
    colour: str
    stroke: str
    letter: str
    key: str
    meaning: str
    becomes: str
    retired: bool
    group: str = ""


class FormView(Struct, frozen=True):
    """A form that a pen system offers: `kind` is "brief" (of a source), or one of a course."""

    id: str
    title: str
    kind: str


class PenSystemView(Struct, frozen=True):
    """A pen system; `problem` is a sentence when its file has an error ("" when it is sound)."""

    id: str
    name: str
    version: int
    pens: list[PenView]
    forms: list[FormView]
    problem: str = ""


class CourseView(Struct, frozen=True):
    """A course."""

    id: str
    name: str
    pen_system: str


class TopicView(Struct, frozen=True):
    """A topic; siblings come in their order."""

    id: str
    course: str
    name: str
    parent: str | None
    order: str


class CoverageRun(Struct, frozen=True, array_like=True):
    """Columns of a coverage strip (of 120) that a pen has most marks in: half-open."""

    pen: str
    start: int
    end: int


class SourceRow(Struct, frozen=True):
    """A source as the library lists it.

    `kind` is that of `Original`, or "" without a file.
    `place` is where reading was left, in code points; `last_read` "" when never.
    `texts`: how many editions it has. `seconds_read`: how long it was read on this machine.
    """

    id: str
    title: str
    course: str
    kind: str
    length: int
    caption: CaptionView
    file_name: str
    problems: list[str]
    marks: int
    coverage: list[CoverageRun]
    place: int
    last_read: str
    authors: str = ""
    archived: bool = False
    texts: int = 1
    seconds_read: int = 0


class LibraryView(Struct, frozen=True):
    """The whole library but for texts and annotations.

    `undo` and `redo` are the labels of the step that would be undone or redone
    next, "" for none. `sample` is true while the library holds the sample course.
    """

    id: str
    name: str
    cursor: int
    read_only: bool
    courses: list[CourseView]
    pen_systems: list[PenSystemView]
    topics: list[TopicView]
    sources: list[SourceRow]
    undo: str
    redo: str
    sample: bool


class Preset(Struct, frozen=True):
    """A pen system that ships with the program; `about` says in a sentence what for."""

    id: str
    name: str
    pens: list[PenView]
    about: str = ""


# ---------------------------------------------------------------- a source


class PageView(Struct, frozen=True, array_like=True):
    """A page: index from 0, the file's own label ("" for none), start."""

    index: int
    label: str
    start: int


class PinpointView(Struct, frozen=True, array_like=True):
    """A pinpoint; `label` is "" where nothing sure enough to be shown holds from `start` on."""

    scheme: str
    part: str
    label: str
    start: int


class HeadingView(Struct, frozen=True, array_like=True):
    """An entry of the contents."""

    title: str
    level: int
    start: int


class SectionView(Struct, frozen=True, array_like=True):
    """A stretch of about 20 blocks that the page lays out as one `<section>`."""

    start: int
    end: int
    blocks: int


class SourceView(Struct, frozen=True):
    """All that the reader needs of a source but its text.

    `direction` is "rtl" where the text runs from right to left, else "".
    `headings` are empty where the contents are the text's own headings.
    `revision` changes when the reader's corrections do; `preferred_scheme` is
    that of `web.wire_corrections`. `recognised`: the words were read off pictures,
    so a block's `sure` is that of its words. `seconds_read`: as in `SourceRow`.
    """

    id: str
    title: str
    course: str
    kind: str
    edition: str | None
    length: int
    language: str
    direction: str
    caption: CaptionView
    problems: list[str]
    pages: list[PageView]
    pinpoints: list[PinpointView]
    contents: list[HeadingView]
    headings: list[HeadingRank]
    sections: list[SectionView]
    place: int
    preferred_scheme: str = ""
    revision: str = ""
    recognised: bool = False
    seconds_read: int = 0


class MarkerView(Struct, frozen=True, omit_defaults=True):
    """A marker; offsets in the edition's text; `target` where its footnote begins."""

    kind: str
    start: int
    end: int
    label: str
    target: int | None = None


class StyleView(Struct, frozen=True, array_like=True):
    """A run of inline style; offsets in the edition's text."""

    kind: str
    start: int
    end: int


class BlockView(Struct, frozen=True, omit_defaults=True):
    """A block with its own text: `start` + len(text) is its end.

    `sure` is how sure the program is of the kind, in percent. A block that was joined
    holds newlines, and furniture as markers; those of one that was split touch.
    Furniture (running-head, page-number, line-number) is sent too: the page
    keeps it in the offsets but does not show it. A block that `continues` goes on in
    the paragraph of the last text before it; the footnotes between stand after both.
    """

    kind: str
    start: int
    text: str
    level: int = 0
    label: str = ""
    markers: list[MarkerView] = []
    styles: list[StyleView] = []
    images: list[ImageView] = []
    table: TableView | None = None
    sure: int = 100
    continues: bool = False


class TextSection(Struct, frozen=True):
    """One section's blocks."""

    index: int
    blocks: list[BlockView]


class TextView(Struct, frozen=True):
    """Sections asked for, in order."""

    edition: str
    sections: list[TextSection]


class AnnotationView(Struct, frozen=True, omit_defaults=True):
    """An annotation as the reader shows it.

    `start` and `end` are null when the passage is not placed; only then does
    `quote` hold its words (else the page takes them from the text).
    `pinpoint` is as written in notes. A mark on a page or picture has an `area`.
    `more` are start and end of its further passages, in the order in which they
    are quoted. `creator` is left out where it is the reader who asks, `modified`
    where nothing was changed since it was created.
    One from the printed book has what was typed of it in `printed`.
    `source` is left out where all are of the one that was asked for: with 20,000
    marks that is a fifth of the reply.
    """

    id: str
    pen: str
    created: str
    source: str = ""
    start: int | None = None
    end: int | None = None
    quote: str = ""
    own_words: str = ""
    comment: str = ""
    topics: list[str] = []
    pinpoint: str = ""
    area: AreaMarkView | None = None
    more: list[tuple[int, int]] = []
    importance: int = 0
    answered: bool = False
    links: list[LinkView] = []
    creator: str = ""
    modified: str = ""
    printed: PrintedView | None = None


class PrintedView(Struct, frozen=True):
    """A passage of a printed book as its reader typed it: `model.marks.PlacePart`.

    `order` is its place among all of its source, found in a text or not.
    """

    scheme: str
    label: str
    words: str
    order: int


class LinkView(Struct, frozen=True):
    """A link from one mark to another: `model.marks.Link`."""

    id: str
    to: str
    kind: str


class AnnotationsView(Struct, frozen=True):
    """All annotations of a source, in the order of the text, as of `cursor`."""

    cursor: int
    annotations: list[AnnotationView]


class PlaceRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """Where reading stands, in code points."""

    start: int


# ---------------------------------------------------------------- changes


class OperationReply(Struct, frozen=True):
    """What the step did; it is durable.

    `touched` are (entity, id) pairs, entity one of "annotation", "correction",
    "source", "course", "topic", "rule", "pen-system". `annotations` are the touched ones that
    exist now, `deleted` those that do not. `note` is a sentence on what could not
    be done of the step, "" where all was.
    """

    cursor: int
    step: str
    label: str
    touched: list[tuple[str, str]]
    repeated: bool
    undo: str
    redo: str
    annotations: list[AnnotationView]
    deleted: list[str]
    note: str = ""


# ---------------------------------------------------------------- notes


class NotesView(Struct, frozen=True):
    """Notes as of `cursor`: `model.notes.Notes` field by field.

    Where it was said which notes there are already (`since`, the cursor of an earlier
    reply), the sections named in `same` have not changed and come without what is in them.
    """

    cursor: int
    notes: Notes
    same: tuple[str, ...] = ()


# ---------------------------------------------------------------- jobs, events


class Job(Struct, frozen=True):
    """Work in the background, under way or ended: of `kind` "import", or see `web.wire_scans`.

    The `state` of an import is "waiting", "reading", "password" (it waits for one), "imported",
    "known" (the library had it), "refused" or "cancelled". `done` of `total` is
    progress (total 0: not known yet). `problems` are sentences: why it was
    refused, or what is odd about it. `has_preview`: its beginning can be read.
    """

    id: str
    file: str
    state: str
    done: int
    total: int
    source: str
    title: str
    problems: list[str]
    has_preview: bool = False
    kind: str = "import"
    seconds_left: int = 0


class PasswordRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """A book's password; kept in memory only until the import is done."""

    password: str


class ImportedAnnotations(Struct, frozen=True):
    """What an import of annotations did; `report` names what it could not carry."""

    added: int
    known: int
    report: list[str]


class Event(Struct, frozen=True, omit_defaults=True):
    """Something happened: a step (`touched`, `label`) or progress of an import (`job`).

    A page whose last cursor is not `cursor` - 1 step behind refetches; `cursor`
    never falls.
    """

    cursor: int
    touched: list[tuple[str, str]] = []
    label: str = ""
    undo: str = ""
    redo: str = ""
    job: Job | None = None


def encode(value: Any) -> bytes:
    """Encode a reply as JSON."""
    return msgspec.json.encode(value)
