"""The check names what is wrong, whatever the damage, and finds nothing in a sound library."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import apsw
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossator.model.books import Original, Source, edition_id
from glossator.model.ids import CourseId, SourceId
from glossator.model.operations import Step
from glossator.store.check import check
from glossator.store.files import keep_edition, keep_original
from glossator.store.lock import acquire_lock
from glossator.store.records import source_writes
from tests.store.making import ANNA, mark, marking, open_here, setting
from tests.store.test_files import EXTRACTION


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a closed library with one book and a dozen steps."""
    folder = tmp_path_factory.mktemp("sound")
    library = folder / "library"
    store = open_here(library)
    book = folder / "Hawkins v. McGee.txt"
    book.write_bytes(b"the hairy hand")
    kept = keep_original(library, book)
    edition = edition_id(kept.hash, EXTRACTION.extractor)
    keep_edition(library, edition, kept.hash, EXTRACTION)
    original = Original(kept.hash, book.name, "text", kept.size)
    source = Source(SourceId("hawkins"), "Hawkins", CourseId("c"), original, edition)
    store.commit(Step("import", "import", "Imported Hawkins", source_writes(source)), ANNA)
    for number in range(8):
        store.commit(marking(mark(f"m{number}")), ANNA)
    store.commit(setting("s1", "m3", "own_words", "a promise to cure"), ANNA)
    store.undo("u1", ANNA)
    store.close()
    return library


@pytest.fixture
def library(sound: Path, tmp_path: Path) -> Path:
    """Copy the sound library, to be damaged."""
    return Path(shutil.copytree(sound, tmp_path / "library"))


def change(library: Path, statement: str) -> None:
    """Change the journal behind the program's back."""
    db = apsw.Connection(str(library / "journal.db"))
    db.execute(statement)
    db.close()


def only(folder: Path) -> Path:
    """Give the only file of a folder."""
    (path,) = folder.iterdir()
    return path


def test_a_sound_library_has_no_findings_closed_or_open(library: Path) -> None:
    assert check(library, deep=True) == check(library, deep=False) == []
    store = open_here(library)
    store.commit(marking(mark("new")), ANNA)
    assert check(library, deep=True) == []
    store.close()


def test_checking_changes_no_file(library: Path) -> None:
    before = {path: path.read_bytes() for path in library.rglob("*") if path.is_file()}
    check(library, deep=True)
    assert {p: p.read_bytes() for p in library.rglob("*") if p.is_file()} == before


def test_a_folder_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    assert check(tmp_path / "none", deep=True) == [f"There is no library at {tmp_path / 'none'}."]


@pytest.mark.parametrize(
    ("statement", "finding"),
    [
        ("UPDATE step SET label = 'x' WHERE position = 1", "the label of operation 1 was altered"),
        ("UPDATE step SET actor = 'x' WHERE position = 1", "operation 1 was altered"),
        ("UPDATE step SET clock = 1 WHERE position = 1", "are missing from the log or were moved"),
        ("UPDATE step SET parts = 3 WHERE position = 1", "are missing from the log or were moved"),
        ("DELETE FROM step WHERE position = 1", "operation 1 is missing"),
        ("UPDATE operation SET value = '1' WHERE position = 4", "value of operation 4 was altered"),
        ("UPDATE meta SET value = 'x' WHERE key = 'space'", "operation 1 was altered"),
        ("UPDATE replica SET name = 'x'", "operation 1 was altered"),
        ("DELETE FROM operation WHERE position = 9", "operation 9 is missing"),
        ("UPDATE operation SET position = 99 WHERE position = 5", "operation 5 is missing"),
        ("DELETE FROM operation WHERE position > 30", "what the log says"),
        ("UPDATE annotation SET pen = 'facts' WHERE id = 'm1'", "2 rows of the table annotation"),
        ("DELETE FROM register WHERE entity_id = 'm1'", "4 rows of the table register"),
        ("DELETE FROM undone", "of the table undone"),
        ("UPDATE meta SET value = 'x' WHERE key = 'replica'", "which installation"),
        ("UPDATE meta SET value = '99' WHERE key = 'schema'", "made by a newer Glossator"),
        ("DROP TABLE register", "no such table: register"),
        ("DELETE FROM meta", "journal.db is damaged"),
    ],
)
def test_damage_in_the_journal_is_named(library: Path, statement: str, finding: str) -> None:
    change(library, statement)
    assert any(finding in found for found in check(library, deep=False))


@pytest.mark.parametrize(
    ("damage", "finding"),
    [
        (lambda path: path.unlink(), "journal.db is missing"),
        (lambda path: path.write_bytes(b""), "journal.db is empty"),
        (lambda path: path.write_bytes(path.read_bytes()[:5_000]), "journal.db is damaged"),
        (lambda path: path.write_bytes(bytes(range(256)) * 64), "journal.db is damaged"),
    ],
)
def test_a_broken_journal_is_named(
    library: Path, damage: Callable[[Path], object], finding: str
) -> None:
    damage(library / "journal.db")
    assert any(finding in found for found in check(library, deep=True))


@pytest.mark.parametrize("deep", [True, False])
def test_a_missing_original_and_edition_are_named(library: Path, deep: bool) -> None:
    only(library / "originals").unlink()
    only(library / "editions").unlink()
    original, edition = check(library, deep=deep)
    assert original.startswith("The original of “Hawkins v. McGee.txt”, originals/")
    assert " is missing: text and marks are kept without it; if you have" in original
    assert "cannot be used: it is missing. Its marks are kept; `glossator check --me" in edition


def test_an_altered_original_and_edition_are_found_by_the_deep_check(library: Path) -> None:
    only(library / "originals").write_bytes(b"the hairy haNd")
    path = only(library / "editions")
    content = bytearray(path.read_bytes())
    content[content.index(b"text.txt") + 12] ^= 1  # inside the compressed text
    path.write_bytes(bytes(content))
    original, edition = check(library, deep=True)
    assert "was altered" in original
    assert "it is damaged" in edition


def test_what_a_broken_write_left_is_named(library: Path) -> None:
    (library / "editions" / "writing-ab.tmp").write_bytes(b"half")
    (finding,) = check(library, deep=False)
    assert finding.startswith("editions/writing-ab.tmp was left by a write")


def read_log(journal: Path) -> list[tuple[object, ...]]:
    """Read the whole log with plain SQL; a log that cannot be read is empty."""
    db = apsw.Connection(journal.resolve().as_uri() + "?immutable=1", apsw.SQLITE_OPEN_URI | 1)
    try:
        operations = list(db.execute("SELECT * FROM operation ORDER BY position"))
        return operations + list(db.execute("SELECT * FROM step ORDER BY position"))
    except (apsw.Error, UnicodeDecodeError):
        return []
    finally:
        db.close()


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 10**9), bit=st.integers(0, 7))
def test_a_flipped_bit_is_found_or_leaves_the_log_as_it_was(
    sound: Path, tmp_path: Path, at: int, bit: int
) -> None:
    broken = tmp_path / "broken"
    shutil.rmtree(broken, ignore_errors=True)
    shutil.copytree(sound, broken)
    content = bytearray((sound / "journal.db").read_bytes())
    content[at % len(content)] ^= 1 << bit
    (broken / "journal.db").write_bytes(bytes(content))
    if not check(broken, deep=True):
        assert read_log(broken / "journal.db") == read_log(sound / "journal.db")


@pytest.mark.parametrize("every", [97, pytest.param(3, marks=pytest.mark.long)])
def test_every_flipped_bit_in_a_row_of_the_log_is_found(library: Path, every: int) -> None:
    journal = library / "journal.db"
    content, log = bytearray(journal.read_bytes()), read_log(journal)
    found = 0
    for place in places_of_rows(content, log)[::every]:
        content[place] ^= 1 << (place % 8)
        journal.write_bytes(bytes(content))
        # SQLite leaves old copies of rows in the free space of its pages; those do not count.
        if read_log(journal) != log:
            found += 1
            assert check(library, deep=False), f"byte {place} of {len(content)}"
        content[place] ^= 1 << (place % 8)
    assert found * every > 5_000


def places_of_rows(content: bytearray, log: list[tuple[object, ...]]) -> list[int]:
    """Find the bytes in the file of each row of the log, from its first text to its hash."""
    places: list[int] = []
    for row in log:
        words = [value.encode() if isinstance(value, str) else value for value in row]
        texts = [value for value in words if isinstance(value, bytes)]
        end = content.rindex(b"".join(texts[-3:])) + sum(map(len, texts[-3:]))
        places += range(content.rindex(b"".join(texts[:3]), 0, end), end)
    return places


def test_a_lock_that_is_no_file_is_named(library: Path) -> None:
    (library / "owner.lock").mkdir()
    (finding,) = check(library, deep=False)
    assert finding == "owner.lock is no file, so the library cannot be opened: move it away."


@pytest.mark.parametrize("where", ["originals", "editions"])
def test_a_file_that_no_book_has_is_named(library: Path, where: str) -> None:
    (library / where / ("ab" * 32)).write_bytes(b"half an import")
    (finding,) = check(library, deep=True)
    assert finding.startswith(f"{where}/{'ab' * 32} belongs to no book of the library: an import")


def test_what_an_import_under_way_has_written_is_no_finding(library: Path) -> None:
    (library / "originals" / ("ab" * 32)).write_bytes(b"a book")
    (library / "editions" / "reading-ab.tmp").write_bytes(b"half")
    lock = acquire_lock(library)
    assert check(library, deep=True) == []
    lock.release()


def test_no_file_is_said_to_be_nobodys_where_the_log_has_lost_operations(library: Path) -> None:
    change(library, "DELETE FROM operation WHERE step = 'import'")
    assert not any("belongs to no book" in finding for finding in check(library, deep=True))
