"""What befell the files that were imported: a small file beside the journal.

It is told to the reader until it is dismissed, and no part of the log: losing
it loses no work. An import under way stands in it too, so that one that was
broken off with the program is told of at the next start.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from glossator.store.folder import IMPORT_RECORDS


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """What became of one file.

    Attributes:
        id: of its import.
        file: its name.
        at: when, RFC 3339 UTC.
        state: "open" while the import is under way, else as it ended.
        source: the source it became; "" for none.
        title: of that source.
        problems: sentences.
    """

    id: str
    file: str
    at: str
    state: str
    source: str = ""
    title: str = ""
    problems: tuple[str, ...] = ()


def read_import_records(folder: Path) -> dict[str, ImportRecord]:
    """Read all records by id, the oldest first; a missing or damaged file gives none."""
    with suppress(OSError, msgspec.MsgspecError):
        return msgspec.json.decode(
            (folder / IMPORT_RECORDS).read_bytes(), type=dict[str, ImportRecord]
        )
    return {}


def write_import_records(folder: Path, records: Mapping[str, ImportRecord]) -> None:
    """Write all records; where the folder cannot be written, nothing happens."""
    temporary = folder / f"{IMPORT_RECORDS}.{os.getpid()}.tmp"
    with suppress(OSError):
        temporary.write_bytes(msgspec.json.encode(records))
        temporary.replace(folder / IMPORT_RECORDS)
