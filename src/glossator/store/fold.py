"""The fold: operations to registers, registers to annotations; shared by every back end.

Pure: the same operations give the same registers in whatever order those of
different replicas arrive, and however often.

A register keeps its heads: the operations on it that no other one was based on.
One head is the ordinary case. Two are a conflict, made by readers who did not
know of each other's change; both are kept and the later clock is shown.
"""

from __future__ import annotations

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

NULL = "null"
"""The JSON text of a register that has no value: the same as no register at all."""


class RegisterKey(NamedTuple):
    """Which register."""

    entity: str
    entity_id: str
    field: str


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
        position: of its last operation in this log, from 1.
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


@dataclass(slots=True)
class Folded:
    """What folding a log gives; `seen` names every operation in it."""

    registers: dict[RegisterKey, Register] = field(default_factory=dict)
    steps: dict[str, StepState] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)


def name_of(operation: Operation) -> str:
    """Name an operation as `base` does: "replica:seq"."""
    return f"{operation.replica}:{operation.seq}"


def apply_operation(
    register: Register, operation: Operation, is_seen: Callable[[str], bool]
) -> Register:
    """Fold one operation, not seen before, into its register.

    Args:
        register: as it was; `Register()` where there was none.
        operation: on this register.
        is_seen: whether the operation of this name has been folded; asked only
            when the base is not a head.
    """
    base, name = operation.base, name_of(operation)
    heads = tuple(head for head in register.heads if head.name != base)
    awaited = register.awaited
    if base and len(heads) == len(register.heads) and not is_seen(base):
        awaited |= {base}
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
    limit = (now_ms + AHEAD_MS) << COUNTER_BITS
    heads = register.heads
    return next((head for head in heads if head.clock <= limit), heads[0] if heads else None)


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
    step = folded.steps.get(operation.step)
    if step is None:
        folded.steps[operation.step] = step_of(operation, len(folded.seen))
    else:
        step.position = len(folded.seen)


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
    annotation: str, registers: Mapping[str, Register], now_ms: int
) -> AnnotationRow | None:
    """Derive an annotation's row.

    Args:
        annotation: its id.
        registers: its registers by field.
        now_ms: milliseconds since 1970 UTC, to tell clocks that are absurdly ahead.

    Returns:
        None where it is deleted, was undone, or has no target or pen that can be read.
    """
    values, latest = _shown_values(registers, now_ms)
    if values.get("deleted") == "true" or "target" not in values or "pen" not in values:
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
