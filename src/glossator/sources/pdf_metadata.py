"""Read what a PDF says of its work: authors, date, language, where that is plausible.

Programs fill these fields by themselves: with the user's login, the name of
the file, the moment of printing. What looks like that is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from glossator.model.books import Bibliography, Caption, Name
from glossator.sources.captions import as_case

_NO_AUTHOR = re.compile(
    r"(?:unknown|anonymous|admin\w*|owner|user\w*|windows user|microsoft\b.*|preferred customer|"
    r"default|author|guest|root|scanner|canon\b.*|hp\b.*|xerox\b.*|adobe\b.*|.*[@\\/<>\d_].*)",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:court|university|institute|department|office|ministry|agency|commission|committee|"
    r"council|association|society|press|bureau|parliament|congress|senate|bank|library|"
    r"inc|ltd|llp|llc|gmbh|the|of)\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:;|\band\b|&|\n)\s*")
_INITIALS = re.compile(r"(?:\w\.?[\s-]?){1,4}")
_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
_DOI = re.compile(r"\b(?:doi:?\s*|doi\.org/)(10\.\d{4,9}/[^\s\"<>]+[^\s\"<>.,;)])", re.IGNORECASE)
_MOST_NAMES = 20
_LONGEST = 80  # characters of one name


def read_bibliography(metadata: Mapping[str, str], caption: Caption, language: str) -> Bibliography:
    """Give what is known of a work for citing it.

    Args:
        metadata: the file's own (ISO 32000-1, 14.3.3), by its keys.
        caption: of the case, if it is one.
        language: that the file declares.
    """
    is_case = bool(caption.court and caption.docket)
    authors = read_authors(metadata.get("Author", ""))
    said = " ".join(metadata.get(key, "") for key in ("Subject", "Keywords", "doi"))
    doi = _DOI.search(said)
    declared = Bibliography(
        authors=authors,
        issued=_created(metadata, authors),
        doi=doi[1] if doi else "",
        language=language,
    )
    return as_case(declared, caption) if is_case else declared


def read_authors(declared: str) -> tuple[Name, ...]:
    """Read the names in a file's author field, () where it holds a login or a program's name.

    They are parted by semicolons or "and", by commas where each part has a
    blank; "Doe, Jane" is one name.
    """
    parts = [part.strip(" ,") for part in _BETWEEN.split(" ".join(declared.split(" "))) if part]
    if len(parts) == 1 and parts[0].count(",") and not _is_inverted(parts[0]):
        parts = [part.strip() for part in parts[0].split(",")]
    elif len(parts) > 1:
        parts = [one for part in parts for one in _parted_by_commas(part)]
    names = [_name(part) for part in parts if _is_name(part)]
    return tuple(names[:_MOST_NAMES]) if len(names) == len(parts) else ()


def _parted_by_commas(part: str) -> list[str]:
    return [part] if _is_inverted(part) else [one.strip() for one in part.split(",")]


def _is_inverted(part: str) -> bool:
    """Tell "Doe, Jane A." from "Jane Doe, Richard Roe"."""
    family, comma, given = part.partition(",")
    one_word = " " not in family or _INITIALS.fullmatch(given.strip()) is not None
    return bool(comma) and "," not in given and one_word


def _is_name(part: str) -> bool:
    if not 3 < len(part) <= _LONGEST or _NO_AUTHOR.fullmatch(part):
        return False
    words = part.replace(",", " ").split()
    return len(words) > 1 and all(word[0].isupper() for word in (words[0], words[-1]))


def _name(part: str) -> Name:
    if _BODY.search(part):
        return Name(part)
    family, comma, given = part.partition(",")
    if comma:
        return Name(family.strip(), given.strip())
    *first, last = part.split()
    return Name(last, " ".join(first))


def _created(metadata: Mapping[str, str], authors: tuple[Name, ...]) -> str:
    """Give the day on which a file was made, only where its other fields are cared for."""
    made = _DATE.match(metadata.get("CreationDate", ""))
    if not made or not authors or not metadata.get("Title", "").strip():
        return ""
    year, month, day = made.groups()
    return f"{year}-{month}-{day}" if "01" <= month <= "12" and "01" <= day <= "31" else year
