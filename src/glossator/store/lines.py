"""Steps as lines of JSON: how the log is carried to other machines, and kept beside backups.

A line is one step with its operations, all that a reader without this program
needs, and the hashes by which she can check it (`store.chain` says how). A value
stands in it as it is, not as text in quotation marks. Erased words are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from glossator.model.operations import Operation


class _Operation(msgspec.Struct, omit_defaults=True):
    seq: int
    clock: int
    entity: str
    id: str
    field: str
    value_hash: str
    hash: str
    value: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET
    salt: str = ""
    base: str = ""


class _Step(msgspec.Struct, omit_defaults=True):
    schema: int
    space: str
    replica: str
    step: str
    name: str
    actor: str
    label_hash: str
    operations: list[_Operation]
    label: str = ""
    label_salt: str = ""
    undoes: str = ""


_encode = msgspec.json.Encoder().encode
_decoder = msgspec.json.Decoder(_Step)


def encode_step(step: Sequence[Operation]) -> bytes:
    """Write a step, all its operations, as one line; its end of line included."""
    first = step[0]
    line = _Step(
        schema=first.schema,
        space=first.space,
        replica=first.replica,
        step=first.step,
        name=first.name,
        actor=first.actor,
        label_hash=first.label_hash,
        operations=[_to_line(operation) for operation in step],
        label=first.label,
        label_salt=first.label_salt,
        undoes=first.undoes,
    )
    return _encode(line) + b"\n"


def decode_step(line: bytes) -> list[Operation]:
    """Read a step from its line; what a newer program put there besides is left aside.

    Raises:
        ValueError: it is no line of a step.
    """
    step = _decoder.decode(line)
    if not step.operations:
        raise ValueError(f"the step {step.step} has no operations")
    return [_from_line(step, part, one) for part, one in enumerate(step.operations)]


def decode_steps(lines: Iterable[bytes]) -> Iterator[list[Operation]]:
    """Read steps from lines, empty ones left out.

    Raises:
        ValueError: one is no line of a step.
    """
    return (decode_step(line) for line in lines if line.strip())


def _to_line(operation: Operation) -> _Operation:
    value = operation.value
    return _Operation(
        seq=operation.seq,
        clock=operation.clock,
        entity=operation.entity,
        id=operation.entity_id,
        field=operation.field,
        value_hash=operation.value_hash,
        hash=operation.hash,
        value=msgspec.UNSET if value is None else msgspec.Raw(value.encode()),
        salt=operation.salt,
        base=operation.base,
    )


def _from_line(step: _Step, part: int, one: _Operation) -> Operation:
    return Operation(
        space=step.space,
        replica=step.replica,
        seq=one.seq,
        step=step.step,
        part=part,
        name=step.name,
        label=step.label,
        clock=one.clock,
        actor=step.actor,
        entity=one.entity,
        entity_id=one.id,
        field=one.field,
        value=None if isinstance(one.value, msgspec.UnsetType) else bytes(one.value).decode(),
        base=one.base,
        undoes=step.undoes,
        schema=step.schema,
        salt=one.salt,
        value_hash=one.value_hash,
        label_salt=step.label_salt,
        label_hash=step.label_hash,
        hash=one.hash,
    )
