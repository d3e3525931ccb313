"""References as CSL JSON (the input of citeproc; schema 1.0.2), read and written.

What CSL has no variable for stands in `custom`, where its schema puts what
belongs to one program.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

import msgspec

from glossator.exchange.references import (
    ReadReferences,
    Reference,
    fold_space,
    parse_date,
    with_keys,
    write_date,
)
from glossator.model.books import Bibliography, Caption, Name

_VARIABLES = {
    "publisher": "publisher",
    "place": "publisher-place",
    "container": "container-title",
    "volume": "volume",
    "issue": "issue",
    "pages": "page",
    "edition": "edition",
    "isbn": "ISBN",
    "doi": "DOI",
    "url": "URL",
    "language": "language",
}
_CAPTION = {"court": "authority", "docket": "number"}
_CUSTOM = ("parties", "decided", "citation", "judges")
_OWN = "glossator"

CARRIED = frozenset(
    {field.name for field in fields(Bibliography)}
    | {f"caption.{field.name}" for field in fields(Caption)}
)
"""The fields that CSL JSON has a place for: all of them."""


def write_csl_json(references: Sequence[Reference]) -> str:
    """Write references, each under its key or one that is made for it."""
    items = [_to_item(key, reference) for key, reference in with_keys(references)]
    return msgspec.json.format(msgspec.json.encode(items)).decode() + "\n"


def read_csl_json(text: str) -> ReadReferences:
    """Read every item that can be read; the others are told of."""
    try:
        held = msgspec.json.decode(text.lstrip("\ufeff"))
    except msgspec.DecodeError as error:
        return ReadReferences((), (f"The file is no sound JSON ({error}), so nothing was read.",))
    items = held.get("items", [held]) if isinstance(held, dict) else held
    if not isinstance(items, list):
        return ReadReferences((), ("The file holds no list of CSL items, so nothing was read.",))
    sound = [item for item in items if isinstance(item, dict)]
    left_out = len(items) - len(sound)
    problems = (f"{left_out} entries are no CSL items and were left out.",) if left_out else ()
    return ReadReferences(tuple(_from_item(item) for item in sound), problems)


def _to_item(key: str, reference: Reference) -> dict[str, Any]:
    known, caption = reference.bibliography, reference.caption
    custom = {name: getattr(caption, name) for name in _CUSTOM if getattr(caption, name)}
    if known.key:
        custom["key"] = known.key
    item: dict[str, Any] = {
        "id": key,
        "type": known.kind or "document",
        "title": reference.title,
        "author": [_write_name(name) for name in known.authors],
        "editor": [_write_name(name) for name in known.editors],
        "issued": _write_date(known.issued),
        **{variable: getattr(known, name) for name, variable in _VARIABLES.items()},
        **{variable: getattr(caption, name) for name, variable in _CAPTION.items()},
        "custom": {_OWN: custom} if custom else {},
    }
    return {name: value for name, value in item.items() if value}


def _write_name(name: Name) -> dict[str, str]:
    return {"family": name.family, "given": name.given} if name.given else {"literal": name.family}


def _write_date(issued: str) -> dict[str, Any]:
    parts = parse_date(issued)
    if parts:
        return {"date-parts": [list(parts)]}
    return {"literal": issued} if issued else {}


def _from_item(item: Mapping[str, Any]) -> Reference:
    custom = item.get("custom")
    own = custom.get(_OWN) if isinstance(custom, dict) else None
    ours: Mapping[str, Any] = own if isinstance(own, dict) else {}
    known = {name: _said(item, variable) for name, variable in _VARIABLES.items()}
    return Reference(
        title=_said(item, "title"),
        bibliography=Bibliography(
            kind=_said(item, "type"),
            authors=_read_names(item.get("author")),
            editors=_read_names(item.get("editor")),
            issued=_read_date(item.get("issued")),
            key=_said(ours, "key") or _said(item, "citation-key") or _said(item, "id"),
            **known,
        ),
        caption=Caption(
            **{name: _said(item, variable) for name, variable in _CAPTION.items()},
            **{name: _said(ours, name) for name in _CUSTOM},
        ),
    )


def _said(item: Mapping[str, Any], name: str) -> str:
    value = item.get(name)
    return fold_space(str(value)) if isinstance(value, str | int | float) else ""


def _read_names(names: Any) -> tuple[Name, ...]:
    if not isinstance(names, list):
        return ()
    read = (_read_name(name) for name in names if isinstance(name, dict))
    return tuple(name for name in read if name.family)


def _read_name(name: Mapping[str, Any]) -> Name:
    literal = _said(name, "literal")
    if literal:
        return Name(literal)
    particles = (_said(name, "non-dropping-particle"), _said(name, "family"))
    family = " ".join(filter(None, particles))
    given = " ".join(filter(None, (_said(name, "given"), _said(name, "dropping-particle"))))
    suffix = _said(name, "suffix")
    given = ", ".join(filter(None, (given, suffix)))
    return Name(family, given) if family else Name(given)


def _read_date(issued: Any) -> str:
    if not isinstance(issued, dict):
        return ""
    dates = issued.get("date-parts")
    if isinstance(dates, list) and dates and isinstance(dates[0], list):
        parts = [int(part) for part in dates[0][:3] if str(part).isdecimal()]
        if parts:
            return write_date(parts)
    return _said(issued, "literal") or _said(issued, "raw")
