"""Split the names of people as files write them."""

from __future__ import annotations

import re

from glossator.model.books import Name

_BODIES = re.compile(
    r"\b(?:court|university|institute|press|office|department|ministry|committee|commission"
    r"|council|association|foundation|society|agency|bureau|congress|parliament|staff|editors"
    r"|team|group|inc|llc|ltd|gmbh|llp|company|corporation|wikipedia|contributors)\b",
    re.IGNORECASE,
)
_PARTICLES = frozenset({"van", "von", "de", "der", "den", "del", "della", "di", "da", "la", "le"})
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})


def split_name(written: str) -> Name:
    """Split a name: "Ridge, Ann" and "Ann Ridge" alike; a body's name stays whole.

    Particles in small letters belong to the family name ("Ann van der Ridge").
    """
    name = " ".join(written.split())[:200]
    family, comma, given = (part.strip() for part in name.partition(","))
    if comma and given.lower() not in _SUFFIXES:
        return Name(family, given) if family else Name(given)
    words = name.split()
    if len(words) < 2 or _BODIES.search(name):
        return Name(name)
    at = len(words) - 1
    while at > 1 and (words[at].lower() in _SUFFIXES or words[at - 1] in _PARTICLES):
        at -= 1
    return Name(" ".join(words[at:]), " ".join(words[:at]).rstrip(","))


def split_names(written: str) -> tuple[Name, ...]:
    """Split several names in one line, parted by semicolons or "and"."""
    parts = re.split(r"\s*;\s*|\s+(?:and|&)\s+", written)
    return tuple(split_name(part) for part in parts if part.strip())
