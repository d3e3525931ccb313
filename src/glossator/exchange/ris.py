"""References as RIS, read and written with rispy."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

import rispy

from glossator.exchange.references import (
    ReadReferences,
    Reference,
    fold_space,
    parse_date,
    with_keys,
    write_date,
)
from glossator.model.books import Bibliography, Name

_TYPES = {
    "book": "BOOK",
    "chapter": "CHAP",
    "article-journal": "JOUR",
    "legal_case": "CASE",
    "legislation": "STAT",
    "report": "RPRT",
    "thesis": "THES",
    "webpage": "ELEC",
    "document": "GEN",
    "bill": "BILL",
    "hearing": "HEAR",
    "paper-conference": "CPAPER",
    "article-newspaper": "NEWS",
    "article-magazine": "MGZN",
    "manuscript": "UNPB",
    "patent": "PAT",
}
_KINDS = {
    **{ris_type: kind for kind, ris_type in _TYPES.items()},
    "CONF": "book",
    "EBOOK": "book",
    "EDBOOK": "book",
    "ECHAP": "chapter",
    "EJOUR": "article-journal",
    "BLOG": "webpage",
    "LEGAL": "legislation",
    "GOVDOC": "report",
}
_FIELDS = {
    "publisher": "publisher",
    "place": "place_published",
    "container": "secondary_title",
    "volume": "volume",
    "issue": "number",
    "edition": "edition",
    "isbn": "issn",
    "doi": "doi",
    "language": "language",
}
_ALSO = {"container": ("journal_name", "alternate_title3", "alternate_title2")}

CARRIED = frozenset(field.name for field in fields(Bibliography))
"""The fields that RIS has a tag for: none of a decision's own."""


class _PlainWriter(rispy.RisWriter):  # type: ignore[misc] # rispy ships no types
    """Writes records alone: the number that rispy puts above each is no part of RIS."""

    def set_header(self, count: int) -> str:
        """Write nothing above a record."""
        del count
        return ""


def write_ris(references: Sequence[Reference]) -> str:
    """Write references, each under its key or one that is made for it."""
    records = [_to_record(key, reference) for key, reference in with_keys(references)]
    return str(rispy.dumps(records, implementation=_PlainWriter))


def read_ris(text: str) -> ReadReferences:
    """Read every record that can be read; if the file is broken, that is told."""
    try:
        records = rispy.loads(text.lstrip("\ufeff"))
    except (OSError, ValueError, KeyError, TypeError) as error:
        return ReadReferences((), (f"The file is no sound RIS ({error}), so nothing was read.",))
    return ReadReferences(tuple(_from_record(record) for record in records))


def _to_record(key: str, reference: Reference) -> dict[str, Any]:
    known = reference.bibliography
    record: dict[str, Any] = {
        "type_of_reference": _TYPES.get(known.kind, "GEN"),
        "id": key,
        "title": reference.title,
        "authors": [_write_name(name) for name in known.authors],
        "secondary_authors": [_write_name(name) for name in known.editors],
        "urls": [known.url] if known.url else [],
        **{field: getattr(known, name) for name, field in _FIELDS.items()},
        **_date_fields(known.issued),
        **_page_fields(known.pages),
    }
    if known.kind and known.kind not in _TYPES:
        record["type_of_work"] = known.kind
    return {name: value for name, value in record.items() if value}


def _date_fields(issued: str) -> dict[str, str]:
    """Give year and date: RIS writes a date as YYYY/MM/DD/other, any of them left empty."""
    parts = parse_date(issued)
    if not parts:
        return {"date": f"///{issued}" if issued else ""}
    filled = [f"{part:02d}" for part in parts] + ["", ""]
    date = "/".join((f"{parts[0]:04d}", *filled[1:3], ""))
    return {"year": f"{parts[0]:04d}", "date": date}


def _page_fields(pages: str) -> dict[str, str]:
    first, dash, last = pages.partition("-")
    if dash and first and last and "-" not in last and first == first.strip() == first:
        return {"start_page": first, "end_page": last}
    return {"start_page": pages}


def _write_name(name: Name) -> str:
    """Write "Family, Given"; a body with a comma in its name ends in one, to tell it apart."""
    if name.given:
        return f"{name.family}, {name.given}"
    return f"{name.family}," if "," in name.family else name.family


def _from_record(record: Mapping[str, Any]) -> Reference:
    said = {name: _one(value) for name, value in record.items()}
    known = {name: _first(said, (field, *_ALSO.get(name, ()))) for name, field in _FIELDS.items()}
    urls = record.get("urls") or []
    ris_type = said.get("type_of_reference", "")
    kind = _KINDS.get(ris_type, "")
    if kind == "document" and said.get("type_of_work"):
        kind = said["type_of_work"]
    return Reference(
        title=_first(said, ("title", "primary_title", "short_title")),
        bibliography=Bibliography(
            kind=kind,
            authors=_read_names(record, "first_authors", "authors"),
            editors=_read_names(record, "secondary_authors", "tertiary_authors"),
            issued=_read_date(said),
            pages=_read_pages(said),
            url=fold_space(str(urls[0])) if urls else "",
            key=_first(said, ("id", "label")),
            **known,
        ),
    )


def _one(value: Any) -> str:
    return fold_space("; ".join(map(str, value)) if isinstance(value, list) else str(value))


def _first(said: Mapping[str, str], names: Sequence[str]) -> str:
    return next((said[name] for name in names if said.get(name)), "")


def _read_names(record: Mapping[str, Any], *fields_: str) -> tuple[Name, ...]:
    written = [fold_space(str(name)) for field in fields_ for name in record.get(field) or []]
    return tuple(_read_name(name) for name in written if name)


def _read_name(written: str) -> Name:
    if written.endswith(","):
        return Name(written[:-1].rstrip())
    family, _, given = written.partition(",")
    return Name(family.strip(), given.strip()) if family.strip() else Name(given.strip())


def _read_date(said: Mapping[str, str]) -> str:
    for field in ("date", "year", "publication_year"):
        numbers, other = _split_date(said.get(field, ""))
        if numbers:
            return write_date(numbers)
        if other:
            return other
    return ""


def _split_date(written: str) -> tuple[list[int], str]:
    """Give the numbers of "2010/03/04/spring", and what is said beside them."""
    if "/" not in written:
        return ([int(written)], "") if re.fullmatch(r"\d{1,4}", written) else ([], written)
    pieces = [*written.split("/", 3), "", ""]
    numbers = [int(piece) for piece in pieces[:3] if re.fullmatch(r"\d{1,4}", piece.strip())]
    return numbers, pieces[3]


def _read_pages(said: Mapping[str, str]) -> str:
    first, last = said.get("start_page", ""), said.get("end_page", "")
    return f"{first}-{last}" if first and last and last != first else first or last
