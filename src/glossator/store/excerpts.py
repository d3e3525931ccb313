"""Excerpts: a part of a log, or all of it, as the log of another library.

A chain cannot be cut, and names its library. So what is kept is sealed in new chains,
under names made from the old ones and the new library's: the same excerpt of the same
log is the same everywhere. Words, salts, times and who did what stay as they are.
"""

from __future__ import annotations

import uuid
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace

from glossator.model.operations import Operation
from glossator.store import chain
from glossator.store.fold import RECEIVED, REPLICA, decode_vector

_NAMES = uuid.UUID("c9d0c0a4-4b0b-4f0d-9a51-0c1d3f7a6e10")


def excerpt_space(space: str, part: str) -> str:
    """Name the library that a part of another one makes; the same for the same part."""
    return str(uuid.uuid5(_NAMES, f"{space} {part}"))


class Excerpt:
    """Takes the steps of a log, in the order of arrival, and gives those of the excerpt."""

    def __init__(self, space: str, keep: Callable[[Operation], bool]) -> None:
        """Begin.

        Args:
            space: names the library that the excerpt is of.
            keep: whether an operation on a thing belongs to it.
        """
        self._space = space
        self._keep = keep
        self._kept: dict[str, list[int]] = {}
        self._hashes: dict[str, str] = {}
        self._pending: dict[str, Operation] = {}

    def take(self, step: Sequence[Operation]) -> list[Operation]:
        """Give a step as it is in the excerpt; nothing where nothing of it is kept."""
        kept = []
        for operation in step:
            if operation.entity == REPLICA and operation.field == RECEIVED:
                self._pending[operation.replica] = operation
            elif self._keep(operation):
                kept.append(operation)
        receipt = self._pending.pop(step[0].replica, None) if kept else None
        if receipt is not None:
            vector = decode_vector(receipt.value)
            known = {self._name(name): self._count(name, seq) for name, seq in vector.items()}
            value = chain.canonical_json({name: seq for name, seq in known.items() if seq})
            name = self._name(receipt.replica)
            told = replace(receipt, entity_id=name, value=value, base="", step=step[0].step)
            kept.insert(0, told)
        return [self._seal(operation, part, step[0]) for part, operation in enumerate(kept)]

    def _seal(self, operation: Operation, part: int, first: Operation) -> Operation:
        """Put an operation behind the last one of its replica in the excerpt."""
        replica = operation.replica
        seqs = self._kept.setdefault(replica, [])
        seqs.append(operation.seq)
        bases = (self._rename(base) for base in operation.base.split())
        moved = replace(
            operation,
            space=self._space,
            replica=self._name(replica),
            seq=len(seqs),
            part=part,
            base=" ".join(base for base in bases if base),
            step=first.step,
            name=first.name,
            label=first.label,
            label_salt=first.label_salt,
            label_hash=first.label_hash,
            actor=first.actor,
            undoes=first.undoes,
        )
        if moved.value is not None:
            value_hash = chain.hash_words(bytes.fromhex(moved.salt), moved.value).hex()
            moved = replace(moved, value_hash=value_hash)
        hashed = chain.hash_after(moved, self._hashes.get(replica, ""))
        self._hashes[replica] = hashed
        return replace(moved, hash=hashed)

    def _rename(self, base: str) -> str:
        """Name a base as it is in the excerpt; "" where it is not in it."""
        replica, _, seq = base.rpartition(":")
        seqs = self._kept.get(replica, [])
        at = bisect_right(seqs, int(seq))
        is_kept = at > 0 and seqs[at - 1] == int(seq)
        return f"{self._name(replica)}:{at}" if is_kept else ""

    def _count(self, replica: str, seq: int) -> int:
        return bisect_right(self._kept.get(replica, []), seq)

    def _name(self, replica: str) -> str:
        return str(uuid.uuid5(_NAMES, f"{self._space} {replica}"))
