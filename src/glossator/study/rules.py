"""Which section takes which pen's marks, and how a mark becomes a line of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from glossator.model.ids import PenId
from glossator.model.marks import Annotation
from glossator.model.notes import Line, Place
from glossator.model.pens import ROLES, Form, FormSection, Pen, PenSystem, Show

Mark = tuple[Annotation, Place]

NOWHERE = -1
"""Stands for the section of marks that no section takes."""

LEFTOVERS = FormSection(title="Not placed", takes=())
"""How those marks are shown."""

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
        sections: for each pen the index of the section that takes its marks,
            `NOWHERE` where none does.
    """

    form: Form
    pens: Mapping[PenId, Pen]
    sections: Mapping[PenId, int]


def make_rules(form: Form, system: PenSystem) -> Rules:
    """Lay a form against a pen system."""
    return Rules(
        form=form,
        pens={pen.id: pen for pen in system.pens},
        sections={pen.id: _section_of(pen, form.sections) for pen in system.pens},
    )


def in_reading_order(marks: Sequence[Mark]) -> list[Mark]:
    """Sort marks by the title of their source, then by their place in it."""
    return sorted(marks, key=_reading_order)


def group_by_section(rules: Rules, marks: Sequence[Mark]) -> dict[int, list[Mark]]:
    """Give each section's marks, in the order given."""
    groups: dict[int, list[Mark]] = {}
    for mark in marks:
        groups.setdefault(rules.sections.get(mark[0].pen, NOWHERE), []).append(mark)
    return groups


def make_lines(rules: Rules, section: FormSection, marks: Sequence[Mark]) -> tuple[Line, ...]:
    """Make the lines of a section, numbered where it wants them to be.

    Args:
        rules: the form laid against its pens.
        section: how the lines are shown.
        marks: in the order of the lines; those of a pen that is gone get the letter "?".
    """
    return tuple(
        _make_line(rules, section, mark, str(number) if section.numbered else "")
        for number, mark in enumerate(marks, 1)
    )


def gap_sentence(rules: Rules, *indices: int) -> str:
    """Say what is missing from sections: "no Rule marked yet".

    Args:
        rules: the form laid against its pens.
        indices: which sections of the form.

    Returns:
        A clause naming the pens in use whose marks they take, else the sections.
    """
    names = [
        pen.name
        for pen in rules.pens.values()
        if rules.sections[pen.id] in indices and not pen.retired
    ]
    titles = [rules.form.sections[index].title for index in indices]
    return f"no {' or '.join(names or titles)} marked yet"


def _section_of(pen: Pen, sections: Sequence[FormSection]) -> int:
    """Find the section that takes a pen: one naming its id before one naming its role.

    A listed role is read as a role even where the pen's id is the same word
    (a preset's pen "rule" that becomes "policy" is to move to Policy), unless
    no section takes its role.
    """
    by_id = [number for number, section in enumerate(sections) if pen.id in section.takes]
    by_role = [number for number, section in enumerate(sections) if pen.becomes in section.takes]
    ranked = [*by_role, *by_id] if pen.id in ROLES else [*by_id, *by_role]
    return ranked[0] if ranked else NOWHERE


def _reading_order(mark: Mark) -> tuple[str, str, int, str]:
    annotation, place = mark
    return place.source_title.casefold(), place.source, place.order, annotation.id


def _make_line(rules: Rules, section: FormSection, mark: Mark, number: str) -> Line:
    annotation, place = mark
    pen = rules.pens.get(annotation.pen, _UNKNOWN_PEN)
    return Line(
        annotation=annotation.id,
        pen=annotation.pen,
        letter=pen.letter,
        colour=pen.colour,
        number=number,
        own_words=annotation.own_words,
        quote=place.quote,
        comment=annotation.comment,
        shows=_shows(section.show, annotation.own_words, place.quote),
        place=place,
    )


def _shows(show: Show, own_words: str, quote: str) -> tuple[str, ...]:
    """Choose the texts to print: those wished for that exist, else any that does."""
    there = [name for name, words in (("own-words", own_words), ("quote", quote)) if words]
    return tuple(name for name in there if name in _SHOWN[show]) or tuple(there)
