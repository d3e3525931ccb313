"""Material: what the pages of a journal give of its log, before anything of it is proved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from glossator.model.operations import Operation
from glossator.store import chain
from glossator.store.pages import Pages, Row, rows_of

RowValues = tuple[Any, ...]
OnPage = Callable[[int, int], None]

_TEXT = (str,)
_OPERATION = (
    *(type(None), int, int, int, int, str, str, str, str),
    *((str, type(None)), bytes, bytes, bytes),
)
_STEP = (type(None), int, str, str, str, int, str, int, int, str, bytes, bytes)
_REGISTER = (str, str, str, str, int, str, int, str)
_SAMPLE = 400  # operations that are tried with each name
_EVERY = 64  # pages between two reports

UNKNOWN = "salvaged"
"""The name of a step of which nothing is left but its operations."""


@dataclass(slots=True)
class Material:
    """Rows of a log by their numbers in the file; several where pages disagree.

    Attributes:
        operations: by number of the replica, then by seq; the position comes first in a row.
        steps: by position; the position comes first in a row.
        replicas: what each number may be the name of.
        meta: what the library says of itself, by key.
        listed: by number of the replica, the seqs that the index names.
        step_ids: by position, as the index names them.
        named: replicas that registers name, for a number whose own name is lost.
    """

    operations: dict[int, dict[int, list[RowValues]]] = field(default_factory=dict)
    steps: dict[int, list[RowValues]] = field(default_factory=dict)
    replicas: dict[int, set[str]] = field(default_factory=dict)
    meta: dict[str, set[str]] = field(default_factory=dict)
    listed: dict[int, set[int]] = field(default_factory=dict)
    step_ids: dict[int, str] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)


def gather(pages: Pages, on_page: OnPage) -> Material:
    """Read all that the pages of a journal give of its log.

    Needs some 1 GB of memory a million operations.

    Args:
        pages: of the journal.
        on_page: called with (done, all) now and then.
    """
    material = Material()
    for number in range(1, pages.count + 1):
        if number % _EVERY == 0:
            on_page(number, pages.count)
        for row in rows_of(pages, number):
            _take(material, row)
    return material


def find_registers(pages: Pages, lost: Iterable[tuple[str, int]]) -> list[RowValues]:
    """Find the registers that show values of lost operations, named by replica and seq.

    Of several rows of one register that with the latest clock counts.
    """
    wanted = frozenset(lost)
    found: dict[RowValues, RowValues] = {}
    for number in range(1, pages.count + 1):
        for _, row in rows_of(pages, number):
            if _is(row, _REGISTER) and (row[5], row[6]) in wanted:
                before = found.get(row[:3])
                if before is None or row[4] > before[4]:
                    found[row[:3]] = row
    return [found[key] for key in sorted(found)]


def operations_of(
    material: Material, number: int, name: str, space: str
) -> Iterator[tuple[int, Operation]]:
    """Give what may be the operations of a replica, by its number, in their order.

    With each comes its position in the log. Of one seq there may be several.
    """
    for _, rows in sorted(material.operations[number].items()):
        for row in rows:
            for step in material.steps.get(row[1]) or [_unknown_step(material, row)]:
                yield row[0], _to_operation(row, step, name, space)


def find_names(material: Material, spaces: Iterable[str]) -> tuple[str, dict[int, str]]:
    """Find the space of a log, and the name of each replica's number.

    A name is the right one if the hashes of neighbouring operations agree under it.

    Args:
        material: the log's.
        spaces: what the space may be.

    Returns:
        The space, "" where no name makes any hash agree; and names by number, those
        numbers left out of which nothing is known.
    """
    numbers = sorted(material.operations)
    named = material.named | material.meta.get("replica", set())
    best: dict[int, tuple[int, str, str]] = {}
    for number in numbers:
        sample = _sample(material, number)
        for name in sorted(material.replicas.get(number, set()) | named):
            for space in sorted(spaces):
                count = _count_agreeing(material, sample, name, space)
                best[number] = max(best.get(number, (0, "", "")), (count, space, name))
    space = max(best.values(), default=(0, "", ""))[1]
    names = {number: name for number, (count, _, name) in best.items() if count}
    for number in numbers:
        if number not in names and material.replicas.get(number):
            names[number] = min(material.replicas[number])
    return space, names


def _take(material: Material, row: Row) -> None:
    rowid, values = row
    if rowid is None:
        _take_from_index(material, values)
    elif _is(values, _OPERATION):
        rows = material.operations.setdefault(values[2], {}).setdefault(values[3], [])
        _add(rows, (rowid, *values[1:]))
    elif _is(values, _STEP):
        _add(material.steps.setdefault(rowid, []), (rowid, *values[1:]))
    elif _is(values, (type(None), str)):
        material.replicas.setdefault(rowid, set()).add(values[1])


def _add(rows: list[RowValues], row: RowValues) -> None:
    if row not in rows:
        rows.append(row)


def _take_from_index(material: Material, values: RowValues) -> None:
    if _is(values, (int, int, int)):
        material.listed.setdefault(values[0], set()).add(values[1])
    elif _is(values, (str, int, int)) and values[1] != values[2]:
        material.step_ids[values[2]] = values[0]
    elif _is(values, (str, str)):
        material.meta.setdefault(values[0], set()).add(values[1])
    elif _is(values, _REGISTER):
        material.named.add(values[5])


def _is(values: RowValues, shape: tuple[Any, ...]) -> bool:
    return len(values) == len(shape) and all(map(isinstance, values, shape))


def _unknown_step(material: Material, row: RowValues) -> RowValues:
    """Stand in for the lost row of an operation's step."""
    position = row[1]
    name = material.step_ids.get(position, f"{UNKNOWN}-{row[2]}-{position}")
    said = (name, UNKNOWN, "", row[4], "", chain.OPERATION_SCHEMA, 1)
    return (position, row[2], *said, "", b"", b"")


def _to_operation(row: RowValues, step: RowValues, name: str, space: str) -> Operation:
    position, _, _, seq, clock, entity, entity_id, field_, base, value, *hashes = row
    salt, value_hash, hashed = hashes
    return Operation(
        space=space,
        replica=name,
        seq=seq,
        step=step[2],
        part=position - step[0],
        name=step[3],
        label=step[9],
        clock=clock,
        actor=step[4],
        entity=entity,
        entity_id=entity_id,
        field=field_,
        value=value,
        base=base,
        undoes=step[6],
        schema=step[7],
        salt=salt.hex(),
        value_hash=value_hash.hex(),
        label_salt=step[10].hex(),
        label_hash=step[11].hex(),
        hash=hashed.hex(),
    )


def _sample(material: Material, number: int) -> Mapping[int, list[RowValues]]:
    """Give some of a replica's operations, with those before them."""
    found = material.operations[number]
    chosen = list(found)[:: max(1, len(found) // _SAMPLE)]
    wanted = {seq for one in chosen for seq in (one - 1, one)}
    return {seq: found[seq] for seq in wanted if seq in found}


def _count_agreeing(
    material: Material, sample: Mapping[int, list[RowValues]], name: str, space: str
) -> int:
    count = 0
    for seq, rows in sample.items():
        before = [one[12].hex() for one in sample.get(seq - 1, [])] if seq > 1 else [""]
        made = (
            _to_operation(row, step, name, space)
            for row in rows
            for step in material.steps.get(row[1], [])
        )
        count += any(chain.hash_after(one, hashed) == one.hash for one in made for hashed in before)
    return count
