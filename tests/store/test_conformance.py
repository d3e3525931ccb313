"""What every store promises, whatever it is built on."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from glossator.model.errors import InvalidRequestError, NotSavedError
from glossator.model.ids import AnnotationId, SourceId, TopicId
from glossator.model.operations import Step, Write
from glossator.model.text import Span
from glossator.store.protocol import Store
from glossator.store.records import deletion
from tests.store.making import ANNA, BEN, all_fields, mark, marking, setting


def test_a_mark_is_read_back_as_it_was_made(store: Store) -> None:
    made = replace(
        mark("m1"), own_words="intent to kill", topics=(TopicId("murder"),), comment="cf. Holmes"
    )
    store.commit(marking(made), ANNA)
    found = store.get_annotation(made.id)
    assert found is not None
    assert replace(found, modified="") == made


def test_the_time_of_the_last_change_is_taken_from_the_log(store: Store) -> None:
    store.commit(marking(mark("m1")), ANNA)
    before = store.get_annotation(AnnotationId("m1"))
    store.commit(setting("s2", "m1", "comment", "see 2 Bl. Comm. 4"), ANNA)
    after = store.get_annotation(AnnotationId("m1"))
    assert before is not None
    assert after is not None
    assert "2026-09-21T14:13:20.000Z" <= before.modified < after.modified


def test_a_step_tells_what_it_touched_and_moves_the_cursor(store: Store) -> None:
    change = store.commit(marking(mark("m1")), ANNA)
    assert change.touched == (("annotation", "m1"),)
    assert change.label == "Marked “malice” as rule"
    assert change.cursor == store.cursor() == 4  # target, pen, creator, created


def test_a_step_sent_twice_is_done_once(store: Store) -> None:
    first = store.commit(marking(mark("m1")), ANNA)
    again = store.commit(marking(mark("m1", pen="facts")), ANNA)
    assert (again.repeated, again.touched, again.label) == (True, first.touched, first.label)
    assert store.cursor() == first.cursor
    assert [a.pen for a in store.list_annotations()] == ["rule"]


def test_has_step_knows_the_steps_in_the_log(store: Store) -> None:
    store.commit(marking(mark("m1"), "step-1"), ANNA)
    assert store.has_step("step-1")
    assert not store.has_step("step-2")


def test_everything_is_there_after_closing_and_opening(open_again: Callable[[], Store]) -> None:
    first = open_again()
    first.commit(marking(mark("m1")), ANNA)
    kept, library, replica = first.list_annotations(), first.library_id, first.replica
    first.close()
    second = open_again()
    assert second.list_annotations() == kept
    assert (second.library_id, second.replica, second.cursor()) == (library, replica, 4)
    second.close()


def test_a_deleted_mark_is_gone_from_every_list_and_its_fields_stay(store: Store) -> None:
    store.commit(marking(mark("m1")), ANNA)
    store.commit(Step("s2", "delete", "Deleted", (deletion("annotation", "m1"),)), ANNA)
    assert store.get_annotation(AnnotationId("m1")) is None
    assert store.list_annotations() == []
    assert all_fields(store) == {}
    assert store.count_annotations_by_pen() == {}
    assert store.read_fields("annotation", "m1")["deleted"] is True


def test_annotations_are_sorted_by_source_then_place_with_unplaced_ones_last(store: Store) -> None:
    for made in (
        mark("a", start=None),
        mark("c", start=70),
        mark("b", start=70),
        mark("d", start=5),
        mark("e", source="dudley"),
    ):
        store.commit(marking(made), ANNA)
    assert [a.id for a in store.list_annotations()] == ["e", "d", "b", "c", "a"]
    assert [a.id for a in store.list_annotations(source=SourceId("dudley"))] == ["e"]


def test_the_marks_of_a_part_are_those_that_touch_it(store: Store) -> None:
    for made in (
        mark("before", start=0),
        mark("into", start=8),
        mark("within", start=12),
        mark("after", start=20),
        mark("nowhere", start=None),
        mark("elsewhere", start=12, source="dudley"),
    ):
        store.commit(marking(made), ANNA)
    found = store.list_annotations_in(SourceId("hawkins"), Span(10, 20))
    assert [a.id for a in found] == ["into", "within"]


def test_spans_and_counts_come_from_the_placed_marks(store: Store) -> None:
    for made in (mark("a", start=9), mark("b", start=2, pen="facts"), mark("c", start=None)):
        store.commit(marking(made), ANNA)
    assert store.list_spans(SourceId("hawkins")) == [(2, 8, "facts"), (9, 15, "rule")]
    assert store.count_annotations_by_pen() == {
        ("hawkins", "rule"): 2,
        ("hawkins", "facts"): 1,
    }


def test_entities_are_listed_with_their_fields_and_null_means_no_value(store: Store) -> None:
    writes = (
        Write("topic", "t1", "name", "Homicide"),
        Write("topic", "t1", "parent", None),
        Write("course", "c1", "name", "Criminal Law"),
    )
    store.commit(Step("s1", "add", "Added", writes), ANNA)
    assert store.list_entities("topic") == {"t1": {"name": "Homicide"}}
    assert store.read_fields("topic", "unknown") == {}


def test_of_two_writes_to_one_register_in_a_step_the_last_counts(store: Store) -> None:
    writes = (Write("course", "c1", "name", "Torts"), Write("course", "c1", "name", "Contracts"))
    change = store.commit(Step("s1", "add", "Added", writes), ANNA)
    assert store.read_fields("course", "c1") == {"name": "Contracts"}
    assert change.cursor == 1


def test_a_value_that_is_no_text_is_refused_and_nothing_of_its_step_is_kept(store: Store) -> None:
    writes = (Write("course", "c1", "name", "Torts"), Write("course", "c1", "pen_system", "\ud800"))
    with pytest.raises(InvalidRequestError, match="cannot be written down as text"):
        store.commit(Step("s1", "add", "Added", writes), ANNA)
    assert store.cursor() == 0
    assert store.read_fields("course", "c1") == {}


def test_a_step_without_writes_is_a_mistake_of_the_caller(store: Store) -> None:
    with pytest.raises(ValueError, match="s1"):
        store.commit(Step("s1", "nothing", "Nothing", ()), ANNA)


def test_words_of_any_script_and_control_characters_are_kept(store: Store) -> None:
    words = "mens rea 😀 \u00ad\u0000 “ünïcode” \u2028"
    store.commit(marking(replace(mark("m1"), own_words=words)), ANNA)
    found = store.get_annotation(AnnotationId("m1"))
    assert found is not None
    assert found.own_words == words


def test_steps_from_many_threads_are_all_kept_in_one_chain(store: Store) -> None:
    with ThreadPoolExecutor(8) as pool:
        changes = list(pool.map(lambda n: store.commit(marking(mark(f"m{n}")), ANNA), range(60)))
    assert sorted(change.cursor for change in changes) == list(range(4, 244, 4))
    assert len(store.list_annotations()) == 60
    assert store.refold() == 0


def test_folding_the_log_anew_finds_the_same(store: Store) -> None:
    store.commit(marking(mark("m1")), ANNA)
    store.commit(marking(mark("m2", start=None)), ANNA)
    store.commit(Step("s3", "delete", "Deleted", (deletion("annotation", "m1"),)), ANNA)
    store.undo("s4", ANNA)
    store.redo("s5", ANNA)
    assert store.refold() == 0


def test_what_was_deleted_is_listed_apart_until_it_is_brought_back(store: Store) -> None:
    made = Step("s1", "add", "Added", (Write("source", "crane", "title", "Crane v. Weir"),))
    store.commit(made, ANNA)
    store.commit(Step("s2", "delete", "Deleted", (deletion("source", "crane"),)), ANNA)
    assert store.list_entities("source") == {}
    assert store.list_deleted("source") == {"crane": {"title": "Crane v. Weir", "deleted": True}}
    store.undo("s3", ANNA)
    assert store.list_deleted("source") == {}


def test_a_closed_library_saves_nothing_and_says_so(open_again: Callable[[], Store]) -> None:
    store = open_again()
    store.close()
    store.close()
    with pytest.raises(NotSavedError, match="the library has been closed"):
        store.commit(marking(mark("m1")), ANNA)


def test_steps_are_listed_latest_first_a_page_at_a_time(store: Store) -> None:
    for number in range(5):
        store.commit(marking(mark(f"m{number}"), f"s{number}"), BEN if number == 2 else ANNA)
    first = store.list_steps(None, 3)
    assert [(step.id, step.actor) for step in first] == [("s4", ANNA), ("s3", ANNA), ("s2", BEN)]
    assert first[0].label == "Marked “malice” as rule"
    assert first[0].name == "annotate"
    assert first[0].made_ms > first[1].made_ms
    assert [step.id for step in store.list_steps(first[-1].position, 3)] == ["s1", "s0"]
    assert store.list_steps(1, 3) == []


def test_a_step_that_was_undone_says_when_and_the_undo_is_no_step_of_its_own(store: Store) -> None:
    store.commit(marking(mark("m1"), "s1"), ANNA)
    store.undo("u1", ANNA)
    (undone,) = store.list_steps(None, 9)
    assert undone.undone_ms is not None
    assert undone.undone_ms > undone.made_ms
    store.redo("r1", ANNA)
    (redone,) = store.list_steps(None, 9)
    assert redone.undone_ms is None
    store.undo("u2", ANNA)
    (again,) = store.list_steps(None, 9)
    assert again.undone_ms is not None
    assert again.undone_ms > undone.undone_ms


def test_the_operations_on_a_thing_are_listed_oldest_first(store: Store) -> None:
    store.commit(marking(mark("m1"), "s1"), ANNA)
    store.commit(marking(mark("m2"), "s2"), ANNA)
    store.commit(setting("s3", "m1", "pen", "facts"), BEN)
    store.undo("u1", BEN)
    store.commit(Step("s4", "delete", "Deleted", (deletion("annotation", "m1"),)), ANNA)
    found = store.list_operations("annotation", "m1")
    assert [(one.step, one.field) for one in found] == [
        *(("s1", field) for field in ("target", "pen", "creator", "created")),
        ("s3", "pen"),
        ("u1", "pen"),
        ("s4", "deleted"),
    ]
    assert [one.value for one in found if one.field == "pen"] == ['"rule"', '"facts"', '"rule"']
    assert found[4].base == f"{found[1].replica}:{found[1].seq}"
    assert store.list_operations("annotation", "unknown") == []
