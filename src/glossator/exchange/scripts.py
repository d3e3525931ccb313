"""Name the script of a character and a free font that covers it."""

from __future__ import annotations

import unicodedata

_CJK = frozenset(
    {"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "IDEOGRAPHIC", "KANGXI"}
    | {"FULLWIDTH", "HALFWIDTH"}
)
_OF_NO_SCRIPT = frozenset({"COMBINING", "MODIFIER"})


def script_and_font(character: str) -> tuple[str, str]:
    """Name the script of a letter, accent or digit, and a font that has it.

    Goes by the first word of the character's Unicode name, which for letters
    is the script's; the font is the Noto family's for that script.
    """
    first = unicodedata.name(character, "UNKNOWN").split()[0].split("-")[0]
    if first in _CJK:
        return "Chinese, Japanese or Korean", "Noto Serif CJK"
    if first == "MATHEMATICAL":
        return "mathematical", "Noto Sans Math"
    if first in _OF_NO_SCRIPT:
        return "phonetic", "Noto Sans"
    return first.capitalize(), f"Noto Sans {first.capitalize()}"
