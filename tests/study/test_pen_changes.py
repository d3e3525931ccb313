"""What a version of a pen system changed, in words."""

from __future__ import annotations

from dataclasses import replace

from glossator.model.ids import PenId, PenSystemId
from glossator.model.pens import Pen, PenSystem, Stroke
from glossator.study.pen_changes import describe_changes

RULE = Pen(PenId("rule"), "Rule", "#0072b2", letter="R", key="1")
FACTS = Pen(PenId("facts"), "Facts", "#009e73", letter="F", key="2")
SYSTEM = PenSystem(PenSystemId("torts"), "Torts", (RULE, FACTS), ())


def with_pens(*pens: Pen) -> PenSystem:
    return replace(SYSTEM, pens=pens)


def test_the_first_version_says_how_many_pens_it_has() -> None:
    assert describe_changes(None, SYSTEM) == ("Made with 2 pens",)


def test_a_change_names_the_pen_and_what_changed() -> None:
    after = with_pens(replace(RULE, colour="#d55e00", key="3"), replace(FACTS, stroke=Stroke.WAVY))
    assert describe_changes(SYSTEM, after) == ("Rule: colour, key", "Facts: stroke")


def test_a_renamed_pen_is_told_under_the_name_it_had() -> None:
    after = with_pens(replace(RULE, name="Law", group="Mine"), FACTS)
    assert describe_changes(SYSTEM, after) == ("Rule: now called Law, group",)


def test_pens_come_and_go_and_rest() -> None:
    issue = Pen(PenId("issue"), "Issue", "#d55e00", letter="I")
    assert describe_changes(SYSTEM, with_pens(RULE, issue)) == (
        "Issue: added",
        "Facts: taken out",
    )
    rested = with_pens(RULE, replace(FACTS, retired=True))
    assert describe_changes(SYSTEM, rested) == ("Facts: retired",)
    assert describe_changes(rested, SYSTEM) == ("Facts: brought back",)


def test_another_order_and_another_name_are_told() -> None:
    after = replace(with_pens(FACTS, RULE), name="Tort law")
    assert describe_changes(SYSTEM, after) == ("Renamed from Torts", "Order")


def test_a_version_like_the_one_before_changed_nothing() -> None:
    assert describe_changes(SYSTEM, replace(SYSTEM, version=7)) == ()
