"""Which folders can be a library, and what is said of those that cannot."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import apsw
import pytest

from glossator.model.errors import LibraryUnusableError, NotSavedError
from glossator.store.lock import acquire_lock
from glossator.store.schema import SCHEMA, refuse_old_sqlite
from tests.store.making import ANNA, mark, marking, open_here


def test_a_folder_that_does_not_exist_becomes_a_library(tmp_path: Path) -> None:
    open_here(tmp_path / "Law" / "Glossator").close()
    made = {entry.name for entry in (tmp_path / "Law" / "Glossator").iterdir()}
    assert made == {"journal.db", "library.id", "originals", "editions", "pens"}


def test_a_file_is_no_library(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x")
    with pytest.raises(LibraryUnusableError, match=r"notes\.txt cannot be used: it is a file"):
        open_here(tmp_path / "notes.txt")


def test_nothing_is_scattered_into_a_folder_of_other_things(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("x")
    for opening in (acquire_lock, open_here):
        with pytest.raises(LibraryUnusableError, match=r"“thesis\.docx”.*Choose an empty folder"):
            opening(tmp_path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["thesis.docx"]


def test_a_lost_journal_is_not_replaced_by_an_empty_one(tmp_path: Path) -> None:
    open_here(tmp_path).close()
    (tmp_path / "originals" / ("ab" * 32)).write_bytes(b"book")
    for content in (None, b""):
        (tmp_path / "journal.db").unlink(missing_ok=True)
        if content is not None:
            (tmp_path / "journal.db").write_bytes(content)
        with pytest.raises(LibraryUnusableError, match=r"journal\.db is missing or empty"):
            open_here(tmp_path)


@pytest.mark.parametrize("content", [b"no database" * 500, b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_damaged_journal_is_said_and_left_alone(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "journal.db").write_bytes(content)
    with pytest.raises(LibraryUnusableError, match=r"journal\.db cannot be read: .*nothing was ch"):
        open_here(tmp_path)
    assert (tmp_path / "journal.db").read_bytes() == content


def test_a_database_of_another_program_is_said_and_left_alone(tmp_path: Path) -> None:
    with apsw.Connection(str(tmp_path / "journal.db")) as other:
        other.execute("CREATE TABLE diary (day TEXT)")
    other.close()
    before = (tmp_path / "journal.db").read_bytes()
    with pytest.raises(LibraryUnusableError, match="made by another program"):
        open_here(tmp_path)
    assert (tmp_path / "journal.db").read_bytes() == before


def make_newer(folder: Path, *, readable_from: int) -> None:
    """Let a library look as if the next program had made it."""
    with closing(apsw.Connection(str(folder / "journal.db"))) as db:
        db.execute("UPDATE meta SET value = ? WHERE key = 'schema'", (str(SCHEMA + 1),))
        db.execute("UPDATE meta SET value = ? WHERE key = 'readable_from'", (str(readable_from),))


def test_a_library_of_a_newer_program_is_open_for_reading_only(tmp_path: Path) -> None:
    with closing(open_here(tmp_path)) as store:
        store.commit(marking(mark("m1")), ANNA)
    make_newer(tmp_path, readable_from=SCHEMA)
    with closing(open_here(tmp_path)) as store:
        assert store.read_only
        assert [one.id for one in store.list_annotations()] == ["m1"]
        with pytest.raises(NotSavedError, match="for reading only"):
            store.commit(marking(mark("m2")), ANNA)


def test_a_library_whose_tables_this_program_cannot_know_is_refused(tmp_path: Path) -> None:
    open_here(tmp_path).close()
    make_newer(tmp_path, readable_from=SCHEMA + 1)
    with pytest.raises(LibraryUnusableError, match="a newer Glossator made it"):
        open_here(tmp_path)


def test_a_sqlite_that_loses_commits_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LibraryUnusableError, match=r"SQLite 3\.51\.2 can lose what was saved"):
        refuse_old_sqlite(tmp_path, "3.51.2")
    refuse_old_sqlite(tmp_path, "3.51.3")


@pytest.mark.parametrize(
    ("name", "marker", "service"),
    [("OneDrive - University", None, "OneDrive"), ("Shared", ".stfolder", "Syncthing")],
)
def test_a_folder_that_a_service_copies_is_refused(
    tmp_path: Path, name: str, marker: str | None, service: str
) -> None:
    (tmp_path / name).mkdir()
    if marker:
        (tmp_path / name / marker).mkdir()
    with pytest.raises(LibraryUnusableError, match=f"{service} copies this folder"):
        open_here(tmp_path / name / "library")


def test_what_a_broken_write_left_is_swept_at_the_start(tmp_path: Path) -> None:
    open_here(tmp_path).close()
    left = [tmp_path / "originals" / "writing-x.tmp", tmp_path / "editions" / "reading-x.tmp"]
    for path in left:
        path.write_bytes(b"half")
    (tmp_path / "pens" / "mine.tmp").write_text("kept")
    open_here(tmp_path).close()
    assert not any(path.exists() for path in left)
    assert (tmp_path / "pens" / "mine.tmp").exists()


READING = """
import json, os, sys
from pathlib import Path
from glossator.model.errors import GlossatorError
from glossator.store.lock import acquire_lock
from tests.store.making import ANNA, mark, marking, open_here
said = []
if os.geteuid() == 0:  # who may write everywhere
    os.setuid(65534)
try:
    lock = acquire_lock(Path(sys.argv[1]))
    store = open_here(Path(sys.argv[1]))
    said += [store.read_only, [a.id for a in store.list_annotations()], store.cursor()]
    store.commit(marking(mark("m2")), ANNA)
except GlossatorError as error:
    said.append(str(error))
print(json.dumps(said))
"""


@pytest.fixture
def sealed_library() -> Iterator[Path]:
    """Make a library that a stranger may read but not write, with one mark in it."""
    folder = Path(tempfile.mkdtemp())
    library = folder / "library"
    store = open_here(library)
    store.commit(marking(mark("m1")), ANNA)
    store.close()
    folder.chmod(0o755)
    yield library
    library.chmod(0o755)
    shutil.rmtree(folder)


def read_as_stranger(library: Path) -> list[object]:
    """Open a library in a process that may not write it."""
    for path in (*library.rglob("*"), library):
        path.chmod(0o555 if path.is_dir() else 0o444)
    done = subprocess.run(
        [sys.executable, "-c", READING, str(library)],
        capture_output=True,
        check=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    said: list[object] = json.loads(done.stdout)
    return said


@pytest.mark.skipif(os.name == "nt", reason="file modes of Unix")
def test_a_library_that_cannot_be_written_is_read_and_saves_nothing(sealed_library: Path) -> None:
    before = sorted(path.name for path in sealed_library.iterdir())
    read_only, marks, cursor, sentence = read_as_stranger(sealed_library)
    assert (read_only, marks, cursor) == (True, ["m1"], 4)
    assert "was not saved: the library is open for reading only" in str(sentence)
    assert sorted(path.name for path in sealed_library.iterdir()) == before


@pytest.mark.skipif(os.name == "nt", reason="file modes of Unix")
def test_a_sealed_library_that_was_not_closed_says_so(sealed_library: Path) -> None:
    (sealed_library / "journal.db-wal").write_bytes(b"the last changes")
    (sentence,) = read_as_stranger(sealed_library)
    assert "it was not closed, and its folder cannot be written" in str(sentence)


@pytest.mark.parametrize("name", ["journal.db-journal", "journal.db-wal", "session.key", "x.tmp"])
def test_a_library_that_another_program_is_just_making_is_no_folder_of_other_things(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / "journal.db").touch()
    (tmp_path / name).touch()
    open_here(tmp_path).close()


def test_a_lost_journal_is_missed_where_its_last_changes_are_left(tmp_path: Path) -> None:
    (tmp_path / "journal.db-wal").write_bytes(b"the last changes")
    with pytest.raises(LibraryUnusableError, match=r"missing or empty, though journal\.db-wal is"):
        open_here(tmp_path)


OPENING = """
import sys
from pathlib import Path
from glossator.store.lock import acquire_lock
from tests.store.making import ANNA, mark, marking, open_here
sys.stdin.readline()
lock = acquire_lock(Path(sys.argv[1]), wait_seconds=60)
store = open_here(Path(sys.argv[1]))
store.commit(marking(mark(sys.argv[2])), ANNA)
store.close()
lock.release()
"""


def test_a_new_library_can_be_opened_by_two_programs_at_once(tmp_path: Path) -> None:
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", OPENING, str(tmp_path / "new"), f"m{number}"],
            stdin=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        for number in range(3)
    ]
    for program in programs:
        assert program.stdin is not None
        program.stdin.close()
    assert [program.wait() for program in programs] == [0, 0, 0]
    store = open_here(tmp_path / "new")
    assert [a.id for a in store.list_annotations()] == ["m0", "m1", "m2"]
    store.close()
