"""Listeners of a store hear of every change once, in the order of the log."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor

import pytest

from glossator.model.operations import Change
from glossator.store.protocol import Store
from tests.store.making import ANNA, mark, marking


def test_listeners_hear_changes_from_many_threads_in_the_order_of_the_log(store: Store) -> None:
    heard: list[int] = []
    store.subscribe(lambda change: heard.append(change.cursor))
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: store.commit(marking(mark(f"m{n}")), ANNA), range(60)))
    assert heard == list(range(4, 244, 4))


def test_a_change_was_told_and_can_be_read_when_its_step_returns(store: Store) -> None:
    heard: list[tuple[Change, int]] = []
    store.subscribe(lambda change: heard.append((change, len(store.list_annotations()))))
    done = store.commit(marking(mark("m1")), ANNA)
    assert heard == [(done, 1)]


def test_undo_and_redo_are_told_and_a_repeated_step_is_not(store: Store) -> None:
    heard: list[str] = []
    store.subscribe(lambda change: heard.append(change.step))
    store.commit(marking(mark("m1"), "s1"), ANNA)
    store.commit(marking(mark("m1"), "s1"), ANNA)
    store.undo("u1", ANNA)
    store.redo("r1", ANNA)
    assert heard == ["s1", "u1", "r1"]


def test_a_listener_that_fails_is_logged_and_harms_nothing(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    heard: list[str] = []

    def fail(change: Change) -> None:
        raise LookupError(change.step)

    store.subscribe(fail)
    store.subscribe(lambda change: heard.append(change.step))
    with caplog.at_level(logging.ERROR):
        store.commit(marking(mark("m1"), "s1"), ANNA)
        store.commit(marking(mark("m2"), "s2"), ANNA)
    assert heard == ["s1", "s2"]
    assert "A listener failed at “Marked “malice” as rule”" in caplog.text


def test_a_listener_that_would_wait_for_itself_is_told_so(store: Store) -> None:
    errors: list[str] = []

    def write(change: Change) -> None:
        try:
            store.commit(marking(mark("m2"), "s2"), ANNA)
        except RuntimeError as error:
            errors.append(str(error))

    store.subscribe(write)
    store.commit(marking(mark("m1"), "s1"), ANNA)
    assert errors == ["a listener of the store must not write (Marked “malice” as rule)"]
