"""Commands that pack a library, and take a pack in."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from glossator.library.catalogue import find_course
from glossator.library.command_table import Arguments, LongCommand, Progress, Table
from glossator.library.library import Library
from glossator.library.packing import pack
from glossator.library.unpacking import merge_pack


class _Pack(Arguments, frozen=True):
    output: str
    course: str | None = None


class _Merge(Arguments, frozen=True):
    file: str


def _pack(library: Library, given: _Pack, on_progress: Progress) -> dict[str, Any]:
    course = find_course(library.catalogue, given.course) if given.course else None
    packed = pack(library, Path(given.output), course, on_progress)
    return {**asdict(packed), "file": given.output}


def _merge(library: Library, given: _Merge, on_progress: Progress) -> dict[str, Any]:
    return asdict(merge_pack(library, Path(given.file), on_progress))


COMMANDS: Table = {"pack": LongCommand(_Pack, _pack), "merge": LongCommand(_Merge, _merge)}
