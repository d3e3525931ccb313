"""Make a title of a case's parties as a caption has them."""

from __future__ import annotations

import re

_LONG = 100  # code points: a longer title names the first party of each side only
_SEVERAL = re.compile(
    r";|,\s+(?:an?|the|individually)\s|\s+(?:and|AND)\s+|\s+et al\b", re.IGNORECASE
)
_VERSUS = re.compile(r"\s+(?:v|vs|V|VS)\.\s+")
_ROLE = (
    r"(?:cross[- ])?(?:plaintiff|defendant|appellee|appellant|petitioner|respondent|intervenor)"
    r"s?(?:\(s\))?"
)
_ROLES = re.compile(
    rf"[\s,;–—-]*\b(?:{_ROLE})(?:[\s,;/–—-]+(?:and\s+)?(?:{_ROLE}))*\W*$", re.IGNORECASE
)
_CAPITALS_KEPT = frozenset(
    ["LLC", "LLP", "LP", "PLC", "NA", "PC", "PA", "USA", "US", "UK", "II", "III", "IV"]
)
_SMALL = frozenset(
    ["and", "of", "the", "in", "for", "by", "on", "at", "to", "ex", "rel", "a", "an"]
)
_ABBREVIATED = re.compile(r"(?:\b\w|\b(?:Jr|Sr|Inc|Co|Corp|Ltd|Bros|Dept|al))\.$")


def case_title(parties: str) -> str:
    """Shorten a caption's parties to a title: "Vinton, Appellant v. STATE" is "Vinton v. State".

    Roles of the parties are left out, names all in capitals get capitals at
    their beginnings only. Parties without a "v." are given as they are.
    """
    sides = _VERSUS.split(" ".join(parties.split()))
    if len(sides) != 2:
        return parties
    title = " v. ".join(_clean(side) for side in sides)
    return title if len(title) <= _LONG else " v. ".join(_clean(_first_of(side)) for side in sides)


def _first_of(side: str) -> str:
    """Give the first of several parties, without what is said of it."""
    return _SEVERAL.split(side)[0]


def _clean(side: str) -> str:
    name = _ROLES.sub("", side).strip(" ,;")
    if name.endswith(".") and not _ABBREVIATED.search(name.title()):
        name = name[:-1]
    return unshouted(name)


def unshouted(name: str) -> str:
    """Give a name in capitals throughout with capitals at its beginnings only; others as is."""
    return _lower(name) if _is_shouted(name) else name


def _is_shouted(name: str) -> bool:
    letters = [letter for letter in name if letter.isalpha()]
    small = sum(letter.islower() for letter in letters)
    return len(letters) > 3 and small <= len(letters) // 5


def _lower(name: str) -> str:
    words = name.split(" ")
    return " ".join(_lower_word(word, is_first=at == 0) for at, word in enumerate(words))


def _lower_word(word: str, *, is_first: bool) -> str:
    bare = re.sub(r"\W", "", word)
    if bare in _CAPITALS_KEPT:
        return word
    if bare.lower() in _SMALL and not is_first:
        return word.lower()
    return re.sub(r"[^\W\d_]+", _capitalize, word)


def _capitalize(found: re.Match[str]) -> str:
    word = found[0]
    after_apostrophe = found.start() > 0 and found.string[found.start() - 1] in "'’"
    if after_apostrophe and len(word) == 1:
        return word.lower()
    return f"Mc{word[2:].capitalize()}" if word[:2] == "MC" and len(word) > 3 else word.capitalize()
