"""Notes: what `study` makes of annotations, what `exchange` writes and the page shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from glossator.model.books import Caption
from glossator.model.entries import EntryKind
from glossator.model.ids import AnnotationId, CourseId, EditionId, EntryId, PenId, SourceId, TopicId
from glossator.model.marks import AreaPart
from glossator.model.pens import FormKind, Layout, Pen
from glossator.model.text import Span


@dataclass(frozen=True, slots=True)
class ShownArea:
    """The area of a page or picture that an annotation is on, ready to be shown.

    Attributes:
        words: what it is called: "Area of p. 215".
        edition: of which text its page or picture is; None where that is not known.
        part: which rectangle.
        at: where its page or picture stands in the text in use, in code points;
            None for nowhere in it.
        picture_width: how wide the whole picture is in pixels, 0 where not known
            or where the area is one of a page.
        picture_height: likewise.
    """

    words: str
    edition: EditionId | None
    part: AreaPart
    at: int | None = None
    picture_width: int = 0
    picture_height: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """Where an annotation stands, ready to be shown beside its line.

    Attributes:
        source: the source.
        source_title: its title.
        span: None where the passage is not placed.
        pinpoint: as written in notes: "214", "214–215", "¶ 12", "§ 18-301", "*425";
            "" where none is sure enough.
        order: sorts places within a source (the span's start; unplaced ones last).
        quote: the passage as shown: raw words without markers and furniture,
            white space folded to single spaces.
        area: the first part that is an area, None where none is.
        opinion: whose opinion of a case it stands in, "Breyer, J., dissenting"; "" where
            that is not known or it is the court's.
    """

    source: SourceId
    source_title: str
    span: Span | None
    pinpoint: str
    order: int
    quote: str
    area: ShownArea | None = None
    opinion: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """The smallest part of notes; its identity is the annotation's.

    Attributes:
        annotation: whose line it is.
        pen: the id of its pen.
        letter: its pen's letter.
        colour: its pen's colour.
        number: "1", "2" … in a numbered section, else "".
        own_words: the reader's wording, "" for none.
        quote: the passage as shown.
        comment: the reader's comment, "" for none.
        shows: which texts to print, in order: "own-words", "quote".
        place: where it stands.
        moved: the reader put it where it stands in the notes.
        importance: that of its mark.
    """

    annotation: AnnotationId
    pen: PenId
    letter: str
    colour: str
    number: str
    own_words: str
    quote: str
    comment: str
    shows: tuple[str, ...]
    place: Place
    moved: bool = False
    importance: int = 0


@dataclass(frozen=True, slots=True)
class LinePair:
    """Two lines that belong together by number (issue and holding); a missing one is a gap.

    `first_gap` and `second_gap` say what is missing ("no Holding marked yet").
    """

    number: str
    first: Line | None
    second: Line | None
    first_gap: str = ""
    second_gap: str = ""

    def sides(self) -> Iterator[Line]:
        """Give the lines that are there."""
        yield from (line for line in (self.first, self.second) if line)


@dataclass(frozen=True, slots=True)
class MarkLink:
    """A mark that the reader's writing links to, and the source it is in."""

    mark: AnnotationId
    source: SourceId


@dataclass(frozen=True, slots=True)
class Written:
    """What the reader wrote into notes, where it stands there.

    Attributes:
        entry: its id.
        kind: paragraph, heading, list or picture.
        text: the words as written; of a list one item a line.
        after: how many lines (or pairs) of its section stand before it.
        under: the annotation it stands under, "" for the head of its section.
        picture: of a picture: the line of the area mark; None where that is gone.
        flag: a sentence where what it was written under is gone, else "".
    """

    entry: EntryId
    kind: EntryKind
    text: str
    after: int = 0
    under: str = ""
    picture: Line | None = None
    flag: str = ""


@dataclass(frozen=True, slots=True)
class NotesSection:
    """A part of notes: a heading, its lines or pairs, and parts below it.

    Attributes:
        key: stable name of the section within its notes ("section:Facts",
            "topic:<id>"): the page keeps its place by it.
        title: heading.
        level: 1 at the top.
        number: legal numbering of the heading ("I", "A", "1", "a", "i"), "" in a brief.
        lines: in order.
        pairs: in order; where there are any, `lines` is empty.
        gap: sentence shown where there is nothing ("no Rule marked yet"), else "".
        topic: the topic a section of an outline stands for.
        sections: parts below.
        written: what the reader wrote here, in order; `items` puts it in its places.
        hidden: lines that the reader took out of sight here, in order.
        text: words that the form has here, beneath the heading; "" for none.
        layout: how the lines are set.
    """

    key: str
    title: str
    level: int
    number: str = ""
    lines: tuple[Line, ...] = ()
    pairs: tuple[LinePair, ...] = ()
    gap: str = ""
    topic: TopicId | None = None
    sections: tuple[NotesSection, ...] = ()
    written: tuple[Written, ...] = ()
    hidden: tuple[Line, ...] = ()
    text: str = ""
    layout: Layout = Layout.LIST

    def own_lines(self) -> Iterator[Line]:
        """Give the lines of the section itself, those of pairs included."""
        yield from self.lines
        for pair in self.pairs:
            yield from pair.sides()

    def items(self) -> Iterator[Line | LinePair | Written]:
        """Give lines or pairs in order, with what the reader wrote between them."""
        by_place = {at: list(some) for at, some in groupby(self.written, lambda each: each.after)}
        yield from by_place.pop(0, ())
        marked: Sequence[Line | LinePair] = self.pairs or self.lines
        for number, item in enumerate(marked, 1):
            yield item
            yield from by_place.pop(number, ())


def runs(
    section: NotesSection,
) -> Iterator[Written | LinePair | Line | tuple[Line, ...]]:
    """Give what stands in a section, in order, as its layout sets it.

    Lines that follow one another in a paragraph or a table come together.
    """
    if section.layout is Layout.LIST:
        yield from section.items()
        return
    for is_line, some in groupby(section.items(), lambda item: isinstance(item, Line)):
        if is_line:
            yield tuple(item for item in some if isinstance(item, Line))
        else:
            yield from some


def walk_sections(sections: Iterable[NotesSection]) -> Iterator[NotesSection]:
    """Give sections with all below them, in order."""
    for section in sections:
        yield section
        yield from walk_sections(section.sections)


@dataclass(frozen=True, slots=True)
class Notes:
    """Notes of one form over one scope.

    Attributes:
        form: the form's id.
        kind: brief or outline.
        title: the source's title, or the course's name.
        form_title: "Case brief", "Outline".
        course_name: for the running head.
        scope: the source or course the notes are of.
        caption: of the source; None in an outline.
        sections: in order. In a brief the last one is "Not placed" where some
            mark fits no section; in an outline "Without topic" (key "tray").
        pens: the pens that occur, for the legend, in the system's order.
        written: what the reader wrote above the first section.
        links: to where the links in the reader's writing lead; those to marks that
            are gone are left out.
    """

    form: str
    kind: FormKind
    title: str
    form_title: str
    course_name: str
    scope: SourceId | CourseId
    caption: Caption | None
    sections: tuple[NotesSection, ...]
    pens: tuple[Pen, ...]
    written: tuple[Written, ...] = ()
    links: tuple[MarkLink, ...] = ()
