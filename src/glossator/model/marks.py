"""Annotations and their targets, after the W3C Web Annotation Data Model."""

from __future__ import annotations

from dataclasses import dataclass

from glossator.model.ids import AnnotationId, EditionId, LinkId, PenId, SourceId, TopicId
from glossator.model.text import Span


@dataclass(frozen=True, slots=True)
class TextQuote:
    """A passage by its words (W3C TextQuoteSelector, 4.2.4).

    `exact` is always the raw slice of the text; `prefix` and `suffix` are up to
    64 code points before and after it.
    """

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class SpanPart:
    """A part of a target that is a passage: where it stands and its words.

    `span` is None while the passage is not placed in any text we hold.
    `foreign` keeps, as JSON texts, selectors of other programs that we do not
    read, so that they go out again as they came in.
    """

    span: Span | None
    quote: TextQuote
    foreign: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AreaPart:
    """A part of a target that is an area of a page or of a picture.

    Attributes:
        page_index: the page, from 0; 0 for an area of a picture.
        x: from the left, in points; of a picture in its own pixels.
        y: from the top, likewise.
        width: likewise.
        height: likewise.
        image: the name of the picture (`Image.name`), "" for an area of a page.
    """

    page_index: int
    x: float
    y: float
    width: float
    height: float
    image: str = ""


@dataclass(frozen=True, slots=True)
class PlacePart:
    """A part of a target known only from a printed book: pinpoint and typed words."""

    scheme: str
    label: str
    words: str


Part = SpanPart | AreaPart | PlacePart

MOST_IMPORTANT = 3
"""How important a mark can be at most; 0 says nothing of it."""


@dataclass(frozen=True, slots=True)
class Link:
    """A statement that one mark makes about another: it follows it, contradicts it.

    Attributes:
        id: made by the client.
        to: the mark that it leads to, in any source of the library.
        kind: "follows", "exception-to", "distinguishes", "contradicts", "overrules",
            "see-also", or the reader's own word.
    """

    id: LinkId
    to: AnnotationId
    kind: str


@dataclass(frozen=True, slots=True)
class Target:
    """What an annotation is about: one or more parts of one source.

    Raises:
        ValueError: there is no part.
    """

    source: SourceId
    edition: EditionId | None
    parts: tuple[Part, ...]

    def __post_init__(self) -> None:
        if not self.parts:
            raise ValueError(f"a target in source {self.source} has no part")


@dataclass(frozen=True, slots=True)
class Annotation:
    """A reader's statement about a target.

    Attributes:
        id: made by the client.
        target: what it is about.
        pen: which pen marked it.
        own_words: the reader's paraphrase, shown in the notes; "" for none.
        comment: what the reader thinks of it; "" for none.
        topics: where it belongs, in the order given.
        importance: 0 (nothing said) to `MOST_IMPORTANT`.
        answered: of a mark whose pen asks: the question is answered.
        links: to other marks, in the order of their ids.
        creator: who made it.
        created: UTC, RFC 3339 with milliseconds and Z.
        modified: likewise, the last change.
        foreign: JSON object text of fields another program gave it that we do
            not read; "" for none.
    """

    id: AnnotationId
    target: Target
    pen: PenId
    own_words: str = ""
    comment: str = ""
    topics: tuple[TopicId, ...] = ()
    importance: int = 0
    answered: bool = False
    links: tuple[Link, ...] = ()
    creator: str = ""
    created: str = ""
    modified: str = ""
    foreign: str = ""

    @property
    def span(self) -> Span | None:
        """The span of the first part that is a placed passage."""
        return next(iter(self.spans), None)

    @property
    def spans(self) -> tuple[Span, ...]:
        """The spans of all parts that are placed passages, in the target's order."""
        parts = self.target.parts
        return tuple(part.span for part in parts if isinstance(part, SpanPart) and part.span)

    @property
    def exact(self) -> str:
        """The raw words of the first part that has words, "" for none."""
        for part in self.target.parts:
            if isinstance(part, SpanPart):
                return part.quote.exact
            if isinstance(part, PlacePart):
                return part.words
        return ""
