"""Legal numbering of an outline: I. A. 1. a. i., then aa."""

from __future__ import annotations

_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


def number_heading(level: int, number: int) -> str:
    """Give the sign of a heading, without a full stop.

    Args:
        level: of the heading, from 1; from 6 on letters are doubled.
        number: its place among its siblings, from 1.
    """
    match level:
        case 1:
            return _roman(number)
        case 2:
            return _letters(number).upper()
        case 3:
            return str(number)
        case 4:
            return _letters(number)
        case 5:
            return _roman(number).lower()
        case _:
            return _letters(number) * 2


def _roman(number: int) -> str:
    signs = ""
    for value, sign in _ROMAN:
        signs += sign * (number // value)
        number %= value
    return signs


def _letters(number: int) -> str:
    """Count a, b … z, aa, ab …."""
    signs = ""
    while number:
        number, place = divmod(number - 1, 26)
        signs = chr(ord("a") + place) + signs
    return signs
