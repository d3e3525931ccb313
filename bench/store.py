"""Measure the store: durable marks against a bare append, reading, folding anew, editions.

    python bench/store.py [--folder DIR] [--long]

Run it on the disk that a library would lie on. What is compared is run
interleaved in random order; times are medians. CPU is this process's.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import tempfile
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from glossator.model.books import EditionText, Extraction, Extractor, edition_id
from glossator.model.ids import AnnotationId, OriginalHash, PenId, SourceId
from glossator.model.marks import Annotation, SpanPart, Target, TextQuote
from glossator.model.operations import Step, Write
from glossator.model.text import Block, BlockKind, Page, Span, Style, StyleKind
from glossator.store.check import check
from glossator.store.files import find_edition_fault, keep_edition, read_edition
from glossator.store.folder import prepare_folder
from glossator.store.records import annotation_writes
from glossator.store.sqlite import SqliteStore, open_store

READER = "reader"
WORDS = "the killing was done with malice aforethought and in the heat of no sudden passion at all "
MARKS = 20_000
ROUNDS = 400
LONG_OPERATIONS = 1_000_000
EDITS = 2_000


def main() -> None:
    """Run the measurements asked for and print them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, help="measure on this folder's disk")
    parser.add_argument("--long", action="store_true", help="also fold a million operations anew")
    arguments = parser.parse_args()
    folder = Path(tempfile.mkdtemp(dir=arguments.folder))
    try:
        measure_durable_marks(folder / "marks")
        measure_many_marks(folder / "many")
        measure_editions(folder / "editions")
        measure_merge(folder / "desk", folder / "lap")
        if arguments.long:
            measure_million(folder / "million")
    finally:
        shutil.rmtree(folder)


def measure_durable_marks(folder: Path) -> None:
    """Compare one durable mark with a bare append and fdatasync of as many bytes."""
    store = open_here(folder)
    chance = random.Random(1)
    raw = os.open(folder / "raw", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    record = os.urandom(4_096)
    flush = getattr(os, "fdatasync", os.fsync)

    def append() -> None:
        os.write(raw, record)
        flush(raw)

    actions: dict[str, Callable[[], object]] = {
        "bare append + fdatasync": append,
        "durable mark": lambda: store.commit(marking(chance), READER),
    }
    wall: dict[str, list[float]] = {name: [] for name in actions}
    cpu: dict[str, list[float]] = {name: [] for name in actions}
    for _ in range(ROUNDS):
        for name in chance.sample(list(actions), len(actions)):
            spent, used = timed(actions[name])
            wall[name].append(spent)
            cpu[name].append(used)
    bare, mark = (statistics.median(times) for times in wall.values())
    for name in actions:
        worst = statistics.quantiles(wall[name], n=20)[-1]
        show(name, f"{statistics.median(wall[name]):.2f} ms p50, {worst:.2f} ms p95 wall")
        show("", f"{statistics.median(cpu[name]):.2f} ms CPU")
    show("ratio, difference", f"{mark / bare:.2f}, {mark - bare:+.2f} ms")
    with ThreadPoolExecutor(8) as pool:
        began = time.perf_counter()
        list(pool.map(lambda _: store.commit(marking(random.Random()), READER), range(2_000)))
        show("8 threads, group commit", f"{2_000 / (time.perf_counter() - began):.0f} marks/s")
    store.close()


def measure_many_marks(folder: Path) -> None:
    """Measure opening, reading, and folding anew a library of 20,000 marks in one book."""
    fill(folder, MARKS)
    store: list[SqliteStore] = []
    show_time("open, 20,000 marks", lambda: store.append(open_here(folder)), repeat=1)
    opened = store[0]
    source = SourceId("book-0")
    show_time("list_annotations, 20,000 marks", lambda: opened.list_annotations(source=source))
    show_time("list_spans, 20,000 marks", lambda: opened.list_spans(source))
    show_time("count_annotations_by_pen", opened.count_annotations_by_pen)
    show_time("get_annotation", lambda: opened.get_annotation(AnnotationId("m-77")))
    show_time("refold", opened.refold, repeat=1)
    names = [f"i-{number}" for number in range(5_000)]
    writes = tuple(
        w for name in names for w in annotation_writes(make_mark(name, random.Random(name)))
    )
    imported = Step("import", "import", "Imported", writes)
    show_time("commit 5,000 marks in one step", lambda: opened.commit(imported, READER), repeat=1)
    show_time("undo them", lambda: opened.undo("undo", READER), repeat=1)
    show_time("redo them", lambda: opened.redo("redo", READER), repeat=1)
    opened.close()
    show_time("check", lambda: check(folder, deep=True), repeat=1)


def measure_editions(folder: Path) -> None:
    """Measure writing and reading a text of three million characters."""
    prepare_folder(folder)
    extraction = make_extraction(5_000)
    original = OriginalHash("ab" * 32)
    edition = edition_id(original, extraction.extractor)
    kept = folder / "editions" / edition
    show_time(
        "keep_edition, 3 M characters",
        lambda: keep_edition(folder, edition, original, extraction),
        repeat=1,
    )
    show("", f"{kept.stat().st_size / 1e6:.2f} MB")
    show_time("read_edition, 3 M characters", lambda: read_edition(folder, edition))
    show_time("verify edition", lambda: find_edition_fault(kept))


def measure_merge(desk: Path, lap: Path) -> None:
    """Bring two replicas together that each made 2,000 changes apart on the same 10,000 marks."""
    fill(desk, 10_000)
    shutil.copytree(desk, lap)  # which writes under a name of its own
    stores = (open_here(desk), open_here(lap))
    names = [annotation.id for annotation in stores[0].list_annotations()]
    for store, seed in zip(stores, (1, 2), strict=True):
        chance = random.Random(seed)
        for _ in range(EDITS):
            value = f"thought {chance.random()}"
            write = Write("annotation", chance.choice(names), "own_words", value)
            store.commit(Step(str(uuid.uuid4()), "change", "Changed a mark", (write,)), READER)
    sent = [store.read_chain(store.replica, 0, 1 << 30) for store in stores]
    theirs = [steps[-EDITS:] for steps in sent]
    for store, steps in zip(stores, reversed(theirs), strict=True):
        show_time("receive 2,000 edits", partial(store.receive, steps), repeat=1)
    hashes = {store.state_hash() for store in stores}
    show("", f"states {'agree' if len(hashes) == 1 else 'DIFFER'}")
    show("", f"{len(stores[0].list_conflicts())} conflicts")
    for store in stores:
        store.close()


def measure_million(folder: Path) -> None:
    """Measure folding anew and checking a million operations."""
    marks = LONG_OPERATIONS // 4
    show_time("write 1 M operations", lambda: fill(folder, marks), repeat=1)
    size = (folder / "journal.db").stat().st_size
    show("", f"{size / 1e6:.0f} MB")
    store = open_here(folder)
    show_time("refold 1 M operations", store.refold, repeat=1)
    show_time("state hash", store.state_hash, repeat=1)
    store.close()
    show_time("open with 1 M operations", lambda: open_here(folder).close(), repeat=3)
    show_time("check 1 M operations", lambda: check(folder, deep=True), repeat=1)


def open_here(folder: Path) -> SqliteStore:
    """Open a library as the program does."""
    return open_store(
        folder,
        clock=lambda: time.time_ns() // 1_000_000,
        new_id=lambda: str(uuid.uuid4()),
        random_bytes=os.urandom,
    )


def make_mark(name: str, chance: random.Random) -> Annotation:
    """Make a mark on some hundred characters, as a reader makes them."""
    start = chance.randrange(3_000_000)
    quote = TextQuote(WORDS, WORDS[:64], WORDS[:64])
    part = SpanPart(Span(start, start + len(WORDS)), quote)
    return Annotation(
        id=AnnotationId(name),
        target=Target(SourceId("book-0"), None, (part,)),
        pen=PenId(chance.choice(["facts", "rule", "issue", "holding"])),
        creator=READER,
        created="2026-09-21T14:13:20.007Z",
    )


def marking(chance: random.Random) -> Step:
    """Make the step of one new mark."""
    made = make_mark(str(uuid.uuid4()), chance)
    return Step(str(uuid.uuid4()), "annotate", "Marked “…” as Rule", annotation_writes(made))


def fill(folder: Path, marks: int) -> None:
    """Make a library of so many marks, a thousand a step."""
    store, chance = open_here(folder), random.Random(7)
    for first in range(0, marks, 1_000):
        names = [f"m-{number}" for number in range(first, min(first + 1_000, marks))]
        writes = tuple(w for name in names for w in annotation_writes(make_mark(name, chance)))
        store.commit(Step(str(uuid.uuid4()), "import", f"Imported {first}", writes), READER)
    store.close()


def make_extraction(blocks: int) -> Extraction:
    """Make a text of so many paragraphs of 600 characters, three to a page, with some italics."""
    chance = random.Random(3)
    words = WORDS.split()
    paragraphs = [
        " ".join(chance.choices(words, k=130))[:600].ljust(600, ".") for _ in range(blocks)
    ]
    starts = range(0, 601 * blocks, 601)
    return Extraction(
        Extractor("bench", 1),
        EditionText(
            text="\n".join(paragraphs),
            blocks=tuple(
                Block(BlockKind.PARAGRAPH, 0, start, start + 600, n // 3)
                for n, start in enumerate(starts)
            ),
            pages=tuple(Page(n, str(n), start) for n, start in enumerate(starts[::3])),
            styles=tuple(
                Style(StyleKind.ITALIC, start + at, start + at + 20)
                for start in starts
                for at in (10, 200, 400)
            ),
        ),
        boxes=tuple(chance.randbytes(3_000) for _ in starts[::3]),
    )


def timed(action: Callable[[], object]) -> tuple[float, float]:
    """Run an action; give wall and CPU milliseconds."""
    wall, cpu = time.perf_counter(), time.process_time()
    action()
    return (time.perf_counter() - wall) * 1e3, (time.process_time() - cpu) * 1e3


def show_time(name: str, action: Callable[[], Any], *, repeat: int = 9) -> None:
    """Print the median times of an action."""
    times = [timed(action) for _ in range(repeat)]
    wall, cpu = (statistics.median(column) for column in zip(*times, strict=True))
    show(name, f"{cpu:.2f} ms CPU, {wall:.2f} ms wall")


def show(name: str, figure: str) -> None:
    """Print one line of the table."""
    print(f"{name:34} {figure}", flush=True)


if __name__ == "__main__":
    main()
