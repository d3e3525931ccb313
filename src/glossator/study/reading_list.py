"""The reading list of a course: what is to be read, what waits for a topic, what is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from glossator.model.books import Source
from glossator.model.courses import Course, Topic
from glossator.model.ids import PenId, SourceId
from glossator.model.notes import Notes, NotesSection
from glossator.model.pens import Form, PenSystem
from glossator.study.notes import notes_of_course, pens_of
from glossator.study.rules import LEFTOVERS, Mark, in_reading_order, make_lines, make_rules

UNREAD, WAITING, DONE = "To read", "Marked, not yet in the outline", "In the outline"


@dataclass(frozen=True, slots=True)
class Reading:
    """A source and how far it was read: in percent of its text, 0 for not begun."""

    source: Source
    percent: int


def compile_reading_list(
    form: Form,
    system: PenSystem,
    course: Course,
    readings: Sequence[Reading],
    marks: Sequence[Mark],
    *,
    topics: Sequence[Topic] = (),
) -> Notes:
    """Make the reading list of a course.

    Args:
        form: its sections; where it has any, only marks that one of them takes count.
        system: the pens, retired ones included.
        course: what is listed.
        readings: its sources, in any order.
        marks: every annotation of them, with its place.
        topics: those of the course: a mark under one of them is in the outline.

    Returns:
        Three parts, each with its sources by title: without marks; with marks that stand
        under no topic, and these; with all marks in the outline.
    """
    rules = make_rules(form, system, topics)
    known = {topic.id for topic in topics}
    counted = [mark for mark in in_reading_order(marks) if _counts(form, rules.sections, mark)]
    by_source: dict[SourceId, list[Mark]] = {}
    for mark in counted:
        by_source.setdefault(mark[1].source, []).append(mark)
    parts: dict[str, list[NotesSection]] = {UNREAD: [], WAITING: [], DONE: []}
    for reading in sorted(readings, key=_by_title):
        its_own = by_source.get(reading.source.id, [])
        loose = [mark for mark in its_own if known.isdisjoint(mark[0].topics)]
        title = WAITING if loose else DONE if its_own else UNREAD
        parts[title].append(
            NotesSection(
                key=f"source:{reading.source.id}",
                title=reading.source.title,
                level=2,
                lines=make_lines(rules, LEFTOVERS, loose),
                text=_state(reading.percent, len(its_own), len(loose)),
            )
        )
    sections = tuple(
        NotesSection(f"reading:{title}", title, level=1, sections=tuple(some))
        for title, some in parts.items()
        if some
    )
    return notes_of_course(form, course, sections, pens_of(system, counted))


def _counts(form: Form, sections: Mapping[PenId, tuple[int, ...]], mark: Mark) -> bool:
    return not form.sections or bool(sections.get(mark[0].pen))


def _by_title(reading: Reading) -> tuple[str, str]:
    return reading.source.title.casefold(), reading.source.id


def _state(percent: int, marks: int, loose: int) -> str:
    """Say how a source stands: "Read to 61 %; 12 marks, 3 of them under no topic."."""
    read = f"Read to {percent} %" if percent else "Not begun"
    if not marks:
        return f"{read}; nothing marked yet."
    number = "1 mark" if marks == 1 else f"{marks} marks"
    if not loose:
        return f"{read}; {number}, all in the outline."
    rest = "under no topic" if loose == marks else f"{loose} of them under no topic"
    return f"{read}; {number}, {rest}."
