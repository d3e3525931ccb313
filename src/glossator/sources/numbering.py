"""Read the numbers that headings and list items begin with."""

from __future__ import annotations

import re

_HEADING_NUMBER = re.compile(
    r"(?P<roman>[IVXL]{1,6})[.)]\s|(?P<capital>[A-Z])[.)]\s|(?P<digit>\d{1,2})[.)]\s"
    r"|(?P<small>[a-z])[.)]\s|(?:CHAPTER|Chapter|PART|Part|ARTICLE|Article)\s+[\dIVXLA-Z]+\b"
)
_BARE_NUMBER = re.compile(r"(?P<roman>[IVXL]{1,6})|(?P<capital>[A-Z])|(?P<digit>\d{1,2})")
_LEVELS = {"roman": 1, "capital": 2, "digit": 3, "small": 4}
_ENUMERATION = re.compile(
    r"(\((?:[a-z]{1,4}|[A-Z]|\d{1,3})\)|(?:\d{1,3}|[a-zA-Z])[.)]|[•·▪◦–*-])\s+\S"
)
# No words: "note." and "etc." begin items as well.
_OWN_NUMBER = re.compile(
    r"(?P<open>\()?(?P<own>\d{1,3}|[ivxl]{1,5}|[IVXL]{1,5}|(?P<letter>[a-z])(?P=letter)?|[A-Z])"
    r"(?(open)\)|[.)])(?:\s|$)"
)


def heading_rank(text: str) -> int:
    """Give the level that a heading's own numbering tells: I 1, A 2, 1 3, a 4; 0 for none.

    "C. ", "I. ", "V. " and the like count as Roman only where longer or I, V, X:
    the caller who knows the neighbours may know better.
    """
    found = _BARE_NUMBER.fullmatch(text.rstrip(".")) or _HEADING_NUMBER.match(text)
    if not found:
        return 0
    name = found.lastgroup or "roman"
    if name == "roman" and text[:1] in "L" and not text[1:2].isalpha():
        name = "capital"
    return _LEVELS[name]


def looks_like_heading(text: str) -> bool:
    """Tell whether a short text set as a paragraph is a numbered heading ("II. The Duty of Care").

    No sentence: it has at most 15 words and ends without a full stop.
    """
    if len(text) > 120 or text[-1:] in ".;:,?!)]”\"'" or len(text.split()) > 15:
        return text.rstrip(".") != "" and bool(re.fullmatch(r"[IVX]{1,5}\.?", text))
    found = _HEADING_NUMBER.match(text)
    return bool(found) and text[found.end() :][:1].isupper() if found else False


def enumeration_label(text: str) -> str:
    """Give what a list item begins with ("(a)", "3.", "•"), "" for none."""
    found = _ENUMERATION.match(text)
    return found.group(1) if found else ""


def own_number(text: str) -> str:
    """Give the number that a list item's own text begins with, bare: "a" for "(a)"; "" for none."""
    found = _OWN_NUMBER.match(text)
    return found["own"] if found else ""


def in_capitals(text: str) -> bool:
    """Tell whether most of a text's letters are capitals."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 2 and sum(map(str.isupper, letters)) > 0.7 * len(letters)


def in_title_case(text: str) -> bool:
    """Tell whether most of a text's longer words begin with a capital."""
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3]
    return bool(words) and sum(word[0].isupper() for word in words) >= 0.8 * len(words)
