"""Corrections as registers, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

import msgspec

from glossator.model.corrections import CORRECTION_KINDS, Correction, What, correction_kind
from glossator.model.ids import CorrectionId, EditionId, SourceId
from glossator.model.operations import Write


class _Correction(msgspec.Struct):
    source: SourceId
    edition: EditionId
    made: int
    kind: str
    value: dict[str, object]


def correction_writes(correction: Correction) -> tuple[Write, ...]:
    """Give the writes that make a correction."""
    record = {
        "source": correction.source,
        "edition": correction.edition,
        "made": correction.made,
        "kind": correction_kind(correction.what),
        "value": asdict(correction.what),
    }
    return tuple(Write("correction", correction.id, name, value) for name, value in record.items())


def decode_correction(correction_id: str, fields: Mapping[str, object]) -> Correction:
    """Make a correction from its fields.

    Raises:
        ValueError: a field is missing or not of its type, or the kind is not known.
    """
    try:
        record = msgspec.convert(fields, _Correction)
        if record.kind not in CORRECTION_KINDS:
            raise ValueError(f"the correction {correction_id} is of unknown kind {record.kind}")
        what: What = msgspec.convert(record.value, CORRECTION_KINDS[record.kind])
    except msgspec.ValidationError as error:
        raise ValueError(f"the correction {correction_id} cannot be read: {error}") from error
    id_ = CorrectionId(correction_id)
    return Correction(id_, record.source, record.edition, record.made, what)
