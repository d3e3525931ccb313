"""What things are called in a report, by what their registers say."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from glossator.library.labels import shorten
from glossator.model.marks import SpanPart
from glossator.store.protocol import Store
from glossator.store.records import decode_target

_NAMED = {
    "source": ("title", "the source “{}”"),
    "course": ("name", "the course “{}”"),
    "topic": ("name", "the topic “{}”"),
    "rule": ("name", "the rule “{}”"),
}
_OTHERS = {
    "annotation": "a mark",
    "source": "a source",
    "course": "a course",
    "topic": "a topic",
    "rule": "a rule",
    "correction": "a correction of a text",
    "entry": "something you wrote in notes",
    "pen-system": "a set of pens",
    "replica": "what this installation had received",
}
_FIELDS = {
    "target": "passage",
    "own_words": "own words",
    "toml": "pens",
    "deleted": "deletion",
    "original": "file",
    "edition": "text",
    "editions": "texts",
}


def name_thing(store: Store, entity: str, entity_id: str) -> str:
    """Say which thing it is, as far as is known: "a mark on “malice” in Hawkins v. McGee"."""
    fields = store.read_fields(entity, entity_id)
    if entity == "annotation":
        return _name_mark(store, fields)
    field, words = _NAMED.get(entity, ("", ""))
    name = fields.get(field)
    if isinstance(name, str) and name:
        return words.format(name)
    return _OTHERS.get(entity, "something")


def name_field(field: str) -> str:
    """Say what a register holds: "own words"."""
    return _FIELDS.get(field, field.partition(":")[0].replace("_", " "))


def _name_mark(store: Store, fields: Mapping[str, object]) -> str:
    try:
        target = decode_target(msgspec.json.encode(fields["target"]).decode())
    except (KeyError, ValueError):
        return _OTHERS["annotation"]
    spans = [part for part in target.parts if isinstance(part, SpanPart)]
    words = f" on “{shorten(spans[0].quote.exact)}”" if spans else ""
    title = store.read_fields("source", target.source).get("title")
    return f"a mark{words} in {title}" if title else f"a mark{words}"
