"""The history of the library, and of one mark, in words."""

from __future__ import annotations

import pytest

from glossator.library.history import list_history, mark_history
from glossator.library.history_words import FieldChange
from glossator.library.library import Library
from glossator.library.links import add_link, remove_link
from glossator.library.marks import MarkChanges, change_annotation, delete_annotations
from glossator.library.topics import add_topic, delete_topic
from glossator.model.errors import NotFoundError
from glossator.model.operations import Step, Write
from glossator.model.text import Span
from tests.library.opinions import mark_words, new_id, only_source


def changes_of(library: Library, mark: str) -> list[list[tuple[str, str, str]]]:
    """Give what each step changed on a mark, the latest first."""
    return [
        [(one.field, one.before, one.after) for one in change.fields]
        for change in mark_history(library, mark).changes
    ]


def add_topics(library: Library) -> tuple[str, str]:
    """Make Animals > Herons."""
    course = only_source(library).course
    animals, herons = new_id(), new_id()
    add_topic(library, new_id(), animals, course, (None, "Animals"))
    add_topic(library, new_id(), herons, course, (animals, "Herons"))
    return animals, herons


def test_steps_are_told_by_their_sentences_the_latest_first(library: Library) -> None:
    mark = mark_words(library, "tame heron 🐦", "facts")
    change_annotation(library, new_id(), mark, MarkChanges(pen="rule"))
    found = list_history(library, None, 9)
    assert [row.step.label for row in found.rows[:2]] == [
        "“tame heron 🐦”: made Rule",
        "Marked “tame heron 🐦” as Facts",
    ]
    assert found.rows[-1].step.label.startswith("Added the course")
    assert found.before is None
    assert {row.way for row in found.rows} == {"undo"}


def test_the_history_comes_a_page_at_a_time(library: Library) -> None:
    for words in ("harmless animal", "He must not.", "The judgment is reversed."):
        mark_words(library, words)
    first = list_history(library, None, 2)
    rest = list_history(library, first.before, 99)
    assert [row.step.label[:20] for row in first.rows] == [
        "Marked “The judgment",
        "Marked “He must not.",
    ]
    assert rest.rows[0].step.label == "Marked “harmless animal” as Rule"
    assert rest.before is None


def test_an_undone_step_stays_in_the_history_and_can_be_done_again(library: Library) -> None:
    for words in ("harmless animal", "He must not."):
        mark_words(library, words)
    first = list_history(library, None, 9).rows[1].step
    library.undo_to(new_id(), first.id)
    second, again, before = list_history(library, None, 9).rows[:3]
    assert second.step.undone_ms is not None
    assert [(row.way, row.redone) for row in (second, again, before)] == [
        ("redo", 2),
        ("redo", 1),
        ("undo", 0),
    ]
    mark_words(library, "The judgment is reversed.")
    _, second, again, _ = list_history(library, None, 4).rows
    assert [row.way for row in (second, again)] == ["", ""]


def test_what_somebody_else_did_is_listed_and_is_hers_to_undo(library: Library) -> None:
    mark = mark_words(library, "He must not.")
    write = Write("annotation", mark, "comment", "so held in Dudley")
    library.store.commit(Step(new_id(), "change_annotation", "Ben's comment", (write,)), "ben")
    row = list_history(library, None, 1).rows[0]
    assert (row.step.actor, row.own, row.way) == ("ben", False, "")
    assert mark_history(library, mark).changes[0].actor == "ben"


def test_each_change_of_a_mark_is_told_field_by_field(library: Library) -> None:
    _, herons = add_topics(library)
    mark = mark_words(library, "He must not.", "rule", own_words="No fence.")
    changes = MarkChanges(pen="issue", topics=(herons,), importance=2, answered=True)
    change_annotation(library, new_id(), mark, changes)
    change_annotation(library, new_id(), mark, MarkChanges(own_words="", comment="Why?"))
    assert changes_of(library, mark) == [
        [("own_words", "No fence.", ""), ("comment", "", "Why?")],
        [
            ("pen", "Rule", "Issue"),
            ("topics", "", "Animals > Herons"),
            ("importance", "", "2 of 3"),
            ("answered", "", "answered"),
        ],
        [("passage", "", "He must not."), ("pen", "", "Rule"), ("own_words", "", "No fence.")],
    ]
    found = mark_history(library, mark)
    assert found.creator == library.actor
    assert found.created.endswith("Z")


def test_a_moved_passage_is_told_by_its_words_before_and_after(library: Library) -> None:
    mark = mark_words(library, "He must not.")
    annotation = library.get_annotation(mark)
    assert annotation.span is not None
    start, end = annotation.span.start, annotation.span.end
    moved = MarkChanges(spans=(Span(start, end - 1), Span(end + 1, end + 9)))
    change_annotation(library, new_id(), mark, moved)
    assert changes_of(library, mark)[0] == [("passage", "He must not.", "He must not … A keeper")]


def test_links_and_topics_that_are_gone_keep_their_names(library: Library) -> None:
    animals, herons = add_topics(library)
    mark = mark_words(library, "He must not.", topics=(herons, animals))
    other, link = mark_words(library, "The judgment is reversed."), new_id()
    add_link(library, new_id(), mark, (link, other, "exception-to"))
    remove_link(library, new_id(), mark, link)
    delete_topic(library, new_id(), herons)
    taken_out, out, linked, made = changes_of(library, mark)
    assert linked == [("link", "", "exception to “The judgment is reversed.”")]
    assert out == [("link", "exception to “The judgment is reversed.”", "")]
    assert taken_out == [("topics", "Herons; Animals", "Animals")]
    assert made[2] == ("topics", "", "Herons; Animals")
    delete_annotations(library, new_id(), [other])
    assert changes_of(library, mark)[2] == [("link", "", "exception to a mark that is gone")]


def test_an_undone_change_is_told_as_undone_and_the_next_builds_on_what_stood(
    library: Library,
) -> None:
    mark = mark_words(library, "He must not.", "rule")
    change_annotation(library, new_id(), mark, MarkChanges(pen="issue"))
    library.undo(new_id())
    change_annotation(library, new_id(), mark, MarkChanges(pen="facts"))
    last, undone, made = mark_history(library, mark).changes
    assert last.fields == (FieldChange("pen", "Rule", "Facts"),)
    assert undone.fields == (FieldChange("pen", "Rule", "Issue"),)
    assert undone.undone_ms is not None
    assert (last.undone_ms, made.undone_ms) == (None, None)


def test_a_change_that_was_redone_stands(library: Library) -> None:
    mark = mark_words(library, "He must not.", "rule")
    change_annotation(library, new_id(), mark, MarkChanges(pen="issue"))
    library.undo(new_id())
    library.redo(new_id())
    assert [change.undone_ms for change in mark_history(library, mark).changes] == [None, None]


def test_a_deleted_mark_has_its_history_and_one_that_never_was_has_none(library: Library) -> None:
    mark = mark_words(library, "He must not.")
    delete_annotations(library, new_id(), [mark])
    assert changes_of(library, mark)[0] == [("deleted", "", "deleted")]
    with pytest.raises(NotFoundError, match="no mark “nowhere”"):
        mark_history(library, "nowhere")


def test_a_value_of_a_newer_program_is_no_error(library: Library) -> None:
    mark = mark_words(library, "He must not.")
    writes = (
        Write("annotation", mark, "importance", {"of": 5}),
        Write("annotation", mark, "colour_of_the_day", "mauve"),
        Write("annotation", mark, "link:x", ["y"]),
    )
    library.store.commit(Step(new_id(), "newer", "Something newer", writes), "ben")
    assert changes_of(library, mark)[0] == [("importance", "", "…"), ("link", "", "…")]
