"""What a reader wrote and arranged in notes, in the dump: records of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from operator import attrgetter
from typing import Any

import msgspec

from glossator.exchange.jsonld_terms import BrokenItemError, as_list, safe_id, short
from glossator.model.entries import LONGEST_ENTRY, Entry, EntryKind
from glossator.model.ids import AnnotationId, EntryId, SourceId

_ORDER = re.compile(r"([0-9A-Za-z]*[1-9A-Za-z])?")  # digits after a point, in base 62


class _Record(msgspec.Struct):
    id: str
    form: str
    scope: str
    kind: str
    section: str = ""
    under: str | None = None
    order: str = ""
    text: str = ""
    mark: str | None = None


def write_entries(entries: Iterable[Entry]) -> list[Any]:
    """Write entries as JSON values, sorted by id."""
    return [msgspec.to_builtins(entry) for entry in sorted(entries, key=attrgetter("id"))]


def read_entries(values: object, report: list[str]) -> tuple[Entry, ...]:
    """Read what can be read, in the order of the file; say what was left out, and why."""
    read: dict[str, Entry] = {}
    for number, value in enumerate(as_list(values), 1):
        name = _name_of(value, number)
        try:
            entry = _read(value)
        except (msgspec.ValidationError, BrokenItemError) as error:
            report.append(f"{name} was left out: {error}.")
            continue
        if entry.id in read:
            report.append(f"{name} was left out: the file has it twice.")
            continue
        if not _ORDER.fullmatch(entry.order):
            report.append(f"{name} comes first in its place: the file tells no order for it.")
            entry = replace(entry, order="")
        read[entry.id] = entry
    return tuple(read.values())


def _name_of(value: object, number: int) -> str:
    """Name an entry in a sentence: by its number, and its words if it has any."""
    words = value.get("text") if isinstance(value, dict) else None
    told = short(words) if isinstance(words, str) else ""
    return f"The entry of notes no. {number} of the file" + (f" (“{told}”)" if told else "")


def _read(value: object) -> Entry:
    """Read one entry.

    Raises:
        BrokenItemError: it is of no kind that is known, says nothing or too much.
        msgspec.ValidationError: a field is missing or not of its type.
    """
    record = msgspec.convert(value, _Record)
    if record.kind not in list(EntryKind):
        raise BrokenItemError(f"notes have nothing of the kind “{short(record.kind)}”")
    if not record.text.strip() and not record.mark:
        raise BrokenItemError("it has no words, and names no mark")
    longest = max(map(len, (record.form, record.section, record.order, record.text)))
    if longest > LONGEST_ENTRY:
        raise BrokenItemError(
            f"it holds {longest:,} characters, and one piece of notes {LONGEST_ENTRY:,}"
        )
    return Entry(
        id=EntryId(safe_id(record.id)),
        form=record.form,
        scope=SourceId(safe_id(record.scope)),
        kind=EntryKind(record.kind),
        section=record.section,
        under=_mark(record.under),
        order=record.order,
        text=record.text,
        mark=_mark(record.mark),
    )


def _mark(name: str | None) -> AnnotationId | None:
    return AnnotationId(safe_id(name)) if name else None
