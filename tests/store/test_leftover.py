"""What a killed program left beside a journal is used only where it belongs to it."""

from __future__ import annotations

import logging
import shutil
from contextlib import closing
from pathlib import Path

import apsw
import pytest

from glossator.model.errors import LibraryUnusableError
from glossator.store.check import check
from tests.store.making import ANNA, mark, marking, open_here


def marks_in(folder: Path) -> list[str]:
    """Open a library and list its marks."""
    with closing(open_here(folder)) as store:
        return [one.id for one in store.list_annotations()]


def write(folder: Path, *names: str) -> None:
    """Make marks in a library and close it."""
    with closing(open_here(folder)) as store:
        for name in names:
            store.commit(marking(mark(name)), ANNA)


def kill_after(folder: Path, *names: str) -> Path:
    """Make marks, and copy the library as a killed program would leave it."""
    with closing(open_here(folder)) as store:
        for name in names:
            store.commit(marking(mark(name)), ANNA)
        killed = folder.with_name(f"{folder.name}-killed")
        shutil.copytree(folder, killed)
    return killed


def aside(folder: Path) -> list[str]:
    """List what was put aside in a library."""
    return [path.name for path in folder.glob("journal.db-wal-*")]


def test_what_a_killed_program_had_saved_is_read(tmp_path: Path) -> None:
    write(tmp_path / "library", "m1")
    killed = kill_after(tmp_path / "library", "m2", "m3")
    assert marks_in(killed) == ["m1", "m2", "m3"]
    assert aside(killed) == []
    assert check(killed, deep=True) == []


@pytest.mark.parametrize("which", ["older", "newer", "other"])
def test_changes_beside_a_journal_that_was_put_in_the_place_of_theirs_are_put_aside(
    tmp_path: Path, which: str, caplog: pytest.LogCaptureFixture
) -> None:
    library = tmp_path / "library"
    write(library, "m1")
    older = Path(shutil.copy(library / "journal.db", tmp_path / "older.db"))
    write(library, *(f"n{number}" for number in range(40)))
    killed = kill_after(library, "z1", "z2")
    write(library, *(f"x{number}" for number in range(60)))
    newer = library / "journal.db"
    write(tmp_path / "other", "o1", "o2")
    replaced = {"older": older, "newer": newer, "other": tmp_path / "other" / "journal.db"}[which]
    shutil.copy(replaced, killed / "journal.db")
    (killed / "library.id").unlink()
    shutil.copy(replaced, tmp_path / "alone.db")
    with closing(apsw.Connection(str(tmp_path / "alone.db"))) as db:
        expected = [row[0] for row in db.execute("SELECT id FROM annotation ORDER BY id")]
    with caplog.at_level(logging.WARNING):
        assert sorted(marks_in(killed)) == expected
    assert "changes that do not belong to it" in caplog.text
    assert len(aside(killed)) == 1
    assert "were put aside when the library was opened" in check(killed, deep=True)[0]
    assert len(check(killed, deep=True)) == 1


def test_changes_that_the_disk_has_altered_are_kept_for_the_salvage(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write(tmp_path / "library", "m1")
    killed = kill_after(tmp_path / "library", "m2", "m3")
    wal = killed / "journal.db-wal"
    content = bytearray(wal.read_bytes())
    content[32 + 24 + 100] ^= 1
    wal.write_bytes(content)
    with caplog.at_level(logging.WARNING):
        assert marks_in(killed) == ["m1"]
    assert "The last changes were not read" in caplog.text
    (kept,) = aside(killed)
    assert (killed / kept).read_bytes() == content


def test_rows_that_a_wrong_log_has_spoilt_are_made_anew_from_what_was_done(tmp_path: Path) -> None:
    killed = kill_after(tmp_path / "library", "m1", "m2")
    with closing(apsw.Connection(str(killed / "journal.db"))) as db:
        db.execute("PRAGMA wal_autocheckpoint = 0")
        db.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
        db.execute("DELETE FROM register WHERE entity_id = 'm2'")
        db.execute("DELETE FROM annotation WHERE id = 'm2'")
    assert marks_in(killed) == ["m1", "m2"]


def test_a_journal_of_another_library_is_not_taken_for_its_own(tmp_path: Path) -> None:
    write(tmp_path / "mine", "m1")
    write(tmp_path / "other", "o1")
    shutil.copy(tmp_path / "other" / "journal.db", tmp_path / "mine" / "journal.db")
    with pytest.raises(LibraryUnusableError, match=r"belongs to another library.*library\.id"):
        open_here(tmp_path / "mine")
    (tmp_path / "mine" / "library.id").unlink()
    assert marks_in(tmp_path / "mine") == ["o1"]


def test_what_an_earlier_round_of_the_log_has_left_in_it_is_no_damage(tmp_path: Path) -> None:
    with closing(open_here(tmp_path / "library")) as store:
        for number in range(60):
            store.commit(marking(mark(f"m{number}")), ANNA)
        with closing(apsw.Connection(str(tmp_path / "library" / "journal.db"))) as db:
            db.execute("PRAGMA wal_checkpoint(RESTART)")
        store.commit(marking(mark("last")), ANNA)
        killed = Path(shutil.copytree(tmp_path / "library", tmp_path / "killed"))
    assert check(killed, deep=True) == []
    assert "last" in marks_in(killed)
    assert aside(killed) == []
