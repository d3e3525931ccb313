"""Which section takes which pen's marks, and how a mark becomes a line of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from glossator.model.courses import Topic
from glossator.model.ids import AnnotationId, PenId, TopicId
from glossator.model.marks import Annotation
from glossator.model.notes import Line, Place
from glossator.model.pens import ROLES, Form, FormSection, Only, Order, Pen, PenSystem, Show
from glossator.study.dates import Date, find_date
from glossator.study.topic_tree import in_tree_order, topics_within

Mark = tuple[Annotation, Place]
PlaceKey = tuple[str, str, int, str]

NOWHERE = -1
"""Stands for the section of marks that no section takes."""

LEFTOVERS = FormSection(title="Not placed", takes=())
"""How those marks are shown."""

_NONE = {Only.OPEN: "none is open", Only.ANSWERED: "none is answered yet"}
_UNKNOWN_PEN = Pen(id=PenId(""), name="", colour="#808080", letter="?")
_SHOWN = {
    Show.OWN_WORDS: ("own-words",),
    Show.QUOTE: ("quote",),
    Show.BOTH: ("own-words", "quote"),
}


@dataclass(frozen=True, slots=True)
class Rules:
    """A form laid against the pens of its system.

    Attributes:
        form: the form.
        pens: every pen by its id, in the system's order.
        sections: for each pen the indices of the sections that take its marks,
            the one that is asked first in front.
        topics: the topics in the order of their tree.
        within: for each section that is of some topics only, those and all below them.
    """

    form: Form
    pens: Mapping[PenId, Pen]
    sections: Mapping[PenId, tuple[int, ...]]
    topics: Sequence[Topic]
    within: Mapping[int, frozenset[TopicId]]

    def takes(self, index: int, annotation: Annotation) -> bool:
        """Tell whether a section of a mark's pen takes the mark as it stands."""
        section = self.form.sections[index]
        if section.only is not Only.ALL and annotation.answered != (section.only is Only.ANSWERED):
            return False
        if annotation.importance < section.importance:
            return False
        return not section.topics or not self.within[index].isdisjoint(annotation.topics)


def make_rules(form: Form, system: PenSystem, topics: Sequence[Topic] = ()) -> Rules:
    """Lay a form against a pen system and the topics of a course."""
    return Rules(
        form=form,
        pens={pen.id: pen for pen in system.pens},
        sections={pen.id: _sections_of(pen, form.sections) for pen in system.pens},
        topics=in_tree_order(topics),
        within={
            index: topics_within(topics, section.topics)
            for index, section in enumerate(form.sections)
            if section.topics
        },
    )


def in_reading_order(marks: Sequence[Mark]) -> list[Mark]:
    """Sort marks by the title of their source, then by their place in it."""
    return sorted(marks, key=_reading_order)


def group_by_section(rules: Rules, marks: Sequence[Mark]) -> dict[int, list[Mark]]:
    """Give each section's marks, in the order given."""
    groups: dict[int, list[Mark]] = {}
    for mark in marks:
        groups.setdefault(_section_for(rules, mark[0]), []).append(mark)
    return groups


def make_lines(rules: Rules, section: FormSection, marks: Sequence[Mark]) -> tuple[Line, ...]:
    """Make the lines of a section, numbered where it wants them to be.

    Args:
        rules: the form laid against its pens.
        section: how the lines are shown.
        marks: in reading order; those of a pen that is gone get the letter "?".
    """
    lines = [_make_line(rules, section, mark) for mark in marks]
    if section.order is Order.ALPHABET:
        lines.sort(key=_by_alphabet)
    elif section.order is Order.DATE:
        lines.sort(key=_by_date)
    if section.numbered:
        lines = [replace(line, number=str(number)) for number, line in enumerate(lines, 1)]
    return tuple(lines)


def gap_sentence(rules: Rules, *indices: int) -> str:
    """Say what is missing from sections: "no Rule marked yet".

    Args:
        rules: the form laid against its pens.
        indices: which sections of the form.

    Returns:
        A clause naming the pens in use whose marks they take, else the sections.
    """
    if states := {_NONE[only] for index in indices if (only := _only(rules, index)) in _NONE}:
        return " and ".join(sorted(states))
    names = [
        pen.name
        for pen in rules.pens.values()
        if not pen.retired and not set(indices).isdisjoint(rules.sections[pen.id][:1])
    ]
    titles = [rules.form.sections[index].title for index in indices]
    return f"no {' or '.join(names or titles)} marked yet"


def _only(rules: Rules, index: int) -> Only:
    return rules.form.sections[index].only


def _section_for(rules: Rules, annotation: Annotation) -> int:
    """Find the section that takes a mark: the first of its pen's that takes it as it stands."""
    for index in rules.sections.get(annotation.pen, ()):
        if rules.takes(index, annotation):
            return index
    return NOWHERE


def _by_alphabet(line: Line) -> tuple[str, ...]:
    """Sort lines by what they say first, whatever quotation marks and capitals."""
    words = line.own_words if line.shows[:1] == ("own-words",) else line.quote
    return (words.strip(" “”‘’\"'").casefold(), line.place.source_title.casefold())


def _by_date(line: Line) -> tuple[bool, Date]:
    """Sort lines by the date they say, in own words or else in the passage."""
    date = find_date(line.own_words) or find_date(line.quote)
    return (date is None, date or (0, 0, 0))


def _sections_of(pen: Pen, sections: Sequence[FormSection]) -> tuple[int, ...]:
    """Find the sections that take a pen: those naming its id before those naming its role.

    A listed role is read as a role even where the pen's id is the same word
    (a preset's pen "rule" that becomes "policy" is to move to Policy), unless
    no section takes its role.
    """
    by_id = [number for number, section in enumerate(sections) if pen.id in section.takes]
    by_role = [number for number, section in enumerate(sections) if pen.becomes in section.takes]
    ranked = [*by_role, *by_id] if pen.id in ROLES else [*by_id, *by_role]
    return tuple(dict.fromkeys(ranked))


def place_key(annotation: AnnotationId, place: Place) -> PlaceKey:
    """Give what sorts a mark among others: by the title of its source, then by its place."""
    return place.source_title.casefold(), place.source, place.order, annotation


def _reading_order(mark: Mark) -> PlaceKey:
    annotation, place = mark
    return place_key(annotation.id, place)


def _make_line(rules: Rules, section: FormSection, mark: Mark) -> Line:
    annotation, place = mark
    pen = rules.pens.get(annotation.pen, _UNKNOWN_PEN)
    return Line(
        annotation=annotation.id,
        pen=annotation.pen,
        letter=pen.letter,
        colour=pen.colour,
        number="",
        own_words=annotation.own_words,
        quote=place.quote,
        comment=annotation.comment,
        shows=_shows(section.show, annotation.own_words, place.quote),
        place=place,
        importance=annotation.importance,
    )


def _shows(show: Show, own_words: str, quote: str) -> tuple[str, ...]:
    """Choose the texts to print: those wished for that exist, else any that does."""
    there = [name for name, words in (("own-words", own_words), ("quote", quote)) if words]
    return tuple(name for name in there if name in _SHOWN[show]) or tuple(there)
