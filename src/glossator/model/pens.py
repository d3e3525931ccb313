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
    "facts",
    "procedure",
    "issue",
    "holding",
    "rule",
    "reasoning",
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
    """

    title: str
    takes: tuple[str, ...]
    show: Show = Show.OWN_WORDS
    numbered: bool = False
    pairs_with: str = ""
    order: Order = Order.TEXT
    only: Only = Only.ALL


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of notes, as its pen system defines it: `sections` in order.

    `columns` is of a matrix alone.
    """

    id: str
    title: str
    kind: FormKind
    sections: tuple[FormSection, ...]
    columns: Columns = Columns.SECTIONS


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
