"""A copy of a library writes under a name of its own."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

from glossator.store.platform import place_of
from tests.store.making import ANNA, NOON_MS, all_fields, mark, marking, open_here, setting, ticking
from tests.store.merging import exchange

YEAR_MS = 365 * 24 * 60 * 60 * 1000


def make_library(folder: Path) -> str:
    """Make a library with one mark; gives the name it writes under."""
    with closing(open_here(folder)) as store:
        store.commit(marking(mark("m1")), ANNA)
        return store.replica


def test_a_library_keeps_its_name_over_starts_and_when_its_folder_is_renamed(
    tmp_path: Path,
) -> None:
    name = make_library(tmp_path / "library")
    (tmp_path / "library").rename(tmp_path / "renamed")
    with closing(open_here(tmp_path / "renamed")) as store:
        assert store.replica == name


def test_a_copied_folder_takes_a_new_name_and_both_go_on(tmp_path: Path) -> None:
    name = make_library(tmp_path / "desk")
    shutil.copytree(tmp_path / "desk", tmp_path / "copy")
    with (
        closing(open_here(tmp_path / "desk")) as desk,
        closing(open_here(tmp_path / "copy")) as copy,
    ):
        assert desk.replica == name != copy.replica
        desk.commit(setting("s1", "m1", "comment", "at the desk"), ANNA)
        copy.commit(setting("s2", "m1", "own_words", "on the copy"), ANNA)
        exchange(desk, copy)
        assert all_fields(desk) == all_fields(copy)
        assert all_fields(desk)["m1"]["own_words"] == "on the copy"
        assert all_fields(desk)["m1"]["comment"] == "at the desk"


def test_a_backup_put_in_the_place_of_the_journal_takes_a_new_name(tmp_path: Path) -> None:
    name = make_library(tmp_path / "library")
    backup = Path(shutil.copy(tmp_path / "library" / "journal.db", tmp_path / "backup.db"))
    with closing(open_here(tmp_path / "library")) as store:
        store.commit(marking(mark("m2")), ANNA)
    backup.replace(tmp_path / "library" / "journal.db")
    with closing(open_here(tmp_path / "library")) as store:
        assert store.replica != name
        assert store.read_vector().keys() == {name}


def test_after_a_clock_was_set_right_a_new_name_begins_at_the_right_time(tmp_path: Path) -> None:
    with closing(open_here(tmp_path, ticking(NOON_MS + 73 * YEAR_MS))) as store:
        store.commit(marking(mark("m1")), ANNA)
        name = store.replica
    with closing(open_here(tmp_path)) as store:
        assert store.replica != name
        store.commit(setting("s1", "m1", "comment", "of today"), ANNA)
        assert store.list_steps(None, 1)[0].made_ms < NOON_MS + YEAR_MS


def test_a_clock_that_went_back_to_1970_changes_nothing(tmp_path: Path) -> None:
    name = make_library(tmp_path)
    with closing(open_here(tmp_path, ticking(0))) as store:
        store.commit(setting("s1", "m1", "comment", "of 1970"), ANNA)
        assert store.replica == name
        assert store.list_steps(None, 1)[0].made_ms >= NOON_MS
        assert all_fields(store)["m1"]["comment"] == "of 1970"


def test_two_files_have_two_places_and_a_moved_one_keeps_its_own(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.touch()
    other.touch()
    place = place_of(one)
    assert place != place_of(other)
    assert place_of(one.rename(tmp_path / "moved")) == place
