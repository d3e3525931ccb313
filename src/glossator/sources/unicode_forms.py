"""Tell UTF-16 and UTF-32 by their marks or zeros, and text from noise in them."""

from __future__ import annotations

import codecs
import unicodedata

# UTF-32's little-endian mark begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNFIT = frozenset({"Cc", "Cn", "Co", "Cs"})
_BLANKS = frozenset("\t\n\v\f\r")


def marked_encoding(data: bytes) -> tuple[bytes, str]:
    """Give the byte order mark that bytes begin with, and its encoding; ("", "") for none."""
    return next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", ""))


def looks_utf16(data: bytes) -> str:
    """Name the UTF-16 byte order that unmarked bytes seem to have, "" for none."""
    if len(data) < 8:
        return ""
    even, odd = data[0::2], data[1::2]
    for name, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if high.count(0) * 10 > len(high) * 7 and low.count(0) * 20 < len(low):
            return name
    return ""


def is_noise(text: str) -> bool:
    """Tell whether a decoded text is none: one character in fifty is what no writing holds.

    Controls, lone surrogates, characters for private use or not assigned, and
    what could not be decoded; one of them, at a cut, does not count. Random
    bytes read as UTF-16 hold some fifteen in a hundred.
    """
    unfit = sum(
        char == "\ufffd" or (unicodedata.category(char) in _UNFIT and char not in _BLANKS)
        for char in text
    )
    return (unfit - 1) * 50 > len(text)
