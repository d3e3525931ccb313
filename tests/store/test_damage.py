"""Whatever is damaged in the journal, what is said names the library and `glossator check`."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import apsw
import pytest

from glossator.model.errors import GlossatorError, LibraryUnusableError
from glossator.model.ids import AnnotationId, SourceId
from glossator.store.protocol import Store
from tests.store.making import ANNA, mark, marking, open_here, setting

NAMES_CHECK = r"journal\.db cannot be read: .* Run glossator check, which says what is wrong"
USES: tuple[Callable[[Store], object], ...] = (
    lambda store: store.list_annotations(),
    lambda store: store.get_annotation(AnnotationId("m3")),
    lambda store: store.list_entities("annotation"),
    lambda store: store.read_fields("annotation", "m3"),
    lambda store: store.list_spans(SourceId("hawkins")),
    lambda store: store.count_annotations_by_pen(),
    lambda store: (store.next_undo(ANNA), store.next_redo(ANNA), store.has_step("m3")),
    lambda store: store.commit(setting("new", "m3", "comment", "cf. Holmes"), ANNA),
    lambda store: store.undo("u2", ANNA),
    lambda store: store.redo("r2", ANNA),
    lambda store: store.refold(),
)


def make_library(folder: Path) -> Path:
    """Make a library with a few marks, an undone change among them, and give its journal."""
    with closing(open_here(folder)) as store:
        for number in range(6):
            store.commit(marking(mark(f"m{number}")), ANNA)
        store.commit(setting("s1", "m3", "own_words", "a promise to cure"), ANNA)
        store.undo("u1", ANNA)
    return folder / "journal.db"


def change(journal: Path, statement: str) -> None:
    """Change the journal behind the program's back."""
    with closing(apsw.Connection(str(journal))) as db:
        db.execute(statement)


@pytest.mark.parametrize(
    ("statement", "use"),
    [
        ("UPDATE register SET value = '\"half'", USES[2]),
        ("UPDATE register SET value = cast(x'22ff22' AS TEXT)", USES[3]),
        ("UPDATE annotation SET fields = '{\"pen\":4}'", USES[0]),
        ("UPDATE annotation SET fields = cast(x'ff' AS TEXT)", USES[1]),
        ("UPDATE step SET label = cast(x'ff' AS TEXT)", USES[6]),
        ("UPDATE operation SET value = cast(x'ff' AS TEXT)", USES[8]),
        ("UPDATE operation SET base = 'nobody'", USES[8]),
        ("UPDATE step SET label = cast(x'ff' AS TEXT)", USES[10]),
    ],
)
def test_a_damaged_row_is_told_of_with_the_way_out(
    tmp_path: Path, statement: str, use: Callable[[Store], object]
) -> None:
    change(make_library(tmp_path), statement)
    with closing(open_here(tmp_path)) as store, pytest.raises(LibraryUnusableError) as told:
        use(store)
    assert told.match(NAMES_CHECK)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM meta",
        "UPDATE meta SET value = 'x' WHERE key = 'schema'",
        "DROP TABLE operation",
        "DROP TABLE step",
        "DROP TABLE register",
    ],
)
def test_damage_that_is_met_at_opening_is_told_of_with_the_way_out(
    tmp_path: Path, statement: str
) -> None:
    change(make_library(tmp_path), statement)
    with pytest.raises(LibraryUnusableError, match=NAMES_CHECK):
        open_here(tmp_path)


def test_the_writer_outlives_damage(tmp_path: Path) -> None:
    change(make_library(tmp_path), "UPDATE register SET heads = '[' WHERE entity_id = 'm3'")
    with closing(open_here(tmp_path)) as store:
        with pytest.raises(LibraryUnusableError, match=NAMES_CHECK):
            store.commit(setting("s2", "m3", "comment", "cf."), ANNA)
        assert not store.commit(setting("s3", "m4", "comment", "cf."), ANNA).repeated


@pytest.mark.parametrize("flips", [40, pytest.param(2_000, marks=pytest.mark.long)])
def test_a_flipped_bit_never_shows_the_reader_a_bare_exception(tmp_path: Path, flips: int) -> None:
    journal = make_library(tmp_path / "library")
    sound, chance, met = journal.read_bytes(), random.Random(7), 0
    filled = [place for place, byte in enumerate(sound) if byte]
    for _ in range(flips):
        content = bytearray(sound)
        content[chance.choice(filled)] ^= 1 << chance.randrange(8)
        journal.write_bytes(content)
        met += use_all(journal.parent)
    assert met


def use_all(folder: Path) -> int:
    """Use a library in every way; give how often damage was met."""
    met = 0
    try:
        store = open_here(folder)
    except LibraryUnusableError:
        return 1
    with closing(store):
        for use in USES:
            try:
                use(store)
            except LibraryUnusableError:
                met += 1
            except GlossatorError:
                continue  # nothing to undo, say
    return met
