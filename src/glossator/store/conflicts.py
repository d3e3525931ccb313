"""Conflicts: registers with several heads, and deletions that others did not know of."""

from __future__ import annotations

from collections.abc import Iterator

import apsw
import msgspec

from glossator.model.operations import Conflict, Side
from glossator.store import derived, fold
from glossator.store.chain import COUNTER_BITS
from glossator.store.fold import Head, Register
from glossator.store.journal import find_operation
from glossator.store.schema import fetch

_DOUBTED = (
    "SELECT entity, entity_id, field, value, clock, replica, seq, heads FROM register "
    "WHERE heads <> '' ORDER BY entity, entity_id, field"
)


def list_conflicts(db: apsw.Connection, now_ms: int) -> list[Conflict]:
    """List what nobody has decided; two equal values are no conflict.

    Args:
        db: the journal.
        now_ms: milliseconds since 1970 UTC.
    """
    return list(_conflicts(db, now_ms))


def _conflicts(db: apsw.Connection, now_ms: int) -> Iterator[Conflict]:
    for entity, entity_id, field, *row in fetch(db, _DOUBTED):
        if entity == fold.REPLICA:
            continue
        register = derived.register_from_row(*row)
        sides = _order(register, now_ms)
        if field == fold.DELETED and row[0] == fold.NULL and sides and sides[0].value != fold.NULL:
            sides = [sides[0], *_others(db, entity, entity_id, sides[0])]
        if len({side.value for side in sides}) > 1:
            yield Conflict(entity, entity_id, field, tuple(_side(db, head) for head in sides))


def _order(register: Register, now_ms: int) -> list[Head]:
    """Give the heads, the one that is shown first."""
    shown = fold.winner(register, now_ms)
    return sorted(register.heads, key=lambda head: (head != shown, -head.clock))


def _others(db: apsw.Connection, entity: str, entity_id: str, deletion: Head) -> Iterator[Head]:
    """Give what was changed without knowing of a deletion."""
    registers = derived.read_registers(db, entity, entity_id)
    for name, register in registers.items():
        if name != fold.DELETED:
            yield from (head for head in register.heads if _is_apart(db, deletion, head))


def _is_apart(db: apsw.Connection, deletion: Head, head: Head) -> bool:
    return fold.are_apart(deletion, head, derived.vectors_of(db))


def _side(db: apsw.Connection, head: Head) -> Side:
    operation = find_operation(db, head.name)
    return Side(
        operation=head.name,
        field=operation.field if operation else "",
        value=msgspec.json.decode(head.value),
        made_ms=head.clock >> COUNTER_BITS,
        actor=operation.actor if operation else "",
        replica=head.replica,
    )
