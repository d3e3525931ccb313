"""Chains put together from several finds, each operation with what can be proved of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import IntEnum

from glossator.model.operations import Operation
from glossator.store import chain


class Proof(IntEnum):
    """What is proved of an operation; the higher the better."""

    NONE = 0
    """Something in it was altered."""

    WORDS = 1
    """Its words are those that were written; what came before it is lost."""

    WHOLE = 2
    """It is as it was written, all of it."""


@dataclass(slots=True)
class Found:
    """An operation that was found.

    Attributes:
        operation: as it was found.
        position: in the log that it was found in; 0 where that is not known.
        origin: where it was found; "" for the journal itself.
        proof: what is proved of it.
    """

    operation: Operation
    position: int
    origin: str = ""
    proof: Proof = Proof.NONE


Chain = dict[int, Found]
"""A replica's operations by seq; some may be missing."""

Chains = dict[str, Chain]
"""By replica."""


def choose(candidates: Iterable[Found]) -> Chain:
    """Choose among the finds of a replica, several of one seq, by what can be proved."""
    by_seq: dict[int, list[Found]] = {}
    for found in candidates:
        by_seq.setdefault(found.operation.seq, []).append(found)
    chosen: Chain = {}
    for seq in sorted(by_seq):
        chosen[seq] = _best(by_seq[seq], chosen.get(seq - 1), by_seq.get(seq + 1, []))
    return chosen


def prove(found: Chain) -> int:
    """Say of each operation of a replica what can be proved of it, mending its hashes.

    Returns:
        Of how many all is proved.
    """
    for seq in sorted(found):
        one = found[seq]
        _mend_hashes(found, one)
        one.proof = _proof(one, found.get(seq - 1), found.get(seq + 1))
    return sum(1 for one in found.values() if one.proof is Proof.WHOLE)


def drop_strays(found: Chain, listed: set[int]) -> None:
    """Take out what nothing speaks for: no neighbour, no index, no proof."""
    for seq, one in list(found.items()):
        is_alone = seq - 1 not in found and seq + 1 not in found
        if one.proof < Proof.WHOLE and is_alone and seq not in listed:
            del found[seq]


def fill(ours: Chains, theirs: Chains) -> int:
    """Fill what is missing or altered in chains from others, as far as it is proved.

    Returns:
        How many operations were taken.
    """
    taken = 0
    for replica, chain_of_theirs in theirs.items():
        own = ours.setdefault(replica, {})
        for seq in sorted(chain_of_theirs):
            if _is_better(own, chain_of_theirs[seq], chain_of_theirs):
                own[seq] = replace(chain_of_theirs[seq])
                taken += 1
        if not own:
            del ours[replica]
    return taken


def _is_better(own: Chain, other: Found, others: Chain) -> bool:
    seq = other.operation.seq
    known, before, after = own.get(seq), own.get(seq - 1), own.get(seq + 1)
    if other.proof < Proof.WHOLE or (known is not None and known.proof is Proof.WHOLE):
        return False
    if before is not None and before.proof is Proof.WHOLE:
        return _follows(other.operation, before.operation.hash)
    if after is not None and _follows(after.operation, other.operation.hash):
        return True
    # Nothing here to compare with: it must be of the same history further on, or before.
    common = max((one for one in own if one < seq and one in others), default=0)
    return not common or own[common].operation.hash == others[common].operation.hash


def _best(candidates: list[Found], before: Found | None, after: list[Found]) -> Found:
    def worth(found: Found) -> tuple[Proof, bool, bool]:
        nexts = [_proof(found, before, one) for one in (*after, None)]
        return (max(nexts), found.operation.value is None, not found.origin)

    return max(candidates, key=worth) if len(candidates) > 1 else candidates[0]


def _proof(found: Found, before: Found | None, after: Found | None) -> Proof:
    operation = found.operation
    if chain.find_fault_in_words(operation) is not None:
        return Proof.NONE
    if before is None and operation.seq > 1:
        is_followed = after is not None and _follows(after.operation, operation.hash)
        return Proof.WORDS if is_followed or after is None else Proof.NONE
    previous = before.operation.hash if before is not None else ""
    return Proof.WHOLE if _follows(operation, previous) else Proof.NONE


def _follows(operation: Operation, previous: str) -> bool:
    try:
        return chain.hash_after(operation, previous) == operation.hash
    except ValueError:  # a hash that is no hex
        return False


def _mend_hashes(found: Chain, one: Found) -> None:
    """Write a hash anew that alone was altered: all else agrees with it and with one another."""
    operation = one.operation
    before, after = found.get(operation.seq - 1), found.get(operation.seq + 1)
    if before is None and operation.seq > 1:
        return
    previous = before.operation.hash if before is not None else ""
    if _proof(one, before, after) is Proof.WHOLE or not _is_hex(operation, previous):
        return
    sealed = chain.seal(operation, previous)
    for tried in (
        replace(operation, value_hash=sealed.value_hash),
        replace(operation, label_hash=sealed.label_hash),
    ):
        if _follows(tried, previous) and chain.find_fault_in_words(tried) is None:
            one.operation = tried
            return
    tried = replace(operation, hash=chain.hash_after(operation, previous))
    is_followed = after is not None and _follows(after.operation, tried.hash)
    if is_followed and chain.find_fault_in_words(tried) is None:
        one.operation = tried


def _is_hex(operation: Operation, previous: str) -> bool:
    try:
        for one in (previous, operation.value_hash, operation.salt, operation.label_salt):
            bytes.fromhex(one)
    except ValueError:
        return False
    return True
