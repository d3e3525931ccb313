"""Finds the first date in words, for lines that stand in the order of time."""

from __future__ import annotations

import re

Date = tuple[int, int, int]
"""Year, month and day; 0 for a month or day that is not said."""

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier januar",
            "february feb février fevrier februar",
            "march mar mars märz",
            "april apr avril",
            "may mai",
            "june jun juin juni",
            "july jul juillet juli",
            "august aug août aout",
            "september sept sep septembre",
            "october oct octobre oktober",
            "november nov novembre",
            "december dec décembre decembre dezember",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?:1[0-9]|20)\d\d"
_DATES = re.compile(
    rf"""
      \b(?P<iso>({_YEAR})-(\d\d)(?:-(\d\d))?)\b
    | \b(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.|er)?\s+(?:of\s+)?
      (?P<month>{_MONTH})\b\.?,?\s+(?P<year>{_YEAR})\b
    | \b(?P<month2>{_MONTH})\b\.?\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year2>{_YEAR})\b
    | \b(?P<month3>{_MONTH})\b\.?,?\s+(?P<year3>{_YEAR})\b
    | \b(?P<dotted>(\d{{1,2}})[./](\d{{1,2}})[./]({_YEAR}))\b
    | (?<![\d.,§$€£-])\b(?P<year4>{_YEAR})\b(?![\d.,]\d)
    """,
    re.VERBOSE | re.IGNORECASE,
)


def find_date(words: str) -> Date | None:
    """Give the first date that words say; None where they say none.

    Read are "12 March 1893", "March 12, 1893", "1893-03-12", "12.03.1893" and "12/3/1893" (the
    day first, unless only the month can stand there), "March 1893" and "1893", with the names
    of months in English, French and German. A number of four digits counts as a year from 1000
    to 2099; a day that its month does not have is none.
    """
    for found in _DATES.finditer(words):
        date = _read(found)
        if date:
            return date
    return None


def _read(found: re.Match[str]) -> Date | None:
    if found["iso"]:
        year, month, day = (int(part) for part in (*found["iso"].split("-"), "0")[:3])
        return _checked(year, month, day)
    if found["dotted"]:
        first, second, year = (int(part) for part in re.split("[./]", found["dotted"]))
        return _checked(year, second, first) or _checked(year, first, second)
    for which in ("", "2", "3"):
        if found[f"month{which}"]:
            month = _MONTHS[found[f"month{which}"].casefold()]
            day = 0 if which == "3" else int(found[f"day{which}"])
            return _checked(int(found[f"year{which}"]), month, day)
    return int(found["year4"]), 0, 0


def _checked(year: int, month: int, day: int) -> Date | None:
    longest = 29 if month == 2 else 30 if month in {4, 6, 9, 11} else 31
    return (year, month, day) if 0 <= month <= 12 and 0 <= day <= longest else None
