"""Read what a DOCX says of itself in its core properties (ECMA-376 part 2, 11)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from glossator.model.books import Bibliography, Name
from glossator.sources.blocks import clean_text
from glossator.sources.office_times import read_time

_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3}")
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Metadata:
    """Title and bibliographic data; "" and nothing where not said."""

    title: str = ""
    bibliography: Bibliography = field(default_factory=Bibliography)


def read_metadata(root: etree._Element | None) -> Metadata:
    """Read the core properties."""
    if root is None:
        return Metadata()
    creator = _text(root, f"{_DC}creator")
    return Metadata(
        title=_text(root, f"{_DC}title"),
        bibliography=Bibliography(
            authors=tuple(person(name) for name in re.split(r"\s*;\s*", creator) if name),
            issued=read_time(_text(root, f"{_TERMS}created"))[:10],
            language=language_tag(_text(root, f"{_DC}language")),
        ),
    )


def person(name: str) -> Name:
    """Part a person's name: "Vinton, Ada" and "Ada Vinton" alike; one word is all family."""
    family, comma, given = name.partition(",")
    if not comma:
        given, _, family = name.rpartition(" ")
    return Name(family.strip(), given.strip())


def language_tag(text: str) -> str:
    """Give a language as a BCP 47 tag, "" for what is none."""
    text = text.strip().replace("_", "-")
    return text if _LANGUAGE.fullmatch(text) else ""


def _text(root: etree._Element, name: str) -> str:
    return clean_text(" ".join((root.findtext(f".//{name}") or "").split()))[:_LONGEST]
