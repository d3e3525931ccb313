"""The fold: operations to registers, registers to annotations; shared by every back end.

Pure: the same operations give the same registers in whatever order those of
different replicas arrive, and however often.

A register keeps its heads: the operations on it that no other one was based on.
One head is the ordinary case. Two are a conflict, made by readers who did not
know of each other's change; both are kept and the later clock is shown.

A deletion holds against what its author knew of the thing. What somebody changed
without knowing of the deletion, and the other way round, brings the thing back: it
is reopened, and stands as a conflict until a reader decides.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import msgspec

from glossator.model.marks import SpanPart
from glossator.model.operations import Operation
from glossator.store.chain import COUNTER_BITS
from glossator.store.records import decode_target

AHEAD_MS = 24 * 60 * 60 * 1000
"""A clock further ahead of now than this is wrong: its value is kept, but wins over nothing."""

EARLIEST_MS = 1_767_225_600_000
"""2026-01-01: a wall clock before this program was made is wrong, and judges no other."""

NULL = "null"
"""The JSON text of a register that has no value: the same as no register at all."""

DELETED = "deleted"
"""The register by which a thing is deleted: its value is true."""

REPLICA = "replica"
"""The kind of thing that an installation is in its own log."""

RECEIVED = "received"
"""An installation's register of what it has of others: by replica the last seq.

It is written with the first step after something was received, so that every
operation says what its author knew: all in the latest `received` before it.
"""

Vector = Mapping[str, int]
"""By replica the seq up to which its operations are known."""

VectorAt = Callable[[str, int], Vector]
"""Gives what a replica (its name) had of others when it wrote the operation of a seq."""


class RegisterKey(NamedTuple):
    """Which register."""

    entity: str
    entity_id: str
    field: str


class Written(NamedTuple):
    """What the fold needs of an operation besides its register; an `Operation` has it as well."""

    replica: str
    seq: int
    clock: int
    value: str | None
    base: str


class Head(NamedTuple):
    """An operation that nothing on its register was based on; sorts by clock, replica, seq."""

    clock: int
    replica: str
    seq: int
    value: str

    @property
    def name(self) -> str:
        """Its operation, as `base` names it."""
        return f"{self.replica}:{self.seq}"


class Register(NamedTuple):
    """What one field of one thing holds.

    Attributes:
        heads: latest first; empty only while nothing but successors of an
            operation still to come is known (never in one's own log).
        awaited: operations that others were based on and that have not arrived.
    """

    heads: tuple[Head, ...] = ()
    awaited: frozenset[str] = frozenset()


class AnnotationRow(NamedTuple):
    """An annotation as it stands in the table of annotations.

    Attributes:
        id: its id.
        source: the source of its target.
        start: of its first placed passage, in code points; None for none.
        end: likewise.
        pen: its pen.
        fields: all its registers with a value, as one canonical JSON object.
        clock: of its latest operation.
    """

    id: str
    source: str
    start: int | None
    end: int | None
    pen: str
    fields: str
    clock: int


@dataclass(slots=True)
class StepState:
    """A step as the log shows it.

    Attributes:
        id: its id.
        position: of its first operation in this log, from 1.
        name: what kind of step.
        label: its sentence.
        clock: of its first operation.
        actor: who did it.
        undoes: the step it undoes, or "".
        undone: the latest step that undoes this one was not itself undone.
    """

    id: str
    position: int
    name: str
    label: str
    clock: int
    actor: str
    undoes: str
    undone: bool = False


class Receipts:
    """What each replica had of others, as its log says time and again."""

    def __init__(self) -> None:
        self._said: dict[str, dict[int, Vector]] = {}

    def add(self, operation: Operation) -> None:
        """Note what an operation on `received` says."""
        vector = decode_vector(operation.value)
        self._said.setdefault(operation.replica, {})[operation.seq] = vector

    def vector_at(self, replica: str, seq: int) -> Vector:
        """Give what a replica had of others when it wrote this operation."""
        said = self._said.get(replica)
        if said is None:
            return {}
        seqs = sorted(said)
        at = bisect_right(seqs, seq)
        return said[seqs[at - 1]] if at else {}


@dataclass(slots=True)
class Folded:
    """What folding a log gives; `seen` names every operation in it."""

    registers: dict[RegisterKey, Register] = field(default_factory=dict)
    steps: dict[str, StepState] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    received: Receipts = field(default_factory=Receipts)


def name_of(operation: Operation | Written) -> str:
    """Name an operation as `base` does: "replica:seq"."""
    return f"{operation.replica}:{operation.seq}"


def apply_operation(
    register: Register, operation: Operation | Written, is_seen: Callable[[str], bool]
) -> Register:
    """Fold one operation, not seen before, into its register.

    Args:
        register: as it was; `Register()` where there was none.
        operation: on this register.
        is_seen: whether the operation of this name has been folded; asked only
            when a base is not a head.
    """
    name = name_of(operation)
    heads, awaited = register
    if operation.base:
        bases = frozenset(operation.base.split())
        heads = tuple(head for head in register.heads if head.name not in bases)
        if len(heads) + len(bases) > len(register.heads):
            known = {head.name for head in register.heads}
            awaited |= {base for base in bases - known if not is_seen(base)}
    if name in awaited:
        return Register(heads, awaited - {name})
    value = NULL if operation.value is None else operation.value
    head = Head(operation.clock, operation.replica, operation.seq, value)
    if not heads:
        return Register((head,), awaited)
    return Register(tuple(sorted((*heads, head), reverse=True)), awaited)


def winner(register: Register, now_ms: int) -> Head | None:
    """Choose the head that is shown: the latest whose clock is not absurdly ahead of now.

    Only where every head is ahead does the latest of those win.
    """
    heads = register.heads
    if len(heads) < 2 or now_ms < EARLIEST_MS:
        return heads[0] if heads else None
    limit = (now_ms + AHEAD_MS) << COUNTER_BITS
    return next((head for head in heads if head.clock <= limit), heads[0])


def is_reopened(registers: Mapping[str, Register], now_ms: int, vector_at: VectorAt) -> bool:
    """Say whether a thing is there again although it was deleted.

    Args:
        registers: of the thing, by field.
        now_ms: milliseconds since 1970 UTC.
        vector_at: what the authors of its heads knew.
    """
    deletion = winner(registers.get(DELETED, Register()), now_ms)
    if deletion is None or deletion.value != "true":
        return False
    return any(
        are_apart(deletion, head, vector_at)
        for name, register in registers.items()
        if name != DELETED
        for head in register.heads
    )


def are_apart(one: Head, other: Head, vector_at: VectorAt) -> bool:
    """Say whether neither author knew of the other's operation when writing theirs."""
    return not _knew(one, other, vector_at) and not _knew(other, one, vector_at)


def _knew(later: Head, earlier: Head, vector_at: VectorAt) -> bool:
    """Say whether the author of one operation knew of another when writing it."""
    if later.replica == earlier.replica:
        return later.seq >= earlier.seq
    return vector_at(later.replica, later.seq).get(earlier.replica, 0) >= earlier.seq


def decode_vector(value: str | None) -> Vector:
    """Read a vector; empty where it was erased or is none."""
    try:
        return msgspec.json.decode(value or "{}", type=dict[str, int])
    except ValueError:
        return {}


def fold(operations: Iterable[Operation]) -> Folded:
    """Fold a log anew, in the order in which its operations arrived."""
    folded = Folded()
    for operation in operations:
        fold_in(folded, operation)
    mark_undone(folded.steps)
    return folded


def fold_in(folded: Folded, operation: Operation) -> None:
    """Fold one operation into `folded`; one seen before changes nothing."""
    name = name_of(operation)
    if name in folded.seen:
        return
    key = RegisterKey(operation.entity, operation.entity_id, operation.field)
    before = folded.registers.get(key, Register())
    folded.registers[key] = apply_operation(before, operation, folded.seen.__contains__)
    folded.seen.add(name)
    if operation.entity == REPLICA and operation.field == RECEIVED:
        folded.received.add(operation)
    if operation.step not in folded.steps:
        folded.steps[operation.step] = step_of(operation, len(folded.seen))


def step_of(operation: Operation, position: int) -> StepState:
    """Read the step off its first operation."""
    return StepState(
        operation.step,
        position,
        operation.name,
        operation.label,
        operation.clock,
        operation.actor,
        operation.undoes,
    )


def mark_undone(steps: Mapping[str, StepState]) -> None:
    """Set `undone` on every step: its latest undoing step stands."""
    latest: dict[str, StepState] = {}
    for step in steps.values():
        known = latest.get(step.undoes)
        if step.undoes and (known is None or (step.clock, step.id) > (known.clock, known.id)):
            latest[step.undoes] = step
    # From the latest to the earliest, since an undoing step comes after what it undoes.
    for step in sorted(steps.values(), key=lambda step: (step.clock, step.id), reverse=True):
        undoing = latest.get(step.id)
        step.undone = undoing is not None and not undoing.undone


def annotation_row(
    annotation: str, registers: Mapping[str, Register], now_ms: int, *, reopened: bool = False
) -> AnnotationRow | None:
    """Derive an annotation's row.

    Args:
        annotation: its id.
        registers: its registers by field.
        now_ms: milliseconds since 1970 UTC, to tell clocks that are absurdly ahead.
        reopened: its deletion does not hold.

    Returns:
        None where it is deleted, was undone, or has no target or pen that can be read.
    """
    values, latest = _shown_values(registers, now_ms)
    if reopened:
        del values[DELETED]
    if values.get(DELETED) == "true" or "target" not in values or "pen" not in values:
        return None
    try:
        target = decode_target(values["target"])
        pen = msgspec.json.decode(values["pen"], type=str)
    except ValueError:  # from another replica's newer program; the registers keep it
        return None
    parts = (part for part in target.parts if isinstance(part, SpanPart))
    span = next((part.span for part in parts if part.span), None)
    return AnnotationRow(
        id=annotation,
        source=target.source,
        start=span.start if span else None,
        end=span.end if span else None,
        pen=pen,
        fields="{" + ",".join(f'"{name}":{values[name]}' for name in sorted(values)) + "}",
        clock=latest,
    )


def _shown_values(registers: Mapping[str, Register], now_ms: int) -> tuple[dict[str, str], int]:
    """Give the JSON texts that an annotation's registers show, and the latest clock among them.

    A `modified` that came with an import holds only until the next change.
    """
    values: dict[str, str] = {}
    clocks: dict[str, int] = {}
    for name, register in registers.items():
        head = winner(register, now_ms)
        if head is not None:
            clocks[name] = register.heads[0].clock  # the latest comes first
            if head.value != NULL:
                values[name] = head.value
    latest = max(clocks.values(), default=0)
    if clocks.get("modified", 0) < latest:
        values.pop("modified", None)
    return values, latest
