"""Read letters of the fonts Symbol and Wingdings, which stand for other signs than they say."""

from __future__ import annotations

_PRIVATE = range(0xF020, 0xF100)
# Adobe's Symbol encoding from 0x20 on (PostScript Language Reference, appendix E.11).
_SYMBOL_LOW = (
    " !∀#∃%&∍()∗+,−./0123456789:;<=>?"
    "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
)
_SYMBOL_HIGH = (
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪"
    " 〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"
)
# fmt: off
_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖", 0x77: "◆",
    0x9F: "•", 0xA0: "▪", 0xA7: "▪", 0xA8: "◻", 0xD8: "➢", 0xE0: "→", 0xDF: "←", 0xE8: "➔",
    0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0x4A: "☺", 0x46: "☞", 0x26: "✂",
}
# fmt: on


def symbol_text(text: str, font: str) -> str:
    """Give the signs that a reader sees.

    Args:
        text: letters as the file has them; those of the private range U+F020 to
            U+F0FF are letters of a symbol font whatever it is called.
        font: the name of the font they are set in, "" where not known.
    """
    kind = font.strip().casefold()
    if kind.startswith("courier") and text == "o":  # Word's hollow bullet
        return "◦"
    is_symbol, is_dingbat = kind == "symbol", kind.startswith(("wingdings", "webdings"))
    if not is_symbol and not is_dingbat and not any(ord(char) in _PRIVATE for char in text):
        return text
    return "".join(_sign(ord(char), dingbat=is_dingbat, named=is_symbol) for char in text)


def _sign(code: int, *, dingbat: bool, named: bool) -> str:
    low = code - 0xF000 if code in _PRIVATE else code
    if dingbat:
        return _WINGDINGS.get(low, "•") if low < 0x100 else chr(code)
    if low == code and not named:
        return chr(code)
    if 0x20 <= low < 0x7F:
        return _SYMBOL_LOW[low - 0x20]
    return _SYMBOL_HIGH[low - 0xA0] if 0xA0 <= low < 0xFF else chr(code)
