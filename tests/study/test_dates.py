"""Dates as they stand in books."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.study.dates import Date, find_date


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("On 12 March 1893 he left.", (1893, 3, 12)),
        ("On the 3rd of May 1901", (1901, 5, 3)),
        ("Nov. 17, 2015: a gas fitter", (2015, 11, 17)),
        ("March 12th 1893", (1893, 3, 12)),
        ("1893-03-12", (1893, 3, 12)),
        ("12.03.1893", (1893, 3, 12)),
        ("03/25/1999", (1999, 3, 25)),
        ("3/4/1999", (1999, 4, 3)),
        ("In March 1893", (1893, 3, 0)),
        ("le 1er août 1914", (1914, 8, 1)),
        ("am 9. Oktober 1989", (1989, 10, 9)),
        ("in 1893.", (1893, 0, 0)),
        ("31 February 1900, then 1 March 1900", (1900, 3, 1)),
        ("Room 11, § 18-302, No. 18934", None),
        ("$1,900 and 12,1893", None),
        ("may it please the court", None),
        ("", None),
    ],
)
def test_dates(words: str, date: Date | None) -> None:
    assert find_date(words) == date


@given(st.text(alphabet="0123456789./- March,"))
def test_whatever_the_words_a_date_is_one(words: str) -> None:
    date = find_date(words)
    assert date is None or (date[0] >= 1000 and 0 <= date[1] <= 12 and 0 <= date[2] <= 31)
