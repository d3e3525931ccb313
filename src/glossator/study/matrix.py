"""Annotations to a matrix: a row for each source, a column for each section or topic."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from glossator.model.courses import Course, Topic
from glossator.model.ids import SourceId, TopicId
from glossator.model.notes import Notes, NotesSection
from glossator.model.pens import Columns, Form, FormSection, PenSystem
from glossator.study.notes import notes_of_course, pens_of
from glossator.study.rules import (
    LEFTOVERS,
    NOWHERE,
    Mark,
    Rules,
    group_by_section,
    in_reading_order,
    make_lines,
    make_rules,
)

_Cell = tuple[str, str, FormSection]
"""A column: its key, its title, and how its lines are shown."""


def compile_matrix(
    form: Form,
    system: PenSystem,
    course: Course,
    topics: Sequence[Topic],
    marks: Sequence[Mark],
) -> Notes:
    """Make a matrix of a course.

    Args:
        form: its columns: its sections, or the topics at the top of the course's tree.
        system: the pens, retired ones included.
        course: what it is of.
        topics: its topics, in any order.
        marks: every annotation of the course's sources, with its place.

    Returns:
        A section for each source that has marks, by title; in each the same parts in the
        same order, the cells. A mark stands in the cell of its section, or of each topic
        it has (or has one under); the last column, "Not placed", is there where a mark
        fits none.
    """
    rules = make_rules(form, system, topics)
    ranked = in_reading_order(marks)
    by_topic = form.columns is Columns.TOPICS
    columns = _topic_columns(topics) if by_topic else _section_columns(form)
    tops = _tops(topics)

    def columns_of(mark: Mark) -> list[str]:
        return _topics_of(mark, tops) if by_topic else _section_of(rules, mark)

    rows: dict[SourceId, dict[str, list[Mark]]] = {}
    for mark in ranked:
        row = rows.setdefault(mark[1].source, {})
        for key in columns_of(mark):
            row.setdefault(key, []).append(mark)
    if any("" in row for row in rows.values()):
        columns = [*columns, ("", LEFTOVERS.title, LEFTOVERS)]
    sections = tuple(
        _row(rules, source, next(iter(cells.values()))[0][1].source_title, cells, columns)
        for source, cells in rows.items()
    )
    return notes_of_course(form, course, sections, pens_of(system, ranked))


def _row(
    rules: Rules,
    source: SourceId,
    title: str,
    cells: Mapping[str, Sequence[Mark]],
    columns: Sequence[_Cell],
) -> NotesSection:
    key = f"source:{source}"
    parts = tuple(
        NotesSection(
            key=f"{key}/{column or 'not-placed'}",
            title=column_title,
            level=2,
            lines=make_lines(rules, section, cells.get(column, [])),
        )
        for column, column_title, section in columns
    )
    return NotesSection(key=key, title=title, level=1, sections=parts)


def _section_columns(form: Form) -> list[_Cell]:
    return [(section.key, section.title, section) for section in form.sections]


def _topic_columns(topics: Sequence[Topic]) -> list[_Cell]:
    known = {topic.id for topic in topics}
    tops = [topic for topic in topics if topic.parent not in known]
    ranked = sorted(tops, key=lambda topic: (topic.order, topic.id))
    return [(f"topic:{topic.id}", topic.name, FormSection(topic.name, ())) for topic in ranked]


def _section_of(rules: Rules, mark: Mark) -> list[str]:
    (index,) = group_by_section(rules, [mark])
    return [""] if index == NOWHERE else [rules.form.sections[index].key]


def _topics_of(mark: Mark, tops: Callable[[TopicId], TopicId | None]) -> list[str]:
    found = [top for topic in mark[0].topics if (top := tops(topic))]
    return [f"topic:{top}" for top in dict.fromkeys(found)] or [""]


def _tops(topics: Sequence[Topic]) -> Callable[[TopicId], TopicId | None]:
    """Make what gives the topic at the top above one; None for one that is gone."""
    parents = {topic.id: topic.parent for topic in topics}

    def top(topic: TopicId) -> TopicId | None:
        if topic not in parents:
            return None
        seen = {topic}
        while (above := parents[topic]) in parents and above not in seen and above is not None:
            topic = above
            seen.add(topic)
        return topic if parents[topic] not in parents else min(seen)

    return top
