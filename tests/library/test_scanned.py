"""Which pages have no text, and how pages are named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.library.scanned import pages_without_text, read_page_range, write_page_range
from glossator.model.books import EditionText
from glossator.model.errors import InvalidRequestError
from glossator.model.text import IMAGE_SIGN, Page


def test_pages_on_which_no_letter_stands_are_without_text() -> None:
    text = f"Words\n{IMAGE_SIGN}\n— *\nMore words"
    starts = (0, 6, 8, 12, len(text))
    content = EditionText(text, (), tuple(Page(at, "", start) for at, start in enumerate(starts)))
    assert pages_without_text(content) == (1, 2, 4)


@pytest.mark.parametrize(
    ("typed", "pages"),
    [("3-5", (2, 3, 4)), ("3", (2,)), (" 1 – 2, 7 ", (0, 1, 6)), ("", None), ("  ", None)],
)
def test_pages_are_counted_as_readers_do(typed: str, pages: tuple[int, ...] | None) -> None:
    assert read_page_range(typed) == pages


@pytest.mark.parametrize("typed", ["0", "5-3", "all", "1-", "-2", "1,,2", "1-999999"])
def test_what_names_no_pages_is_refused(typed: str) -> None:
    with pytest.raises(InvalidRequestError, match="such as 3-7"):
        read_page_range(typed)


@given(st.sets(st.integers(0, 60), min_size=1))
def test_pages_written_are_read_again(pages: set[int]) -> None:
    ordered = tuple(sorted(pages))
    assert read_page_range(write_page_range(ordered)) == ordered
