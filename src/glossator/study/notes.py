"""Annotations to notes: a brief of one source, an outline or a list of a course.

Pure; the order in which marks were made or are given does not matter. No mark
in scope is dropped: what no section takes stands in a part "Not placed".
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from glossator.model.books import Source
from glossator.model.courses import Course, Topic
from glossator.model.ids import TopicId
from glossator.model.notes import Line, LinePair, Notes, NotesSection
from glossator.model.pens import Form, FormSection, GroupBy, Pen, PenSystem
from glossator.study.filed_marks import FiledMarks
from glossator.study.grouping import MarkGroup, group_marks
from glossator.study.numbering import number_heading
from glossator.study.pairing import Pair, pair_up
from glossator.study.places import without_opinion
from glossator.study.rules import (
    LEFTOVERS,
    NOWHERE,
    Mark,
    Rules,
    gap_sentence,
    group_by_section,
    in_reading_order,
    make_lines,
    make_rules,
)
from glossator.study.topic_tree import TopicTree, topic_tree


def compile_brief(
    form: Form,
    system: PenSystem,
    source: Source,
    course: Course,
    marks: Sequence[Mark],
    *,
    topics: Sequence[Topic] = (),
) -> Notes:
    """Make the brief of one source.

    Args:
        form: which sections it has.
        system: the pens, retired ones included.
        source: what is briefed.
        course: whose name the running head shows.
        marks: every annotation of the source, with its place.
        topics: those of the course.

    Returns:
        The form's sections in its order, each with its lines in the order of
        the text. A section and the one it is paired with become one, under the
        title of the first. What is missing is said in a gap. Each annotation
        stands in the brief once, but for one in a section that is grouped by topic.
    """
    rules = make_rules(form, system, topics)
    return Notes(
        form=form.id,
        kind=form.kind,
        title=source.title,
        form_title=form.title,
        course_name=course.name,
        scope=source.id,
        caption=source.caption,
        sections=_form_sections(rules, in_reading_order(marks)),
        pens=pens_of(system, marks),
    )


Memory = dict[str, tuple[object, tuple[NotesSection, ...]]]
"""The parts of each topic as they were made last, with what they were made of."""


def compile_outline(
    form: Form,
    system: PenSystem,
    course: Course,
    filed: FiledMarks,
    *,
    kept: Collection[str] = (),
    memory: Memory | None = None,
) -> Notes:
    """Make the outline of a course.

    Args:
        form: which parts each topic has.
        system: the pens, retired ones included.
        course: what is outlined.
        filed: every annotation of the course's sources, with its place, by topic; a
            topic whose parent is gone stands at the top.
        kept: keys of parts that stand even where they have no line, because the
            reader wrote in them.
        memory: what was made of the same form, pens and topics before: the parts of
            topics whose marks are the same are taken from it, and new ones put into it.

    Returns:
        The topics as numbered sections, below each the form's sections that
        have lines and then the topics under it. A mark stands under each of
        its topics; those without one stand in a last section "tray".
    """
    topics = filed.topics
    making = _Making(make_rules(form, system, topics), topic_tree(topics), filed, kept, memory)
    sections = making.sections(parent=None, level=1)
    (tray,) = making.remembered("tray", None, 1, making.tray)
    if tray.lines or "tray" in kept:
        sections = (*sections, tray)
    pens, used = system.pens, filed.pens()
    return notes_of_course(form, course, sections, tuple(pen for pen in pens if pen.id in used))


def compile_list(
    form: Form,
    system: PenSystem,
    course: Course,
    marks: Sequence[Mark],
    *,
    topics: Sequence[Topic] = (),
) -> Notes:
    """Make a list over a course: its glossary, its open questions.

    Args:
        form: its sections; what they name is what the list is of.
        system: the pens, retired ones included.
        course: what is listed.
        marks: every annotation of the course's sources, with its place.
        topics: those of the course.

    Returns:
        The form's sections in its order. A mark whose pen the form names stands in it
        once (grouped by topic, under each of its topics); where no section takes it as
        it stands, in a last part "Not placed".
    """
    rules = make_rules(form, system, topics)
    named = [mark for mark in in_reading_order(marks) if rules.sections.get(mark[0].pen)]
    return notes_of_course(form, course, _form_sections(rules, named), pens_of(system, named))


def notes_of_course(
    form: Form, course: Course, sections: tuple[NotesSection, ...], pens: tuple[Pen, ...]
) -> Notes:
    """Put notes of a course together from their parts."""
    return Notes(
        form=form.id,
        kind=form.kind,
        title=course.name,
        form_title=form.title,
        course_name=course.name,
        scope=course.id,
        caption=None,
        sections=sections,
        pens=pens,
    )


def pens_of(system: PenSystem, marks: Sequence[Mark]) -> tuple[Pen, ...]:
    """Give the pens that occur, for the legend."""
    used = {annotation.pen for annotation, _ in marks}
    return tuple(pen for pen in system.pens if pen.id in used)


def _form_sections(rules: Rules, marks: Sequence[Mark]) -> tuple[NotesSection, ...]:
    """Make the form's sections, paired ones as one, and a last one for what none takes."""
    groups = group_by_section(rules, marks)
    answers = _answers(rules.form.sections)
    pairs = {
        asking: pair_up(groups.get(asking, []), groups.get(answering, []))
        for asking, answering in answers.items()
    }
    issues = next(iter(pairs.values()), [])
    sections = [
        _paired_section(rules, index, answers[index], pairs[index])
        if index in answers
        else _section(rules, index, groups.get(index, []), issues)
        for index in range(len(rules.form.sections))
        if index not in answers.values()
    ]
    leftovers = make_lines(rules, LEFTOVERS, groups.get(NOWHERE, []))
    if leftovers:
        sections.append(NotesSection("not-placed", LEFTOVERS.title, level=1, lines=leftovers))
    return tuple(sections)


def _answers(sections: Sequence[FormSection]) -> dict[int, int]:
    """Pair sections: index of the asking one to index of the answering one.

    A section stands in one pair at most, the first in the form's order.
    """
    indices = {section.title: index for index, section in enumerate(sections)}
    pairs: dict[int, int] = {}
    for asking, section in enumerate(sections):
        answering = indices.get(section.pairs_with, asking)
        if len({asking, answering, *pairs, *pairs.values()}) == 2 * len(pairs) + 2:
            pairs[asking] = answering
    return pairs


def _section(
    rules: Rules, index: int, marks: Sequence[Mark], issues: Sequence[Pair]
) -> NotesSection:
    section = rules.form.sections[index]
    is_words_only = section.text and not section.takes
    return _filled(
        rules,
        section,
        marks,
        issues,
        key=section.key,
        level=1,
        gap="" if marks or is_words_only else gap_sentence(rules, index),
    )


def _filled(
    rules: Rules,
    section: FormSection,
    marks: Sequence[Mark],
    issues: Sequence[Pair] = (),
    *,
    key: str,
    level: int,
    gap: str = "",
) -> NotesSection:
    """Make a section of these marks, with a part below for each group of them."""
    groups = group_marks(rules, section.group_by, marks, issues)
    return NotesSection(
        key=key,
        title=section.title,
        level=level,
        lines=next((_lines(rules, section, group) for group in groups if not group.key), ()),
        gap=gap,
        sections=tuple(
            NotesSection(
                key=f"{key}/group:{group.key}",
                title=group.title,
                level=level + 1,
                lines=_lines(rules, section, group),
                layout=section.layout,
            )
            for group in groups
            if group.key
        ),
        text=section.text,
        layout=section.layout,
    )


def _lines(rules: Rules, section: FormSection, group: MarkGroup) -> tuple[Line, ...]:
    """Make the lines of a group; whose opinion they are of is not said again under its name."""
    lines = make_lines(rules, section, group.marks)
    if section.group_by is not GroupBy.OPINION or not group.key:
        return lines
    return tuple(replace(line, place=without_opinion(line.place)) for line in lines)


def _paired_section(
    rules: Rules, asking: int, answering: int, paired: Sequence[Pair]
) -> NotesSection:
    """Make one section of two: each line with the one that answers it."""
    section = rules.form.sections[asking]
    pairs = tuple(
        LinePair(
            number=str(number),
            first=_line(rules, asking, question),
            second=_line(rules, answering, answer),
            first_gap="" if question else gap_sentence(rules, asking),
            second_gap="" if answer else gap_sentence(rules, answering),
        )
        for number, (question, answer) in enumerate(paired, 1)
    )
    return NotesSection(
        key=section.key,
        title=section.title,
        level=1,
        pairs=pairs,
        gap="" if pairs else gap_sentence(rules, asking, answering),
        text=section.text,
    )


def _line(rules: Rules, index: int, mark: Mark | None) -> Line | None:
    """Make the line of one side of a pair."""
    if mark is None:
        return None
    (line,) = make_lines(rules, rules.form.sections[index], [mark])
    return replace(line, number="")


@dataclass(frozen=True, slots=True)
class _Making:
    """An outline while it is made."""

    rules: Rules
    tree: TopicTree
    filed: FiledMarks
    kept: Collection[str]
    memory: Memory | None

    def sections(self, *, parent: TopicId | None, level: int) -> tuple[NotesSection, ...]:
        """Make the sections of the topics under one, each with what stands below it."""
        return tuple(
            self._section(topic, level, number)
            for number, topic in enumerate(self.tree.get(parent, []), 1)
        )

    def _section(self, topic: Topic, level: int, number: int) -> NotesSection:
        key = f"topic:{topic.id}"

        def parts() -> tuple[NotesSection, ...]:
            marks = self.filed.of(topic.id)
            return _topic_parts(self.rules, marks, self.kept, key=key, level=level + 1)

        own = self.remembered(key, topic.id, level, parts)
        below = self.sections(parent=topic.id, level=level + 1)
        return NotesSection(
            key=key,
            title=topic.name,
            level=level,
            number=number_heading(level, number),
            gap="" if own or below else "nothing marked yet",
            topic=topic.id,
            sections=(*own, *below),
        )

    def tray(self) -> tuple[NotesSection, ...]:
        lines = make_lines(self.rules, LEFTOVERS, self.filed.of(None))
        return (NotesSection("tray", "Without topic", level=1, lines=lines),)

    def remembered(
        self,
        key: str,
        topic: TopicId | None,
        level: int,
        make: Callable[[], tuple[NotesSection, ...]],
    ) -> tuple[NotesSection, ...]:
        """Give the parts of a topic, made anew only where its marks changed."""
        if self.memory is None:
            return make()
        wanted = frozenset(each for each in self.kept if each.startswith(f"{key}/"))
        stamp = (self.filed.version(topic), level, wanted)
        known = self.memory.get(key)
        if known and known[0] == stamp:
            return known[1]
        made = make()
        self.memory[key] = (stamp, made)
        return made


def _topic_parts(
    rules: Rules, marks: Sequence[Mark], kept: Collection[str], *, key: str, level: int
) -> tuple[NotesSection, ...]:
    """Make the parts of one topic: the form's sections that have lines, then the leftovers."""
    groups = group_by_section(rules, marks)
    parts = [
        _filled(
            rules,
            section,
            groups.get(index, []),
            key=f"{key}/{section.key}",
            level=level,
        )
        for index, section in enumerate(rules.form.sections)
        if index in groups or f"{key}/{section.key}" in kept
    ]
    if NOWHERE in groups or f"{key}/not-placed" in kept:
        lines = make_lines(rules, LEFTOVERS, groups.get(NOWHERE, []))
        parts.append(NotesSection(f"{key}/not-placed", LEFTOVERS.title, level=level, lines=lines))
    return tuple(parts)
