"""The chain of the log: canonical JSON, hashes and the hybrid clock.

Three hashes, each BLAKE2b of 32 bytes:

- of a value: salt (its bytes), then the value (UTF-8); of a label likewise;
- of a step: canonical JSON of `[schema, space, replica, step, name, actor, undoes, label_hash]`;
- of an operation: the hash of the operation before it in its replica (its bytes; none
  for the first), the hash of its step, the hash of its value, then canonical JSON of
  `[seq, part, clock, entity, entity_id, field, base]`.

So the hash of an operation covers everything in it but its words and their salts,
for which two hashes stand in: words can be erased for good, here and in backups,
and the chain still verifies.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

import msgspec

from glossator.model.errors import InvalidRequestError
from glossator.model.operations import Operation

COUNTER_BITS = 16
"""Of a clock; the bits above are milliseconds since 1970 UTC."""

OPERATION_SCHEMA = 2
"""Version of the operation format that this program writes: see `store.upcasting`."""

_HASH_BYTES = 32
_encode = msgspec.json.Encoder(order="sorted").encode


@dataclass(frozen=True, slots=True)
class Tail:
    """The end of a replica's chain: what the next operation follows.

    Attributes:
        seq: of the last operation, 0 for none.
        clock: the latest clock in the log, 0 for none.
        hash: of the last operation, "" for none.
        replica: whose chain it is.
    """

    seq: int = 0
    clock: int = 0
    hash: str = ""
    replica: str = ""


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


def tail_of(operation: Operation) -> Tail:
    """Give the end of a chain that ends with this operation."""
    return Tail(operation.seq, operation.clock, operation.hash, operation.replica)


def hash_words(salt: bytes, words: str) -> bytes:
    """Hash salted words, a value or a label: 32 bytes."""
    return _hash(salt + words.encode())


def hash_heading(*said: object) -> bytes:
    """Hash what is said of a step: 32 bytes.

    Args:
        said: schema, space, replica, step, name, actor, undoes and the label's hash (hex).
    """
    return _hash(_encode(said))


def hash_step(operation: Operation) -> bytes:
    """Hash what an operation says of its step: 32 bytes, the same for all its operations."""
    return hash_heading(
        operation.schema,
        operation.space,
        operation.replica,
        operation.step,
        operation.name,
        operation.actor,
        operation.undoes,
        operation.label_hash,
    )


def hash_operation(
    previous: bytes, step_hash: bytes, value_hash: bytes, place: tuple[object, ...]
) -> bytes:
    """Hash an operation: 32 bytes.

    Args:
        previous: hash of the operation before it in its replica, b"" for the first.
        step_hash: of its step.
        value_hash: of its salted value.
        place: seq, part, clock, entity, entity_id, field and base.
    """
    return _hash(previous + step_hash + value_hash + _encode(place))


def hash_after(operation: Operation, previous: str) -> str:
    """Hash an operation by what it says of itself, behind the one of a hash: 64 hex digits.

    Raises:
        ValueError: one of its hashes is no hex.
    """
    place = (
        operation.seq,
        operation.part,
        operation.clock,
        operation.entity,
        operation.entity_id,
        operation.field,
        operation.base,
    )
    return hash_operation(
        bytes.fromhex(previous),
        hash_step(operation),
        bytes.fromhex(operation.value_hash),
        place,
    ).hex()


def seal(operation: Operation, previous: str) -> Operation:
    """Fill in an operation's three hashes: of its label, of its value and of itself.

    Args:
        operation: with its salts; its hashes do not count.
        previous: hash of the operation before it in its replica, "" for the first.
    """
    label_hash = hash_words(bytes.fromhex(operation.label_salt), operation.label).hex()
    value_hash = hash_words(bytes.fromhex(operation.salt), operation.value or "").hex()
    sealed = replace(operation, label_hash=label_hash, value_hash=value_hash)
    return replace(sealed, hash=hash_after(sealed, previous))


def find_fault(operation: Operation, tail: Tail) -> str | None:
    """Say what is wrong with an operation that should follow `tail`; None if it is sound.

    Erased words (none, and no salt) are sound.
    """
    if operation.seq != tail.seq + 1:
        return f"operation {tail.seq + 1} is missing"
    try:
        return _find_alteration(operation, tail)
    except ValueError:  # a hash that is no hex
        return f"operation {operation.seq} was altered"


def find_fault_in_words(operation: Operation) -> str | None:
    """Say what is wrong with an operation's value or label; None if they are sound, or erased."""
    try:
        return _find_altered_words(operation)
    except ValueError:  # a hash that is no hex
        return f"operation {operation.seq} was altered"


def _find_alteration(operation: Operation, tail: Tail) -> str | None:
    if hash_after(operation, tail.hash) != operation.hash:
        return f"operation {operation.seq} was altered, or does not follow the one before it"
    return _find_altered_words(operation)


def _find_altered_words(operation: Operation) -> str | None:
    if not _agree(operation.salt, operation.value, operation.value_hash):
        return f"the value of operation {operation.seq} was altered"
    label = operation.label if operation.label or operation.label_salt else None
    if not _agree(operation.label_salt, label, operation.label_hash):
        return f"the label of operation {operation.seq} was altered"
    return None


def _agree(salt: str, words: str | None, hashed: str) -> bool:
    if words is None:
        return not salt
    return hash_words(bytes.fromhex(salt), words).hex() == hashed


def _hash(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=_HASH_BYTES).digest()
