"""The words of the dump: W3C's context, our own terms, and how JSON values are checked."""

from __future__ import annotations

import json
import math
import re
from typing import Any
from urllib.parse import quote, unquote
from uuid import NAMESPACE_URL, uuid5

Json = dict[str, Any]
"""A JSON object. `Any`, since what another program wrote can be anything; it is checked on use."""

ANNO = "http://www.w3.org/ns/anno.jsonld"

PEN = "glossator:pen"
TOPIC = "glossator:topic"
IMPORTANCE = "glossator:importance"
ANSWERED = "glossator:answered"
LINK = "glossator:link"
LINK_ID = "glossator:linkId"
EDITION = "glossator:edition"
FOREIGN = "glossator:foreign"
SELECTOR = "glossator:Selector"
SELECTOR_TEXT = "glossator:selector"
OTHER_TARGETS = "glossator:otherTargets"
COURSES = "glossator:courses"
TOPICS = "glossator:topics"
PEN_SYSTEMS = "glossator:penSystems"
SOURCES = "glossator:sources"
CORRECTIONS = "glossator:corrections"
ENTRIES = "glossator:entries"
RULES = "glossator:rules"

CONTEXT = [
    ANNO,
    {
        "glossator": "urn:glossator:terms#",
        **{
            term: {"@id": term, "@type": "@json"}
            for term in (COURSES, TOPICS, PEN_SYSTEMS, SOURCES, CORRECTIONS, ENTRIES, RULES)
        },
    },
]
"""The context of a whole dump; our records are JSON literals in it (JSON-LD 1.1, 4.2.2)."""

_HALF_PAIR = re.compile("[\ud800-\udfff]")
_LONGEST_ID = 200  # code points
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class BrokenItemError(ValueError):
    """An item of a collection cannot be read; the message says why, as a clause."""


def without_half_pairs(text: str) -> str:
    """Put U+FFFD for half surrogate pairs, which JSON can spell but no file or store can hold."""
    return _HALF_PAIR.sub("\ufffd", text)


def urn(kind: str, name: str) -> str:
    """Give the URN of an annotation or a source of ours; `kind` says which."""
    is_uuid = kind == "annotation" and _UUID.fullmatch(name)
    quoted = quote(without_half_pairs(name), safe="")
    return f"urn:uuid:{name}" if is_uuid else f"urn:glossator:{kind}:{quoted}"


def name_in_urn(kind: str, address: str) -> str | None:
    """Give the id in a URN made by `urn`, None where it is no such URN."""
    if kind == "annotation" and _UUID.fullmatch(address.removeprefix("urn:uuid:")):
        return address.removeprefix("urn:uuid:")
    prefix = f"urn:glossator:{kind}:"
    return unquote(address.removeprefix(prefix)) if address.startswith(prefix) else None


def named(address: str) -> str:
    """Make an id from an address: always the same one, so that a second import adds nothing."""
    return str(uuid5(NAMESPACE_URL, without_half_pairs(address)))


def safe_id(name: str) -> str:
    """Give an id as it is, or one made from it where it is empty, long or not printable."""
    return name if name.isprintable() and 0 < len(name) <= _LONGEST_ID else named(name)


def short(words: str) -> str:
    """Show a name of another program's making on one line, up to 80 code points of it."""
    line = " ".join(words[:1000].split())
    printable = "".join(char if char.isprintable() else "\ufffd" for char in line)
    return printable if len(printable) <= 80 else printable[:79] + "…"


def canonical(value: object) -> str:
    """Give the one JSON text of a value: sorted keys, no spaces."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def as_list(value: object) -> list[Any]:
    """Give a JSON-LD value that may be absent, single or several as a list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def text_of(record: Json, key: str) -> str:
    """Get a text, "" where it is absent.

    Raises:
        BrokenItemError: it is not a text.
    """
    value = record.get(key, "")
    if not isinstance(value, str):
        raise BrokenItemError(f"its “{key}” is not a text")
    return value


def is_count(value: object) -> bool:
    """Tell a whole number from 0 that every program and store can hold (RFC 8259, 6)."""
    return type(value) is int and 0 <= value < 2**53


def number_in(text: str) -> float:
    """Read a finite number.

    Raises:
        BrokenItemError: it is none.
    """
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise BrokenItemError(f"“{text}” is no number")
    return number
