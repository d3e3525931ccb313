"""A reader's rules in the dump: records of their own, with the proposals that were dismissed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Any

import msgspec

from glossator.exchange.jsonld_terms import (
    BrokenItemError,
    Json,
    as_list,
    is_count,
    safe_id,
    short,
)
from glossator.model.finding import Wanted
from glossator.model.ids import CourseId, PenId, RuleId, SourceId, TopicId
from glossator.model.rules import Dismissal, Rule


class _Record(msgspec.Struct):
    id: str
    course: str
    pen: str
    words: str
    case: bool = False
    whole: bool = False
    pattern: bool = False
    topic: str | None = None
    on: bool = False
    dismissed: list[Any] = []


def write_rules(rules: Iterable[Rule]) -> list[Any]:
    """Write rules as JSON values, sorted by id."""
    return [_write(rule) for rule in sorted(rules, key=attrgetter("id"))]


def _write(rule: Rule) -> Json:
    return {
        "id": rule.id,
        "course": rule.course,
        "pen": rule.pen,
        **msgspec.to_builtins(rule.wanted),
        "topic": rule.topic,
        "on": rule.on,
        "dismissed": msgspec.to_builtins(sorted(rule.dismissed, key=attrgetter("name"))),
    }


def read_rules(values: object, report: list[str]) -> tuple[Rule, ...]:
    """Read what can be read, in the order of the file; say what was left out, and why."""
    read: dict[str, Rule] = {}
    for number, value in enumerate(as_list(values), 1):
        name = f"The rule no. {number} of the file"
        try:
            record = msgspec.convert(value, _Record)
            rule = _rule(record)
        except (msgspec.ValidationError, BrokenItemError) as error:
            report.append(f"{name} was left out: {error}.")
            continue
        if rule.id in read:
            report.append(f"{name} (“{short(record.words)}”) was left out: the file has it twice.")
            continue
        lost = len(record.dismissed) - len(rule.dismissed)
        if lost:
            report.append(f"{name} lacks {lost} dismissed proposals, which name no passage.")
        read[rule.id] = rule
    return tuple(read.values())


def _rule(record: _Record) -> Rule:
    """Make a rule of a record.

    Raises:
        BrokenItemError: there are no words in it.
    """
    if not record.words.strip():
        raise BrokenItemError("there are no words in it to look for")
    dismissed = {each.name: each for each in _dismissals(record.dismissed)}
    return Rule(
        id=RuleId(safe_id(record.id)),
        course=CourseId(safe_id(record.course)),
        pen=PenId(record.pen),
        wanted=Wanted(record.words, record.case, record.whole, record.pattern),
        topic=TopicId(safe_id(record.topic)) if record.topic else None,
        on=record.on,
        dismissed=tuple(dismissed[name] for name in sorted(dismissed)),
    )


def _dismissals(values: Iterable[Any]) -> Iterator[Dismissal]:
    """Give the dismissed passages that can be read."""
    for value in values:
        try:
            record = msgspec.convert(value, Dismissal)
        except msgspec.ValidationError:
            continue
        if safe_id(record.name) == record.name and is_count(record.start):
            source = SourceId(safe_id(record.source)) if record.source else None
            yield Dismissal(record.name, source, record.start, record.exact)
