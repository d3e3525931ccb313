"""Many marks are changed as one step."""

import pytest

from glossator.library.bulk_marks import ForEach, change_annotations
from glossator.library.library import Library
from glossator.library.topics import add_topic
from glossator.model.errors import InvalidRequestError, NotFoundError
from tests.library.opinions import mark_words, new_id, only_source


@pytest.fixture
def three(library: Library) -> list[str]:
    words = ["He must not.", "tame heron", "without a gate"]
    return [mark_words(library, each) for each in words]


def make_topic(library: Library, name: str) -> str:
    topic = new_id()
    add_topic(library, new_id(), topic, only_source(library).course, (None, name))
    return topic


def test_pen_topics_and_importance_of_many_marks_are_one_step(
    library: Library, three: list[str]
) -> None:
    animals, nuisance = make_topic(library, "Animals"), make_topic(library, "Nuisance")
    change_annotations(library, new_id(), three[:1], ForEach(add_topics=(nuisance,)))
    what = ForEach("holding", add_topics=(animals,), remove_topics=(nuisance,), importance=2)
    change_annotations(library, new_id(), three, what)
    found = [library.get_annotation(mark) for mark in three]
    assert {(mark.pen, mark.topics, mark.importance) for mark in found} == {
        ("holding", (animals,), 2)
    }
    assert library.next_steps()[0] == "3 marks: made Holding, topics changed, importance 2"
    library.undo(new_id())
    assert [library.get_annotation(mark).topics for mark in three] == [(nuisance,), (), ()]
    assert {library.get_annotation(mark).pen for mark in three} == {"rule"}


def test_questions_are_answered_together(library: Library, three: list[str]) -> None:
    change_annotations(library, new_id(), three, ForEach(answered=True))
    assert all(library.get_annotation(mark).answered for mark in three)
    change_annotations(library, new_id(), three[:2], ForEach(answered=False))
    assert [library.get_annotation(mark).answered for mark in three] == [False, False, True]


def test_marks_that_are_so_already_are_left_alone(library: Library, three: list[str]) -> None:
    change_annotations(library, new_id(), three[:1], ForEach(pen="holding"))
    change = change_annotations(library, new_id(), three, ForEach(pen="holding"))
    assert {mark for _, mark in change.touched} == set(three[1:])
    with pytest.raises(InvalidRequestError, match="so already"):
        change_annotations(library, new_id(), three, ForEach(pen="holding"))


def test_one_that_is_gone_stops_all(library: Library, three: list[str]) -> None:
    with pytest.raises(NotFoundError):
        change_annotations(library, new_id(), [*three, new_id()], ForEach(pen="holding"))
    with pytest.raises(NotFoundError):
        change_annotations(library, new_id(), three, ForEach(pen="no-such-pen"))
    with pytest.raises(InvalidRequestError, match="goes from 0 to 3"):
        change_annotations(library, new_id(), three, ForEach(importance=9))
    assert {library.get_annotation(mark).pen for mark in three} == {"rule"}
