"""Replicas that worked apart come together: nothing is lost, and all show the same."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

import pytest

from glossator.model.errors import InvalidRequestError
from glossator.model.ids import AnnotationId
from glossator.model.operations import Step, Write
from glossator.store.check import check
from glossator.store.records import deletion
from glossator.store.sqlite import SqliteStore
from tests.store.making import ANNA, BEN, NOON_MS, mark, marking, open_here, setting, ticking
from tests.store.merging import copy_library, exchange, send, set_replica

DAY_MS = 24 * 60 * 60 * 1000


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[SqliteStore, SqliteStore]]:
    """Open two replicas of a library with one mark, m1, the second an hour later."""
    with closing(open_here(tmp_path / "desk")) as store:
        store.commit(marking(mark("m1")), ANNA)
    with (
        closing(
            copy_library(tmp_path / "desk", tmp_path / "lap", ticking(NOON_MS + 3_600_000))
        ) as lap,
        closing(open_here(tmp_path / "desk", ticking(NOON_MS + 60_000))) as desk,
    ):
        yield desk, lap


def own_words(store: SqliteStore) -> str:
    """Give the own words of the mark m1."""
    found = store.get_annotation(AnnotationId("m1"))
    assert found is not None
    return found.own_words


def deleting(step: str, annotation: str = "m1") -> Step:
    """Make the step that deletes a mark."""
    return Step(step, "delete_annotation", "Deleted a mark", (deletion("annotation", annotation),))


def test_what_each_wrote_is_on_both_afterwards(pair: tuple[SqliteStore, SqliteStore]) -> None:
    desk, lap = pair
    desk.commit(marking(mark("on-desk")), ANNA)
    lap.commit(setting("s1", "m1", "own_words", "intent to kill"), ANNA)
    exchange(desk, lap)
    assert [a.id for a in desk.list_annotations()] == [a.id for a in lap.list_annotations()]
    assert own_words(desk) == own_words(lap) == "intent to kill"
    assert desk.state_hash() == lap.state_hash()
    assert desk.list_conflicts() == lap.list_conflicts() == []


def test_sending_again_changes_nothing(pair: tuple[SqliteStore, SqliteStore]) -> None:
    desk, lap = pair
    lap.commit(setting("s1", "m1", "own_words", "intent to kill"), ANNA)
    steps = lap.read_chain(lap.replica, 0, 99)
    assert desk.receive(steps).added == 2  # the words, and what the lap knew of the desk
    assert desk.receive(steps).added == 0
    assert desk.receive([*steps, *steps]).change is None


def test_two_values_for_one_field_are_a_conflict_and_the_later_is_shown(
    pair: tuple[SqliteStore, SqliteStore],
) -> None:
    desk, lap = pair
    desk.commit(setting("s1", "m1", "own_words", "from the desk"), ANNA)
    lap.commit(setting("s2", "m1", "own_words", "from the lap"), BEN)
    exchange(desk, lap)
    assert own_words(desk) == own_words(lap) == "from the lap"
    (conflict,) = desk.list_conflicts()
    assert (conflict.entity, conflict.id, conflict.field) == ("annotation", "m1", "own_words")
    assert [(side.value, side.actor) for side in conflict.sides] == [
        ("from the lap", BEN),
        ("from the desk", ANNA),
    ]


def test_a_conflict_ends_on_both_when_one_decides(pair: tuple[SqliteStore, SqliteStore]) -> None:
    desk, lap = pair
    desk.commit(setting("s1", "m1", "own_words", "from the desk"), ANNA)
    lap.commit(setting("s2", "m1", "own_words", "from the lap"), ANNA)
    exchange(desk, lap)
    both = Write("annotation", "m1", "own_words", "from both", settles=True)
    desk.commit(Step("s3", "settle", "Decided", (both,)), ANNA)
    exchange(desk, lap)
    assert own_words(desk) == own_words(lap) == "from both"
    assert desk.list_conflicts() == lap.list_conflicts() == []
    assert desk.state_hash() == lap.state_hash()


def test_the_same_value_written_twice_is_no_conflict(pair: tuple[SqliteStore, SqliteStore]) -> None:
    desk, lap = pair
    for store in pair:
        store.commit(setting(f"s-{store.replica}", "m1", "own_words", "the same"), ANNA)
    exchange(desk, lap)
    assert desk.list_conflicts() == []


def test_a_change_that_a_deletion_did_not_know_of_brings_the_mark_back(
    pair: tuple[SqliteStore, SqliteStore],
) -> None:
    desk, lap = pair
    lap.commit(setting("s1", "m1", "own_words", "much thought"), BEN)
    desk.commit(deleting("s2"), ANNA)
    exchange(desk, lap)
    assert own_words(desk) == own_words(lap) == "much thought"
    (conflict,) = desk.list_conflicts()
    assert conflict.field == "deleted"
    assert [side.value for side in conflict.sides] == [True, "much thought"]
    assert desk.refold() == lap.refold() == 0


def test_a_mark_deleted_by_one_who_knew_of_the_change_stays_deleted(
    pair: tuple[SqliteStore, SqliteStore],
) -> None:
    desk, lap = pair
    lap.commit(setting("s1", "m1", "own_words", "much thought"), BEN)
    exchange(desk, lap)
    desk.commit(deleting("s2"), ANNA)
    exchange(desk, lap)
    assert desk.list_annotations() == lap.list_annotations() == []
    assert desk.list_conflicts() == lap.list_conflicts() == []
    assert desk.refold() == lap.refold() == 0


def test_a_reopened_mark_is_deleted_for_good_by_a_deletion_that_knows(
    pair: tuple[SqliteStore, SqliteStore],
) -> None:
    desk, lap = pair
    lap.commit(setting("s1", "m1", "own_words", "much thought"), BEN)
    desk.commit(deleting("s2"), ANNA)
    exchange(desk, lap)
    desk.commit(deleting("s3"), ANNA)
    exchange(desk, lap)
    assert desk.list_annotations() == lap.list_annotations() == []
    assert lap.list_conflicts() == []


def test_a_deletion_undone_elsewhere_is_no_conflict(
    pair: tuple[SqliteStore, SqliteStore],
) -> None:
    desk, lap = pair
    desk.commit(deleting("s2"), ANNA)
    exchange(desk, lap)
    lap.undo("u1", ANNA)
    exchange(desk, lap)
    assert len(desk.list_annotations()) == 1
    assert desk.list_conflicts() == []
    assert desk.list_steps(None, 9)[0].undone_ms is not None


def test_steps_that_come_before_those_they_follow_wait(
    pair: tuple[SqliteStore, SqliteStore],
) -> None:
    desk, lap = pair
    for number in range(3):
        lap.commit(setting(f"s{number}", "m1", "own_words", f"draft {number}"), ANNA)
    steps = lap.read_chain(lap.replica, 0, 99)
    received = desk.receive(steps[1:])
    assert (received.added, received.missing) == (0, ((lap.replica, 0),))
    assert desk.receive(steps).added == 4


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"space": "another"}, "belong to another library"),
        ({"schema": 99}, "newer Glossator"),
        ({"schema": 1}, "older Glossator"),
        ({"value": '"forged"'}, "damaged on the way"),
    ],
)
def test_what_was_altered_or_belongs_elsewhere_is_refused_whole(
    pair: tuple[SqliteStore, SqliteStore], change: dict[str, object], told: str
) -> None:
    desk, lap = pair
    lap.commit(setting("s1", "m1", "own_words", "draft 1"), ANNA)
    lap.commit(setting("s2", "m1", "own_words", "draft 2"), ANNA)
    first, second = lap.read_chain(lap.replica, 0, 99)
    forged = [replace(operation, **change) for operation in second]  # type: ignore[arg-type]
    before = desk.cursor()
    with pytest.raises(InvalidRequestError, match=told):
        desk.receive([first, forged])
    assert desk.cursor() == before


def test_a_step_that_does_not_follow_is_asked_for_from_the_beginning_and_then_told_as_damaged(
    pair: tuple[SqliteStore, SqliteStore],
) -> None:
    desk, lap = pair
    lap.commit(setting("s1", "m1", "own_words", "draft 1"), ANNA)
    lap.commit(setting("s2", "m1", "own_words", "draft 2"), ANNA)
    first, second = lap.read_chain(lap.replica, 0, 99)
    forged = [replace(operation, actor="forged") for operation in second]
    assert desk.receive([first, forged]).forked == (lap.replica,)
    with pytest.raises(InvalidRequestError, match="damaged on the way"):
        desk.receive_fork([first, forged], "new")
    assert own_words(desk) == "draft 1"


def test_clocks_wrong_by_years_lose_nothing_and_win_over_nothing(tmp_path: Path) -> None:
    with closing(open_here(tmp_path / "desk")) as store:
        store.commit(marking(mark("m1")), ANNA)
    past, future = ticking(0), ticking(NOON_MS + 73 * 365 * DAY_MS)
    with ExitStack() as stack:
        old = stack.enter_context(closing(copy_library(tmp_path / "desk", tmp_path / "old", past)))
        new = stack.enter_context(
            closing(copy_library(tmp_path / "desk", tmp_path / "new", future))
        )
        desk = stack.enter_context(closing(open_here(tmp_path / "desk")))
        old.commit(setting("s1", "m1", "own_words", "of 1970"), ANNA)
        new.commit(setting("s2", "m1", "own_words", "of 2099"), ANNA)
        desk.commit(setting("s3", "m1", "own_words", "of today"), ANNA)
        exchange(desk, old, new)
        assert desk.state_hash() == old.state_hash() == new.state_hash()
        assert own_words(desk) == "of today"
        (conflict,) = desk.list_conflicts()
        assert {side.value for side in conflict.sides} == {"of 1970", "of 2099", "of today"}


def test_a_copied_library_that_was_used_on_both_sides_is_kept_whole(tmp_path: Path) -> None:
    with closing(open_here(tmp_path / "desk")) as store:
        store.commit(marking(mark("m1")), ANNA)
        name = store.replica
    copy_library(tmp_path / "desk", tmp_path / "copy").close()
    set_replica(tmp_path / "copy", name)
    with (
        closing(open_here(tmp_path / "desk", ticking(NOON_MS + 10_000))) as desk,
        closing(open_here(tmp_path / "copy", ticking(NOON_MS + 20_000))) as copy,
    ):
        for store, where in ((desk, "desk"), (copy, "copy")):
            store.commit(marking(mark(f"on-{where}")), ANNA)
            store.commit(setting(f"words-{where}", f"on-{where}", "own_words", where), ANNA)
            store.commit(setting(f"again-{where}", f"on-{where}", "own_words", f"{where} 2"), ANNA)
        exchange(desk, copy)
        assert {a.id for a in desk.list_annotations()} == {"m1", "on-desk", "on-copy"}
        assert desk.state_hash() == copy.state_hash()
        assert desk.list_conflicts() == copy.list_conflicts() == []
        assert desk.replica != copy.replica
        desk.commit(marking(mark("later")), ANNA)
        exchange(desk, copy)
        assert desk.state_hash() == copy.state_hash()
        assert desk.refold() == copy.refold() == 0
    assert check(tmp_path / "desk", deep=False) == check(tmp_path / "copy", deep=False) == []


def test_a_listener_hears_of_what_was_received(pair: tuple[SqliteStore, SqliteStore]) -> None:
    desk, lap = pair
    heard: list[tuple[tuple[str, str], ...]] = []
    desk.subscribe(lambda change: heard.append(change.touched))
    lap.commit(marking(mark("on-lap")), ANNA)
    send(lap, desk)
    assert heard == [(("annotation", "on-lap"),)]
