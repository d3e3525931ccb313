"""Which pen is proposed to take over from another."""

from __future__ import annotations

from dataclasses import replace

from glossator.model.ids import PenId, PenSystemId
from glossator.model.pens import Pen, PenSystem
from glossator.study.pen_file import read_pen_system
from glossator.study.pen_mapping import Likeness, Proposal, propose_pens
from glossator.study.presets import load_preset


def pen(id_: str, name: str, becomes: str = "other", meaning: str = "") -> Pen:
    return Pen(PenId(id_), name, "#0072b2", letter=id_[0], meaning=meaning, becomes=becomes)


def system(*pens: Pen) -> PenSystem:
    return PenSystem(PenSystemId("new"), "New", pens, ())


def preset(name: str) -> PenSystem:
    return read_pen_system(load_preset(name), file_name=f"{name}.toml")


def test_the_same_id_goes_before_the_same_role_and_that_before_the_same_name() -> None:
    old = [pen("a", "Rule", "rule")]
    by_id, by_role, by_name = pen("a", "X"), pen("b", "Y", "rule"), pen("c", "RULE")
    assert propose_pens(old, system(by_name, by_role, by_id))[PenId("a")] == Proposal(
        PenId("a"), Likeness.ID
    )
    assert propose_pens(old, system(by_name, by_role))[PenId("a")] == Proposal(
        PenId("b"), Likeness.ROLE
    )
    assert propose_pens(old, system(by_name))[PenId("a")] == Proposal(PenId("c"), Likeness.NAME)


def test_the_nearest_meaning_is_the_last_resort() -> None:
    old = [pen("a", "Ratio", meaning="The reason on which the decision rests.")]
    near = pen("b", "Why", meaning="A reason for the decision.")
    far = pen("c", "When", meaning="A date.")
    assert propose_pens(old, system(far, near))[PenId("a")] == Proposal(
        PenId("b"), Likeness.MEANING
    )


def test_a_pen_like_none_is_left_out() -> None:
    assert (
        propose_pens([pen("a", "Moon", meaning="Craters.")], system(pen("b", "Tax", "penalty")))
        == {}
    )


def test_the_role_other_says_nothing() -> None:
    assert propose_pens([pen("a", "Moon")], system(pen("b", "Tax"))) == {}


def test_a_retired_pen_is_proposed_only_where_there_is_no_other() -> None:
    retired, in_use = replace(pen("b", "Old", "rule"), retired=True), pen("c", "New", "rule")
    old = [pen("a", "Rule", "rule")]
    assert propose_pens(old, system(retired, in_use))[PenId("a")].pen == "c"
    assert propose_pens(old, system(retired))[PenId("a")].pen == "b"


def test_every_pen_of_the_long_case_brief_has_one_in_it_for_the_short_one() -> None:
    found = propose_pens(preset("case-brief-4").pens, preset("case-brief-10"))
    assert {old: proposal.pen for old, proposal in found.items()} == {
        "issue": "issue",
        "rule": "rule",
        "reasoning": "reasoning",
        "holding": "holding",
    }


def test_failing_all_the_section_that_takes_its_role_has_the_pen() -> None:
    rule = next(pen for pen in preset("case-brief-7").pens if pen.id == "rule")
    found = propose_pens([rule], preset("cornell"))[rule.id]
    assert (found.pen, found.likeness) == ("idea", Likeness.SECTION)
