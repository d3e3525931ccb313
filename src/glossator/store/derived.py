"""The derived tables of journal.db: registers, annotations and steps as rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import apsw
import msgspec

from glossator.store.chain import canonical_json
from glossator.store.fold import (
    NULL,
    AnnotationRow,
    Head,
    Register,
    RegisterKey,
    StepState,
    winner,
)
from glossator.store.schema import fetch

Row = tuple[object, ...]

_PUT_REGISTER = "INSERT OR REPLACE INTO register VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_PUT_ANNOTATION = "INSERT OR REPLACE INTO annotation VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_PUT_STEP = "INSERT OR REPLACE INTO step VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"


class _Rest(msgspec.Struct, array_like=True):
    """What the column `heads` holds: all heads, latest first, and what is awaited."""

    heads: list[tuple[int, str, int, str]]
    awaited: list[str]


def register_to_row(space: str, key: RegisterKey, register: Register, now_ms: int) -> Row:
    """Give the row of a register; `heads` is "" where there is one head and nothing awaited."""
    shown = winner(register, now_ms) or Head(0, "", 0, NULL)
    plain = len(register.heads) == 1 and not register.awaited
    rest = "" if plain else canonical_json(_Rest(list(register.heads), sorted(register.awaited)))
    return (space, *key, shown.value, shown.clock, shown.replica, shown.seq, rest)


def register_from_row(value: str, clock: int, replica: str, seq: int, heads: str) -> Register:
    """Make a register from the last five columns of its row."""
    if not heads:
        return Register((Head(clock, replica, seq, value),))
    rest = msgspec.json.decode(heads, type=_Rest)
    return Register(tuple(Head(*head) for head in rest.heads), frozenset(rest.awaited))


def annotation_to_row(space: str, row: AnnotationRow) -> Row:
    """Give the row of an annotation."""
    return (space, *row)


def step_to_row(space: str, step: StepState) -> Row:
    """Give the row of a step."""
    return (
        space,
        step.id,
        step.position,
        step.name,
        step.label,
        step.clock,
        step.actor,
        step.undoes,
        int(step.undone),
    )


def read_registers(
    db: apsw.Connection, space: str, entity: str, entity_id: str
) -> dict[str, Register]:
    """Read all registers of one thing, by field."""
    query = (
        "SELECT field, value, clock, replica, seq, heads FROM register "
        "WHERE space = ? AND entity = ? AND entity_id = ?"
    )
    rows = fetch(db, query, space, entity, entity_id)
    return {row[0]: register_from_row(*row[1:]) for row in rows}


def put_registers(
    db: apsw.Connection, space: str, registers: Mapping[RegisterKey, Register], now_ms: int
) -> None:
    """Write registers, each over the one before it."""
    rows = [register_to_row(space, key, register, now_ms) for key, register in registers.items()]
    db.executemany(_PUT_REGISTER, rows)


def put_annotation(
    db: apsw.Connection, space: str, annotation: str, row: AnnotationRow | None
) -> None:
    """Write an annotation's row over the one before it; None takes it out."""
    if row is None:
        db.execute("DELETE FROM annotation WHERE space = ? AND id = ?", (space, annotation))
    else:
        db.execute(_PUT_ANNOTATION, annotation_to_row(space, row))


def put_step(db: apsw.Connection, space: str, step: StepState) -> None:
    """Write a step's row, and on the steps it bears on whether they are undone now."""
    db.execute(_PUT_STEP, step_to_row(space, step))
    if not step.undoes:
        return
    db.execute("UPDATE step SET undone = 1 WHERE space = ? AND id = ?", (space, step.undoes))
    db.execute(
        "UPDATE step SET undone = 0 WHERE space = ? AND id = "
        "(SELECT undoes FROM step WHERE space = ? AND id = ?)",
        (space, space, step.undoes),
    )


def insert_rows(db: apsw.Connection, table: str, rows: Iterable[Row]) -> None:
    """Write many rows of one derived table."""
    statements = {"register": _PUT_REGISTER, "annotation": _PUT_ANNOTATION, "step": _PUT_STEP}
    db.executemany(statements[table], rows)
