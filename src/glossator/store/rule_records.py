"""Rules as registers, and back."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from glossator.model.finding import Wanted
from glossator.model.ids import CourseId, PenId, RuleId, SourceId, TopicId
from glossator.model.operations import Write
from glossator.model.rules import Dismissal, Rule

DISMISSED = "dismissed:"
"""What the names of a rule's registers for dismissed passages begin with; then comes the
passage's name. A register for each, so that those of two machines are both kept."""


class _Rule(msgspec.Struct):
    course: CourseId
    pen: PenId
    words: str
    pattern: bool = False
    whole: bool = False
    case: bool = False
    topic: TopicId | None = None
    on: bool = False


class _Dismissal(msgspec.Struct):
    source: SourceId | None
    start: int
    exact: str


def rule_writes(rule: Rule) -> tuple[Write, ...]:
    """Give the writes that make a rule; what was dismissed is not among them."""
    wanted = rule.wanted
    record = {
        "course": rule.course,
        "pen": rule.pen,
        "words": wanted.words,
        "pattern": wanted.pattern,
        "whole": wanted.whole,
        "case": wanted.case,
        "topic": rule.topic,
        "on": rule.on,
    }
    return tuple(Write("rule", rule.id, name, value) for name, value in record.items())


def dismissal_write(rule: RuleId, dismissal: Dismissal) -> Write:
    """Give the write that has a rule propose a passage no more."""
    value = {
        "source": dismissal.source,
        "start": dismissal.start,
        "exact": dismissal.exact,
    }
    return Write("rule", rule, f"{DISMISSED}{dismissal.name}", value)


def decode_rule(rule_id: str, fields: Mapping[str, object]) -> Rule:
    """Make a rule from its fields.

    Raises:
        ValueError: a field is missing or not of its type.
    """
    try:
        record = msgspec.convert(fields, _Rule)
    except msgspec.ValidationError as error:
        raise ValueError(f"the rule {rule_id} cannot be read: {error}") from error
    return Rule(
        id=RuleId(rule_id),
        course=record.course,
        pen=record.pen,
        wanted=Wanted(record.words, record.case, record.whole, record.pattern),
        topic=record.topic,
        on=record.on,
        dismissed=tuple(
            _decode_dismissal(name.removeprefix(DISMISSED), value)
            for name, value in sorted(fields.items())
            if name.startswith(DISMISSED) and value
        ),
    )


def _decode_dismissal(name: str, value: object) -> Dismissal:
    """Make a dismissal; of a newer program's the name alone is known, which is what counts."""
    try:
        record = msgspec.convert(value, _Dismissal)
    except msgspec.ValidationError:
        return Dismissal(name)
    return Dismissal(name, record.source, record.start, record.exact)
