"""What a reading list says of each source."""

from __future__ import annotations

from dataclasses import replace

from glossator.model.ids import SourceId
from glossator.model.pens import Form, FormKind, FormSection
from glossator.study.reading_list import DONE, UNREAD, WAITING, Reading, compile_reading_list
from tests.study.made import CASE, COURSE, SYSTEM, annotations_in, make_mark, make_topic

READING = Form("reading", "Reading list", FormKind.READING, ())
SORTED = replace(CASE, id=SourceId("b"), title="Adams v. Cole")
UNTOUCHED = replace(CASE, id=SourceId("c"), title="Zimmer v. Young")


def test_each_source_stands_where_it_is_and_what_waits_is_shown() -> None:
    marks = [
        make_mark("a", "rule", 2),
        make_mark("b", "rule", 1, topics=["duty"]),
        make_mark("c", "facts", 3, topics=["gone"]),
        make_mark("d", "rule", source=SORTED, topics=["duty"]),
    ]
    readings = [Reading(UNTOUCHED, 0), Reading(CASE, 61), Reading(SORTED, 100)]
    notes = compile_reading_list(
        READING, SYSTEM, COURSE, readings, marks, topics=[make_topic("duty")]
    )
    assert [(part.title, [each.title for each in part.sections]) for part in notes.sections] == [
        (UNREAD, ["Zimmer v. Young"]),
        (WAITING, ["Palmer v. Reed"]),
        (DONE, ["Adams v. Cole"]),
    ]
    unread, waiting, done = (part.sections[0] for part in notes.sections)
    assert unread.text == "Not begun; nothing marked yet."
    assert waiting.text == "Read to 61 %; 3 marks, 2 of them under no topic."
    assert annotations_in([waiting]) == ["a", "c"]
    assert done.text == "Read to 100 %; 1 mark, all in the outline."


def test_only_marks_that_its_sections_name_count() -> None:
    form = replace(READING, sections=(FormSection("Rules", ("rule",)),))
    notes = compile_reading_list(
        form, SYSTEM, COURSE, [Reading(CASE, 0)], [make_mark("a", "facts")]
    )
    assert [part.title for part in notes.sections] == [UNREAD]


def test_a_course_without_sources_has_an_empty_list() -> None:
    assert compile_reading_list(READING, SYSTEM, COURSE, [], []).sections == ()
