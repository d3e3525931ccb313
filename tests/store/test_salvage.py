"""What a damaged journal still gives comes back, and nothing altered passes for sound."""

from __future__ import annotations

import os
import random
import shutil
import uuid
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import apsw
import pytest

from glossator.model.errors import LibraryUnusableError
from glossator.model.ids import AnnotationId
from glossator.model.operations import Operation
from glossator.store import schema
from glossator.store.check import check, examine
from glossator.store.journal import read_log
from glossator.store.lines import encode_step
from glossator.store.pages import open_pages, rows_of
from glossator.store.salvage import Outcome, Wish, salvage
from glossator.store.whole_steps import LOST
from tests.store.damaging import PAGE, Sound, damage_at_random, make_sound, untouched_operations
from tests.store.making import ANNA, mark, marking, open_here, ticking

OWN = ("originals", "editions", "pens")


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Sound:
    """Make a library that was closed."""
    return make_sound(tmp_path_factory.mktemp("closed"), closed=True)


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Sound:
    """Make a library that was not: most of it is in its WAL."""
    return make_sound(tmp_path_factory.mktemp("killed"), closed=False)


@pytest.fixture
def broken(closed: Sound, tmp_path: Path) -> Path:
    """Copy the closed library, to be damaged."""
    return Path(shutil.copytree(closed.folder, tmp_path / "broken"))


def salvage_here(folder: Path, new: Path, copies: Sequence[Path] = ()) -> Outcome:
    """Salvage a library into a folder."""
    for name in OWN:
        (new / name).mkdir(parents=True)
    return salvage(
        Wish(folder, copies, new),
        clock=ticking(),
        new_id=lambda: str(uuid.uuid4()),
        random_bytes=os.urandom,
        on_progress=lambda _what, _done, _total: None,
    )


def read_operations(folder: Path) -> list[Operation]:
    """Read the log of a closed library."""
    with closing(schema.connect_unchanging(folder / "journal.db")) as db:
        return list(read_log(db))


def change(folder: Path, statement: str) -> None:
    """Change the journal behind the program's back."""
    with closing(apsw.Connection(str(folder / "journal.db"))) as db:
        db.execute(statement)


def pages_of_operations(journal: Path) -> list[int]:
    """List the pages, counted from 0, on which operations stand."""
    with open_pages(journal) as pages:
        numbers = range(1, pages.count + 1)
        return [at - 1 for at in numbers if any(len(r.values) == 13 for r in rows_of(pages, at))]


def zero(journal: Path, page: int) -> None:
    """Overwrite a page with zeros."""
    with journal.open("rb+") as file:
        file.seek(page * PAGE)
        file.write(bytes(PAGE))


def test_a_sound_library_comes_back_as_it_was(closed: Sound, tmp_path: Path) -> None:
    outcome = salvage_here(closed.folder, tmp_path / "new")
    assert read_operations(tmp_path / "new") == closed.operations
    assert outcome == Outcome(found=len(closed.operations))
    assert check(tmp_path / "new", deep=True) == []


def test_the_new_library_goes_on_under_a_name_of_its_own(closed: Sound, tmp_path: Path) -> None:
    salvage_here(closed.folder, tmp_path / "new")
    with closing(open_here(tmp_path / "new")) as store:
        assert store.replica != closed.meta["replica"]
        store.commit(marking(mark("after")), ANNA)
        assert store.get_annotation(AnnotationId("after"))
    assert check(tmp_path / "new", deep=True) == []


def test_with_every_page_but_the_leaves_gone_all_comes_back(
    closed: Sound, broken: Path, tmp_path: Path
) -> None:
    content = bytearray((broken / "journal.db").read_bytes())
    for at in range(PAGE, len(content), PAGE):
        if content[at] in {0x02, 0x05}:
            content[at : at + PAGE] = bytes(PAGE)
    content[:PAGE] = bytes(PAGE)
    (broken / "journal.db").write_bytes(content)
    salvage_here(broken, tmp_path / "new")
    assert read_operations(tmp_path / "new") == closed.operations


def test_a_lost_page_leaves_a_known_gap_that_is_no_fault(broken: Path, tmp_path: Path) -> None:
    zero(broken / "journal.db", pages_of_operations(broken / "journal.db")[2])
    outcome = salvage_here(broken, tmp_path / "new")
    assert outcome.gaps
    report = examine(tmp_path / "new", deep=True)
    assert report.findings == ()
    (note,) = report.notes
    assert note.startswith("This library was salvaged on ")


def test_what_is_altered_after_the_salvage_is_found(broken: Path, tmp_path: Path) -> None:
    change(broken, "UPDATE operation SET value = '\"pen9\"' WHERE position = 3")
    salvage_here(broken, tmp_path / "new")
    assert check(tmp_path / "new", deep=True) == []
    change(tmp_path / "new", "UPDATE operation SET value = '\"pen8\"' WHERE position = 3")
    assert any("after it had been salvaged" in one for one in check(tmp_path / "new", deep=False))


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("UPDATE operation SET value = '\"x\"' WHERE position = 3", "words"),
        ("UPDATE step SET label = 'x' WHERE position = 1", "sentence"),
        ("UPDATE operation SET clock = clock + 1 WHERE position = 3", "place"),
    ],
)
def test_what_was_altered_is_kept_and_said_to_be_doubtful(
    broken: Path, tmp_path: Path, statement: str, reason: str
) -> None:
    change(broken, statement)
    outcome = salvage_here(broken, tmp_path / "new")
    assert {doubt.reason for doubt in outcome.doubts} == {reason}
    assert all(doubt.is_kept for doubt in outcome.doubts)
    assert not outcome.gaps


def test_words_that_cannot_be_read_are_left_out(broken: Path, tmp_path: Path) -> None:
    change(broken, "UPDATE operation SET value = '\"half' WHERE position = 3")
    outcome = salvage_here(broken, tmp_path / "new")
    assert [doubt.is_kept for doubt in outcome.doubts] == [False]
    assert read_operations(tmp_path / "new")[2].value is None


@pytest.mark.parametrize("column", ["hash", "value_hash"])
def test_an_altered_hash_is_written_anew_where_all_else_agrees(
    closed: Sound, broken: Path, tmp_path: Path, column: str
) -> None:
    change(broken, f"UPDATE operation SET {column} = zeroblob(32) WHERE position = 9")
    assert salvage_here(broken, tmp_path / "new").doubts == []
    assert read_operations(tmp_path / "new") == closed.operations


def test_the_value_of_a_lost_operation_is_taken_from_what_is_shown(
    broken: Path, tmp_path: Path
) -> None:
    change(broken, "DELETE FROM operation WHERE entity_id = 'mark-001' AND field = 'comment'")
    outcome = salvage_here(broken, tmp_path / "new")
    assert outcome.rescued == [("annotation", "mark-001", "comment")]
    with closing(open_here(tmp_path / "new")) as store:
        found = store.get_annotation(AnnotationId("mark-001"))
        assert found is not None
        assert found.comment.startswith("res ipsa loquitur")


def lose_a_third(broken: Path) -> None:
    """Take steps out of a journal, and cut off its end."""
    change(broken, "DELETE FROM operation WHERE position BETWEEN 100 AND 180 OR position > 250")
    change(broken, "DELETE FROM step WHERE position NOT IN (SELECT step FROM operation)")
    change(broken, "DELETE FROM register")
    change(broken, "VACUUM")


def test_what_is_missing_is_taken_from_a_copy(closed: Sound, broken: Path, tmp_path: Path) -> None:
    (tmp_path / "backup").mkdir()
    copy = Path(shutil.copy(closed.folder / "journal.db", tmp_path / "backup"))
    lose_a_third(broken)
    outcome = salvage_here(broken, tmp_path / "new", [copy])
    assert outcome.filled[str(copy)] >= 81
    assert read_operations(tmp_path / "new") == closed.operations


def test_what_is_missing_is_taken_from_lines_of_json(
    closed: Sound, broken: Path, tmp_path: Path
) -> None:
    steps: dict[str, list[Operation]] = {}
    for operation in closed.operations:
        steps.setdefault(operation.step, []).append(operation)
    lines = [encode_step(step) for step in steps.values()]
    lines[3] = lines[3][:40] + b"\n"
    (tmp_path / "journal.jsonl").write_bytes(b"".join(lines)[:-30])
    lose_a_third(broken)
    salvage_here(broken, tmp_path / "new", [tmp_path / "journal.jsonl"])
    expected = closed.operations[: -len(steps["many"])]
    assert [one.hash for one in read_operations(tmp_path / "new")] == [o.hash for o in expected]


def test_a_copy_of_another_library_gives_nothing(
    closed: Sound, broken: Path, tmp_path: Path
) -> None:
    other = make_sound(tmp_path / "other", closed=True, marks=3)
    lose_a_third(broken)
    outcome = salvage_here(broken, tmp_path / "new", [other.folder / "journal.db"])
    assert outcome.filled == {}
    assert outcome.remarks == ["journal.db belongs to another library and was not used."]


def test_a_lost_journal_comes_back_from_its_copy(closed: Sound, tmp_path: Path) -> None:
    (tmp_path / "broken").mkdir()
    salvage_here(tmp_path / "broken", tmp_path / "new", [closed.folder / "journal.db"])
    assert read_operations(tmp_path / "new") == closed.operations


def test_where_nothing_can_be_read_nothing_is_made(tmp_path: Path) -> None:
    (tmp_path / "journal.db").write_bytes(b"notes on torts " * 4_000)
    with pytest.raises(LibraryUnusableError, match=r"nothing could be read of its journal\.db"):
        salvage_here(tmp_path, tmp_path / "new")
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == sorted(OWN)


def test_the_wal_of_a_killed_program_is_read(killed: Sound, tmp_path: Path) -> None:
    salvage_here(killed.folder, tmp_path / "new")
    assert read_operations(tmp_path / "new") == killed.operations


def test_the_wal_of_another_journal_is_not_used(
    closed: Sound, killed: Sound, broken: Path, tmp_path: Path
) -> None:
    shutil.copy(killed.folder / "journal.db-wal", broken)
    outcome = salvage_here(broken, tmp_path / "new")
    assert read_operations(tmp_path / "new") == closed.operations
    assert outcome.remarks == ["journal.db-wal belongs to another journal.db and was not used."]


def test_what_stands_behind_a_fault_in_the_wal_is_read_too(killed: Sound, tmp_path: Path) -> None:
    broken = Path(shutil.copytree(killed.folder, tmp_path / "broken"))
    with (broken / "journal.db-wal").open("rb+") as wal:
        wal.seek(100 * (PAGE + 24))
        wal.write(b"\0")
        wal.seek(100 * (PAGE + 24) + 2_000)
        wal.write(b"flipped")
    assert any("the last changes" in finding for finding in check(broken, deep=False))
    salvage_here(broken, tmp_path / "new")
    assert read_operations(tmp_path / "new") == killed.operations


def test_erased_words_do_not_come_back_from_a_copy(tmp_path: Path) -> None:
    made = make_sound(tmp_path, closed=True, marks=4)
    shutil.copytree(made.folder, tmp_path / "broken")
    with closing(open_here(tmp_path / "broken")) as store:
        step = marking(mark("mark-001"), "erasing")
        store.erase(step, ANNA, [("annotation", "mark-001")])
    journal = tmp_path / "broken" / "journal.db"
    zero(journal, pages_of_operations(journal)[0])
    salvage_here(tmp_path / "broken", tmp_path / "new", [made.folder / "journal.db"])
    is_there = b"res ipsa" in (tmp_path / "new" / "journal.db").read_bytes()
    assert not is_there


@pytest.mark.parametrize("trials", [40, pytest.param(1_000, marks=pytest.mark.long)])
def test_all_that_stands_on_sound_pages_comes_back(
    closed: Sound, tmp_path: Path, trials: int
) -> None:
    for number in range(trials):
        broken, new = break_again(closed, tmp_path, number, lambda _: "journal.db")
        try:
            outcome = salvage_here(broken, new)
        except LibraryUnusableError:  # of a file cut off before its first operation
            assert not list(untouched_operations(closed, broken))
            continue
        found = {(one.replica, one.seq): one for one in read_operations(new)}
        if not outcome.is_resealed:  # else the hashes are new, and all else is compared below
            for operation in untouched_operations(closed, broken):
                assert found.get((operation.replica, operation.seq)) == operation, number
        assert_nothing_altered_passes_for_sound(closed, new, outcome)


@pytest.mark.parametrize("trials", [10, pytest.param(1_000, marks=pytest.mark.long)])
def test_damage_to_the_wal_is_found_and_nothing_altered_passes_for_sound(
    killed: Sound, tmp_path: Path, trials: int
) -> None:
    for number in range(trials):
        broken, new = break_again(
            killed,
            tmp_path,
            number,
            lambda chance: chance.choice(["journal.db-wal"] * 4 + ["journal.db"]),
        )
        try:
            outcome = salvage_here(broken, new)
        except LibraryUnusableError:  # of a log cut off after its first pages
            assert (broken / "journal.db-wal").stat().st_size < 10 * PAGE
            continue
        assert_nothing_altered_passes_for_sound(killed, new, outcome)
        if not check(broken, deep=False):
            with closing(schema.connect(broken / "journal.db", write=False)) as db:
                read = list(read_log(db))
            assert read == killed.operations[: len(read)], number


def break_again(
    sound: Sound, folder: Path, number: int, choose: Callable[[random.Random], str]
) -> tuple[Path, Path]:
    """Copy a library and damage it; give it and where a new one may be made."""
    for name in ("broken", "new"):
        shutil.rmtree(folder / name, ignore_errors=True)
    broken = Path(shutil.copytree(sound.folder, folder / "broken"))
    chance = random.Random(number)
    damage_at_random(broken / choose(chance), chance)
    return broken, folder / "new"


def assert_nothing_altered_passes_for_sound(sound: Sound, new: Path, outcome: Outcome) -> None:
    """Check that all in a new library is as it was written, or said to be doubtful."""
    assert check(new, deep=False) == []
    written = {(one.replica, one.seq): one for one in sound.operations}
    doubtful = {(doubt.entity, doubt.id, doubt.field) for doubt in outcome.doubts}
    for one in read_operations(new):
        before = written.get((one.replica, one.seq))
        is_new = one.entity == LOST or one.name == "salvage"
        is_doubtful = (one.entity, one.entity_id, one.field) in doubtful
        if not (is_new or is_doubtful):
            assert before is not None
            assert said(one) == said(before)


def said(operation: Operation) -> tuple[object, ...]:
    """Give all that an operation says but its hashes, which may have been made anew."""
    return (
        operation.seq,
        operation.clock,
        operation.step,
        operation.part,
        operation.entity,
        operation.entity_id,
        operation.field,
        operation.value,
        operation.base,
        operation.label,
        operation.actor,
    )
