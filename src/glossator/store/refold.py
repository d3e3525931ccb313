"""Refold: what is derived from the log, made anew and compared with what is there."""

from __future__ import annotations

import apsw

from glossator.store import derived
from glossator.store.derived import Row
from glossator.store.fold import Folded, Register, annotation_row, fold, is_reopened
from glossator.store.journal import read_log
from glossator.store.schema import fetch

TABLES = ("register", "annotation", "undone")

_ROWS = {
    "register": "SELECT * FROM register",
    "annotation": "SELECT * FROM annotation",
    "undone": "SELECT * FROM undone",
}
_CLEAR = {
    "register": "DELETE FROM register",
    "annotation": "DELETE FROM annotation",
    "undone": "DELETE FROM undone",
}


def derive_rows(folded: Folded, now_ms: int) -> dict[str, set[Row]]:
    """Give the rows that each derived table should hold."""
    registers: set[Row] = set()
    annotations: set[Row] = set()
    for (entity, entity_id), thing in _by_thing(folded).items():
        reopened = is_reopened(thing, now_ms, folded.received.vector_at)
        registers.update(derived.thing_to_rows(entity, entity_id, thing, now_ms, reopened=reopened))
        if entity == "annotation":
            row = annotation_row(entity_id, thing, now_ms, reopened=reopened)
            annotations.update(() if row is None else (row,))
    undone: set[Row] = {(step.position,) for step in folded.steps.values() if step.undone}
    return {"register": registers, "annotation": annotations, "undone": undone}


def count_differences(db: apsw.Connection, expected: dict[str, set[Row]]) -> dict[str, int]:
    """Count by table the rows that are there but should not be, or should be but are not."""
    return {table: len(_read_rows(db, table) ^ expected[table]) for table in TABLES}


def replace_derived(db: apsw.Connection, now_ms: int) -> int:
    """Fold the log anew; replace each derived table that differs, in the caller's transaction.

    Returns:
        How many rows differed.
    """
    expected = derive_rows(fold(read_log(db)), now_ms)
    differences = count_differences(db, expected)
    for table, count in differences.items():
        if count:
            db.execute(_CLEAR[table])
            derived.insert_rows(db, table, expected[table])
    return sum(differences.values())


def _read_rows(db: apsw.Connection, table: str) -> set[Row]:
    return set(fetch(db, _ROWS[table]))


def _by_thing(folded: Folded) -> dict[tuple[str, str], dict[str, Register]]:
    things: dict[tuple[str, str], dict[str, Register]] = {}
    for key, register in folded.registers.items():
        things.setdefault((key.entity, key.entity_id), {})[key.field] = register
    return things
