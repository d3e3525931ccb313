"""Where reading was left in each source: a small file beside the journal.

It is a convenience of one machine, not part of the log: losing it loses no work.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from glossator.model.ids import SourceId
from glossator.store.folder import READING_PLACES


@dataclass(frozen=True, slots=True)
class ReadingPlace:
    """Where reading was left: `start` in code points, `at` RFC 3339 UTC."""

    start: int
    at: str


def read_places(folder: Path) -> dict[SourceId, ReadingPlace]:
    """Read all reading places; a missing or damaged file gives none."""
    with suppress(OSError, msgspec.MsgspecError):
        places = msgspec.json.decode(
            (folder / READING_PLACES).read_bytes(), type=dict[str, ReadingPlace]
        )
        return {SourceId(source): place for source, place in places.items()}
    return {}


def write_places(folder: Path, places: dict[SourceId, ReadingPlace]) -> None:
    """Write all reading places; where the folder cannot be written, nothing happens."""
    temporary = folder / f"{READING_PLACES}.{os.getpid()}.tmp"
    with suppress(OSError):
        temporary.write_bytes(msgspec.json.encode(places))
        temporary.replace(folder / READING_PLACES)
