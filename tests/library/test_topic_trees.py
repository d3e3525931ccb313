"""Merging, splitting and seeding of topics."""

from __future__ import annotations

import pytest

from glossator.library.courses import add_course
from glossator.library.entries import Sheet, Spot, add_entry
from glossator.library.library import Library
from glossator.library.notes import make_notes
from glossator.library.topic_trees import (
    MOST_TOPICS,
    merge_topics,
    new_topics,
    seed_topics,
    split_topic,
    topics_in_course,
    topics_in_source,
    topics_in_text,
)
from glossator.library.topics import add_topic
from glossator.model.errors import InvalidRequestError
from glossator.study.syllabus import Proposed
from tests.library.opinions import mark_words, new_id, only_source


def add(library: Library, name: str, parent: str | None = None) -> str:
    topic = new_id()
    add_topic(library, new_id(), topic, only_source(library).course, (parent, name))
    return topic


def tree(library: Library) -> list[tuple[int, str]]:
    found = topics_in_course(library, only_source(library).course)
    return [(topic.level, topic.name) for topic in found]


def test_a_merged_topic_gives_its_marks_and_children_and_comes_back_whole(library: Library) -> None:
    murder, killing = add(library, "Murder"), add(library, "Killing")
    add(library, "Malice", killing)
    mark = mark_words(library, "a yard", topics=(killing, murder))
    other = mark_words(library, "a gate", topics=(killing,))
    merge_topics(library, new_id(), killing, murder)
    assert tree(library) == [(1, "Murder"), (2, "Malice")]
    assert library.get_annotation(mark).topics == (murder,)
    assert library.get_annotation(other).topics == (murder,)
    library.undo(new_id())
    assert tree(library) == [(1, "Murder"), (1, "Killing"), (2, "Malice")]
    assert library.get_annotation(mark).topics == (killing, murder)


def test_what_was_written_under_a_merged_topic_goes_along(library: Library) -> None:
    murder, killing = add(library, "Murder"), add(library, "Killing")
    mark = mark_words(library, "a yard", topics=(killing,))
    course = only_source(library).course
    for section, after in ((f"topic:{killing}", None), (f"topic:{killing}/section:Rule", mark)):
        entry, sheet, spot = new_id(), Sheet("outline", course), Spot(section, after)
        add_entry(library, new_id(), entry, sheet, spot, kind="paragraph", text=section)
    merge_topics(library, new_id(), killing, murder)
    (topic,) = make_notes(library, "outline", source=None, course=course).sections
    assert [(each.text, each.flag) for each in topic.written] == [(f"topic:{killing}", "")]
    assert [each.flag for each in topic.sections[0].written] == [""]


def test_a_topic_is_not_merged_into_itself_or_below(library: Library) -> None:
    top = add(library, "Homicide")
    below = add(library, "Murder", top)
    for into in (top, below):
        with pytest.raises(InvalidRequestError, match="cannot be merged"):
            merge_topics(library, new_id(), top, into)
    merge_topics(library, new_id(), below, top)
    assert tree(library) == [(1, "Homicide")]


def test_a_split_topic_keeps_the_marks_that_do_not_go(library: Library) -> None:
    topic, _ = add(library, "Homicide"), add(library, "Theft")
    going = mark_words(library, "a yard", topics=(topic,))
    staying = mark_words(library, "a gate", topics=(topic,))
    made = new_id()
    split_topic(library, new_id(), topic, (made, " Self-defence "), [going])
    assert tree(library) == [(1, "Homicide"), (1, "Self-defence"), (1, "Theft")]
    assert library.get_annotation(going).topics == (made,)
    assert library.get_annotation(staying).topics == (topic,)
    library.undo(new_id())
    assert library.get_annotation(going).topics == (topic,)
    with pytest.raises(InvalidRequestError, match="None of these"):
        split_topic(library, new_id(), topic, (new_id(), "X"), [])
    with pytest.raises(InvalidRequestError, match="needs a name"):
        split_topic(library, new_id(), topic, (new_id(), " "), [going])


def test_a_syllabus_adds_what_is_missing_as_one_step(library: Library) -> None:
    add(library, "homicide")
    course = only_source(library).course
    topics = topics_in_text("Homicide\n  Murder\nTheft")
    assert new_topics(library, course, topics) == ["homicide > Murder", "Theft"]
    seed_topics(library, new_id(), course, topics)
    assert tree(library) == [(1, "homicide"), (2, "Murder"), (1, "Theft")]
    with pytest.raises(InvalidRequestError, match="already"):
        seed_topics(library, new_id(), course, topics)
    library.undo(new_id())
    assert tree(library) == [(1, "homicide")]


def test_headings_and_other_courses_are_seeds(library: Library) -> None:
    assert topics_in_source(library, only_source(library).id) == [
        Proposed("Crane v. Weir", 1),
        Proposed("Facts", 2),
        Proposed("Opinion", 2),
    ]
    add(library, "Murder", add(library, "Homicide"))
    other = new_id()
    add_course(library, new_id(), other, "Torts", "case-brief-4")
    seed_topics(library, new_id(), other, topics_in_course(library, only_source(library).course))
    assert topics_in_course(library, other) == [Proposed("Homicide", 1), Proposed("Murder", 2)]


def test_too_many_topics_are_refused(library: Library) -> None:
    many = [Proposed(f"Topic {number}", 1) for number in range(MOST_TOPICS + 1)]
    with pytest.raises(InvalidRequestError, match="at most 2,000"):
        seed_topics(library, new_id(), only_source(library).course, many)
