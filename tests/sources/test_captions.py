"""Captions are written neatly, and a case is cited by them."""

import pytest

from glossator.model.books import Bibliography, Caption, Name
from glossator.sources.captions import as_case, day_of, tidy_caption


def test_a_caption_loses_what_belongs_to_its_setting() -> None:
    caption = Caption(
        parties="DARLING, v. HERON LIGHT CO.,",
        court="IN THE SUPREME COURT OF ALDERSEA.",
        decided="15TH April 2003.",
        docket="No. 7,",
    )
    assert tidy_caption(caption) == Caption(
        parties="DARLING, v. HERON LIGHT CO.",
        court="Supreme Court of Aldersea",
        decided="15th April 2003",
        docket="No. 7",
    )


def test_a_court_that_is_not_in_capitals_stays_as_it_is() -> None:
    assert tidy_caption(Caption(court="Court of Appeal (NSW)")).court == "Court of Appeal (NSW)"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Sept. 7, 2010", "2010-09-07"),
        ("February 20, 2020 (as amended)", "2020-02-20"),
        ("15th April 2003", "2003-04-15"),
        ("3rd day of May, 1999", "1999-05-03"),
        ("2014-07-21", "2014-07-21"),
        ("3/4/2010", ""),
        ("March 45, 2010", ""),
        ("last Tuesday", ""),
        ("", ""),
    ],
)
def test_a_day_is_read_where_it_can_be_one_only(written: str, day: str) -> None:
    assert day_of(written) == day


def test_a_case_is_dated_by_its_caption_and_not_by_its_file() -> None:
    declared = Bibliography(authors=(Name("Clerk"),), issued="2021-07-16", language="en")
    decided = Caption(court="Supreme Court of Aldersea", decided="14 March 2019")
    expected = Bibliography(kind="legal_case", issued="2019-03-14", language="en")
    assert as_case(declared, decided) == expected
    assert as_case(declared, Caption()) == declared
