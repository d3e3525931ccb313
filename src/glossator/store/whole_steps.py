"""Steps put together from what was found of them, each whole, in the order of arrival."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from glossator.model.operations import Operation
from glossator.store.chains import Chain, Chains, Found, Proof

LOST = "lost"
"""The kind of thing that an operation stands for of which nothing is left but its place."""

_MOST_PARTS = 100_000  # more than any step has; a part beyond is no part
_OF_STEP = (
    *("step", "name", "label", "actor", "undoes", "schema", "label_salt", "label_hash"),
    *("space", "replica"),
)


def in_order_of_arrival(chains: Chains) -> list[list[Found]]:
    """Give whole steps in the order in which they came into the log, as far as that is known."""
    placed = []
    for replica, found in chains.items():
        at = 0
        for step in _steps_of(found):
            known = [one.position for one in step if one.position and one.proof is Proof.WHOLE]
            at = max(at, min(known, default=at))
            placed.append((at, replica, step[0].operation.seq, step))
    return [step for *_, step in sorted(placed, key=lambda one: one[:3])]


def _steps_of(found: Chain) -> Iterator[list[Found]]:
    """Put the operations of a replica together as steps, each whole.

    What is lost of a step is stood in for; what stands in the middle of a step
    belongs to it, whatever it says of itself.
    """
    names: set[str] = set()
    for start, members in _group(found):
        head = max(members, key=lambda one: one.proof).operation
        name = head.step
        while name in names:
            name += "'"
        names.add(name)
        head = replace(head, step=name)
        by_seq = {one.operation.seq: one for one in members}
        yield [
            _as_part(by_seq.get(seq), head, seq, seq - start)
            for seq in range(start, max(by_seq) + 1)
        ]


def _group(found: Chain) -> Iterator[tuple[int, list[Found]]]:
    """Give the operations of each step, and the seq of its first one."""
    starts: dict[int, int] = {}
    taken = 0
    for start, end in sorted(_spans(found).items()):
        for seq in range(max(start, taken + 1), end + 1):
            starts[seq] = start if start > taken else taken + 1
        taken = max(taken, end)
    members: list[Found] = []
    at = 0
    for seq in sorted(found):
        start = starts.get(seq, seq)
        if members and start != at:
            yield at, members
            members = []
        at = start
        members.append(found[seq])
    if members:
        yield at, members


def _spans(found: Chain) -> dict[int, int]:
    """Give the first and last seq of each step that is known by an operation that is proved."""
    spans: dict[int, int] = {}
    last = 0
    for seq in sorted(found):
        start = seq - found[seq].operation.part
        is_told = found[seq].proof >= Proof.WORDS and seq - _MOST_PARTS < start <= seq
        if start > 0 and (is_told or start == last):
            spans[start] = seq
            last = start
    return spans


def _as_part(found: Found | None, head: Operation, seq: int, part: int) -> Found:
    """Give an operation as a part of a step, or what stands in for one that is lost."""
    if found is None:
        lost = replace(
            head, entity=LOST, entity_id=f"{head.replica}:{seq}", field="value", value=None
        )
        lost = replace(lost, seq=seq, part=part, base="", salt="", value_hash="", hash="")
        return Found(lost, 0)
    if found.proof is Proof.WHOLE:
        return found
    said = {name: getattr(head, name) for name in _OF_STEP}
    return Found(replace(found.operation, **said, part=part), found.position, proof=found.proof)
