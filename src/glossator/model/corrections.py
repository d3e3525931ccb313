"""Corrections: what a reader says the program read wrongly, laid over an edition.

An edition's text never changes. A correction is about kinds and boundaries of
blocks, or about pinpoints; each is a thing of its own in the log.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from glossator.model.ids import CorrectionId, EditionId, SourceId
from glossator.model.text import BlockKind


@dataclass(frozen=True, slots=True)
class Retype:
    """Say what blocks are.

    Attributes:
        starts: the first code point of each.
        kind: what they are.
        level: as in `Block`.
    """

    starts: tuple[int, ...]
    kind: BlockKind
    level: int = 0


@dataclass(frozen=True, slots=True)
class Join:
    """Join the block that begins at `start` with the text after it, begun at `following`."""

    start: int
    following: int


@dataclass(frozen=True, slots=True)
class Split:
    """Split the block that holds code point `start`: a new one begins there."""

    start: int


@dataclass(frozen=True, slots=True)
class SetPinpoint:
    """Say what label holds from a place on.

    Attributes:
        start: first code point it holds for.
        scheme: as in `Pinpoint`.
        label: as printed.
        part: as in `Pinpoint`.
        count_on: number what follows in the same part too, up to the next
            place that the reader has set.
    """

    start: int
    scheme: str
    label: str
    part: str = ""
    count_on: bool = False


@dataclass(frozen=True, slots=True)
class ShiftScheme:
    """Add `by` to every label of a scheme that the program found, from `start` on."""

    scheme: str
    by: int
    start: int = 0


@dataclass(frozen=True, slots=True)
class RemovePinpoint:
    """Say that no pinpoint of a scheme begins at `start`."""

    scheme: str
    start: int


What = Retype | Join | Split | SetPinpoint | ShiftScheme | RemovePinpoint

CORRECTION_KINDS: Mapping[str, type[What]] = {
    "retype": Retype,
    "join": Join,
    "split": Split,
    "set-pinpoint": SetPinpoint,
    "shift-scheme": ShiftScheme,
    "remove-pinpoint": RemovePinpoint,
}
"""The kinds of correction by name."""


def correction_kind(what: What) -> str:
    """Name a kind of correction: "retype", "set-pinpoint" and so on."""
    return next(name for name, kind in CORRECTION_KINDS.items() if type(what) is kind)


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction, as it stands in the library.

    Attributes:
        id: made by the client.
        source: the source whose text it is about.
        edition: the text that its offsets count in; it is laid over no other.
        made: milliseconds since 1970 UTC, rising within a source: the order they apply in.
        what: the correction itself.
    """

    id: CorrectionId
    source: SourceId
    edition: EditionId
    made: int
    what: What
