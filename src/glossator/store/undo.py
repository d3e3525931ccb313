"""Undo and redo: which step is next, and the step that takes it back.

Undo takes back an actor's latest ordinary step that still stands; redo takes
back the latest undo that still stands and that no ordinary step of the actor
came after. Both write the values that were there before as operations of their own.
"""

from __future__ import annotations

import apsw
import msgspec

from glossator.model.errors import ErasedError, NothingToUndoError, StaleUndoError
from glossator.model.operations import Operation, Step, Write
from glossator.store import derived, fold
from glossator.store.fold import Register, RegisterKey
from glossator.store.journal import Journal, find_operation, read_step
from glossator.store.schema import fetch

_STANDING = (
    "SELECT id, label FROM step WHERE actor = ?1 AND undoes = '' AND name <> 'erase' "
    "AND NOT EXISTS (SELECT 1 FROM undone WHERE undone.step = step.position) "
)
_DOWN_TO = "AND position >= (SELECT min(position) FROM step WHERE id = ?2) ORDER BY position DESC"
_REDOABLE = (
    "SELECT undo.id, step.label, step.id FROM step AS undo JOIN step ON step.id = undo.undoes "
    "WHERE undo.actor = ?1 AND step.undoes = '' "
    "AND NOT EXISTS (SELECT 1 FROM undone WHERE undone.step = undo.position) "
    "AND undo.position > ifnull((SELECT max(position) FROM step AS later "
    "WHERE later.actor = ?1 AND later.undoes = ''), 0) "
    "ORDER BY undo.position DESC"
)


def find_next_undo(db: apsw.Connection, actor: str) -> tuple[str, str] | None:
    """Give id and label of the step that this actor's undo would take back."""
    rows = fetch(db, f"{_STANDING}ORDER BY position DESC LIMIT 1", actor)
    return (rows[0][0], rows[0][1]) if rows else None


def find_next_redo(db: apsw.Connection, actor: str) -> tuple[str, str] | None:
    """Give the id of the undo that this actor's redo would take back, and what it undid."""
    rows = fetch(db, f"{_REDOABLE} LIMIT 1", actor)
    return (rows[0][0], rows[0][1]) if rows else None


def list_standing(db: apsw.Connection, actor: str, step: str) -> list[tuple[str, str]]:
    """Give id and label of this actor's standing steps, from the latest down to this one."""
    return [(row[0], row[1]) for row in fetch(db, f"{_STANDING}{_DOWN_TO}", actor, step)]


def list_redoable(db: apsw.Connection, actor: str) -> list[tuple[str, str, str]]:
    """List what redo would do again, in that order: the undo's id, the step's label and id."""
    return [(row[0], row[1], row[2]) for row in fetch(db, _REDOABLE, actor)]


def plan_undo(db: apsw.Connection, journal: Journal, step_id: str, actor: str) -> Step:
    """Plan the step that undoes this actor's latest standing step.

    Args:
        db: the journal.
        journal: whose it is.
        step_id: names the new step.
        actor: whose step to undo.

    Raises:
        NothingToUndoError: there is none.
        StaleUndoError: what it changed has been changed since.
    """
    found = find_next_undo(db, actor)
    if found is None:
        raise NothingToUndoError("undo")
    return plan_undoing(db, journal, step_id, found)


def plan_redo(db: apsw.Connection, journal: Journal, step_id: str, actor: str) -> Step:
    """Plan the step that does again what this actor undid last.

    Args:
        db: the journal.
        journal: whose it is.
        step_id: names the new step.
        actor: whose undo to take back.

    Raises:
        NothingToUndoError: nothing is undone, or a newer step came after.
        StaleUndoError: what it changed has been changed since.
    """
    found = find_next_redo(db, actor)
    if found is None:
        raise NothingToUndoError("redo")
    return plan_redoing(db, journal, step_id, found)


def plan_undoing(
    db: apsw.Connection, journal: Journal, step_id: str, undone: tuple[str, str]
) -> Step:
    """Plan the step that undoes a step; `undone` is its id and label.

    Raises:
        StaleUndoError: what it changed has been changed since.
    """
    writes = _plan_restoring(_Past(db, journal), *undone, "undone")
    return Step(step_id, "undo", f"Undid: {undone[1]}", writes, undoes=undone[0])


def plan_redoing(
    db: apsw.Connection, journal: Journal, step_id: str, redone: tuple[str, str]
) -> Step:
    """Plan the step that takes an undo back; `redone` is its id and what it undid.

    Raises:
        StaleUndoError: what it changed has been changed since.
    """
    writes = _plan_restoring(_Past(db, journal), *redone, "done again")
    return Step(step_id, "redo", f"Redid: {redone[1]}", writes, undoes=redone[0])


def _plan_restoring(past: _Past, step_id: str, label: str, verb: str) -> tuple[Write, ...]:
    operations = past.read_step(step_id)
    if any(operation.value is None for operation in operations.values()):
        raise ErasedError(label, verb)
    if any(past.is_changed(key, operation) for key, operation in operations.items()):
        raise StaleUndoError(label, verb)
    made = min(operation.clock for operation in operations.values())
    writes: dict[tuple[str, str], list[Write]] = {}
    for key, operation in operations.items():
        value = past.read_value_before(operation)
        writes.setdefault((key.entity, key.entity_id), []).append(Write(*key, value))
    if any(
        _takes_away(written) and past.is_written_on(written, made) for written in writes.values()
    ):
        raise StaleUndoError(label, verb)
    return tuple(write for written in writes.values() for write in written)


def _takes_away(writes: list[Write]) -> bool:
    return all(write.value is None for write in writes)


class _Past:
    """What undo asks of the log; what was read is kept, since a step may be on 20,000 marks."""

    def __init__(self, db: apsw.Connection, journal: Journal) -> None:
        self._db = db
        self._now_ms = journal.clock()
        self._steps: dict[str, dict[RegisterKey, Operation]] = {}
        self._things: dict[tuple[str, str], dict[str, Register]] = {}

    def read_step(self, step_id: str) -> dict[RegisterKey, Operation]:
        """Read the operations of a step; no two are on one register."""
        if step_id not in self._steps:
            operations = read_step(self._db, step_id)
            self._steps[step_id] = {_key(o): o for o in operations if o.entity != fold.REPLICA}
        return self._steps[step_id]

    def is_changed(self, key: RegisterKey, operation: Operation) -> bool:
        """Say whether a register shows another value than the one this operation set."""
        register = self._read_registers(key.entity, key.entity_id)[key.field]
        head = fold.winner(register, self._now_ms)
        if head is not None and head.name == fold.name_of(operation):
            return False
        return self._find_shown(register) != self._find_origin(operation)

    def read_value_before(self, operation: Operation) -> object:
        """Read what the register held before an operation; None for no value."""
        base = self._find_base(operation)
        return msgspec.json.decode(base.value) if base and base.value is not None else None

    def is_written_on(self, writes: list[Write], made: int) -> bool:
        """Say whether these writes would take away a thing that was written on since it was made.

        Args:
            writes: all on one thing, each giving it no value.
            made: clock of the step that is taken back. Where the thing has another
                value from before that, the step did not make it, nor is it taken away.
        """
        fields = {write.field for write in writes}
        registers = self._read_registers(writes[0].entity, writes[0].id)
        others = [
            self._find_shown(register) for name, register in registers.items() if name not in fields
        ]
        clocks = [origin.clock for origin in others if origin and origin.value != fold.NULL]
        return bool(clocks) and min(clocks) > made

    def _read_registers(self, entity: str, entity_id: str) -> dict[str, Register]:
        if (entity, entity_id) not in self._things:
            registers = derived.read_registers(self._db, entity, entity_id)
            self._things[entity, entity_id] = registers
        return self._things[entity, entity_id]

    def _find_shown(self, register: Register) -> Operation | None:
        """Find the ordinary operation whose value a register shows; None for no value."""
        head = fold.winner(register, self._now_ms)
        shown = find_operation(self._db, head.name) if head else None
        return self._find_origin(shown)

    def _find_origin(self, operation: Operation | None) -> Operation | None:
        """Find the ordinary operation whose value this one set or brought back; None for none."""
        at = operation
        while at is not None and at.undoes:
            at = self._find_base(self.read_step(at.undoes)[_key(at)])
        return at

    def _find_base(self, operation: Operation) -> Operation | None:
        """Find what an operation was based on; of several, the one that was shown."""
        if not operation.base:
            return None
        return find_operation(self._db, operation.base.split()[0])


def _key(operation: Operation) -> RegisterKey:
    return RegisterKey(operation.entity, operation.entity_id, operation.field)
