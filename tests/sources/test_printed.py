from hypothesis import given
from hypothesis import strategies as st

from glossator.sources.printed import NumberSeen, fit_printed_pages, numbers_in_row


def pages(*texts: str) -> list[list[NumberSeen]]:
    return [numbers_in_row(text, 0) for text in texts]


def labels(*texts: str) -> list[str | None]:
    fitted = fit_printed_pages(pages(*texts), [""] * len(texts))
    return [page.label if page else None for page in fitted]


def test_a_number_at_either_end_of_a_head_is_seen() -> None:
    assert [n.label for n in numbers_in_row("2086 MORTIMER v. BACA", 0)] == ["2086"]
    assert [n.label for n in numbers_in_row("Cite as: 597 U. S. ____ (2022) 13", 0)] == ["13"]
    assert [n.label for n in numbers_in_row("- 5 -", 0)] == ["5"]
    assert [n.label for n in numbers_in_row("Page 3 of 9", 0)] == ["3"]
    assert [n.label for n in numbers_in_row("xiv", 0)] == ["xiv"]


def test_numbers_that_rise_with_the_pages_are_believed() -> None:
    assert labels("12", "13", "14") == ["12", "13", "14"]


def test_numbers_that_do_not_rise_are_not() -> None:
    assert labels("12", "7", "90") == [None, None, None]


def test_a_page_between_two_numbered_ones_has_the_number_between() -> None:
    assert labels("1", "2", "", "4", "5") == ["1", "2", "3", "4", "5"]


def test_where_numbers_restart_parts_are_named_by_their_heads() -> None:
    fitted = fit_printed_pages(
        pages("1", "2", "3", "1", "2", "3"), ["Opinion"] * 3 + ["Roe, J., dissenting"] * 3
    )
    assert [(page.part, page.label) for page in fitted if page] == [
        ("Opinion", "1"),
        ("Opinion", "2"),
        ("Opinion", "3"),
        ("Roe, J., dissenting", "1"),
        ("Roe, J., dissenting", "2"),
        ("Roe, J., dissenting", "3"),
    ]


def test_roman_front_matter_and_the_body_are_not_two_parts_by_restart() -> None:
    fitted = fit_printed_pages(pages("i", "ii", "iii", "1", "2", "3"), [""] * 6)
    assert [(page.part, page.label) for page in fitted if page][2:4] == [("", "iii"), ("", "1")]


@given(st.integers(1, 900), st.integers(3, 40))
def test_any_rising_sequence_is_found_whole(first: int, count: int) -> None:
    texts = [str(first + at) for at in range(count)]
    assert labels(*texts) == texts
