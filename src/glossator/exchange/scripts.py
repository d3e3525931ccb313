"""Name the script of a character and a free font that covers it."""

from __future__ import annotations

import unicodedata

_CJK = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "IDEOGRAPHIC", "KANGXI"})
_FIRST_EMOJI = "\N{CYCLONE}"


def script_and_font(character: str) -> tuple[str, str]:
    """Name a character's script and a font that has it.

    Goes by the first word of the character's Unicode name, which for letters
    is the script's; the font is the Noto family's for that script.
    """
    first = unicodedata.name(character, "UNKNOWN").split()[0].split("-")[0]
    if first in _CJK:
        return "Chinese, Japanese or Korean", "Noto Serif CJK"
    if unicodedata.category(character)[0] in "LMN" and first != "MATHEMATICAL":
        return first.capitalize(), f"Noto Sans {first.capitalize()}"
    if character >= _FIRST_EMOJI:
        return "emoji", "Noto Emoji"
    return "symbol", "Noto Sans Symbols 2"
