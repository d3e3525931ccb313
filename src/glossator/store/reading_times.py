"""How long each source was read: a small file beside the journal, like the reading places.

It is of one machine and for its reader alone: in no export, and losing it loses no work.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import msgspec

from glossator.model.ids import SourceId
from glossator.store.folder import READING_TIMES


def read_times(folder: Path) -> dict[SourceId, int]:
    """Read all reading times, in seconds; a missing or damaged file gives none."""
    with suppress(OSError, msgspec.MsgspecError):
        times = msgspec.json.decode((folder / READING_TIMES).read_bytes(), type=dict[str, int])
        return {SourceId(source): seconds for source, seconds in times.items()}
    return {}


def write_times(folder: Path, times: dict[SourceId, int]) -> None:
    """Write all reading times; where the folder cannot be written, nothing happens."""
    temporary = folder / f"{READING_TIMES}.{os.getpid()}.tmp"
    with suppress(OSError):
        temporary.write_bytes(msgspec.json.encode(times))
        temporary.replace(folder / READING_TIMES)
