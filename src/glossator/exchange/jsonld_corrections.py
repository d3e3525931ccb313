"""A reader's corrections in the dump: records of their own, as they stand in the log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from operator import attrgetter
from typing import Any

import msgspec

from glossator.exchange.jsonld_terms import as_list, is_count, safe_id
from glossator.model.corrections import CORRECTION_KINDS, Correction, What, correction_kind
from glossator.model.ids import CorrectionId, EditionId, SourceId

_LONGEST = 200  # characters of a label, a part or the name of a scheme
_DEEPEST = 9
_FARTHEST = 10**6  # what a scheme of pinpoints is shifted by


class _Record(msgspec.Struct):
    id: str
    source: str
    edition: str
    made: int
    kind: str
    value: dict[str, Any]


def write_corrections(corrections: Iterable[Correction]) -> list[Any]:
    """Write corrections as JSON values, sorted by id."""
    return [
        {
            "id": correction.id,
            "source": correction.source,
            "edition": correction.edition,
            "made": correction.made,
            "kind": correction_kind(correction.what),
            "value": msgspec.to_builtins(correction.what),
        }
        for correction in sorted(corrections, key=attrgetter("id"))
    ]


def read_corrections(values: object, report: list[str]) -> tuple[Correction, ...]:
    """Read what can be read, in the order of the file; say what was left out, and why."""
    read: dict[str, Correction] = {}
    for number, value in enumerate(as_list(values), 1):
        try:
            correction = _read(value)
        except (msgspec.ValidationError, ValueError) as error:
            report.append(f"The correction no. {number} of the file was left out: {error}.")
            continue
        read[correction.id] = correction
    return tuple(read.values())


def _read(value: object) -> Correction:
    """Read one correction.

    Raises:
        ValueError: it is of no kind that is known, or counts or names what no text can have.
        msgspec.ValidationError: a field is missing or not of its type.
    """
    record = msgspec.convert(value, _Record)
    if record.kind not in CORRECTION_KINDS:
        raise ValueError(f"there are no corrections of the kind “{record.kind[:80]}” here")
    what: What = msgspec.convert(record.value, CORRECTION_KINDS[record.kind])
    if not is_count(record.made) or not all(map(_is_sound, asdict(what).items())):
        raise ValueError("it tells a place or a name that no text has")
    return Correction(
        CorrectionId(safe_id(record.id)),
        SourceId(safe_id(record.source)),
        EditionId(safe_id(record.edition)),
        record.made,
        what,
    )


def _is_sound(field: tuple[str, Any]) -> bool:
    """Tell whether a field of a correction holds what the program itself would write."""
    name, value = field
    if name == "by":
        return bool(0 < abs(value) <= _FARTHEST)
    if name == "level":
        return bool(0 <= value <= _DEEPEST)
    if isinstance(value, str) and type(value) is str:
        return len(value) <= _LONGEST and value.isprintable()
    return all(map(_is_place, _listed(value)))


def _listed(value: object) -> Iterator[object]:
    yield from value if isinstance(value, list | tuple) else (value,)


def _is_place(value: object) -> bool:
    return isinstance(value, bool | str) or is_count(value)
