"""What text recognition reads off the picture of a page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RecognisedWord:
    """A word on the picture of a page; measures in points from the page's top left.

    Attributes:
        text: without blanks.
        left: of its ink.
        top: likewise.
        right: likewise.
        bottom: likewise.
        confidence: how sure the engine is of its letters, 0 to 1.
        raised: its first or last characters stand above the line, as the number of a
            footnote does: how many, negative for the last ones; 0 for none.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float
    raised: int = 0


@dataclass(frozen=True, slots=True)
class RecognisedLine:
    """A row of words, in points.

    Attributes:
        words: from left to right, at least one.
        size: from the top of its tall letters to the foot of its deep ones.
        bottom: the foot of its deep letters.
    """

    words: tuple[RecognisedWord, ...]
    size: float
    bottom: float


@dataclass(frozen=True, slots=True)
class RecognisedPage:
    """All that was read on one page.

    Attributes:
        page_index: from 0.
        width: in points.
        height: in points.
        language: of the words, as the engine names it ("eng", "deu+lat").
        engine: the engine's version ("5.3.0").
        lines: in reading order, column by column.
        problem: a clause on why it could not be read; "" where it could.
        job: the id of the job that read it.
    """

    page_index: int
    width: float
    height: float
    language: str
    engine: str
    lines: tuple[RecognisedLine, ...] = ()
    problem: str = ""
    job: str = ""


@dataclass(frozen=True, slots=True)
class RecognitionTask:
    """A job of recognition as it is kept over a restart.

    Attributes:
        id: its id.
        source: whose file is read.
        title: of the source.
        pages: indices of the pages to read, in order.
        language: in which.
        paused: it waits for the reader; else it goes on by itself.
        problems: sentences on what went wrong so far.
    """

    id: str
    source: str
    title: str
    pages: tuple[int, ...]
    language: str
    paused: bool = False
    problems: tuple[str, ...] = ()
