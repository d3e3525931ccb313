"""Count with the labels of pages and paragraphs: "214" and 1 is "215", "xiv" and 1 is "xv"."""

from __future__ import annotations

import re

from glossator.sources.counters import ROMAN, roman

_ENDS_IN_NUMBER = re.compile(r"(.*?)(\d{1,9})(\D?)", re.DOTALL)
_ROMAN_UP_TO = 4000


def count_label(label: str, by: int) -> str | None:
    """Give the label that stands `by` places after another.

    Args:
        label: as printed: a number, a Roman number in one case, or words that
            end in a number ("A-3", "[12]").
        by: how far on; negative for back.

    Returns:
        None where the label does not count, or would fall below 1.
    """
    value = roman_value(label)
    if value is not None:
        letters = write_roman(value + by)
        return letters.upper() if letters and label.isupper() else letters
    found = _ENDS_IN_NUMBER.fullmatch(label)
    if not found:
        return None
    before, number, after = found.groups()
    return f"{before}{int(number) + by}{after}" if int(number) + by >= 1 else None


def roman_value(label: str) -> int | None:
    """Read a Roman number that is written wholly in small letters or in capitals."""
    if not label or not (label.islower() or label.isupper()):
        return None
    value, rest = 0, label.lower()
    for number, letters in ROMAN:
        while rest.startswith(letters):
            value, rest = value + number, rest[len(letters) :]
    return value if not rest and write_roman(value) == label.lower() else None


def write_roman(value: int) -> str | None:
    """Write a number in small Roman letters; None where it cannot be (below 1, from 4000 on)."""
    return roman(value) if 0 < value < _ROMAN_UP_TO else None
