from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.exchange.stand_ins import replace_clusters, stand_in, unusual_clusters


@pytest.mark.parametrize(
    ("picture", "words"),
    [
        ("😀", "[grinning face]"),
        ("👩‍👩‍👧", "[woman, woman, girl]"),
        ("👍🏽", "[thumbs up sign, medium skin]"),
        ("❤️", "[heavy black heart]"),
        ("🇬🇧", "[flag GB]"),
        ("🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074", "[flag GBSCT]"),
        ("1️⃣", "[keycap 1]"),
        ("#️⃣", "[keycap #]"),
        ("☙", "[reversed rotated floral heart bullet]"),
        ("①", "1"),
        ("𝗔", "A"),
    ],
)
def test_a_picture_is_one_cluster_and_has_words(picture: str, words: str) -> None:
    text = f"a {picture} b {picture}{picture}, “é” – ok"
    assert unusual_clusters(text) == {picture}
    assert stand_in(picture) == words
    assert replace_clusters(text, {picture: words}) == f"a {words} b {words}{words}, “é” – ok"


@pytest.mark.parametrize("letter", ["漢", "ש", "न", "कि", "q\u1dc4", "١"])
def test_a_letter_has_no_words_to_stand_for_it(letter: str) -> None:
    assert unusual_clusters(f"“{letter}”") == {letter}
    assert stand_in(letter) is None


def test_two_flags_side_by_side_are_two() -> None:
    assert unusual_clusters("🇬🇧🇫🇷") == {"🇬🇧", "🇫🇷"}


def test_a_long_chain_of_pictures_is_not_named_to_its_end() -> None:
    words = stand_in("\u200d".join(["👩"] * 9))
    assert words == "[" + ", ".join(["woman"] * 8) + "…]"


@given(st.text())
def test_what_has_no_words_stays_as_it_is(text: str) -> None:
    assert replace_clusters(text, {}) == text
