"""Libraries of older programs are opened, brought up to date, and lose nothing on the way."""

from __future__ import annotations

import zipfile
from contextlib import closing
from pathlib import Path

import apsw
import pytest

from glossator.model.errors import LibraryUnusableError
from glossator.store.check import check
from glossator.store.schema import SCHEMA, read_meta
from tests.store.making import open_here

FIXTURES = Path(__file__).parents[1] / "fixtures" / "libraries"
MADE = sorted(FIXTURES.glob("schema-*.zip"), key=lambda path: path.name)


def unpack(fixture: Path, folder: Path) -> Path:
    """Lay a library of an older program out in a folder."""
    with zipfile.ZipFile(fixture) as packed:
        packed.extractall(folder)
    return folder


def test_there_is_a_library_of_every_schema_before_this_one() -> None:
    assert [path.stem for path in MADE] == [f"schema-{number}" for number in range(1, SCHEMA)]


@pytest.mark.parametrize("fixture", MADE, ids=lambda path: path.stem)
def test_an_older_library_is_opened_with_all_that_was_done_in_it(
    fixture: Path, tmp_path: Path
) -> None:
    folder = unpack(fixture, tmp_path)
    with closing(open_here(folder)) as store:
        values = [fields.get("own_words") for fields in store.list_entities("annotation").values()]
        assert "In better words" in values
        assert "In the words of the first reader" not in values
        assert [fields["text"] for fields in store.list_entities("entry").values()] == [
            "Read this first."
        ]
        assert len(store.list_deleted("annotation")) == 1
        undone = [step.label for step in store.list_steps(None, 100) if step.undone_ms]
        assert undone == ["Changed the answered of a mark"]
        assert store.refold() == 0
    assert check(folder, deep=True) == []


def test_the_undo_of_an_older_program_can_be_done_again(tmp_path: Path) -> None:
    folder = unpack(FIXTURES / "schema-1.zip", tmp_path)
    with closing(open_here(folder)) as store:
        actor = store.list_steps(None, 1)[0].actor
        assert store.next_undo(actor) == "Wrote “Read this first.” in the notes"
        store.undo("u1", actor)
        assert store.list_entities("entry") == {}
        store.redo("r1", actor)
        assert store.list_entities("entry") != {}


def test_two_machines_make_the_same_log_of_an_older_one(tmp_path: Path) -> None:
    ends = []
    for name in ("desk", "lap"):
        folder = unpack(FIXTURES / "schema-1.zip", tmp_path / name)
        open_here(folder).close()
        with closing(apsw.Connection(str(folder / "journal.db"))) as db:
            ends.append(db.execute("SELECT hash FROM operation ORDER BY position").fetchall())
    assert ends[0] == ends[1]


def test_an_older_log_that_was_altered_is_left_as_it_is(tmp_path: Path) -> None:
    folder = unpack(FIXTURES / "schema-1.zip", tmp_path)
    with closing(apsw.Connection(str(folder / "journal.db"))) as db:
        db.execute("UPDATE operation SET value = '\"x\"' WHERE position = 9")
    with pytest.raises(LibraryUnusableError, match="operation 9 was altered"):
        open_here(folder)
    with closing(apsw.Connection(str(folder / "journal.db"))) as db:
        assert read_meta(db)["schema"] == "1"
