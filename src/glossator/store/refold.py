"""Refold: what is derived from the log, made anew, compared with what is there, and mended.

Thing by thing, in the order of the table of registers, so that a log of any length
takes little memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import chain, groupby
from operator import itemgetter
from typing import Any, NamedTuple

import apsw

from glossator.store import derived
from glossator.store.damage import ROW_DAMAGE
from glossator.store.derived import Row
from glossator.store.fold import (
    NULL,
    AnnotationRow,
    Head,
    Register,
    StepState,
    VectorAt,
    Written,
    annotation_row,
    apply_operation,
    is_reopened,
    mark_undone,
)
from glossator.store.schema import fetch

TABLES = ("register", "annotation", "undone")

_LOG = (
    "SELECT entity, entity_id, field, replica.name, seq, clock, value, base FROM operation "
    "JOIN replica ON replica.number = operation.replica "
    "ORDER BY entity, entity_id, operation.position"
)
_REGISTERS = (
    "SELECT entity, entity_id, field, value, clock, replica, seq, heads FROM register "
    "ORDER BY entity, entity_id, field"
)
_ANNOTATIONS = "SELECT * FROM annotation ORDER BY id"
_STEPS = (
    "SELECT id, position, name, label, clock, actor, undoes FROM step WHERE undoes <> '' "
    "OR EXISTS (SELECT 1 FROM step AS undoing WHERE undoing.undoes = step.id "
    "AND undoing.undoes <> '')"
)
_DOUBTED = "SELECT DISTINCT entity, entity_id FROM register WHERE heads <> ''"
_AT_ONCE = 1_000
_HEADS = 7  # the column of the table of registers


class _Thing(NamedTuple):
    """The rows of a thing: of its registers by field, and the one it makes as an annotation."""

    key: tuple[str, str]
    registers: dict[str, Row]
    annotation: AnnotationRow | None


def count_differences(db: apsw.Connection, now_ms: int) -> dict[str, int]:
    """Count by table the rows that are there but should not be, or should be but are not.

    Args:
        db: the journal.
        now_ms: milliseconds since 1970 UTC.
    """
    counts = dict.fromkeys(TABLES, 0)
    for there, expected in _pairs(db, now_ms):
        if there != expected:
            registers, annotations = _count(there, expected)
            counts["register"] += registers
            counts["annotation"] += annotations
    counts["undone"] = len(_read_undone(db) ^ derive_undone(db))
    return counts


def replace_derived(db: apsw.Connection, now_ms: int) -> int:
    """Fold the log anew; replace each derived row that differs, in the caller's transaction.

    Returns:
        How many rows differed.
    """
    undone = derive_undone(db)
    count = len(_read_undone(db) ^ undone)
    db.execute("DELETE FROM undone")
    derived.insert_rows(db, "undone", ((position,) for position in undone))
    differing: list[_Thing] = []
    for there, expected in _pairs(db, now_ms):
        if there != expected and (rows := sum(_count(there, expected))):
            count += rows
            differing.append(expected)
        if len(differing) == _AT_ONCE:  # all of them behind what is being read
            _replace(db, differing)
            differing = []
    _replace(db, differing)
    return count


def judge_again(db: apsw.Connection, now_ms: int) -> None:
    """Choose anew what is shown of things that have several heads.

    Time has passed: a clock that was ahead of everybody's may not be any more.
    """
    for entity, entity_id in fetch(db, _DOUBTED):
        with suppress(*ROW_DAMAGE), db:  # told where it is met
            registers = derived.read_registers(db, entity, entity_id)
            thing = _derive((entity, entity_id), registers, now_ms, derived.vectors_of(db))
            _replace(db, [thing])


def derive_undone(db: apsw.Connection) -> set[int]:
    """Give the positions of the steps that stand undone."""
    states = {row[0]: StepState(*row) for row in fetch(db, _STEPS)}
    mark_undone(states)
    return {state.position for state in states.values() if state.undone}


def _pairs(db: apsw.Connection, now_ms: int) -> Iterator[tuple[_Thing, _Thing]]:
    """Pair each thing as it is there with the one that the log makes, in the order of keys."""
    there, expected = _read_there(db), _fold_log(db, now_ms)
    left, right = next(there, None), next(expected, None)
    while left is not None and right is not None:
        if left.key < right.key:
            yield left, _Thing(left.key, {}, None)
            left = next(there, None)
        elif right.key < left.key:
            yield _Thing(right.key, {}, None), right
            right = next(expected, None)
        else:
            yield left, right
            left, right = next(there, None), next(expected, None)
    rest = chain((left,) if left else (), there)
    yield from ((thing, _Thing(thing.key, {}, None)) for thing in rest)
    rest = chain((right,) if right else (), expected)
    yield from ((_Thing(thing.key, {}, None), thing) for thing in rest)


def _fold_log(db: apsw.Connection, now_ms: int) -> Iterator[_Thing]:
    rows: Iterator[tuple[Any, ...]] = db.cursor().execute(_LOG)
    vector_at = derived.vectors_of(db)
    for key, written in groupby(rows, key=itemgetter(0, 1)):
        yield _derive(key, _fold_thing(written), now_ms, vector_at)


def _fold_thing(rows: Iterator[tuple[Any, ...]]) -> dict[str, Register]:
    registers: dict[str, Register] = {}
    seen: set[str] = set()
    for _, _, field, replica, seq, clock, value, base in rows:
        written = Written(replica, seq, clock, value, base)
        known = registers.get(field)
        if known is None and not base:
            head = Head(clock, replica, seq, NULL if value is None else value)
            registers[field] = Register((head,))
        else:
            registers[field] = apply_operation(known or Register(), written, seen.__contains__)
        seen.add(f"{replica}:{seq}")
    return registers


def _derive(
    key: tuple[str, str], registers: dict[str, Register], now_ms: int, vector_at: VectorAt
) -> _Thing:
    reopened = is_reopened(registers, now_ms, vector_at)
    rows = derived.thing_to_rows(*key, registers, now_ms, reopened=reopened)
    annotation = None
    if key[0] == "annotation":
        annotation = annotation_row(key[1], registers, now_ms, reopened=reopened)
    return _Thing(key, {str(row[2]): row for row in rows}, annotation)


def _read_there(db: apsw.Connection) -> Iterator[_Thing]:
    """Read the things that are there; an annotation without registers is one, too."""
    rows: Iterator[tuple[Any, ...]] = db.cursor().execute(_REGISTERS)
    annotations = map(AnnotationRow._make, db.cursor().execute(_ANNOTATIONS))
    waiting = next(annotations, None)
    for key, group in groupby(rows, key=itemgetter(0, 1)):
        while waiting is not None and ("annotation", waiting.id) < key:
            yield _Thing(("annotation", waiting.id), {}, waiting)
            waiting = next(annotations, None)
        registers = {row[2]: row for row in group}
        if waiting is not None and ("annotation", waiting.id) == key:
            yield _Thing(key, registers, waiting)
            waiting = next(annotations, None)
        else:
            yield _Thing(key, registers, None)
    for one in chain((waiting,) if waiting else (), annotations):
        yield _Thing(("annotation", one.id), {}, one)


def _count(left: _Thing, right: _Thing) -> tuple[int, int]:
    """Count the rows of registers and of annotations that are not the same.

    What is shown of several heads depends on the time at which it was chosen: there
    only the heads are compared.
    """
    names = left.registers.keys() | right.registers.keys()
    registers = sum(_differing(left.registers.get(n), right.registers.get(n)) for n in names)
    if left.annotation == right.annotation or any(row[_HEADS] for row in right.registers.values()):
        return registers, 0
    return registers, sum(row is not None for row in (left.annotation, right.annotation))


def _differing(left: Row | None, right: Row | None) -> int:
    if left is None or right is None:
        return 1
    if left == right or (left[_HEADS] and left[_HEADS] == right[_HEADS]):
        return 0
    return 2


def _replace(db: apsw.Connection, things: list[_Thing]) -> None:
    """Write the rows of things in the place of whatever is there of them."""
    keys = [thing.key for thing in things]
    db.executemany("DELETE FROM register WHERE entity = ? AND entity_id = ?", keys)
    db.executemany("DELETE FROM annotation WHERE 'annotation' = ? AND id = ?", keys)
    derived.insert_rows(db, "register", chain(*(thing.registers.values() for thing in things)))
    annotations = (thing.annotation for thing in things if thing.annotation is not None)
    derived.insert_rows(db, "annotation", annotations)


def _read_undone(db: apsw.Connection) -> set[int]:
    return {row[0] for row in fetch(db, "SELECT step FROM undone")}
