from __future__ import annotations

import pytest

from glossator.exchange.scripts import script_and_font


@pytest.mark.parametrize(
    ("character", "script", "font"),
    [
        ("न", "Devanagari", "Noto Sans Devanagari"),
        ("漢", "Chinese, Japanese or Korean", "Noto Serif CJK"),
        ("ー", "Chinese, Japanese or Korean", "Noto Serif CJK"),
        ("ｱ", "Chinese, Japanese or Korean", "Noto Serif CJK"),
        ("𝛀", "mathematical", "Noto Sans Math"),
        ("\u1dc4", "phonetic", "Noto Sans"),
    ],
)
def test_a_character_tells_its_script_and_font(character: str, script: str, font: str) -> None:
    assert script_and_font(character) == (script, font)
