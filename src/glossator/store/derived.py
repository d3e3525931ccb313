"""The derived tables of journal.db: registers, annotations and undone steps as rows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import apsw
import msgspec

from glossator.model.operations import Operation
from glossator.store.chain import canonical_json
from glossator.store.fold import (
    DELETED,
    NULL,
    RECEIVED,
    AnnotationRow,
    Head,
    Register,
    StepState,
    Vector,
    VectorAt,
    decode_vector,
    mark_undone,
    winner,
)
from glossator.store.schema import fetch

Row = tuple[object, ...]

_PUT = {
    "register": "INSERT OR REPLACE INTO register VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    "annotation": "INSERT OR REPLACE INTO annotation VALUES (?, ?, ?, ?, ?, ?, ?)",
    "undone": "INSERT OR REPLACE INTO undone VALUES (?)",
}
_RECEIVED = (
    "SELECT value FROM operation WHERE replica = (SELECT number FROM replica WHERE name = ?) "
    "AND seq <= ? AND entity = 'replica' AND field = ? ORDER BY seq DESC LIMIT 1"
)
_STEP = "SELECT id, position, name, label, clock, actor, undoes FROM step "


class _Rest(msgspec.Struct, array_like=True):
    """What the column `heads` holds: all heads, latest first, and what is awaited."""

    heads: list[tuple[int, str, int, str]]
    awaited: list[str]


def thing_to_rows(
    entity: str, entity_id: str, registers: Mapping[str, Register], now_ms: int, *, reopened: bool
) -> list[Row]:
    """Give the rows of all registers of a thing.

    Of a reopened thing the register `deleted` shows no value.
    """
    rows = []
    for field, register in registers.items():
        doubted = reopened and field == DELETED
        rows.append(_register_to_row((entity, entity_id, field), register, now_ms, doubted=doubted))
    return rows


def _register_to_row(
    key: tuple[str, str, str], register: Register, now_ms: int, *, doubted: bool
) -> Row:
    """Give a register's row; `heads` is "" where nothing is in conflict or awaited."""
    shown = winner(register, now_ms) or Head(0, "", 0, NULL)
    plain = len(register.heads) == 1 and not register.awaited and not doubted
    rest = "" if plain else canonical_json(_Rest(list(register.heads), sorted(register.awaited)))
    value = NULL if doubted else shown.value
    return (*key, value, shown.clock, shown.replica, shown.seq, rest)


def register_from_row(value: str, clock: int, replica: str, seq: int, heads: str) -> Register:
    """Make a register from the last five columns of its row."""
    if not heads:
        return Register((Head(clock, replica, seq, value),))
    rest = msgspec.json.decode(heads, type=_Rest)
    return Register(tuple(Head(*head) for head in rest.heads), frozenset(rest.awaited))


def read_registers(db: apsw.Connection, entity: str, entity_id: str) -> dict[str, Register]:
    """Read all registers of one thing, by field."""
    query = (
        "SELECT field, value, clock, replica, seq, heads FROM register "
        "WHERE entity = ? AND entity_id = ?"
    )
    return {row[0]: register_from_row(*row[1:]) for row in fetch(db, query, entity, entity_id)}


def vectors_of(db: apsw.Connection) -> VectorAt:
    """Give how to learn what a replica had of others when it wrote an operation in the log."""

    def vector_at(replica: str, seq: int) -> Vector:
        rows = fetch(db, _RECEIVED, replica, seq, RECEIVED)
        return decode_vector(rows[0][0]) if rows else {}

    return vector_at


def put_annotation(db: apsw.Connection, annotation: str, row: AnnotationRow | None) -> None:
    """Write an annotation's row over the one before it; None takes it out."""
    if row is None:
        db.execute("DELETE FROM annotation WHERE id = ?", (annotation,))
    else:
        db.execute(_PUT["annotation"], row)


def put_undone(db: apsw.Connection, steps: Iterable[Operation]) -> None:
    """Note anew which steps stand undone, as far as these new steps bear on it.

    Args:
        db: the journal, the steps in it.
        steps: the first operation of each.
    """
    roots = {_find_root(db, step) for step in steps if step.undoes or _is_undone(db, step.step)}
    for root in roots:
        states = _read_undoing(db, root)
        mark_undone(states)
        db.executemany(
            "DELETE FROM undone WHERE step = ?", [(state.position,) for state in states.values()]
        )
        insert_rows(db, "undone", ((state.position,) for state in states.values() if state.undone))


def _is_undone(db: apsw.Connection, step: str) -> bool:
    """Say whether the undo of a step has come before it."""
    return bool(fetch(db, "SELECT 1 FROM step WHERE undoes = ? AND undoes <> '' LIMIT 1", step))


def _find_root(db: apsw.Connection, step: Operation) -> str:
    """Find the step with which a row of undos and redos began, as far as it is known."""
    at, undoes = step.step, step.undoes
    while undoes:
        at = undoes
        rows = fetch(db, "SELECT undoes FROM step WHERE id = ?", at)
        undoes = str(rows[0][0]) if rows else ""
    return at


def _read_undoing(db: apsw.Connection, root: str) -> dict[str, StepState]:
    """Read a step and all that undo it, undo that, and so on."""
    rows = fetch(db, _STEP + "WHERE id = ?", root)
    states: dict[str, StepState] = {}
    waiting = [root]
    while waiting:
        found = fetch(db, _STEP + "WHERE undoes = ? AND undoes <> ''", waiting.pop())
        waiting += [row[0] for row in found if row[0] not in states]
        rows += found
        states |= {row[0]: StepState(*row) for row in rows}
    return states


def hash_registers(db: apsw.Connection) -> str:
    """Hash what every register holds, its heads: 64 hex digits, the same for the same log."""
    hashed = hashlib.blake2b(digest_size=32)
    rows: Iterator[tuple[Any, ...]] = db.execute(
        "SELECT entity, entity_id, field, value, clock, replica, seq, heads FROM register "
        "ORDER BY entity, entity_id, field"
    )
    for *key, value, clock, replica, seq, heads in rows:
        register = register_from_row(value, clock, replica, seq, heads)
        hashed.update(canonical_json([key, register.heads, sorted(register.awaited)]).encode())
    return hashed.hexdigest()


def insert_rows(db: apsw.Connection, table: str, rows: Iterable[Row]) -> None:
    """Write rows of a derived table, each over the one of its key."""
    db.executemany(_PUT[table], rows)
