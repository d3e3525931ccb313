"""What an outline is, told by examples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from glossator.model.courses import Topic
from glossator.model.ids import SourceId
from glossator.model.marks import Annotation
from glossator.model.notes import Notes, Place
from glossator.study.filed_marks import FiledMarks
from glossator.study.notes import compile_outline
from glossator.study.numbering import number_heading
from tests.study.made import (
    CASE,
    COURSE,
    OUTLINE,
    SYSTEM,
    annotations_in,
    make_mark,
    make_topic,
    titles,
)

topic_ids = st.sampled_from("abcde")
any_topics = st.lists(
    st.builds(make_topic, topic_ids, st.none() | topic_ids), unique_by=lambda topic: topic.id
)
any_marks = st.lists(
    st.builds(
        make_mark,
        st.uuids().map(str),
        st.sampled_from([*(pen.id for pen in SYSTEM.pens), "lost"]),
        st.integers(0, 5),
        topics=st.lists(topic_ids, max_size=3),
    ),
    max_size=12,
)


def outline(topics: Sequence[Topic], *marks: tuple[Annotation, Place]) -> Notes:
    return compile_outline(OUTLINE, SYSTEM, COURSE, FiledMarks(topics, marks))


def test_topics_are_numbered_and_nested_in_their_order() -> None:
    duty, breach = make_topic("duty", order="1"), make_topic("breach", order="2")
    care = make_topic("care", parent="breach")
    sections = outline([care, breach, duty]).sections
    assert [(s.number, s.level, s.title) for s in sections] == [
        ("I", 1, "DUTY"),
        ("II", 1, "BREACH"),
    ]
    below = sections[1].sections[0]
    assert (below.number, below.level, below.title, below.topic) == ("A", 2, "CARE", "care")


def test_a_topic_has_the_parts_of_the_form_that_have_lines() -> None:
    duty = make_topic("duty")
    marks = [make_mark("a", "holding", topics=["duty"]), make_mark("b", "rule", topics=["duty"])]
    section = outline([duty], *marks).sections[0]
    assert titles(section.sections) == ["Rule", "Cases"]
    assert [(part.number, part.level) for part in section.sections] == [("", 2), ("", 2)]


def test_parts_stand_before_the_topics_below() -> None:
    topics = [make_topic("duty"), make_topic("care", parent="duty")]
    section = outline(topics, make_mark("a", "rule", topics=["duty"])).sections[0]
    assert titles(section.sections) == ["Rule", "CARE"]


def test_a_topic_with_nothing_in_it_says_so() -> None:
    topics = [make_topic("duty"), make_topic("care", parent="duty")]
    section = outline(topics).sections[0]
    assert (section.gap, section.sections[0].gap) == ("", "nothing marked yet")


def test_a_mark_stands_under_each_of_its_topics() -> None:
    topics = [make_topic("duty"), make_topic("breach")]
    notes = outline(topics, make_mark("a", "rule", topics=["duty", "breach", "duty"]))
    assert [annotations_in([section]) for section in notes.sections] == [["a"], ["a"]]


def test_marks_without_a_topic_wait_in_a_tray_at_the_end() -> None:
    gone = make_mark("b", "rule", 2, topics=["deleted"])
    tray = outline([make_topic("duty")], gone, make_mark("a", "facts", 1)).sections[-1]
    assert (tray.key, tray.title, annotations_in([tray])) == ("tray", "Without topic", ["a", "b"])


def test_there_is_no_tray_when_nothing_waits() -> None:
    assert [section.key for section in outline([make_topic("duty")]).sections] == ["topic:duty"]


def test_a_mark_no_part_takes_stands_under_not_placed_of_its_topic() -> None:
    notes = outline([make_topic("duty")], make_mark("a", "gossip", topics=["duty"]))
    assert notes.sections[0].sections[0].key == "topic:duty/not-placed"


def test_lines_stand_by_title_of_the_source_and_then_by_place() -> None:
    adams = replace(CASE, id=SourceId("z"), title="adams v. Zeller")
    marks = [
        make_mark("palmer, first", "rule", 1, topics=["duty"]),
        make_mark("adams, later", "rule", 9, topics=["duty"], source=adams),
        make_mark("adams, first", "rule", 2, topics=["duty"], source=adams),
    ]
    notes = outline([make_topic("duty")], *marks)
    assert annotations_in(notes.sections) == ["adams, first", "adams, later", "palmer, first"]


def test_a_topic_whose_parent_is_gone_stands_at_the_top() -> None:
    assert titles(outline([make_topic("care", parent="deleted")]).sections) == ["CARE"]


def test_topics_moved_under_one_another_are_not_lost() -> None:
    circle = [make_topic("duty", parent="care"), make_topic("care", parent="duty")]
    notes = outline(circle, make_mark("a", "rule", topics=["duty"]))
    assert titles(notes.sections) == ["CARE"]
    assert annotations_in(notes.sections) == ["a"]


def test_headings_are_numbered_as_lawyers_do() -> None:
    first = [number_heading(level, 4) for level in range(1, 8)]
    assert first == ["IV", "D", "4", "d", "iv", "dd", "dd"]
    assert [number_heading(2, number) for number in (26, 27, 53)] == ["Z", "AA", "BA"]
    assert [number_heading(1, number) for number in (9, 49, 1994)] == ["IX", "XLIX", "MCMXCIV"]


@given(topics=any_topics, marks=any_marks)
def test_an_outline_drops_no_mark_and_no_topic(
    topics: list[Topic], marks: list[tuple[Annotation, Place]]
) -> None:
    notes = outline(topics, *marks)
    assert set(annotations_in(notes.sections)) == {annotation.id for annotation, _ in marks}
    assert sorted(_topics_in(notes)) == sorted(topic.id for topic in topics)


@given(topics=any_topics, marks=any_marks, data=st.data())
def test_an_outline_does_not_depend_on_the_order_of_marking(
    topics: list[Topic], marks: list[tuple[Annotation, Place]], data: st.DataObject
) -> None:
    shuffled = outline(data.draw(st.permutations(topics)), *data.draw(st.permutations(marks)))
    assert shuffled == outline(topics, *marks)


def _topics_in(notes: Notes) -> list[str]:
    waiting = list(notes.sections)
    found: list[str] = []
    while waiting:
        section = waiting.pop()
        waiting += section.sections
        found += [section.topic] if section.topic else []
    return found
