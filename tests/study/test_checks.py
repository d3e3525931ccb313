"""What is told of notes that miss something."""

from __future__ import annotations

from dataclasses import replace

import pytest

from glossator.model.notes import Notes, Place
from glossator.model.pens import Pen
from glossator.study.checks import Finding, check, check_length
from glossator.study.filed_marks import FiledMarks
from glossator.study.notes import compile_brief, compile_outline
from glossator.study.rules import Mark
from tests.study.made import BRIEF, CASE, COURSE, OUTLINE, PENS, SYSTEM, make_mark, make_topic

ELEMENT = Pen(PENS[0].id, "Element", "#009e73", letter="E", becomes="element")
ELEMENTS = replace(SYSTEM, pens=(ELEMENT, *PENS[1:]))


def at_page(mark: Mark) -> Mark:
    annotation, place = mark
    return annotation, replace(place, pinpoint="214")


def outline(*marks: Mark, topics: int = 1) -> Notes:
    made = [make_topic(id_) for id_ in "abc"[:topics]]
    return compile_outline(OUTLINE, ELEMENTS, COURSE, FiledMarks(made, marks))


def kinds(found: list[Finding]) -> list[tuple[str, str | None]]:
    return [(each.kind, each.annotation) for each in found]


def test_an_issue_without_a_holding_and_a_holding_without_an_issue() -> None:
    one = compile_brief(BRIEF, SYSTEM, CASE, COURSE, [make_mark("i", "issue")])
    assert kinds(check(one)) == [("issue-without-holding", "i")]
    assert check(one)[0].sentence == "Issues 1: no Holding marked yet."
    other = compile_brief(BRIEF, SYSTEM, CASE, COURSE, [make_mark("h", "holding")])
    assert kinds(check(other)) == [("issue-without-holding", "h")]
    both = [make_mark("i", "issue"), make_mark("h", "holding", 1)]
    assert check(compile_brief(BRIEF, SYSTEM, CASE, COURSE, both)) == []


def test_a_rule_without_a_pinpoint() -> None:
    bare = make_mark("r", "rule", topics=["a"])
    assert kinds(check(outline(bare))) == [("rule-without-pinpoint", "r")]
    assert check(outline(at_page(bare))) == []


def test_elements_without_a_test_and_an_empty_topic() -> None:
    marks = [make_mark("e", "facts", topics=["a"])]
    assert kinds(check(outline(*marks, topics=2))) == [
        ("element-without-test", "e"),
        ("empty-topic", None),
    ]


@pytest.mark.parametrize(
    ("words", "too_long"),
    [
        ("One. Two.", False),
        ("One. Two. Three.", True),
        ("Smith v. Jones, No. 4. The court said no.", False),
        ("J. B. Smith and Dr. Who met. They agreed.", False),
        ("“No.” It held so. “Never!” Three.", True),
    ],
)
def test_a_case_is_one_line(words: str, *, too_long: bool) -> None:
    found = check(outline(make_mark("h", "holding", own_words=words, topics=["a"])))
    assert kinds(found) == ([("long-case-line", "h")] if too_long else [])


def test_a_line_whose_passage_is_gone_and_a_source_that_is_not_used() -> None:
    annotation, place = make_mark("x", "holding")
    gone: Place = replace(place, span=None)
    assert kinds(check(outline((annotation, gone), topics=0))) == [
        ("changed-text", "x"),
        ("unused-source", "x"),
    ]


def test_a_brief_of_two_pages_says_what_to_shorten() -> None:
    marks = [make_mark(id_, "facts", own_words="x" * n) for n, id_ in enumerate("abcde")]
    notes = compile_brief(BRIEF, SYSTEM, CASE, COURSE, marks)
    assert check_length(notes, 1) == []
    found = check_length(notes, 2)
    assert "2 pages" in found[0].sentence
    assert [each.annotation for each in found[1:]][1:] == ["e", "d"]


@pytest.mark.parametrize(
    ("question", "answer", "finding"),
    [
        ("May a heron be kept?", "Yes, because it is harmless.", None),
        ("Whether a heron may be kept", "The court affirmed.", "holding-evades"),
        ("May a heron be kept?", "Yes.", "holding-evades"),
        ("What is the measure of damages?", "The market price.", None),
        ("May a heron be kept?", "", None),
    ],
)
def test_a_question_of_yes_or_no_is_answered_by_one_of_them_and_why(
    question: str, answer: str, finding: str | None
) -> None:
    marks = [
        make_mark("i", "issue", own_words=question),
        make_mark("h", "holding", own_words=answer),
    ]
    found = check(compile_brief(BRIEF, SYSTEM, CASE, COURSE, marks))
    assert [each.kind for each in found] == ([finding] if finding else [])
