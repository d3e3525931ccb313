"""What the lines of a section are put together by: source, topic, pen, opinion or issue."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from glossator.model.ids import AnnotationId
from glossator.model.pens import GroupBy
from glossator.study.pairing import Pair
from glossator.study.rules import Mark, Rules

_Key = tuple[str, str]
"""A group by its stable key and its heading."""
_Keyed = Callable[[Mark], Sequence[_Key]]


@dataclass(frozen=True, slots=True)
class MarkGroup:
    """Marks that stand under one heading: `key` and `title` are "" for those under none."""

    key: str
    title: str
    marks: Sequence[Mark]


def group_marks(
    rules: Rules, group_by: GroupBy, marks: Sequence[Mark], issues: Sequence[Pair] = ()
) -> list[MarkGroup]:
    """Put the marks of a section together.

    Args:
        rules: the form laid against its pens and topics.
        group_by: by what.
        marks: in reading order, in which they stay within each group.
        issues: the questions with their answers, in their order, where the form pairs them.

    Returns:
        First the marks of no group, where there are any, then the groups in the order of
        the tree, the pens, the issues, or else as they come in the text. By topic a mark
        stands in the group of each of its topics; else in one.
    """
    keyed, rank = _keyed(rules, group_by, issues)
    groups: dict[_Key, list[Mark]] = {}
    for mark in marks:
        for key in keyed(mark) or [("", "")]:
            groups.setdefault(key, []).append(mark)
    ranked = sorted(groups, key=lambda key: (key != ("", ""), rank.get(key[0], len(rank))))
    return [MarkGroup(*key, groups[key]) for key in ranked]


def _keyed(
    rules: Rules, group_by: GroupBy, issues: Sequence[Pair]
) -> tuple[_Keyed, Mapping[str, int]]:
    """Give what says the groups of a mark, and the rank of groups that have one."""
    match group_by:
        case GroupBy.SOURCE:
            return _by_source, {}
        case GroupBy.OPINION:
            return _by_opinion, {}
        case GroupBy.PEN:
            return partial(_by_pen, rules), _ranks(list(rules.pens))
        case GroupBy.TOPIC:
            return partial(_by_topic, rules), _ranks([topic.id for topic in rules.topics])
        case GroupBy.ISSUE:
            keys = _issue_keys(issues)
            return partial(_by_issue, keys), _ranks(
                list(dict.fromkeys(key for key, _ in keys.values()))
            )
        case _:
            return _by_nothing, {}


def _ranks(keys: Sequence[str]) -> dict[str, int]:
    return {key: rank for rank, key in enumerate(keys)}


def _by_nothing(_mark: Mark) -> Sequence[_Key]:
    return ()


def _by_source(mark: Mark) -> Sequence[_Key]:
    return [(mark[1].source, mark[1].source_title)]


def _by_opinion(mark: Mark) -> Sequence[_Key]:
    name = mark[1].opinion
    return [(name, name)] if name else ()


def _by_pen(rules: Rules, mark: Mark) -> Sequence[_Key]:
    pen = rules.pens.get(mark[0].pen)
    return [(pen.id, pen.name)] if pen else ()


def _by_topic(rules: Rules, mark: Mark) -> Sequence[_Key]:
    return [(topic.id, topic.name) for topic in rules.topics if topic.id in mark[0].topics]


def _by_issue(keys: Mapping[AnnotationId, _Key], mark: Mark) -> Sequence[_Key]:
    """Find the issue of a mark by a link, in either direction, to the issue or its answer."""
    annotation = mark[0]
    found = keys.get(annotation.id) or next(
        (keys[link.to] for link in annotation.links if link.to in keys), None
    )
    return [found] if found else ()


def _issue_keys(issues: Sequence[Pair]) -> dict[AnnotationId, _Key]:
    """Give the group of each question, of its answer, and of all marks that these link to.

    Where there is but one issue, nothing is said by a heading, so there is no group.
    """
    if len(issues) < 2:  # one or none
        return {}
    keys: dict[AnnotationId, _Key] = {}
    for number, pair in enumerate(issues, 1):
        for annotation in _annotations(pair):
            keys.setdefault(annotation, (f"issue-{_first(pair)}", f"Issue {number}"))
    return keys


def _first(pair: Pair) -> AnnotationId:
    return next(mark[0].id for mark in pair if mark)


def _annotations(pair: Pair) -> Iterator[AnnotationId]:
    for mark in pair:
        if mark:
            yield mark[0].id
            yield from (link.to for link in mark[0].links)
