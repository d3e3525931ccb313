"""Receiving: operations that other installations wrote, taken into the log.

The log is a set: what is here already changes nothing, and each replica's operations
are taken in its order, so that its chain can be checked. What comes too early waits
where it came from.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import apsw

from glossator.model.errors import DamagedChangesError, InvalidRequestError
from glossator.model.operations import Change, Operation, Received
from glossator.store import chain, derived
from glossator.store.erasing import Thing, erase, find_erased, list_erased
from glossator.store.fold import REPLICA
from glossator.store.journal import Journal, find_hash, insert_step, read_cursor, read_tail
from glossator.store.things import Things


@dataclass(slots=True)
class _Arrival:
    """What has been taken in so far."""

    cursor: int
    tails: dict[str, chain.Tail] = field(default_factory=dict)
    firsts: list[Operation] = field(default_factory=list)
    touched: dict[tuple[str, str], None] = field(default_factory=dict)
    added: int = 0
    missing: dict[str, int] = field(default_factory=dict)
    forked: dict[str, None] = field(default_factory=dict)
    erased: dict[Thing, None] = field(default_factory=dict)


def receive(
    db: apsw.Connection, journal: Journal, steps: Iterable[Sequence[Operation]]
) -> Received:
    """Take steps of other replicas into the log, with their effect.

    Args:
        db: with a transaction open.
        journal: whose log it is.
        steps: the operations of each, whole; each replica's in its order.

    Raises:
        InvalidRequestError: they are of another library or a newer program, or
            were altered on the way; nothing may be kept.
    """
    arrival = _Arrival(read_cursor(db))
    things = Things(db)
    for step in steps:
        _refuse_foreign(step, journal.space)
        if _is_next(db, arrival, step):
            _take(db, arrival, things, step)
    things.save(journal.clock())
    derived.put_undone(db, arrival.firsts)
    # Also where somebody went on writing who had not heard of it.
    arrival.erased.update(dict.fromkeys(list_erased(db) & arrival.touched.keys()))
    if arrival.erased:
        erase(db, arrival.erased, journal.clock())
    change = None
    if arrival.added:
        label = f"Received {len(arrival.firsts)} steps"
        change = Change(arrival.cursor, "", label, tuple(arrival.touched))
    return Received(
        change,
        arrival.added,
        tuple(arrival.missing.items()),
        tuple(arrival.forked),
        tuple(arrival.erased),
    )


def _refuse_foreign(step: Sequence[Operation], space: str) -> None:
    first = step[0]
    if first.schema > chain.OPERATION_SCHEMA:
        raise InvalidRequestError(
            "These changes were made by a newer Glossator than this one. Install the newer one "
            "here too; nothing was changed."
        )
    if first.schema < chain.OPERATION_SCHEMA:
        raise InvalidRequestError(
            "These changes were made by an older Glossator than this one. Install the newer one "
            "there too; nothing was changed."
        )
    if any(operation.space != space for operation in step):
        raise InvalidRequestError("These changes belong to another library. Nothing was changed.")


def _is_next(db: apsw.Connection, arrival: _Arrival, step: Sequence[Operation]) -> bool:
    """Say whether a step follows what is here; one that does not is noted.

    Raises:
        InvalidRequestError: it was altered.
    """
    first = step[0]
    if first.replica in arrival.forked or first.replica in arrival.missing:
        return False
    tail = _tail(db, arrival, first.replica)
    if first.seq <= tail.seq:
        if not _is_known(db, step, tail):
            arrival.forked[first.replica] = None
        return False
    if first.seq > tail.seq + 1:
        arrival.missing[first.replica] = tail.seq
        return False
    fault = find_step_fault(step, tail)
    if fault is None:
        return True
    if tail.seq and find_step_fault(step, None) is None:  # sound, but after another history
        arrival.forked[first.replica] = None
        return False
    raise DamagedChangesError(fault)


def find_step_fault(step: Sequence[Operation], tail: chain.Tail | None) -> str | None:
    """Say what is wrong with the operations of a step; None if it is whole and sound.

    Args:
        step: its operations.
        tail: what it should follow; None to check it by itself, but for the link of
            its first operation.
    """
    header = chain.hash_step(step[0])
    at = tail
    for part, operation in enumerate(step):
        if operation.part != part or chain.hash_step(operation) != header:
            return f"the step of operation {operation.seq} is not whole"
        if at is None:
            fault = chain.find_fault_in_words(operation)
        else:
            fault = chain.find_fault(operation, at)
        if fault is not None:
            return fault
        at = chain.tail_of(operation)
    return None


def _is_known(db: apsw.Connection, step: Sequence[Operation], tail: chain.Tail) -> bool:
    """Say whether a step that should be here is the one that is here."""
    last = step[-1]
    if last.seq > tail.seq:
        return False
    return find_hash(db, last.replica, last.seq) == last.hash


def _take(
    db: apsw.Connection, arrival: _Arrival, things: Things, step: Sequence[Operation]
) -> None:
    for operation in step:
        things.apply(operation)
        if operation.entity != REPLICA:
            arrival.touched[operation.entity, operation.entity_id] = None
    erased = dict.fromkeys(find_erased(step))
    arrival.erased.update(erased)
    arrival.touched.update(erased)
    arrival.cursor = insert_step(db, step, arrival.cursor)
    arrival.firsts.append(step[0])
    arrival.added += len(step)
    arrival.tails[step[0].replica] = chain.tail_of(step[-1])


def _tail(db: apsw.Connection, arrival: _Arrival, replica: str) -> chain.Tail:
    if replica not in arrival.tails:
        arrival.tails[replica] = read_tail(db, replica)
    return arrival.tails[replica]
