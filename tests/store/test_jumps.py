"""Jumping back and forth through what was done, as every store does it."""

from __future__ import annotations

import tempfile
import uuid
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossator.model.errors import (
    InvalidRequestError,
    NotFoundError,
    StaleUndoError,
)
from glossator.model.operations import Change
from glossator.store.protocol import Store
from tests.store.making import ANNA, BEN, all_fields, mark, marking, open_here, setting
from tests.store.test_undo import ACTIONS, act, read_everything

PENS = ("facts", "issue", "holding", "test")


@pytest.fixture
def store(store: Store) -> Store:
    """A library with a mark that went through four more pens, a step each."""
    store.commit(marking(mark("m1"), "made"), ANNA)
    for pen in PENS:
        store.commit(setting(f"to-{pen}", "m1", "pen", pen), ANNA)
    return store


def pen_now(store: Store) -> object:
    return store.read_fields("annotation", "m1").get("pen")


def test_jumping_back_undoes_every_step_down_to_the_one_named(store: Store) -> None:
    change = store.undo_to("j1", ANNA, "to-issue")
    assert (change.label, change.note) == ("3 steps were undone", "")
    assert change.touched == (("annotation", "m1"),)
    assert change.cursor == store.cursor()
    assert pen_now(store) == "facts"
    assert store.list_redoable(ANNA) == ["to-issue", "to-holding", "to-test"]


def test_each_step_of_a_jump_can_be_redone_alone(store: Store) -> None:
    store.undo_to("j1", ANNA, "to-issue")
    store.redo("r1", ANNA)
    assert pen_now(store) == "issue"
    store.undo("u1", ANNA)
    assert pen_now(store) == "facts"


def test_jumping_forth_does_again_up_to_the_one_named(store: Store) -> None:
    store.undo_to("j1", ANNA, "made")
    assert all_fields(store) == {}
    change = store.redo_to("j2", ANNA, "to-issue")
    assert change.label == "3 steps were done again"
    assert pen_now(store) == "issue"
    assert store.list_redoable(ANNA) == ["to-holding", "to-test"]


def test_a_jump_of_one_step_is_an_undo(store: Store) -> None:
    assert store.undo_to("j1", ANNA, "to-test").label == "Undid: Set pen"
    assert store.redo_to("j2", ANNA, "to-test").label == "Redid: Set pen"


@pytest.mark.parametrize("forth", [False, True])
def test_a_jump_that_is_asked_for_twice_is_made_once(store: Store, *, forth: bool) -> None:
    first = store.undo_to("j1", ANNA, "to-facts")
    again = store.undo_to("j1", ANNA, "to-facts")
    if forth:
        first = store.redo_to("j2", ANNA, "to-holding")
        again = store.redo_to("j2", ANNA, "to-holding")
    assert again == Change(first.cursor, first.step, first.label, first.touched, repeated=True)
    assert store.cursor() == first.cursor


def test_it_stops_where_somebody_changed_something_since_and_says_so(store: Store) -> None:
    store.commit(setting("ben", "m1", "comment", "so held in Dudley"), BEN)
    change = store.undo_to("j1", ANNA, "made")
    assert change.note == (
        "4 steps were undone. “Marked “malice” as rule” was not undone: it has been changed since. "
        "Change it by hand instead; nothing was lost."
    )
    assert pen_now(store) == "rule"
    assert store.read_fields("annotation", "m1")["comment"] == "so held in Dudley"
    again = store.undo_to("j1", ANNA, "made")
    assert again.repeated
    assert again.note.startswith("4 steps were undone. The next one was not undone")


def test_where_the_very_first_was_changed_since_nothing_is_done(store: Store) -> None:
    store.commit(setting("ben", "m1", "pen", "scope"), BEN)
    before = store.cursor()
    with pytest.raises(StaleUndoError, match="was not undone: it has been changed since"):
        store.undo_to("j1", ANNA, "made")
    assert store.cursor() == before


def test_jumping_forth_stops_likewise(store: Store) -> None:
    store.undo_to("j1", ANNA, "to-holding")
    store.redo("r1", ANNA)
    store.undo("u1", ANNA)
    store.commit(setting("ben", "m1", "pen", "scope"), BEN)
    with pytest.raises(StaleUndoError, match="was not done again: it has been changed since"):
        store.redo_to("j2", ANNA, "to-test")


def test_what_cannot_be_jumped_to_is_told(store: Store) -> None:
    store.commit(marking(mark("m2"), "by-ben"), BEN)
    with pytest.raises(NotFoundError, match="no step “nowhere”"):
        store.undo_to("j1", ANNA, "nowhere")
    with pytest.raises(InvalidRequestError, match="was done by ben"):
        store.undo_to("j1", ANNA, "by-ben")
    with pytest.raises(InvalidRequestError, match="cannot be done again: it stands"):
        store.redo_to("j1", ANNA, "to-test")
    store.undo("u1", ANNA)
    with pytest.raises(InvalidRequestError, match="is undone already"):
        store.undo_to("j1", ANNA, "to-test")
    store.commit(setting("new", "m1", "pen", "scope"), ANNA)
    with pytest.raises(InvalidRequestError, match="something else was done since"):
        store.redo_to("j1", ANNA, "to-test")


def test_others_steps_in_between_are_left_alone(store: Store) -> None:
    store.commit(marking(mark("m2"), "by-ben"), BEN)
    store.commit(setting("last", "m1", "own_words", "intent"), ANNA)
    store.undo_to("j1", ANNA, "to-test")
    assert pen_now(store) == "holding"
    assert [a.id for a in store.list_annotations()] == ["m1", "m2"]


@settings(max_examples=25)
@given(actions=ACTIONS, data=st.data())
def test_jumping_back_and_forth_gives_exactly_the_states_there_were(
    actions: list[tuple[str, str | None, str | None]], data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = open_here(Path(folder) / "library")
        past, future = [read_everything(store)], []
        for number, action in enumerate(actions):
            done = act(store, number, action)
            if done == "undo":
                future.append(past.pop())
            elif done == "redo":
                past.append(future.pop())
            elif done == "ordinary":
                past, future = [*past, read_everything(store)], []
        standing = [step for step in store.list_steps(None, 99) if step.undone_ms is None]
        assert len(standing) == len(past) - 1
        for _ in range(3):
            if standing:
                back = data.draw(st.integers(0, len(standing) - 1), label="back")
                store.undo_to(str(uuid.uuid4()), ANNA, standing[back].id)
                assert read_everything(store) == past[-back - 2]
                redoable = store.list_redoable(ANNA)
                forth = data.draw(st.integers(0, back), label="forth")
                store.redo_to(str(uuid.uuid4()), ANNA, redoable[forth])
                assert read_everything(store) == past[forth - back - 1]
                store.redo_to(str(uuid.uuid4()), ANNA, redoable[back]) if forth < back else None
                assert read_everything(store) == past[-1]
        assert store.refold() == 0
        store.close()
