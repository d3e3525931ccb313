"""A small course to make notes of, written for these tests."""

from __future__ import annotations

from collections.abc import Sequence

from glossator.model.books import Caption, EditionText, Original, Source
from glossator.model.courses import Course, Topic
from glossator.model.ids import (
    AnnotationId,
    CourseId,
    EditionId,
    OriginalHash,
    PenId,
    PenSystemId,
    SourceId,
    TopicId,
)
from glossator.model.marks import Annotation, Part, SpanPart, Target, TextQuote
from glossator.model.notes import NotesSection, Place
from glossator.model.pens import Form, FormKind, FormSection, Pen, PenSystem, Show
from glossator.model.text import Block, BlockKind, Span

COURSE = Course(CourseId("torts"), "Torts", PenSystemId("mine"))
CASE = Source(
    id=SourceId("palmer"),
    title="Palmer v. Reed",
    course=COURSE.id,
    original=Original(OriginalHash("0" * 64), "palmer.html", "html", 1),
    edition=EditionId("1" * 64),
    caption=Caption(parties="Palmer v. Reed", court="Court of Appeal"),
)
PENS = (
    Pen(PenId("facts"), "Facts", "#009e73", letter="F", becomes="facts"),
    Pen(PenId("issue"), "Issue", "#d55e00", letter="I", becomes="issue"),
    Pen(PenId("holding"), "Holding", "#cc79a7", letter="H", becomes="holding"),
    Pen(PenId("rule"), "Rule", "#0072b2", letter="R", becomes="rule"),
    Pen(PenId("dicta"), "Dicta", "#999999", letter="D", becomes="rule"),
    Pen(PenId("gossip"), "Gossip", "#f0e442", letter="G", becomes="gossip"),
)
BRIEF = Form(
    id="brief",
    title="Case brief",
    kind=FormKind.BRIEF,
    sections=(
        FormSection("Facts", ("facts",), numbered=True),
        FormSection("Issues", ("issue",), pairs_with="Holdings"),
        FormSection("Holdings", ("holding",)),
        FormSection("Rule", ("rule",), show=Show.BOTH),
        FormSection("Said in passing", ("dicta",)),
    ),
)
OUTLINE = Form(
    id="outline",
    title="Outline",
    kind=FormKind.OUTLINE,
    sections=(
        FormSection("Rule", ("rule",), show=Show.BOTH),
        FormSection("Cases", ("holding", "issue", "facts")),
    ),
)
SYSTEM = PenSystem(PenSystemId("mine"), "Mine", PENS, (BRIEF, OUTLINE))


def make_mark(
    id_: str,
    pen: str,
    order: int = 0,
    *,
    own_words: str = "",
    quote: str = "as printed",
    topics: Sequence[str] = (),
    source: Source = CASE,
) -> tuple[Annotation, Place]:
    """Make a mark at a place of a source."""
    span = Span(order, order + 1)
    annotation = Annotation(
        id=AnnotationId(id_),
        target=Target(source.id, source.edition, (SpanPart(span, TextQuote("x")),)),
        pen=PenId(pen),
        own_words=own_words,
        topics=tuple(TopicId(topic) for topic in topics),
    )
    return annotation, Place(source.id, source.title, span, "", order, quote)


def make_annotation(*parts: Part) -> Annotation:
    """Make an annotation of the case."""
    return Annotation(AnnotationId("a"), Target(CASE.id, CASE.edition, parts), PenId("rule"))


def make_topic(id_: str, parent: str | None = None, order: str = "") -> Topic:
    """Make a topic whose name is its id in capitals."""
    above = TopicId(parent) if parent else None
    return Topic(TopicId(id_), COURSE.id, id_.upper(), above, order or id_)


def make_content(*blocks: tuple[BlockKind, str]) -> EditionText:
    """Make a text of blocks."""
    made, at = [], 0
    for kind, words in blocks:
        made.append(Block(kind, 0, at, at + len(words)))
        at += len(words) + 1
    return EditionText("\n".join(words for _, words in blocks), tuple(made))


def span_of(content: EditionText, first: str, last: str) -> Span:
    """Give the span from the first words to the last."""
    return Span(content.text.index(first), content.text.rindex(last) + len(last))


def titles(sections: Sequence[NotesSection]) -> list[str]:
    """List the titles of sections."""
    return [section.title for section in sections]


def annotations_in(sections: Sequence[NotesSection]) -> list[str]:
    """List the ids of all lines in sections, those below included."""
    found: list[str] = []
    for section in sections:
        lines = [*section.lines]
        lines += [line for pair in section.pairs for line in (pair.first, pair.second) if line]
        found += [line.annotation for line in lines]
        found += annotations_in(section.sections)
    return found
