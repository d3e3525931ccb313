"""Read what a PDF says of its work: authors, date, language, where that is plausible.

Programs fill these fields by themselves: with the user's login, the name of
the file, the moment of printing. What looks like that is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import chain

from glossator.model.books import Bibliography, Caption, Name
from glossator.sources.captions import as_case
from glossator.sources.pdf_xmp import Xmp

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
_BARE_DOI = re.compile(
    r"(?:doi:?\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/[^\s\"<>]+)", re.IGNORECASE
)
_ISO_DAY = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?(?!\d)")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_LONGEST_VALUE = 300  # characters
_MOST_NAMES = 20
_LONGEST = 80  # characters of one name


def read_bibliography(
    metadata: Mapping[str, str], caption: Caption, language: str, xmp: Xmp | None = None
) -> Bibliography:
    """Give what is known of a work for citing it.

    Args:
        metadata: the file's own (ISO 32000-1, 14.3.3), by its keys.
        caption: of the case, if it is one.
        language: that the file declares.
        xmp: the file's XMP packet, which is believed before its other fields.
    """
    xmp = xmp or {}
    is_case = bool(caption.court and caption.docket)
    authors = _creators(xmp) or read_authors(metadata.get("Author", ""))
    published = _published(xmp)
    declared = replace(
        published,
        authors=authors,
        issued=published.issued or _created(metadata, authors),
        doi=_doi(metadata, xmp),
        language=language or _language(xmp),
    )
    return as_case(declared, caption) if is_case else declared


def declared_titles(metadata: Mapping[str, str], xmp: Xmp) -> tuple[str, ...]:
    """Give the titles that a file declares, in the order in which they are to be believed."""
    said = (metadata.get("Title", ""), *xmp.get("dc:title", ())[:1])
    return tuple(title for title in said if title.strip())


def _creators(xmp: Xmp) -> tuple[Name, ...]:
    """Read the authors in a packet, one a value; () where any is none, such as a login."""
    names = [read_authors(said) for said in xmp.get("dc:creator", ())]
    return tuple(chain.from_iterable(names))[:_MOST_NAMES] if all(names) else ()


def _published(xmp: Xmp) -> Bibliography:
    """Read where a work was published; nothing without a journal, an ISBN or the like.

    Programs that only make PDFs fill in dates too, but never these.
    """
    container, isbn = _first(xmp, "prism:publicationName"), _first(xmp, "prism:isbn")
    first, last = _first(xmp, "prism:startingPage"), _first(xmp, "prism:endingPage")
    issued = _day(xmp, "prism:publicationDate", "prism:coverDate")
    if not (container or isbn or _first(xmp, "prism:doi")):
        return Bibliography()
    return Bibliography(
        kind="article-journal" if _first(xmp, "prism:aggregationType") == "journal" else "",
        issued=issued or _day(xmp, "dc:date"),
        publisher=_first(xmp, "dc:publisher"),
        container=container,
        volume=_first(xmp, "prism:volume"),
        issue=_first(xmp, "prism:number"),
        pages=_first(xmp, "prism:pageRange") or "-".join(filter(None, (first, last))),
        isbn=isbn,
        url=_address(_first(xmp, "prism:url")),
    )


def _first(xmp: Xmp, name: str) -> str:
    """Give the first value of a property, "" for none or for one too long to be one."""
    value = next(iter(xmp.get(name, ())), "")
    return value if len(value) <= _LONGEST_VALUE else ""


def _address(said: str) -> str:
    return said if said.lower().startswith(("http://", "https://")) else ""


def _day(xmp: Xmp, *names: str) -> str:
    """Give the first of several properties that is a date as XMP and PRISM write them."""
    for name in names:
        if found := _ISO_DAY.match(_first(xmp, name)):
            return found[0]
    return ""


def _doi(metadata: Mapping[str, str], xmp: Xmp) -> str:
    """Give the DOI: as the packet names it, else where a field of the file says "doi:10…"."""
    for name in ("prism:doi", "crossmark:DOI", "pdfx:doi", "dc:identifier"):
        if found := _BARE_DOI.fullmatch(_first(xmp, name)):
            return found[1]
    said = " ".join(metadata.get(key, "") for key in ("Subject", "Keywords", "doi"))
    doi = _DOI.search(said)
    return doi[1] if doi else ""


def _language(xmp: Xmp) -> str:
    said = _first(xmp, "dc:language")
    return said if _LANGUAGE.fullmatch(said) and said != "x-unknown" else ""


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
