"""Undo and redo, as every store does them."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossator.model.errors import NothingToUndoError, StaleUndoError
from glossator.model.ids import AnnotationId
from glossator.model.operations import Step, Write
from glossator.store.protocol import Store
from glossator.store.records import annotation_writes, deletion
from tests.store.making import ANNA, BEN, all_fields, mark, marking, open_here, setting


def test_undoing_a_mark_takes_it_away_and_redoing_brings_it_back(store: Store) -> None:
    store.commit(marking(mark("m1")), ANNA)
    made = all_fields(store)
    change = store.undo("u1", ANNA)
    assert change.label == "Undid: Marked “malice” as rule"
    assert change.touched == (("annotation", "m1"),)
    assert store.get_annotation(AnnotationId("m1")) is None
    assert all_fields(store) == {}
    assert store.redo("r1", ANNA).label == "Redid: Marked “malice” as rule"
    assert all_fields(store) == made


def test_undo_goes_back_step_by_step_and_redo_forward_again(store: Store) -> None:
    store.commit(marking(mark("m1")), ANNA)
    for pen in ("facts", "issue", "holding"):
        store.commit(setting(f"to-{pen}", "m1", "pen", pen), ANNA)
    for step, pen in (("u1", "issue"), ("u2", "facts"), ("u3", "rule")):
        store.undo(step, ANNA)
        assert store.read_fields("annotation", "m1")["pen"] == pen
    for step, pen in (("r1", "facts"), ("r2", "issue"), ("r3", "holding")):
        store.redo(step, ANNA)
        assert store.read_fields("annotation", "m1")["pen"] == pen
    with pytest.raises(NothingToUndoError, match="nothing to redo"):
        store.redo("r4", ANNA)


def test_a_new_step_ends_what_can_be_redone(store: Store) -> None:
    store.commit(marking(mark("m1")), ANNA)
    store.commit(setting("s2", "m1", "pen", "facts"), ANNA)
    store.undo("u1", ANNA)
    assert store.next_redo(ANNA) == "Set pen"
    store.commit(setting("s3", "m1", "pen", "issue"), ANNA)
    assert store.next_redo(ANNA) is None


def test_what_can_be_undone_is_named(store: Store) -> None:
    assert (store.next_undo(ANNA), store.next_redo(ANNA)) == (None, None)
    store.commit(marking(mark("m1")), ANNA)
    assert store.next_undo(ANNA) == "Marked “malice” as rule"
    store.undo("u1", ANNA)
    assert (store.next_undo(ANNA), store.next_redo(ANNA)) == (None, "Marked “malice” as rule")


def test_an_undo_sent_twice_undoes_one_step(store: Store) -> None:
    store.commit(marking(mark("m1")), ANNA)
    store.commit(marking(mark("m2")), ANNA)
    store.undo("u1", ANNA)
    assert store.undo("u1", ANNA).repeated
    assert [a.id for a in store.list_annotations()] == ["m1"]


def test_each_reader_undoes_only_what_she_did_herself(store: Store) -> None:
    store.commit(marking(mark("m1")), ANNA)
    store.commit(marking(mark("m2")), BEN)
    store.undo("u1", ANNA)
    assert [a.id for a in store.list_annotations()] == ["m2"]
    with pytest.raises(NothingToUndoError, match="nothing to undo"):
        store.undo("u2", ANNA)


def test_what_somebody_changed_since_is_not_undone(store: Store) -> None:
    store.commit(marking(mark("m1")), ANNA)
    store.commit(setting("s2", "m1", "pen", "facts"), ANNA)
    store.commit(setting("s3", "m1", "pen", "issue"), BEN)
    before = store.cursor()
    with pytest.raises(StaleUndoError, match="“Set pen” was not undone: it has been changed since"):
        store.undo("u1", ANNA)
    assert store.cursor() == before
    assert store.read_fields("annotation", "m1")["pen"] == "issue"


def test_a_mark_on_which_somebody_has_written_since_is_not_taken_away(store: Store) -> None:
    store.commit(marking(mark("m1")), ANNA)
    store.commit(setting("s2", "m1", "comment", "so held in Dudley"), BEN)
    with pytest.raises(StaleUndoError):
        store.undo("u1", ANNA)
    assert store.read_fields("annotation", "m1")["comment"] == "so held in Dudley"


def test_emptying_a_field_can_be_undone_on_a_mark_that_others_have_written_on(store: Store) -> None:
    store.commit(marking(mark("m1")), ANNA)
    store.commit(setting("s2", "m1", "own_words", "intent"), ANNA)
    store.commit(setting("s3", "m1", "comment", "cf. Holmes"), BEN)
    store.undo("u1", ANNA)
    assert "own_words" not in store.read_fields("annotation", "m1")
    assert store.read_fields("annotation", "m1")["comment"] == "cf. Holmes"


def test_a_step_on_many_marks_is_undone_and_redone_as_a_whole(store: Store) -> None:
    writes = tuple(w for n in range(200) for w in annotation_writes(mark(f"m{n}")))
    store.commit(Step("s1", "import", "Imported 200 marks", writes), ANNA)
    for number in range(2):
        store.undo(f"u{number}", ANNA)
        assert store.list_annotations() == []
        store.redo(f"r{number}", ANNA)
        assert len(store.list_annotations()) == 200


ACTIONS = st.lists(
    st.one_of(
        st.tuples(st.just("mark"), st.sampled_from("abc"), st.sampled_from(["rule", "facts"])),
        st.tuples(st.just("pen"), st.sampled_from("abc"), st.sampled_from(["issue", "test"])),
        st.tuples(st.just("words"), st.sampled_from("abc"), st.sampled_from(["", "x", "y"])),
        st.tuples(st.just("delete"), st.sampled_from("abc"), st.none()),
        st.tuples(st.just("both"), st.sampled_from("ab"), st.sampled_from(["issue", "x"])),
        st.tuples(st.just("undo"), st.none(), st.none()),
        st.tuples(st.just("redo"), st.none(), st.none()),
    ),
    max_size=14,
)


def act(store: Store, number: int, action: tuple[str, str | None, str | None]) -> str:
    kind, name, value = action
    step = f"step-{number}"
    if kind in {"undo", "redo"}:
        try:
            store.undo(step, ANNA) if kind == "undo" else store.redo(step, ANNA)
        except NothingToUndoError:
            return "nothing"
        return kind
    annotation = name or ""
    steps = {
        "mark": marking(mark(annotation, pen=value or ""), step),
        "pen": setting(step, annotation, "pen", value),
        "words": setting(step, annotation, "own_words", value),
        "delete": Step(step, "delete", "Deleted", (deletion("annotation", annotation),)),
        "both": Step(
            step,
            "change_both",
            "Set both",
            (Write("annotation", annotation, "pen", value), Write("annotation", "c", "pen", value)),
        ),
    }
    store.commit(steps[kind], ANNA)
    return "ordinary"


def read_everything(store: Store) -> dict[str, dict[str, object]]:
    return {name: store.read_fields("annotation", name) for name in "abc"}


@settings(max_examples=30)
@given(actions=ACTIONS)
def test_undo_and_redo_walk_along_the_states_there_were(
    actions: list[tuple[str, str | None, str | None]],
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
            assert read_everything(store) == past[-1]
        for number in range(len(past) - 1):
            store.undo(f"back-{number}", ANNA)
        assert read_everything(store) == {"a": {}, "b": {}, "c": {}}
        assert store.list_annotations() == []
        assert store.next_undo(ANNA) is None
        assert store.refold() == 0
        store.close()
