"""Turn bytes into text when nobody says for sure in which encoding they are."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from glossator.model.books import Offer
from glossator.sources.code_pages import guess_code_page
from glossator.sources.mojibake import find_garbled, repair_garbled
from glossator.sources.unicode_forms import looks_utf16, marked_encoding

_DECLARED = re.compile(
    rb"(?:<meta[^>]+charset|<\?xml[^>]+encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE
)
_LOST = "Some characters could not be read and stand as “\ufffd”: the file mixes encodings."
_GUESSED = (
    "The file does not say how its letters are written; it was read as {}. If letters look wrong, "
    "open it in its own program, save it as UTF-8 and import that."
)


_GARBLED = (
    "Letters are garbled in {} (“{}” for “{}”): the text was once read in a wrong encoding and "
    "saved so. It is shown as it is; it can be repaired on request."
)
_REPAIRED = "Garbled letters were repaired in {} (“{}” to “{}”), as asked; the file is unchanged."


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, and what to say of its letters.

    Attributes:
        text: decoded.
        problems: sentences for the reader.
        offers: what else can be made of it.
        followed: the parameters that were asked for and followed.
    """

    text: str
    problems: tuple[str, ...] = ()
    offers: tuple[Offer, ...] = ()
    followed: Mapping[str, str] = field(default_factory=dict)


def decode_book(
    data: bytes, parameters: Mapping[str, str], *, html: bool = False, declared: str = ""
) -> Decoded:
    """Decode a whole file; letters garbled in it are repaired if that is asked for, else offered.

    Args:
        data: the file.
        parameters: what is asked for (`Offer.REPAIR_ENCODING`).
        html: whether to look for the charset that a page declares.
        declared: the charset that is said of the file from outside; "" for none.
    """
    text, problems = decode_text(data, html=html, declared=declared)
    return mend_text(text, problems, parameters)


def mend_text(text: str, problems: tuple[str, ...], parameters: Mapping[str, str]) -> Decoded:
    """Look for garbled letters in a decoded text; as `decode_book`."""
    garbled = find_garbled(text)
    if garbled is None:
        return Decoded(text, problems)
    places = "1 place" if garbled.places == 1 else f"{garbled.places:,} places"
    told = (places, garbled.example, garbled.meant)
    if parameters.get(Offer.REPAIR_ENCODING) != "yes":
        offered = (Offer.REPAIR_ENCODING,)
        return Decoded(text, (*problems, _GARBLED.format(*told)), offered)
    followed = {str(Offer.REPAIR_ENCODING): "yes"}
    return Decoded(repair_garbled(text), (*problems, _REPAIRED.format(*told)), followed=followed)


def decode_text(
    data: bytes, *, html: bool = False, declared: str = ""
) -> tuple[str, tuple[str, ...]]:
    """Decode a whole file.

    The byte order mark decides, then UTF-8 if all of it is valid, then what is
    declared, then a guess. Only encodings that write other letters in bytes of
    ASCII (ISO-2022) go before UTF-8.

    Args:
        data: the file.
        html: whether to look for the charset that a page declares.
        declared: the charset that is said of the file from outside; "" for none.

    Returns:
        The text, and sentences for the reader: if the encoding was guessed,
        and if characters were lost.
    """
    told = _known_encoding(declared) or (_declared_encoding(data[:4096]) if html else "")
    mark, encoding = marked_encoding(data)
    if mark or told.startswith(("iso2022", "hz")):
        return _decode(data[len(mark) :], encoding or told)
    if utf16 := looks_utf16(data[:65_536]):
        return _decode(data, utf16, guessed="UTF-16")
    try:
        return data.decode(), ()
    except UnicodeDecodeError as error:
        wrong = error.start
    lost = data.decode(errors="replace").count("\ufffd")
    if not data[:wrong].isascii() and (len(data) - wrong < 4 or lost * 2000 < len(data)):
        # A few bad bytes in what is UTF-8 otherwise: cut off in the middle, or pasted together.
        return _decode(data, "utf-8")
    if told:
        return _decode(data, told)
    encoding, name = guess_code_page(data)
    return _decode(data, encoding, guessed=name)


def _declared_encoding(start: bytes) -> str:
    """Give the encoding that a page declares, "" for none that is of use."""
    declared = _DECLARED.search(start)
    return _known_encoding(declared[1].decode("ascii")) if declared else ""


def _known_encoding(declared: str) -> str:
    """Give Python's name of an encoding, "" for none that it knows, and for UTF-8."""
    try:
        name = codecs.lookup(declared).name if declared else ""
    except (LookupError, ValueError):
        return ""
    if name == "utf-8":  # which is tried anyway
        return ""
    return "cp1252" if name == "iso8859-1" else name  # as browsers do (WHATWG Encoding)


def _decode(data: bytes, encoding: str, *, guessed: str = "") -> tuple[str, tuple[str, ...]]:
    """Decode as told; `guessed` is what to call the encoding if it is a guess."""
    try:
        text = data.decode(encoding, errors="replace")
    except (LookupError, UnicodeError, TypeError):  # a codec that is no text encoding
        text = data.decode("cp1252", errors="replace")
    problems = [_GUESSED.format(guessed)] if guessed else []
    return text, (*problems, *([_LOST] if "\ufffd" in text else []))
