"""Records: what is written down of a thing gives the same thing back."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.model.books import Caption, Original, Source
from glossator.model.courses import Course, Topic
from glossator.model.ids import CourseId, EditionId, OriginalHash, PenSystemId, SourceId, TopicId
from glossator.model.marks import Annotation, AreaPart, Part, PlacePart, SpanPart, Target, TextQuote
from glossator.model.operations import Write
from glossator.model.text import Span
from glossator.store import records
from tests.store.making import mark

WORDS = st.text(st.characters(codec="utf-8"), max_size=8)
NUMBERS = st.floats(0, 2000, allow_nan=False)
PARTS: st.SearchStrategy[Part] = st.one_of(
    st.builds(
        SpanPart,
        st.none() | st.builds(lambda a, b: Span(a, a + b), st.integers(0, 99), st.integers(0, 9)),
        st.builds(TextQuote, WORDS, WORDS, WORDS),
        st.lists(WORDS, max_size=2).map(tuple),
    ),
    st.builds(AreaPart, st.integers(0, 9), NUMBERS, NUMBERS, NUMBERS, NUMBERS),
    st.builds(PlacePart, WORDS, WORDS, WORDS),
)


def as_fields(writes: tuple[Write, ...]) -> dict[str, object]:
    return {write.field: write.value for write in writes}


@given(parts=st.lists(PARTS, min_size=1, max_size=3), own=WORDS, topics=st.lists(WORDS, max_size=2))
def test_an_annotation_comes_back_whatever_its_target(
    parts: list[Part], own: str, topics: list[str]
) -> None:
    target = Target(SourceId("hawkins"), EditionId("e1"), tuple(parts))
    ids = tuple(TopicId(topic) for topic in topics)
    made: Annotation = replace(mark("m1"), target=target, own_words=own, topics=ids)
    fields = as_fields(records.annotation_writes(made))
    text = msgspec.json.encode(fields).decode()
    assert replace(records.decode_annotation_json("m1", text, 0), modified="") == made


def test_a_source_comes_back() -> None:
    made = Source(
        id=SourceId("hawkins"),
        title="Hawkins v. McGee",
        course=CourseId("contracts"),
        original=Original(OriginalHash("ab12"), "hawkins.pdf", "pdf", 1_204),
        edition=EditionId("e1"),
        caption=Caption(parties="Hawkins v. McGee", citation="84 N.H. 114"),
        length=9_000,
        problems=("Page 3 has no text.",),
    )
    assert records.decode_source("hawkins", as_fields(records.source_writes(made))) == made


def test_a_source_without_a_file_comes_back() -> None:
    made = Source(SourceId("x"), "Dudley", CourseId("c"), expected_hash=OriginalHash("00ff"))
    assert records.decode_source("x", as_fields(records.source_writes(made))) == made


def test_a_course_and_a_topic_come_back() -> None:
    course = Course(CourseId("c1"), "Criminal Law", PenSystemId("case-brief-7"))
    topic = Topic(TopicId("t1"), CourseId("c1"), "Homicide", TopicId("t0"), "a5")
    assert records.decode_course("c1", as_fields(records.course_writes(course))) == course
    assert records.decode_topic("t1", as_fields(records.topic_writes(topic))) == topic


def test_a_new_thing_writes_only_the_fields_that_say_something() -> None:
    assert [write.field for write in records.annotation_writes(mark("m1"))] == [
        "target",
        "pen",
        "creator",
        "created",
    ]


def test_a_deletion_is_a_value() -> None:
    assert records.deletion("topic", "t1") == Write("topic", "t1", "deleted", True)


def test_fields_of_a_wrong_type_are_refused_with_the_thing_named() -> None:
    with pytest.raises(ValueError, match="the fields of hawkins cannot be read"):
        records.decode_source("hawkins", {"length": "long"})


def test_a_time_is_written_with_milliseconds_and_z() -> None:
    assert records.format_time(1_790_000_000_007) == "2026-09-21T14:13:20.007Z"
    assert records.format_time(2**48).startswith("9999-12-31T23:59:59")
