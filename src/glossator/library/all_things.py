"""Things of a kind as the log has them, deleted ones too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any

from glossator.library.library import Library
from glossator.model.books import Source
from glossator.store.records import decode_source

Fields = Mapping[str, Any]


def all_things(library: Library, kind: str) -> Iterable[tuple[str, Fields]]:
    """Give the fields of all things of a kind by id, deleted ones last."""
    store = library.store
    return chain(store.list_entities(kind).items(), store.list_deleted(kind).items())


def all_sources(library: Library) -> list[Source]:
    """Give every source that there ever was and that was not erased, deleted ones last."""
    return [decode_source(id_, fields) for id_, fields in all_things(library, "source") if fields]


def target_source(fields: Fields) -> object:
    """Give the source that an annotation's fields say it is on; None where they do not."""
    target = fields.get("target")
    return target.get("source") if isinstance(target, dict) else None
