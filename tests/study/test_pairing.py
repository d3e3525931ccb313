"""Which holding answers which issue."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from glossator.model.ids import AnnotationId, LinkId
from glossator.model.marks import Link
from glossator.study.notes import compile_brief
from glossator.study.pairing import pair_up
from glossator.study.rules import Mark
from tests.study.made import BRIEF, CASE, COURSE, SYSTEM, make_mark


def linked(mark: Mark, *to: str) -> Mark:
    annotation, place = mark
    links = tuple(Link(LinkId(f"{mark[0].id}-{id_}"), AnnotationId(id_), "answers") for id_ in to)
    return replace(annotation, links=links), place


def names(pairs: list[tuple[Mark | None, Mark | None]]) -> list[tuple[str, str]]:
    return [(one[0].id if one else "", other[0].id if other else "") for one, other in pairs]


ISSUES = [make_mark(id_, "issue", order) for order, id_ in enumerate("abc")]


def test_by_order_where_nothing_is_linked() -> None:
    holdings = [make_mark(id_, "holding", 10 + order) for order, id_ in enumerate("xy")]
    assert names(pair_up(ISSUES, holdings)) == [("a", "x"), ("b", "y"), ("c", "")]
    assert names(pair_up(ISSUES[:1], holdings)) == [("a", "x"), ("", "y")]


def test_a_link_in_either_direction_comes_first() -> None:
    holdings = [linked(make_mark("x", "holding", 10), "c"), make_mark("y", "holding", 11)]
    assert names(pair_up(ISSUES, holdings)) == [("a", "y"), ("b", ""), ("c", "x")]
    issues = [ISSUES[0], linked(ISSUES[1], "x"), ISSUES[2]]
    holdings = [make_mark("x", "holding", 10), make_mark("y", "holding", 11)]
    assert names(pair_up(issues, holdings)) == [("a", "y"), ("b", "x"), ("c", "")]


def test_two_answers_to_one_question_both_stand() -> None:
    holdings = [linked(make_mark(id_, "holding", 10), "b") for id_ in "xy"]
    assert names(pair_up(ISSUES, holdings)) == [("a", "y"), ("b", "x"), ("c", "")]


def test_a_brief_pairs_by_links() -> None:
    marks = [*ISSUES[:2], linked(make_mark("x", "holding", 10), "b")]
    pairs = compile_brief(BRIEF, SYSTEM, CASE, COURSE, marks).sections[1].pairs
    assert [(p.number, p.first_gap, p.second_gap) for p in pairs] == [
        ("1", "", "no Holding marked yet"),
        ("2", "", ""),
    ]


ids = st.sampled_from("abcxyz")


@given(
    st.dictionaries(st.sampled_from("abc"), st.lists(ids, max_size=3)),
    st.dictionaries(st.sampled_from("xyz"), st.lists(ids, max_size=3)),
)
def test_every_mark_stands_once(
    issues: dict[str, list[str]], holdings: dict[str, list[str]]
) -> None:
    asking = [linked(make_mark(id_, "issue"), *to) for id_, to in issues.items()]
    answering = [linked(make_mark(id_, "holding"), *to) for id_, to in holdings.items()]
    pairs = pair_up(asking, answering)
    assert [one for one, _ in pairs if one] == asking
    there = [other[0].id for _, other in pairs if other]
    assert sorted(there) == sorted(mark.id for mark, _ in answering)
    assert all(one or other for one, other in pairs)
