"""The chain of the log: canonical JSON, hashes and the hybrid clock.

The hash of an operation covers everything in it but salt and value, for which
`value_hash` stands in: a value can be erased for good, here and in backups, and
the chain still verifies.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields, replace
from operator import attrgetter

import msgspec

from glossator.model.errors import InvalidRequestError
from glossator.model.operations import Operation

COUNTER_BITS = 16
"""Of a clock; the bits above are milliseconds since 1970 UTC."""

OPERATION_SCHEMA = 1
"""Version of the operation format that this program writes."""

_HASH_BYTES = 32
_UNCHAINED = ("value", "salt", "hash")
_CHAINED = tuple(f.name for f in fields(Operation) if f.name not in _UNCHAINED)
_chained_values = attrgetter(*_CHAINED)
_encode = msgspec.json.Encoder(order="sorted").encode


@dataclass(frozen=True, slots=True)
class Tail:
    """The end of a replica's chain: what the next operation follows.

    Attributes:
        seq: of the last operation, 0 for none.
        clock: the latest clock in the log, 0 for none.
        hash: of the last operation, "" for none.
    """

    seq: int = 0
    clock: int = 0
    hash: str = ""


def canonical_json(value: object) -> str:
    """Write a JSON value as canonical text: sorted keys, no spaces.

    Raises:
        InvalidRequestError: it is no JSON value, or holds half a surrogate pair,
            which cannot be written as UTF-8.
    """
    try:
        return _encode(value).decode()
    except (TypeError, ValueError) as error:
        raise InvalidRequestError(
            f"A change cannot be written down as text ({error}). Nothing was changed."
        ) from error


def next_clock(previous: int, now_ms: int) -> int:
    """Give the hybrid clock after `previous`: the wall clock, but never backwards.

    A full counter runs over into the milliseconds, as it should.
    """
    return max(previous + 1, now_ms << COUNTER_BITS)


def hash_value(salt: str, value: str) -> str:
    """Hash an operation's salted value: 64 hex digits."""
    return _hash((salt + value).encode())


def hash_operation(operation: Operation) -> str:
    """Hash what the chain covers of an operation, the hash before it included: 64 hex digits."""
    return _hash(_encode(_covered(operation)))


def seal(operation: Operation) -> Operation:
    """Fill in an operation's two hashes, of its value and of itself."""
    value_hash = hash_value(operation.salt, operation.value or "")
    covered = {**_covered(operation), "value_hash": value_hash}
    return replace(operation, value_hash=value_hash, hash=_hash(_encode(covered)))


def find_fault(operation: Operation, tail: Tail) -> str | None:
    """Say what is wrong with an operation that should follow `tail`; None if it is sound.

    An erased value (no value and no salt) is sound.
    """
    if operation.seq != tail.seq + 1:
        return f"operation {tail.seq + 1} is missing"
    if operation.previous != tail.hash:
        return f"operation {operation.seq} does not follow the one before it"
    if hash_operation(operation) != operation.hash:
        return f"operation {operation.seq} was altered"
    if not _value_agrees(operation):
        return f"the value of operation {operation.seq} was altered"
    return None


def _covered(operation: Operation) -> dict[str, object]:
    return dict(zip(_CHAINED, _chained_values(operation), strict=True))


def _hash(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=_HASH_BYTES).hexdigest()


def _value_agrees(operation: Operation) -> bool:
    if operation.value is None:
        return not operation.salt
    return hash_value(operation.salt, operation.value) == operation.value_hash
