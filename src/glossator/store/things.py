"""The things that operations touch: their registers, read once each and saved together."""

from __future__ import annotations

import apsw

from glossator.model.operations import Operation
from glossator.store import derived, fold
from glossator.store.fold import Register
from glossator.store.schema import fetch

_IS_SEEN = (
    "SELECT 1 FROM operation WHERE seq = ? AND replica = "
    "(SELECT number FROM replica WHERE name = ?)"
)


class Things:
    """Registers of things, changed by operations that are being written to the log."""

    def __init__(self, db: apsw.Connection) -> None:
        self._db = db
        self._registers: dict[tuple[str, str], dict[str, Register]] = {}
        self._changed: dict[tuple[str, str], set[str]] = {}
        self._new: set[str] = set()

    def register(self, entity: str, entity_id: str, field: str) -> Register:
        """Give a register as the operations so far have made it."""
        return self._of((entity, entity_id)).get(field, Register())

    def apply(self, operation: Operation) -> None:
        """Fold an operation, not in the log before, into its register."""
        key = (operation.entity, operation.entity_id)
        registers = self._of(key)
        register = registers.get(operation.field, Register())
        registers[operation.field] = fold.apply_operation(register, operation, self._is_seen)
        self._changed.setdefault(key, set()).add(operation.field)
        self._new.add(fold.name_of(operation))

    def save(self, now_ms: int) -> None:
        """Write the registers that were changed, and the annotations they make.

        The operations are in the log by now.
        """
        for (entity, entity_id), fields in self._changed.items():
            self._save(entity, entity_id, fields, now_ms)

    def _save(self, entity: str, entity_id: str, fields: set[str], now_ms: int) -> None:
        registers = self._registers[entity, entity_id]
        reopened = fold.is_reopened(registers, now_ms, derived.vectors_of(self._db))
        if fold.DELETED in registers:
            fields = fields | {fold.DELETED}
        changed = {field: registers[field] for field in fields}
        rows = derived.thing_to_rows(entity, entity_id, changed, now_ms, reopened=reopened)
        derived.insert_rows(self._db, "register", rows)
        if entity == "annotation":
            row = fold.annotation_row(entity_id, registers, now_ms, reopened=reopened)
            derived.put_annotation(self._db, entity_id, row)

    def _of(self, key: tuple[str, str]) -> dict[str, Register]:
        if key not in self._registers:
            self._registers[key] = derived.read_registers(self._db, *key)
        return self._registers[key]

    def _is_seen(self, name: str) -> bool:
        replica, _, seq = name.rpartition(":")
        return name in self._new or bool(fetch(self._db, _IS_SEEN, int(seq), replica))
