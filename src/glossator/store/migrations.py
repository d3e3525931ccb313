"""Migrations: a journal of an older program made into one of this program's, in one transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import apsw
import msgspec

from glossator.model.errors import LibraryUnusableError
from glossator.store import journal, schema
from glossator.store.folder import JOURNAL
from glossator.store.refold import replace_derived
from glossator.store.upcasting import Fields, upcast_steps

_encode = msgspec.json.Encoder(order="sorted").encode


class _AlteredError(Exception):
    """The log of the older journal is not as it was written."""


def bring_up_to_date(db: apsw.Connection, folder: Path, now_ms: int) -> None:
    """Migrate an older journal, step by step, all or nothing.

    Args:
        db: the writing connection.
        folder: the library's.
        now_ms: milliseconds since 1970 UTC.

    Raises:
        LibraryUnusableError: its log was altered; nothing was changed.
    """
    found = int(schema.read_meta(db)["schema"])
    try:
        with db:
            for version in range(found, schema.SCHEMA):
                _MIGRATIONS[version](db, now_ms)
                schema.write_meta(db, {"schema": str(version + 1)})
            schema.write_meta(db, {"readable_from": str(schema.READABLE_FROM)})
    except _AlteredError as error:
        raise LibraryUnusableError(
            str(folder),
            f"its {JOURNAL}, made by an older Glossator, is damaged ({error}), so it was not "
            "brought up to date. Put it back from a copy; nothing was changed.",
        ) from error


# ---------------------------------------------------------------- from schema 1


def _from_first(db: apsw.Connection, now_ms: int) -> None:
    """Split steps from their operations and seal the log anew: see `store.upcasting`."""
    db.execute("ALTER TABLE operation RENAME TO operation_1")
    for table in ("register", "annotation", "step"):
        db.execute(f"DROP TABLE {table}")
    db.execute(schema.LOG_TABLES + schema.DERIVED_TABLES)
    schema.write_replica(db, schema.read_meta(db)["replica"])
    cursor = 0
    for step in upcast_steps(_read_first(db)):
        cursor = journal.insert_step(db, step, cursor)
    db.execute("DROP TABLE operation_1")
    replace_derived(db, now_ms)


def _read_first(db: apsw.Connection) -> Iterator[Sequence[Fields]]:
    """Read the steps of a journal of schema 1, their chain checked."""
    cursor = db.execute("SELECT * FROM operation_1 ORDER BY position")
    previous: dict[str, str] = {}
    for _, rows in groupby(_as_fields(cursor), key=lambda fields: fields["step"]):
        step = list(rows)
        for fields in step:
            if not _is_sound_first(fields, previous.get(fields["replica"], "")):
                raise _AlteredError(f"operation {fields['seq']} was altered")
            previous[fields["replica"]] = fields["hash"]
        yield step


def _as_fields(cursor: apsw.Cursor) -> Iterator[dict[str, Any]]:
    names: list[str] = []
    for row in cursor:
        names = names or [column[0] for column in cursor.description]
        yield {name: value for name, value in zip(names, row, strict=True) if name != "position"}


def _is_sound_first(fields: Fields, previous: str) -> bool:
    """Check an operation of format 1, whose hash covers the sorted JSON of its fields."""
    covered = {name: v for name, v in fields.items() if name not in {"value", "salt", "hash"}}
    value_hash = _hash((fields["salt"] + (fields["value"] or "")).encode())
    expected = (previous, value_hash, _hash(_encode(covered)))
    return expected == (fields["previous"], fields["value_hash"], fields["hash"])


def _hash(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=32).hexdigest()


_MIGRATIONS: Mapping[int, Callable[[apsw.Connection, int], None]] = {1: _from_first}
"""From each older schema the way to the next; runs inside the opening transaction."""
