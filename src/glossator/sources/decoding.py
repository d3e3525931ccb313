"""Turn bytes into text when nobody says for sure in which encoding they are."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from glossator.sources.foreign import looks_utf16

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_SAMPLE_BYTES = 262_144
_LOST = "Some characters could not be read and stand as “\ufffd”: the file mixes encodings."


def decode_text(data: bytes, *, html: bool = False) -> tuple[str, tuple[str, ...]]:
    """Decode a whole file.

    The byte order mark decides, then UTF-8 if all of it is valid, then what an
    HTML page declares, then charset-normalizer's guess, then Windows-1252.

    Args:
        data: the file.
        html: whether to look for the charset that a page declares.

    Returns:
        The text, and a sentence for the reader if characters were lost.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode(data[len(mark) :], encoding)
    if utf16 := looks_utf16(data[:65_536]):
        return _decode(data, utf16)
    try:
        return data.decode(), ()
    except UnicodeDecodeError as error:
        wrong = error.start
    lost = data.decode(errors="replace").count("\ufffd")
    if not data[:wrong].isascii() and (len(data) - wrong < 4 or lost * 2000 < len(data)):
        # A few bad bytes in what is UTF-8 otherwise: cut off in the middle, or pasted together.
        return _decode(data, "utf-8")
    return _decode(data, _guess_encoding(data, html=html))


def _guess_encoding(data: bytes, *, html: bool) -> str:
    declared = _META.search(data[:4096]) if html else None
    if declared:
        try:
            name = codecs.lookup(declared.group(1).decode("ascii")).name
        except LookupError:
            name = ""
        if name not in {"", "utf-8"}:
            return "cp1252" if name == "iso8859-1" else name  # as browsers do (WHATWG Encoding)
    guess = from_bytes(data[:_SAMPLE_BYTES]).best()
    return guess.encoding if guess else "cp1252"


def _decode(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    try:
        text = data.decode(encoding, errors="replace")
    except (LookupError, UnicodeError, TypeError):  # a codec that is no text encoding
        text = data.decode("cp1252", errors="replace")
    return text, (_LOST,) if "\ufffd" in text else ()
