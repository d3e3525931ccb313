"""Journals that are damaged at random, and what must come back of them."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from glossator.model.operations import Operation, Step, Write
from glossator.store import schema
from glossator.store.journal import read_log
from glossator.store.pages import Pages, open_pages, rows_of
from tests.store.making import ANNA, BEN, mark, marking, open_here, setting

PAGE = 4096


@dataclass(frozen=True)
class Sound:
    """A sound library, not damaged yet.

    Attributes:
        folder: where it lies; with a WAL if it was not closed.
        operations: all that are in its log.
        meta: what it says of itself.
    """

    folder: Path
    operations: list[Operation]
    meta: dict[str, str]


def make_sound(folder: Path, *, closed: bool, marks: int = 60) -> Sound:
    """Make a library with marks, changes, undone steps and a long comment in its log."""
    store = open_here(folder / "made")
    for number in range(marks):
        store.commit(marking(mark(f"mark-{number:03}", pen=f"pen{number % 5}")), ANNA)
        if number % 7 == 0 and number % 11 != 5:
            store.commit(setting(f"c{number}", f"mark-{number:03}", "comment", "cf. " * 40), BEN)
        if number % 11 == 5:
            store.undo(f"u{number}", ANNA)
    store.commit(setting("long", "mark-001", "comment", "res ipsa loquitur " * 900), ANNA)
    many = tuple(Write("topic", f"t{number}", "name", f"Topic {number}") for number in range(40))
    store.commit(Step("many", "topics", "Added 40 topics", many), ANNA)
    library = folder / ("closed" if closed else "open")
    if closed:
        store.close()
    shutil.copytree(folder / "made", library)
    if not closed:
        store.close()
    copy = shutil.copytree(library, folder / "read")
    with closing(schema.connect(copy / "journal.db", write=True)) as db:
        operations, meta = list(read_log(db)), schema.read_meta(db)
    shutil.rmtree(copy)
    shutil.rmtree(folder / "made")
    return Sound(library, operations, meta)


def damage_at_random(path: Path, chance: random.Random) -> None:
    """Damage a file in one of the ways in which disks and programs do."""
    content = bytearray(path.read_bytes())
    pages = len(content) // PAGE
    way = chance.choice(["bit", "bytes", "zero", "cut", "swap", "noise"])
    at = chance.randrange(len(content))
    page = chance.randrange(pages) * PAGE
    other = chance.randrange(pages) * PAGE
    if way == "bit":
        content[at] ^= 1 << chance.randrange(8)
    elif way == "bytes":
        content[at : at + 40] = chance.randbytes(len(content[at : at + 40]))
    elif way == "zero":
        content[page : page + PAGE] = bytes(PAGE)
    elif way == "cut":
        del content[at:]
    elif way == "swap":
        one, two = content[page : page + PAGE], content[other : other + PAGE]
        content[page : page + PAGE], content[other : other + PAGE] = two, one
    else:
        content[page : page + PAGE] = chance.randbytes(PAGE)
    path.write_bytes(content)


def untouched_operations(sound: Sound, broken: Path) -> Iterator[Operation]:
    """Give the operations whose own pages, and those of their steps, were not damaged.

    Only of a journal without a WAL.
    """
    journals = sound.folder / "journal.db", broken / "journal.db"
    with open_pages(journals[0]) as before, open_pages(journals[1]) as after:
        touched = {
            number
            for number in range(1, before.count + 1)
            if before.read(number) != after.read(number)
        }
        places = _places(sound.folder / "journal.db", before)
    for position, operation in enumerate(sound.operations, 1):
        if not (places[position] & touched):
            yield operation


def _places(journal: Path, pages: Pages) -> dict[int, set[int]]:
    """Say on which pages each operation stands, with its step: leaf and overflow pages."""
    operations: dict[int, tuple[set[int], int]] = {}
    steps: dict[int, set[int]] = {}
    for number in range(1, pages.count + 1):
        read: set[int] = set()

        def noting(wanted: int, read: set[int] = read) -> bytes:
            read.add(wanted)
            return pages.read(wanted)

        for row in rows_of(Pages(pages.size, pages.count, noting), number):
            if len(row.values) == 13 and row.rowid is not None:
                operations[row.rowid] = (set(read), row.values[1])
            elif len(row.values) == 12 and row.rowid is not None:
                steps[row.rowid] = set(read)
            read &= {number}
    return {position: own | steps[step] for position, (own, step) in operations.items()}
