"""A reader's rules in the dump."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossator.exchange.jsonld import Dump, read_annotations, write_annotations
from glossator.model.courses import Course
from glossator.model.finding import Wanted
from glossator.model.ids import CourseId, PenId, PenSystemId, RuleId, SourceId
from glossator.model.rules import Dismissal, Rule
from tests.exchange.made_dumps import PENS

COURSE = Course(CourseId("c1"), "Criminal Law", PenSystemId("pens"))
AFORETHOUGHT = Dismissal("ab12", SourceId("s1"), 40, "malice  aforethought")
RULE = Rule(
    RuleId("r1"),
    COURSE.id,
    PenId("rule"),
    Wanted("malice aforethought", whole=True),
    on=True,
    dismissed=(AFORETHOUGHT,),
)
DUMP = Dump((COURSE,), (), (("pens", PENS),), rules=(RULE,))


def _read(**changed: object) -> tuple[tuple[Rule, ...], tuple[str, ...]]:
    """Read a dump of two rules, the first of them changed so."""
    other = replace(RULE, id=RuleId("r2"))
    frame = json.loads(write_annotations(replace(DUMP, rules=(RULE, other))))
    frame["glossator:rules"][0] |= changed
    dump, report = read_annotations(json.dumps(frame))
    return dump.rules, report


def test_a_rule_is_a_record_with_what_was_dismissed_under_a_declared_term() -> None:
    frame = json.loads(write_annotations(DUMP))
    assert frame["glossator:rules"] == [
        {
            "id": "r1",
            "course": "c1",
            "pen": "rule",
            "words": "malice aforethought",
            "case": False,
            "whole": True,
            "pattern": False,
            "topic": None,
            "on": True,
            "dismissed": [
                {"name": "ab12", "source": "s1", "start": 40, "exact": "malice  aforethought"}
            ],
        }
    ]
    assert frame["@context"][1]["glossator:rules"]["@type"] == "@json"


@settings(max_examples=50)
@given(words=st.text(min_size=1).filter(str.strip), pattern=st.booleans())
def test_the_words_of_a_rule_come_back_as_they_were(words: str, pattern: bool) -> None:
    rule = replace(RULE, wanted=Wanted(words, pattern=pattern))
    dump, report = read_annotations(write_annotations(replace(DUMP, rules=(rule,))))
    assert (dump.rules, report) == ((rule,), ())


@pytest.mark.parametrize(
    ("changed", "cause"),
    [
        ({"words": "\t"}, "there are no words in it to look for"),
        ({"words": 3}, "Expected `str`, got `int` - at `$.words`"),
        ({"on": "yes"}, "Expected `bool`, got `str` - at `$.on`"),
        ({"dismissed": "all"}, "Expected `array`, got `str` - at `$.dismissed`"),
        ({"id": "r2"}, "the file has it twice"),
    ],
)
def test_a_broken_rule_is_left_out_by_itself_in_a_sentence(
    changed: dict[str, object], cause: str
) -> None:
    rules, [sentence] = _read(**changed)
    assert [rule.id for rule in rules] == ["r2"]
    assert sentence.startswith("The rule no. ")
    assert sentence.endswith(f"was left out: {cause}.")


def test_a_dismissed_proposal_that_names_no_passage_is_left_out_and_counted() -> None:
    good = {"name": "ab12", "source": "s1", "start": 40, "exact": "malice  aforethought"}
    broken = [7, {**good, "name": "a\nb"}, {**good, "start": -1}, {**good, "source": []}]
    rules, report = _read(dismissed=[*broken, good])
    assert rules[0] == RULE
    assert report == (
        "The rule no. 1 of the file lacks 4 dismissed proposals, which name no passage.",
    )
