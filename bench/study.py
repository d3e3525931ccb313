"""Notes of 1,500 marks: CPU time to place the marks and to rebuild a brief and an outline.

Run: python bench/study.py
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable

from glossator.anchors.describe import describe
from glossator.anchors.fold import fold_text
from glossator.anchors.quotes import find_quote
from glossator.model.books import EditionText, Original, Source
from glossator.model.courses import Course, Topic
from glossator.model.ids import (
    AnnotationId,
    CourseId,
    EditionId,
    OriginalHash,
    PenSystemId,
    SourceId,
    TopicId,
)
from glossator.model.marks import Annotation, SpanPart, Target
from glossator.model.pens import PenSystem
from glossator.model.text import Block, BlockKind, Page, Pinpoint, PinpointOrigin, Span
from glossator.study.filed_marks import FiledMarks
from glossator.study.notes import compile_brief, compile_outline
from glossator.study.pen_file import read_pen_system, write_pen_system
from glossator.study.places import make_place
from glossator.study.presets import load_preset

MARKS, LENGTH, PARAGRAPH, PAGE = 1_500, 3_000_000, 400, 2_500
BUDGET = 50.0  # ms, DESIGN.md section 6
PRESET = "case-brief-10"


def make_book(dice: random.Random) -> EditionText:
    """Make a book of invented words with paragraphs, pages and page numbers."""
    letters = "abcdefghilmnoprstu"
    lexicon = ["".join(dice.choices(letters, k=dice.randint(2, 9))) for _ in range(5_000)]
    paragraphs, blocks, at = [], [], 0
    while at < LENGTH:
        words = " ".join(dice.choices(lexicon, k=PARAGRAPH // 6))
        paragraphs.append(words)
        blocks.append(Block(BlockKind.PARAGRAPH, 0, at, at + len(words)))
        at += len(words) + 1
    starts = range(0, at, PAGE)
    return EditionText(
        text="\n".join(paragraphs),
        blocks=tuple(blocks),
        pages=tuple(Page(index, "", start) for index, start in enumerate(starts)),
        pinpoints=tuple(
            Pinpoint("printed-page", "", str(index), start, PinpointOrigin.DETECTED, 0.9)
            for index, start in enumerate(starts)
        ),
    )


def make_marks(
    dice: random.Random, book: EditionText, source: Source, system: PenSystem, topics: list[Topic]
) -> list[Annotation]:
    """Make marks all over the book, with every pen and up to two topics each."""
    marks = []
    for number in range(MARKS):
        start = dice.randrange(len(book.text) - 400)
        span = Span(start, start + dice.randint(10, 400))
        part = SpanPart(span, describe(book.text, span))
        marks.append(
            Annotation(
                id=AnnotationId(f"{number:06}"),
                target=Target(source.id, source.edition, (part,)),
                pen=dice.choice(system.pens).id,
                topics=tuple(topic.id for topic in dice.sample(topics, dice.randint(0, 2))),
            )
        )
    return marks


def find_anew(text: str, quote: str) -> list[Span]:
    """Find a quote in a text as if it were the first one."""
    fold_text.cache_clear()
    return find_quote(text, quote)


def cpu_ms(work: Callable[[], object], runs: int = 9) -> float:
    """Measure the median CPU time of some work, in milliseconds."""
    times = []
    for _ in range(runs):
        begun = time.process_time()
        work()
        times.append(1_000 * (time.process_time() - begun))
    return statistics.median(times)


def main() -> None:
    """Measure and print one line for each piece of work."""
    dice = random.Random(1)
    book, course = make_book(dice), Course(CourseId("c"), "Torts", PenSystemId(PRESET))
    original = Original(OriginalHash("0" * 64), "book.pdf", "pdf", 1)
    source = Source(SourceId("s"), "A Book", course.id, original, EditionId("1" * 64))
    preset = load_preset(PRESET)
    system = read_pen_system(preset, file_name=f"{PRESET}.toml")
    topics = [
        Topic(
            TopicId(f"t{number}"),
            course.id,
            f"Topic {number}",
            TopicId(f"t{dice.randrange(number)}") if number > 6 else None,
            f"{number:04}",
        )
        for number in range(60)
    ]
    marks = make_marks(dice, book, source, system, topics)
    placed = [(mark, make_place(source, book, mark)) for mark in marks]
    brief, outline = system.forms[:2]
    page = book.text[-4_000:-3_900].replace(" ", "\n")
    rows: dict[str, Callable[[], object]] = {
        f"place {MARKS:,} marks": lambda: [make_place(source, book, mark) for mark in marks],
        f"brief of {MARKS:,} marks": lambda: compile_brief(brief, system, source, course, placed),
        f"outline of {MARKS:,} marks": lambda: compile_outline(
            outline, system, course, FiledMarks(topics, placed)
        ),
        "read a pen system of 10 pens": lambda: read_pen_system(preset, file_name="a.toml"),
        "write it over itself": lambda: write_pen_system(system, preset),
        f"find a re-set quote in {LENGTH:,} characters": lambda: find_anew(book.text, page),
    }
    for name, work in rows.items():
        spent = cpu_ms(work)
        budget = f"  {spent / BUDGET:.2f} of the budget" if "marks" in name else ""
        print(f"{name:45} {spent:7.1f} ms CPU{budget}")


if __name__ == "__main__":
    main()
