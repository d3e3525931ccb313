"""The little Markdown of the reader's own writing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.exchange.inline import Piece, read_inline


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("plain", [Piece("plain")]),
        ("", [Piece("")]),
        ("a *b* c", [Piece("a "), Piece("b", "em"), Piece(" c")]),
        ("**b**", [Piece("b", "strong")]),
        ("__b__ _c_", [Piece("b", "strong"), Piece(" "), Piece("c", "em")]),
        ("`x*y*`", [Piece("x*y*", "code")]),
        (r"\*b\*", [Piece("*b*")]),
        ("2 * 3 * 4", [Piece("2 * 3 * 4")]),
        ("snake_case_name", [Piece("snake_case_name")]),
        ("*half", [Piece("*half")]),
    ],
)
def test_pieces(text: str, pieces: list[Piece]) -> None:
    assert read_inline(text) == pieces


@given(st.text(alphabet="a *_`\\\n"))
def test_no_letter_is_lost(text: str) -> None:
    words = "".join(piece.words for piece in read_inline(text))
    assert words.count("a") == text.count("a")
    assert words.split("a")[0].count(" ") == text.split("a", maxsplit=1)[0].count(" ")


def test_much_of_it_takes_no_time() -> None:
    assert len(read_inline("*a " * 100_000)) == 1
