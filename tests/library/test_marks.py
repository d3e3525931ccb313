"""Marking: annotate, change, delete, undo."""

from __future__ import annotations

import threading

import pytest

from glossator.library.labels import shorten
from glossator.library.library import Job, Library
from glossator.library.marks import (
    MarkChanges,
    NewMark,
    annotate,
    change_annotation,
    delete_annotations,
    join_spans,
)
from glossator.model.errors import ChangedMeanwhileError, InvalidRequestError, NotFoundError
from glossator.model.operations import Change
from glossator.model.text import Span
from tests.library.opinions import mark_words, new_id, only_source


def test_a_mark_keeps_its_words_its_place_and_what_stands_around_it(library: Library) -> None:
    annotation = library.get_annotation(mark_words(library, "tame heron 🐦"))
    content = library.content_of(only_source(library))
    assert content is not None
    assert annotation.exact == "tame heron 🐦"
    assert annotation.span is not None
    assert content.text[annotation.span.start : annotation.span.end] == "tame heron 🐦"


def test_the_same_step_sent_twice_makes_one_mark(library: Library) -> None:
    source = only_source(library)
    mark = NewMark(new_id(), source.id, source.edition or "", Span(0, 5), "rule")
    step = new_id()
    assert not annotate(library, step, mark).repeated
    assert annotate(library, step, mark).repeated
    assert len(library.store.list_annotations()) == 1


def test_a_step_is_named_by_the_words_and_the_pen(library: Library) -> None:
    mark_words(library, "He must not.", "holding")
    assert library.next_steps() == ("Marked “He must not.” as Holding", "")


def test_a_span_outside_the_text_is_refused_and_nothing_is_marked(library: Library) -> None:
    source = only_source(library)
    mark = NewMark(new_id(), source.id, source.edition or "", Span(0, 99_999), "rule")
    with pytest.raises(InvalidRequestError, match=r"not a passage of Crane v\. Weir"):
        annotate(library, new_id(), mark)
    assert library.store.list_annotations() == []


def test_a_page_that_shows_another_edition_is_asked_to_load_again(library: Library) -> None:
    mark = NewMark(new_id(), only_source(library).id, "0" * 64, Span(0, 5), "rule")
    with pytest.raises(InvalidRequestError, match="Load the page again"):
        annotate(library, new_id(), mark)


def test_a_pen_the_course_does_not_have_is_refused(library: Library) -> None:
    with pytest.raises(NotFoundError, match="no pen “mauve”"):
        mark_words(library, "He must not.", "mauve")


def test_only_what_is_given_changes(library: Library) -> None:
    mark = mark_words(library, "He must not.", own_words="No.")
    change_annotation(library, new_id(), mark, MarkChanges(pen="holding"))
    changed = library.get_annotation(mark)
    assert (changed.pen, changed.own_words) == ("holding", "No.")


def test_a_resized_mark_takes_the_new_words(library: Library) -> None:
    mark = mark_words(library, "He must not.")
    span = library.get_annotation(mark).span
    assert span is not None
    change_annotation(library, new_id(), mark, MarkChanges(spans=(Span(span.start, span.end - 1),)))
    assert library.get_annotation(mark).exact == "He must not"


def test_undo_goes_back_step_by_step_and_redo_forward(library: Library) -> None:
    mark = mark_words(library, "He must not.")
    change_annotation(library, new_id(), mark, MarkChanges(own_words="No fence."))
    library.undo(new_id())
    assert library.get_annotation(mark).own_words == ""
    library.undo(new_id())
    assert library.find_annotation(mark) is None
    library.redo(new_id())
    library.redo(new_id())
    assert library.get_annotation(mark).own_words == "No fence."


def test_several_marks_are_deleted_and_come_back_as_one_step(library: Library) -> None:
    marks = [mark_words(library, "tame heron"), mark_words(library, "He must not.")]
    delete_annotations(library, new_id(), marks)
    assert library.store.list_annotations() == []
    library.undo(new_id())
    assert {a.id for a in library.store.list_annotations()} == set(marks)


def test_everybody_who_listens_hears_of_a_change(library: Library) -> None:
    heard: list[object] = []
    stop = library.subscribe(heard.append)
    mark_words(library, "He must not.")
    stop()
    mark_words(library, "tame heron")
    assert len(heard) == 1


def test_a_label_shows_the_first_words_of_a_long_passage() -> None:
    assert shorten("one two  three four five six seven eight nine") == (
        "one two three four five six seven eight…"
    )


def test_an_id_that_a_mark_has_already_makes_no_other_mark(library: Library) -> None:
    mark = mark_words(library, "He must not.")
    source = only_source(library)
    again = NewMark(mark, source.id, source.edition or "", Span(0, 5), "facts")
    with pytest.raises(ChangedMeanwhileError, match="of this id already"):
        annotate(library, new_id(), again)
    assert library.get_annotation(mark).exact == "He must not."


def test_changes_are_heard_of_in_the_order_of_the_log(library: Library) -> None:
    heard: list[Change | Job] = []
    library.subscribe(heard.append)
    source = only_source(library)

    def mark_many() -> None:
        for start in range(20):
            span = Span(start, start + 5)
            mark = NewMark(new_id(), source.id, source.edition or "", span, "rule")
            annotate(library, new_id(), mark)

    threads = [threading.Thread(target=mark_many) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    cursors = [change.cursor for change in heard if isinstance(change, Change)]
    assert len(cursors) == 80
    assert cursors == sorted(cursors)


def passage(library: Library, words: str) -> Span:
    content = library.content_of(only_source(library))
    assert content is not None
    start = content.text.index(words)
    return Span(start, start + len(words))


def test_a_mark_of_several_passages_is_quoted_with_an_ellipsis(library: Library) -> None:
    source = only_source(library)
    first, second = passage(library, "He must not."), passage(library, "The question is")
    mark = NewMark(new_id(), source.id, source.edition or "", first, "rule", more=(second,))
    annotate(library, new_id(), mark)
    annotation = library.get_annotation(mark.id)
    assert annotation.spans == (first, second)
    assert library.place_of(annotation).quote == "He must not. … The question is"


def test_a_passage_is_added_and_taken_out_again(library: Library) -> None:
    mark = mark_words(library, "He must not.")
    first, second = passage(library, "He must not."), passage(library, "tame heron 🐦")
    change_annotation(library, new_id(), mark, MarkChanges(spans=(first, second)))
    assert library.get_annotation(mark).spans == (first, second)
    assert library.next_steps()[0] == "“He must not.”: passage added"
    change_annotation(library, new_id(), mark, MarkChanges(spans=(second,)))
    assert library.get_annotation(mark).exact == "tame heron 🐦"
    with pytest.raises(InvalidRequestError, match="needs a passage"):
        change_annotation(library, new_id(), mark, MarkChanges(spans=()))


@pytest.mark.parametrize(
    ("given", "joined"),
    [
        ([(5, 9), (0, 3)], [(5, 9), (0, 3)]),
        ([(5, 9), (3, 5)], [(3, 9)]),
        ([(20, 30), (0, 5), (4, 21)], [(0, 30)]),
        ([(0, 5), (0, 5)], [(0, 5)]),
    ],
)
def test_passages_that_touch_are_one(
    given: list[tuple[int, int]], joined: list[tuple[int, int]]
) -> None:
    spans = [Span(*pair) for pair in given]
    assert join_spans(spans) == tuple(Span(*pair) for pair in joined)


def test_a_mark_says_how_important_it_is_and_whether_it_is_answered(library: Library) -> None:
    mark = mark_words(library, "The question is", "issue")
    change_annotation(library, new_id(), mark, MarkChanges(importance=3, answered=True))
    annotation = library.get_annotation(mark)
    assert (annotation.importance, annotation.answered) == (3, True)
    with pytest.raises(InvalidRequestError, match="goes from 0 to 3"):
        change_annotation(library, new_id(), mark, MarkChanges(importance=4))
