"""Read what an EPUB says of itself: title, and what a citation manager wants to know."""

from __future__ import annotations

import re
from collections import defaultdict

from lxml import etree

from glossator.model.books import Bibliography, Name
from glossator.sources.blocks import clean_text
from glossator.sources.names import split_name
from glossator.sources.xml_safety import local_name

_OPF = "{http://www.idpf.org/2007/opf}"
_DATE = re.compile(r"\s*(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?(?![\d])")
_ISBN = re.compile(
    r"(?:urn:)?(?:isbn[:\s]*)?((?:97[89][\s-]?)?(?:\d[\s-]?){9}[\dXx])", re.IGNORECASE
)
_DOI = re.compile(r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)(10\.\S+)", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


def read_metadata(metadata: etree._Element | None) -> tuple[str, Bibliography]:
    """Read the title and the bibliographic data, of EPUB 2 and of EPUB 3."""
    if metadata is None:
        return "", Bibliography(kind="book")
    fields: dict[str, list[etree._Element]] = defaultdict(list)
    for element in metadata.iter():
        fields[local_name(element)].append(element)
    refined = _refinements(fields["meta"])
    people = [_person(element, refined) for element in (*fields["creator"], *fields["contributor"])]
    creators = len(fields["creator"])
    return _title(fields["title"], refined), Bibliography(
        kind="book",
        authors=tuple(
            name for name, role in people[:creators] if role in {"", "aut"} and name.family
        ),
        editors=tuple(name for name, role in people if role == "edt" and name.family),
        issued=_issued(fields["date"]),
        publisher=_first(fields["publisher"]),
        isbn=_identifier(fields, _ISBN),
        doi=_identifier(fields, _DOI),
        language=language_tag(_first(fields["language"])),
    )


def language_tag(written: str) -> str:
    """Give a language tag as it is written, "" where it is none."""
    tag = written.strip().replace("_", "-")
    return tag if _LANGUAGE.fullmatch(tag) and tag.lower() not in {"und", "zxx"} else ""


def _refinements(metas: list[etree._Element]) -> dict[tuple[str, str], str]:
    """Give what EPUB 3 says of other elements, by their id and the property's name."""
    return {
        ((meta.get("refines") or "").lstrip("#"), meta.get("property") or ""): _words(meta)
        for meta in metas
        if meta.get("refines")
    }


def _title(titles: list[etree._Element], refined: dict[tuple[str, str], str]) -> str:
    """Give the main title, else the first one, with the subtitle where one is named so."""
    first, of_kind = "", dict[str, str]()
    for title in titles:
        if words := _words(title):
            first = first or words
            of_kind.setdefault(refined.get((title.get("id") or "", "title-type"), ""), words)
    main, subtitle = of_kind.get("main", first), of_kind.get("subtitle")
    return f"{main}: {subtitle}" if subtitle else main


def _person(element: etree._Element, refined: dict[tuple[str, str], str]) -> tuple[Name, str]:
    """Give a person's name and role (MARC relator code, "" where none is said)."""
    own = element.get("id") or ""
    role = refined.get((own, "role")) or element.get(f"{_OPF}role") or ""
    filed = refined.get((own, "file-as")) or element.get(f"{_OPF}file-as") or ""
    return _name(_words(element), " ".join(filed.split())), role.strip().lower()[:3]


def _name(shown: str, filed: str) -> Name:
    """Part a name by how it is filed ("Eliot, T. S."), else by its form; a body's is one."""
    if filed and filed == shown and "," not in filed:
        return Name(shown)
    if "," not in filed:
        return split_name(shown)
    family, given = (part.strip() for part in filed.split(",", 1))
    if f"{given} {family}".casefold() == shown.casefold():  # some file names in capitals
        return Name(shown[len(given) :].strip(), shown[: len(given)].strip())
    return split_name(filed)


def _issued(dates: list[etree._Element]) -> str:
    """Give the date of publication: the one called so, else the first that is no modification."""
    events = [(date.get(f"{_OPF}event") or "").lower() for date in dates]
    ranked = sorted(zip(events, dates, strict=True), key=lambda pair: pair[0] != "publication")
    for event, date in ranked:
        found = _DATE.match(_words(date))
        if found and event not in {"modification", "conversion"} and found[1] != "0000":
            return "-".join(part for part in found.groups() if part)
    return ""


def _identifier(fields: dict[str, list[etree._Element]], form: re.Pattern[str]) -> str:
    """Find an identifier of a form; a bare number counts only where it is called so."""
    for element in (*fields["identifier"], *fields["source"]):
        written = _words(element)
        found = form.fullmatch(written)
        scheme = (element.get(f"{_OPF}scheme") or "").lower()
        named = not written[:1].isdigit() or scheme == "isbn" or written.startswith(("978", "979"))
        if found and named:
            return " ".join(found[1].split())
    return ""


def _first(elements: list[etree._Element]) -> str:
    return next((words for element in elements if (words := _words(element))), "")


def _words(element: etree._Element) -> str:
    return clean_text(" ".join("".join(element.itertext()).split()))[:500]
