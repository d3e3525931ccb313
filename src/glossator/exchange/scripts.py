"""Name the script of a character and a free font that covers it."""

from __future__ import annotations

import unicodedata

_CJK = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "IDEOGRAPHIC", "KANGXI"})
_NOT_IN_NOTO_SERIF = {"ARABIC": "Noto Naskh Arabic", "SYRIAC": "Noto Sans Syriac"}


def script_and_font(character: str) -> tuple[str, str]:
    """Name a character's script and a font that has it.

    Goes by the first word of the character's Unicode name, which for letters
    is the script's; the font is the Noto family's for that script.
    """
    first = unicodedata.name(character, "UNKNOWN").split()[0].split("-")[0]
    if first in _CJK:
        return "Chinese, Japanese or Korean", "Noto Serif CJK"
    if unicodedata.category(character)[0] in "LMN" and ord(character) < 0x1D000:
        script = first.capitalize()
        return script, _NOT_IN_NOTO_SERIF.get(first, f"Noto Serif {script}")
    if 0x1F300 <= ord(character) < 0x20000:
        return "emoji", "Noto Emoji"
    return "symbols", "Noto Sans Symbols 2"
