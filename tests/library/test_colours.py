"""Colours of other programs: their names and the pen nearest to them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.library.colours import name_colour, nearest_pen
from glossator.model.ids import PenId
from glossator.model.pens import Pen

PENS = [
    Pen(PenId(name), name, colour)
    for name, colour in [("rule", "#1f5fbf"), ("holding", "#c2307c"), ("facts", "#2f7d32")]
]


@pytest.mark.parametrize(
    ("colour", "name"),
    [
        ("#ffff00", "yellow"),
        ("#fff59d", "yellow"),
        ("#ffd100", "yellow"),
        ("#00ff00", "green"),
        ("#a6e1c5", "green"),
        ("#ff0000", "red"),
        ("#ffc0cb", "pink"),
        ("#ff8000", "orange"),
        ("#88c0ff", "blue"),
        ("#a020f0", "purple"),
        ("#000000", "black"),
        ("#808080", "grey"),
        ("#ffffff", "white"),
        ("", ""),
    ],
)
def test_a_colour_is_called_by_a_plain_word(colour: str, name: str) -> None:
    assert name_colour(colour) == name


@pytest.mark.parametrize(
    ("colour", "pen"),
    [("#a8d0ff", "rule"), ("#ff99cc", "holding"), ("#98fb98", "facts"), ("", "rule")],
)
def test_a_pale_colour_goes_to_the_pen_of_its_hue(colour: str, pen: str) -> None:
    chosen = nearest_pen(PENS, colour)
    assert chosen is not None
    assert chosen.id == pen


def test_a_retired_pen_is_not_proposed() -> None:
    retired = Pen(PenId("old"), "Old", "#ffff00", retired=True)
    assert nearest_pen([retired], "#ffff00") is None
    assert nearest_pen([retired, *PENS], "#ffff00") in PENS


@given(st.integers(0, 0xFFFFFF))
def test_every_colour_has_a_name_and_a_pen(number: int) -> None:
    colour = f"#{number:06x}"
    assert name_colour(colour)
    assert nearest_pen(PENS, colour) in PENS
