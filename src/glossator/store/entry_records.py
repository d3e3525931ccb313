"""Entries as registers, and back."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from glossator.model.entries import Entry, EntryKind
from glossator.model.ids import AnnotationId, EntryId, SourceId
from glossator.model.operations import Write
from glossator.store.records import Fields


class _Entry(msgspec.Struct):
    form: str
    scope: str
    kind: EntryKind
    section: str = ""
    under: AnnotationId | None = None
    order: str = ""
    text: str = ""
    mark: AnnotationId | None = None


def entry_writes(entry: Entry) -> tuple[Write, ...]:
    """Give the writes that make an entry."""
    record = _record(entry)
    return tuple(Write("entry", entry.id, name, value) for name, value in record.items() if value)


def entry_return_writes(entry: Entry) -> tuple[Write, ...]:
    """Give the writes that bring a deleted entry back; nothing that it was before is left."""
    record = {**_record(entry), "deleted": None}
    return tuple(Write("entry", entry.id, name, value or None) for name, value in record.items())


def _record(entry: Entry) -> Fields:
    return {
        "form": entry.form,
        "scope": entry.scope,
        "kind": str(entry.kind),
        "section": entry.section,
        "under": entry.under,
        "order": entry.order,
        "text": entry.text,
        "mark": entry.mark,
    }


def decode_entry(entry_id: str, fields: Mapping[str, object]) -> Entry:
    """Make an entry from its fields.

    Raises:
        ValueError: a field is missing or not of its type.
    """
    try:
        record = msgspec.convert(fields, _Entry)
    except msgspec.ValidationError as error:
        raise ValueError(f"the entry {entry_id} cannot be read: {error}") from error
    return Entry(
        id=EntryId(entry_id),
        form=record.form,
        scope=SourceId(record.scope),
        kind=record.kind,
        section=record.section,
        under=record.under,
        order=record.order,
        text=record.text,
        mark=record.mark,
    )
