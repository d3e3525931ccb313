"""Notes of large courses: opening an outline, one change, Word files, folders of Markdown.

Run: python bench/notes.py [MARKS …]

Each line gives CPU and clock of the whole way from the store to the JSON that the page gets, and
the ratio to the raw limit: reading the same annotations from the store.
"""

from __future__ import annotations

import gc
import random
import resource
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import TypeVar

import msgspec
from docx import Document

from glossator.exchange.docx import write_docx
from glossator.library.courses import course_for_import
from glossator.library.library import Library
from glossator.library.mark_shelf import marks_of
from glossator.library.marks import MarkChanges, change_annotation
from glossator.library.notes import make_notes
from glossator.library.notes_versions import changes_since
from glossator.library.opening import open_library
from glossator.library.topics import add_topic
from glossator.library.vault import make_vault, take_in
from glossator.library.warming import Warming
from glossator.model.books import EditionText, Extraction, Extractor, Original, Source, edition_id
from glossator.model.ids import AnnotationId, CourseId, OriginalHash, PenId, SourceId, TopicId
from glossator.model.marks import Annotation, SpanPart, Target, TextQuote
from glossator.model.operations import Step
from glossator.model.text import Block, BlockKind, Span
from glossator.store.files import keep_edition
from glossator.store.records import annotation_writes, source_writes
from glossator.study.filed_marks import FiledMarks
from glossator.study.notes import compile_outline

SIZES = (1_500, 5_000, 20_000, 100_000)
MARKS_A_SOURCE = 200
TOPICS = 60
STEP = 500
_Made = TypeVar("_Made")

PENS = ("facts", "issue", "holding", "rule", "reasoning")
SENTENCE = "The court held that the keeper need not fence what is tame. "
TEXT = SENTENCE * 400


def main() -> None:
    """Measure libraries of several sizes."""
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder, open_library(Path(folder) / "l") as opened:
            measure(opened.library, size)
    measure_docx()
    with tempfile.TemporaryDirectory() as folder, open_library(Path(folder) / "l") as opened:
        measure_vault(opened.library)


def measure(library: Library, size: int) -> None:
    """Measure an outline of a course of so many marks."""
    course = fill(library, size, sources=max(1, size // MARKS_A_SOURCE))

    def outline() -> bytes:
        return msgspec.json.encode(make_notes(library, "outline", source=None, course=course))

    raw, _ = spent(lambda: read_all(library, course))
    show(f"{size:,} marks: read from the store (raw limit)", raw, 1)
    cold, _ = spent(outline)
    show(f"{size:,} marks: outline opens, every place computed", cold, cold[0] / raw[0])
    with closing(Warming(library, after=0)) as warming:
        warming.wait()
    ready, _ = spent(outline)
    show(
        f"{size:,} marks: outline opens, once made ready after the start", ready, ready[0] / raw[0]
    )
    mark = middle_mark(library, course)

    def change() -> None:
        words = MarkChanges(own_words=f"Said at {time.time_ns()}")
        since = library.store.cursor()
        change_annotation(library, str(uuid.uuid4()), mark, words)
        notes = make_notes(library, "outline", source=None, course=course)
        cursor = library.store.cursor()
        msgspec.json.encode(changes_since(library, notes, cursor, since))

    change()  # what is sent first is the whole
    gc.collect()  # of what this program made, not the change
    changed = min(spent(change)[0] for _ in range(3))
    show(f"{size:,} marks: one change to the notes that show it", changed, changed[0] / raw[0])
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'memory of the process, at most':60} {memory:8.0f} MB")
    whole = min(spent(lambda: afresh(library, course))[0] for _ in range(3))
    show(f"{size:,} marks: whole recompile", whole, whole[0] / raw[0])


def read_all(library: Library, course: CourseId) -> int:
    """Read and decode every mark, a source at a time, and keep none."""
    sources = library.catalogue.sources_of(course)
    return sum(len(library.store.list_annotations(source=source.id)) for source in sources)


def middle_mark(library: Library, course: CourseId) -> AnnotationId:
    """Give a mark somewhere in the middle of a course."""
    sources = library.catalogue.sources_of(course)
    marks = library.store.list_annotations(source=sources[len(sources) // 2].id)
    return marks[len(marks) // 2].id


def afresh(library: Library, course_id: CourseId) -> bytes:
    """Compile an outline from marks with their places, using nothing that is kept of it."""
    catalogue = library.catalogue
    course = catalogue.get_course(course_id)
    system = catalogue.get_system(course.pen_system)
    form = next(form for form in system.forms if form.id == "outline")
    marks = [
        mark for source in catalogue.sources_of(course.id) for mark in marks_of(library, source)
    ]
    topics = catalogue.topics_of(course.id)
    return msgspec.json.encode(compile_outline(form, system, course, FiledMarks(topics, marks)))


def measure_docx() -> None:
    """Measure a Word file of 2,000 lines beside a bare one of the same paragraphs."""
    with tempfile.TemporaryDirectory() as folder, open_library(Path(folder) / "l") as opened:
        course = fill(opened.library, 2_000, sources=10)
        notes = make_notes(opened.library, "outline", source=None, course=course)

    def bare() -> None:
        word = Document()
        for _ in range(2_000):
            word.add_paragraph(SENTENCE)

    raw, _ = spent(bare)
    show("python-docx, 2,000 bare paragraphs", raw, 1)
    ours, data = spent(lambda: write_docx(notes))
    show(f"Word file of 2,000 lines ({len(data) // 1024} kB)", ours, ours[0] / raw[0])


def measure_vault(library: Library) -> None:
    """Measure a folder of notes of 500 sources, and taking it in unchanged."""
    course_id = fill(library, 10_000, sources=500)
    course = library.catalogue.get_course(course_id)
    times, vault = spent(lambda: make_vault(library, course))
    show(f"folder of {len(vault.files)} files, made", times, 0)
    times, vault = spent(lambda: make_vault(library, course))
    show("again", times, 0)
    times, report = spent(lambda: take_in(library, vault.files, vault.base))
    show("the unchanged folder taken in", times, 0)
    print(f"changed by it: {len(report.taken) + len(report.added) + len(report.conflicts)}")


def fill(library: Library, size: int, *, sources: int) -> CourseId:
    """Put marks into a library: topics, sources of the same text, marks all over them."""
    chance = random.Random(3)
    course = course_for_import(library, None).id
    topics = [str(uuid.uuid4()) for _ in range(TOPICS)]
    for number, topic in enumerate(topics):
        parent = topics[chance.randrange(number)] if number > 6 else None
        add_topic(library, str(uuid.uuid4()), topic, course, (parent, f"Topic {number}"))
    made = [_source(library, course, number) for number in range(sources)]
    marks = _marks(made, topics, size, chance)
    while some := list(islice(marks, STEP)):
        writes = tuple(write for mark in some for write in annotation_writes(mark))
        library.commit(Step(str(uuid.uuid4()), "annotate", "Marked", writes))
    return course


def _source(library: Library, course: CourseId, number: int) -> Source:
    content = EditionText(TEXT, (Block(BlockKind.PARAGRAPH, 0, 0, len(TEXT)),))
    extraction = Extraction(Extractor("text", 1), content, ())
    digest = OriginalHash(f"{number:064x}")
    edition = edition_id(digest, extraction.extractor)
    keep_edition(library.folder, edition, digest, extraction)
    source = Source(
        id=SourceId(str(uuid.uuid4())),
        title=f"Crane v. Weir ({number})",
        course=course,
        original=Original(digest, f"{number}.txt", "text", len(TEXT)),
        edition=edition,
        length=len(TEXT),
    )
    library.commit(Step(str(uuid.uuid4()), "import", "Imported", source_writes(source)))
    return source


def _marks(
    sources: list[Source], topics: list[str], size: int, chance: random.Random
) -> Iterator[Annotation]:
    for number in range(size):
        source = sources[number % len(sources)]
        start = chance.randrange(len(TEXT) - 200)
        span = Span(start, start + chance.randrange(20, 150))
        quote = TextQuote(TEXT[span.start : span.end], "", "")
        yield Annotation(
            id=AnnotationId(str(uuid.uuid4())),
            target=Target(source.id, source.edition, (SpanPart(span, quote),)),
            pen=PenId(chance.choice(PENS)),
            own_words="" if number % 2 else f"What the court says, {number}",
            topics=tuple(TopicId(topic) for topic in chance.sample(topics, chance.randrange(3))),
        )


def spent(work: Callable[[], _Made]) -> tuple[tuple[float, float], _Made]:
    """Run some work: CPU and clock in milliseconds, and what it gave."""
    cpu, clock = time.process_time(), time.perf_counter()
    result = work()
    times = (1_000 * (time.process_time() - cpu), 1_000 * (time.perf_counter() - clock))
    return times, result


def show(what: str, times: tuple[float, float], ratio: float) -> None:
    """Print one line."""
    shown = f"{ratio:7.1f} x" if ratio else ""
    print(f"{what:60} {times[0]:8.0f} ms CPU {times[1]:8.0f} ms {shown}", flush=True)


if __name__ == "__main__":
    main()
