"""Which code page the letters of an RTF are in."""

from __future__ import annotations

import codecs
import locale

# fmt: off
_CHARSETS = {
    0: "cp1252", 77: "mac_roman", 78: "shift_jis", 128: "cp932", 129: "cp949", 130: "johab",
    134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255",
    178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 255: "cp437",
}
# fmt: on
SYMBOL_CHARSET = 2


def page_of_charset(charset: int, default: str) -> str:
    r"""Give the code page of a font's charset (`\\fcharset`)."""
    return _CHARSETS.get(charset, default)


def page_of_number(number: int | None, default: str) -> str:
    r"""Give a code page by its number (`\\ansicpg`)."""
    if number in {65001, 1200}:
        return "utf-8"
    try:
        return codecs.lookup(f"cp{number}").name
    except LookupError:
        return default


def language_of(number: int | None) -> str:
    """Give the language of a Windows language id as a BCP 47 tag, "" for none known."""
    return locale.windows_locale.get(number or 0, "").replace("_", "-")
