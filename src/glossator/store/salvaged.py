"""What is known to be missing or in doubt in a log that was salvaged.

Such a log has gaps, and operations that were altered: the check would tell of them for
ever. So each operation that does not follow the one before it is entered in meta, with
a seal over all of it. The check takes an operation that agrees with its seal for what
it is known to be, and finds every later change of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import astuple

import apsw
import msgspec

from glossator.model.operations import Operation
from glossator.store import chain, schema

KEY = "salvaged"
"""Where it stands in meta."""


class Known(msgspec.Struct, frozen=True, array_like=True):
    """An operation that is known not to follow the one before it.

    Attributes:
        after: seq of the one that comes before it in this log, 0 for none.
        seal: hex; of all that it says.
    """

    after: int
    seal: str


class Salvaged(msgspec.Struct, frozen=True):
    """That a log was salvaged.

    Attributes:
        made_ms: when, in milliseconds since 1970 UTC.
        lost: how many operations are missing, as far as is known.
        doubtful: how many are not proved to be as they were written.
        known: those that do not follow the one before them, by replica and seq.
    """

    made_ms: int
    lost: int
    doubtful: int
    known: Mapping[str, Mapping[int, Known]]

    def find_fault(self, operation: Operation, tail: chain.Tail) -> str | None:
        """Say what is wrong with an operation that should follow `tail`; None if it is sound.

        As `chain.find_fault`, but for what is known.
        """
        known = self.known.get(operation.replica, {}).get(operation.seq)
        if known is None or known.after != tail.seq:
            return chain.find_fault(operation, tail)
        if seal(operation) != known.seal:
            return f"operation {operation.seq} was altered after it had been salvaged"
        return None


NOTHING = Salvaged(0, 0, 0, {})
"""Of a log that never was."""


def seal(operation: Operation) -> str:
    """Hash all that an operation says: 64 hex digits."""
    said = msgspec.json.encode(astuple(operation))
    return hashlib.blake2b(said, digest_size=32).hexdigest()


def read_salvaged(db: apsw.Connection) -> Salvaged:
    """Read what is known to be missing in a log; `NOTHING` in most.

    Raises:
        ValueError: the entry is damaged.
    """
    entry = schema.read_meta(db).get(KEY)
    return msgspec.json.decode(entry, type=Salvaged) if entry else NOTHING


def write_salvaged(db: apsw.Connection, salvaged: Salvaged) -> None:
    """Enter what is known to be missing."""
    schema.write_meta(db, {KEY: msgspec.json.encode(salvaged).decode()})
