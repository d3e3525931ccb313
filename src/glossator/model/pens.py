"""Pens, pen systems and note forms."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from glossator.model.ids import PenId, PenSystemId


class Stroke(StrEnum):
    """A pen's line style."""

    SOLID = "solid"
    DASHED = "dashed"
    DOUBLE = "double"
    DOTTED = "dotted"
    WAVY = "wavy"


ROLES = (
    "parties",
    "relief",
    "facts",
    "procedure",
    "issue",
    "holding",
    "rule",
    "reasoning",
    "dictum",
    "separate-opinion",
    "disposition",
    "definition",
    "element",
    "test",
    "exception",
    "defence",
    "penalty",
    "scope",
    "policy",
    "authority",
    "example",
    "question",
    "helps",
    "hurts",
    "answer",
    "claim",
    "evidence",
    "method",
    "finding",
    "limitation",
    "cue",
    "idea",
    "summary",
    "theme",
    "other",
)
"""The listed roles a pen may become; a reader's own word is allowed too."""


@dataclass(frozen=True, slots=True)
class Pen:
    """A colour with a meaning.

    Attributes:
        id: made once, so that a rename by hand is a rename.
        name: as shown, "Rule".
        colour: "#rrggbb", lower case.
        stroke: line style.
        letter: one or two characters that stand for it in the margin, unique in its system.
        key: "1" to "9" or "0", or "" for none, unique in its system among pens in use.
        meaning: one sentence.
        becomes: its role in notes: one of `ROLES` or the reader's own word.
        retired: no longer offered; its marks stay.
        group: the heading it stands under where pens are offered; "" for none.
    """

    id: PenId
    name: str
    colour: str
    stroke: Stroke = Stroke.SOLID
    letter: str = ""
    key: str = ""
    meaning: str = ""
    becomes: str = "other"
    retired: bool = False
    group: str = ""


class FormKind(StrEnum):
    """The kinds of notes."""

    BRIEF = "brief"  # of one source
    OUTLINE = "outline"  # of a course, by topic
    MATRIX = "matrix"  # of a course, its sources by the form's sections or by topics
    LIST = "list"  # of a course, by the form's sections: a glossary, the open questions
    READING = "reading"  # of a course: what is to be read, sorted into the outline, done
    SHEET = "sheet"  # of a course: its outline, squeezed to so many pages


class Columns(StrEnum):
    """What the columns of a matrix are."""

    SECTIONS = "sections"  # of its form
    TOPICS = "topics"  # at the top of the course's tree


class Show(StrEnum):
    """What a line shows."""

    OWN_WORDS = "own-words"  # the quote where there are none
    QUOTE = "quote"
    BOTH = "both"


class Order(StrEnum):
    """How the lines of a section stand."""

    TEXT = "text"  # by title of source, then as in the text
    ALPHABET = "alphabet"  # by what they say first
    DATE = "date"  # by the first date they say; those without one last


class Only(StrEnum):
    """Which marks a section takes of those whose pen it names."""

    ALL = "all"
    OPEN = "open"  # questions without an answer
    ANSWERED = "answered"


class GroupBy(StrEnum):
    """What the lines of a section are put together by, each group under a heading of its own."""

    NOTHING = "nothing"
    SOURCE = "source"
    TOPIC = "topic"  # under each topic it has
    PEN = "pen"
    OPINION = "opinion"  # whose opinion it stands in: "Breyer, J., dissenting"
    ISSUE = "issue"  # the issue that it, or what it is linked with, belongs to


class Layout(StrEnum):
    """How the lines of a section are set."""

    LIST = "list"  # each on a row of its own
    PARAGRAPH = "paragraph"  # one after the other
    TABLE = "table"  # words, quote, comment and place in columns


@dataclass(frozen=True, slots=True)
class FormSection:
    """A part of a form.

    Attributes:
        title: its heading, "Facts".
        takes: roles or pen ids; where a mark matches several sections, the one
            naming its pen's id wins, then the first.
        show: what its lines show.
        numbered: whether its lines are numbered.
        pairs_with: title of the section whose lines answer these one by one
            (issues and holdings); "" for none.
        order: how they stand.
        only: which marks it takes; what it does not take goes to the next section
            that names the pen.
        topics: names of topics; it takes only marks that stand under one of them or
            under one below; empty for all marks.
        importance: it takes only marks that are at least so important.
        group_by: what they are put together by.
        layout: how they are set.
        text: words of the form's own beneath the heading, as little Markdown; "" for none.
        id: what it is known by where its heading was changed; "" for by its heading.
    """

    title: str
    takes: tuple[str, ...]
    show: Show = Show.OWN_WORDS
    numbered: bool = False
    pairs_with: str = ""
    order: Order = Order.TEXT
    only: Only = Only.ALL
    topics: tuple[str, ...] = ()
    importance: int = 0
    group_by: GroupBy = GroupBy.NOTHING
    layout: Layout = Layout.LIST
    text: str = ""
    id: str = ""

    @property
    def key(self) -> str:
        """What its part of the notes is known by: what a reader wrote there stays with it."""
        return f"section:{self.id or self.title}"


MOST_PAGES, MOST_COLUMNS = 100, 4
"""Of an exam sheet."""


@dataclass(frozen=True, slots=True)
class SheetSize:
    """How much room an exam sheet has.

    Attributes:
        pages: how many.
        paper: "a4" or "letter".
        text_columns: how many columns of type are on a page, 1 to 4.
        smallest_type: no type is smaller, in points.
    """

    pages: int = 2
    paper: str = "a4"
    text_columns: int = 2
    smallest_type: float = 6.5


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of notes, as its pen system defines it: `sections` in order.

    `columns` is of a matrix alone, `size` of an exam sheet.
    """

    id: str
    title: str
    kind: FormKind
    sections: tuple[FormSection, ...]
    columns: Columns = Columns.SECTIONS
    size: SheetSize = SheetSize()


@dataclass(frozen=True, slots=True)
class PenSystem:
    """An ordered set of pens with its note forms.

    Attributes:
        id: the stem of its file's name.
        name: as shown.
        pens: in the reader's order, retired ones included.
        forms: in order.
        version: raised by every change of the file.
    """

    id: PenSystemId
    name: str
    pens: tuple[Pen, ...]
    forms: tuple[Form, ...]
    version: int = 1
