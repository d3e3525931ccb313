"""Refold: what is derived from the log, made anew and compared with what is there."""

from __future__ import annotations

from collections.abc import Iterator

import apsw

from glossator.store import derived
from glossator.store.derived import Row
from glossator.store.fold import Folded, Register, annotation_row, fold
from glossator.store.journal import read_log
from glossator.store.schema import fetch

TABLES = ("register", "annotation", "step")

_ROWS = {
    "register": "SELECT * FROM register",
    "annotation": "SELECT * FROM annotation",
    "step": "SELECT * FROM step",
}
_CLEAR = {
    "register": "DELETE FROM register",
    "annotation": "DELETE FROM annotation",
    "step": "DELETE FROM step",
}


def derive_rows(folded: Folded, space: str, now_ms: int) -> dict[str, set[Row]]:
    """Give the rows that each derived table should hold."""
    registers = {
        derived.register_to_row(space, key, register, now_ms)
        for key, register in folded.registers.items()
    }
    return {
        "register": registers,
        "annotation": set(_annotation_rows(folded, space, now_ms)),
        "step": {derived.step_to_row(space, step) for step in folded.steps.values()},
    }


def count_differences(db: apsw.Connection, expected: dict[str, set[Row]]) -> dict[str, int]:
    """Count by table the rows that are there but should not be, or should be but are not."""
    return {table: len(_read_rows(db, table) ^ expected[table]) for table in TABLES}


def replace_derived(db: apsw.Connection, space: str, now_ms: int) -> int:
    """Fold the log anew; replace each derived table that differs, in the caller's transaction.

    Returns:
        How many rows differed.
    """
    expected = derive_rows(fold(read_log(db)), space, now_ms)
    differences = count_differences(db, expected)
    for table, count in differences.items():
        if count:
            db.execute(_CLEAR[table])
            derived.insert_rows(db, table, expected[table])
    return sum(differences.values())


def _read_rows(db: apsw.Connection, table: str) -> set[Row]:
    return set(fetch(db, _ROWS[table]))


def _annotation_rows(folded: Folded, space: str, now_ms: int) -> Iterator[Row]:
    annotations: dict[str, dict[str, Register]] = {}
    for key, register in folded.registers.items():
        if key.entity == "annotation":
            annotations.setdefault(key.entity_id, {})[key.field] = register
    for annotation, registers in annotations.items():
        row = annotation_row(annotation, registers, now_ms)
        if row is not None:
            yield derived.annotation_to_row(space, row)
