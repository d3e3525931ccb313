"""Comparing what is derived from the log with the log, thing by thing, without folding it whole.

An operation is a head of its register exactly if no other one was based on it: that is
all the fold does, in whatever order operations come. So one pass over the log notes,
in two bytes an operation, which of them are there and which were superseded; then each
row of `register` must show heads of its own, and all of them are shown. What follows
from a thing's registers (annotations, deletions that do not hold) is made from these.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

import apsw

from glossator.model.operations import Operation
from glossator.store import derived, fold
from glossator.store.fold import AnnotationRow, Head, Register, StepState
from glossator.store.schema import fetch

Key = tuple[str, str, str]

_LARGEST = 1 << 28  # more operations than any replica has; beyond it a number is damaged

_REGISTERS = (
    "SELECT r.entity, r.entity_id, r.field, r.value, r.clock, r.replica, r.seq, r.heads, "
    "o.entity = r.entity AND o.entity_id = r.entity_id AND o.field = r.field "
    "AND o.clock = r.clock AND ifnull(o.value, 'null') = r.value "
    "FROM register AS r LEFT JOIN replica ON replica.name = r.replica "
    "LEFT JOIN operation AS o ON o.replica = replica.number AND o.seq = r.seq "
    "ORDER BY r.entity, r.entity_id, r.field"
)
_OPERATION = (
    "SELECT entity, entity_id, field, ifnull(value, 'null'), clock FROM operation WHERE seq = ? "
    "AND replica = (SELECT number FROM replica WHERE name = ?)"
)
_ANNOTATIONS = "SELECT * FROM annotation ORDER BY id"
_UNDOING = (
    "SELECT id, position, name, label, clock, actor, undoes FROM step "
    "WHERE undoes <> '' OR id IN (SELECT undoes FROM step WHERE undoes <> '')"
)


class Heads:
    """Which operations are in a log, and which of them others were based on."""

    def __init__(self) -> None:
        self._seen: dict[str, bytearray] = {}
        self._based_on: dict[str, bytearray] = {}
        self._early: dict[str, set[Key]] = {}
        self.count = 0

    def add(self, operation: Operation) -> None:
        """Note an operation; each once, in the order of arrival."""
        _note(self._seen, operation.replica, operation.seq)
        self.count += 1
        for base in operation.base.split():
            replica, seq = _parse(base)
            _note(self._based_on, replica, seq)
            if not _is_noted(self._seen, replica, seq):
                key = (operation.entity, operation.entity_id, operation.field)
                self._early.setdefault(base, set()).add(key)

    def is_head(self, replica: str, seq: int) -> bool:
        """Say whether an operation is there and nothing was based on it."""
        return _is_noted(self._seen, replica, seq) and not _is_noted(self._based_on, replica, seq)

    def count_heads(self) -> int:
        """Count the operations on which nothing was based."""
        return sum(
            there and not based_on
            for replica, seen in self._seen.items()
            for there, based_on in zip(
                seen, _padded(self._based_on, replica, len(seen)), strict=False
            )
        )

    def awaited(self) -> dict[Key, set[str]]:
        """Give the registers that were based on operations which never came, with their names."""
        found: dict[Key, set[str]] = {}
        for name, keys in self._early.items():
            if not _is_noted(self._seen, *_parse(name)):
                for key in keys:
                    found.setdefault(key, set()).add(name)
        return found


def count_differences(db: apsw.Connection, heads: Heads, now_ms: int) -> dict[str, int]:
    """Count by table the rows that are not what the log says they should be, or are missing.

    Args:
        db: the journal, all its operations noted in `heads`.
        heads: of its log.
        now_ms: milliseconds since 1970 UTC; rows may have been made before it, when
            other clocks were absurdly ahead, so both readings of those are accepted.
    """
    comparison = _Comparison(db, heads, now_ms)
    comparison.run()
    return {
        "register": comparison.registers + max(0, heads.count_heads() - comparison.shown),
        "annotation": comparison.annotations,
        "undone": _count_undone(db),
    }


class _Comparison:
    """A pass over the registers and annotations; counts those that differ."""

    def __init__(self, db: apsw.Connection, heads: Heads, now_ms: int) -> None:
        self._db = db
        self._heads = heads
        self._awaited = heads.awaited()
        self._nows = (0, now_ms)  # at 0 every clock is ahead alike, so that the latest wins
        self._vector_at = derived.vectors_of(db)
        self._rows: Iterator[tuple[Any, ...]] = iter(db.execute(_ANNOTATIONS))
        self._next = next(self._rows, None)
        self.registers = self.annotations = self.shown = 0

    def run(self) -> None:
        """Compare everything."""
        rows: Iterable[tuple[Any, ...]] = self._db.execute(_REGISTERS)
        for (entity, entity_id), own in groupby(rows, key=lambda row: row[:2]):
            self._compare(entity, entity_id, list(own))
        while self._next is not None:
            self._skip_annotation()

    def _compare(self, entity: str, entity_id: str, rows: list[tuple[Any, ...]]) -> None:
        registers = {row[2]: derived.register_from_row(*row[3:8]) for row in rows}
        self.registers += sum(1 for row in rows if not self._is_right(row, registers[row[2]]))
        self.shown += sum(len(register.heads) for register in registers.values())
        is_plain = fold.DELETED not in registers and not any(row[7] for row in rows)
        if not is_plain:
            self.registers += self._count_odd(entity, entity_id, rows, registers)
        if entity == "annotation":
            self._compare_annotation(entity_id, registers, is_plain=is_plain)

    def _is_right(self, row: tuple[Any, ...], register: Register) -> bool:
        """Say whether a row shows heads of its own register, and waits for what never came."""
        *_, replica, seq, more, agrees = row
        if not more:
            return bool(agrees) and self._heads.is_head(replica, seq) and not self._waits(row[:3])
        return register.awaited == self._waits(row[:3]) and all(
            self._heads.is_head(head.replica, head.seq) and self._is_of(row[:3], head)
            for head in register.heads
        )

    def _waits(self, key: Key) -> set[str]:
        return self._awaited.get(key, set())

    def _is_of(self, key: Key, head: Head) -> bool:
        found = fetch(self._db, _OPERATION, head.seq, head.replica)
        return found == [(*key, head.value, head.clock)]

    def _count_odd(
        self,
        entity: str,
        entity_id: str,
        rows: list[tuple[Any, ...]],
        registers: dict[str, Register],
    ) -> int:
        """Count the rows of a thing that do not show what its heads should be shown as."""
        own = {row[:8] for row in rows}
        counts = []
        for now in self._nows:
            reopened = fold.is_reopened(registers, now, self._vector_at)
            expected = derived.thing_to_rows(entity, entity_id, registers, now, reopened=reopened)
            counts.append(len(own.difference(expected)))
        return min(counts)

    def _compare_annotation(
        self, annotation: str, registers: dict[str, Register], *, is_plain: bool
    ) -> None:
        while self._next is not None and self._next[0] < annotation:
            self._skip_annotation()
        own = None
        if self._next is not None and self._next[0] == annotation:
            own, self._next = self._next, next(self._rows, None)
        nows = self._nows[:1] if is_plain else self._nows
        if not any(own == self._row(annotation, registers, now) for now in nows):
            self.annotations += 1

    def _row(
        self, annotation: str, registers: dict[str, Register], now: int
    ) -> AnnotationRow | None:
        reopened = fold.DELETED in registers and fold.is_reopened(registers, now, self._vector_at)
        return fold.annotation_row(annotation, registers, now, reopened=reopened)

    def _skip_annotation(self) -> None:
        self.annotations += 1
        self._next = next(self._rows, None)


def _count_undone(db: apsw.Connection) -> int:
    states = {row[0]: StepState(*row) for row in fetch(db, _UNDOING + " ORDER BY position DESC")}
    fold.mark_undone(states)
    expected = {state.position for state in states.values() if state.undone}
    return len(expected ^ {row[0] for row in fetch(db, "SELECT step FROM undone")})


def _parse(name: str) -> tuple[str, int]:
    """Give replica and seq of an operation by its name; seq 0, which is none, if damaged."""
    replica, _, seq = name.rpartition(":")
    number = int(seq) if seq.isdecimal() else 0
    return replica, number if number < _LARGEST else 0


def _note(noted: dict[str, bytearray], replica: str, seq: int) -> None:
    own = noted.setdefault(replica, bytearray())
    if seq >= len(own):
        own.extend(bytes(max(1024, seq + 1 - len(own), len(own) // 4)))
    own[seq] = 1


def _is_noted(noted: dict[str, bytearray], replica: str, seq: int) -> bool:
    own = noted.get(replica, b"")
    return seq < len(own) and own[seq] == 1


def _padded(noted: dict[str, bytearray], replica: str, length: int) -> bytes:
    return bytes(noted.get(replica, b"")).ljust(length, b"\0")
