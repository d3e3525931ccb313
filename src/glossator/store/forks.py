"""Forks: two histories of one replica, as a copied library or a restored backup makes them.

Both are kept. The history whose first differing operation has the smaller hash keeps
the replica's name; what the other wrote since goes under a name made from both, in a
chain of its own. Every installation decides so by itself, and all alike. Whoever
wrote under the name writes under a new one from then on.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

import apsw

from glossator.model.errors import DamagedChangesError
from glossator.model.operations import Operation
from glossator.store import chain, journal
from glossator.store.receiving import find_step_fault
from glossator.store.schema import fetch

_NAMES = uuid.UUID("0b1d2c1e-6a0f-4f0e-9c43-2f6f0a3f7c55")
_HASHES = (
    "SELECT seq, hash FROM operation WHERE replica = "
    "(SELECT number FROM replica WHERE name = ?) ORDER BY seq"
)

Steps = list[list[Operation]]


def split_fork(db: apsw.Connection, theirs: Iterable[Sequence[Operation]]) -> Steps:
    """Make room for another history of a replica.

    Args:
        db: with a transaction open; this installation's own branch of the replica
            is renamed in it, where that is the one to be renamed. What is derived
            has to be folded anew then.
        theirs: all steps of the replica, from its first, as they have it.

    Returns:
        The steps to be received, under the name that they have from now on.

    Raises:
        DamagedChangesError: they are not whole, or were altered.
    """
    steps = [list(step) for step in theirs]
    _refuse_damaged(steps)
    name = steps[0][0].replica
    ours = {seq: hashed.hex() for seq, hashed in fetch(db, _HASHES, name)}
    common = _count_common(steps, ours)
    branch = steps[common:]
    start = sum(len(step) for step in steps[:common])
    if not branch or start + 1 not in ours:
        return branch
    if branch[0][0].hash < ours[start + 1]:
        _rename_ours(db, name, start)
        return branch
    return list(rename_branch(branch, start))


def rename_branch(branch: Steps, start: int) -> Iterator[list[Operation]]:
    """Put what a replica wrote behind a seq under a name of its own, sealed in a new chain."""
    first = branch[0][0]
    name = str(uuid.uuid5(_NAMES, f"{first.replica} {first.hash}"))
    previous = ""
    for step in branch:
        renamed = []
        for operation in step:
            base = _rename_base(operation.base, first.replica, name, start)
            moved = replace(operation, replica=name, seq=operation.seq - start, base=base)
            previous = chain.hash_after(moved, previous)
            renamed.append(replace(moved, hash=previous))
        yield renamed


def _rename_base(base: str, old: str, name: str, start: int) -> str:
    """Name the bases that moved with the branch as they are called in it."""
    renamed = []
    for one in base.split():
        replica, _, seq = one.rpartition(":")
        is_moved = replica == old and int(seq) > start
        renamed.append(f"{name}:{int(seq) - start}" if is_moved else one)
    return " ".join(renamed)


def _refuse_damaged(steps: Steps) -> None:
    tail = chain.Tail()
    for step in steps:
        fault = find_step_fault(step, tail)
        if fault is not None:
            raise DamagedChangesError(fault)
        tail = chain.tail_of(step[-1])


def _count_common(steps: Steps, ours: Mapping[int, str]) -> int:
    """Count the steps that both histories begin with."""
    common = 0
    for step in steps:
        if ours.get(step[-1].seq) != step[-1].hash:
            break
        common += 1
    return common


def _rename_ours(db: apsw.Connection, name: str, start: int) -> None:
    """Put our own branch under its new name, where it stands in the log."""
    operations = list(journal.read_chain(db, name, start))
    branch = [list(step) for _, step in groupby(operations, key=lambda one: one.step)]
    positions = _positions_of(db, name, start)
    db.execute(
        "DELETE FROM step WHERE position IN (SELECT DISTINCT step FROM operation WHERE seq > ?1 "
        "AND replica = (SELECT number FROM replica WHERE name = ?2))",
        (start, name),
    )
    db.execute(
        "DELETE FROM operation WHERE seq > ? "
        "AND replica = (SELECT number FROM replica WHERE name = ?)",
        (start, name),
    )
    for step in rename_branch(branch, start):
        journal.insert_step(db, step, positions[step[0].step] - 1)


def _positions_of(db: apsw.Connection, name: str, start: int) -> dict[str, int]:
    query = (
        "SELECT DISTINCT step.id, step.position FROM operation "
        "JOIN step ON step.position = operation.step WHERE seq > ? "
        "AND operation.replica = (SELECT number FROM replica WHERE name = ?)"
    )
    return dict(fetch(db, query, start, name))
