"""Commands on the library as a whole: the sample, folding anew, mending, missing originals."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from glossator.library.command_table import Arguments, Command, LongCommand, Progress, Table
from glossator.library.library import Library
from glossator.library.mending import mend
from glossator.library.missing_originals import Missing, find_originals
from glossator.library.sample_course import add_sample


class _Mend(Arguments, frozen=True):
    deep: bool = False


class _FindOriginals(Arguments, frozen=True):
    folder: str


def _sample(library: Library, _given: Arguments) -> dict[str, Any]:
    return {"added": add_sample(library)}


def _refold(library: Library, _given: Arguments) -> dict[str, Any]:
    return {"operations": library.store.cursor(), "differing": library.store.refold()}


def _mend(library: Library, given: _Mend, on_progress: Progress) -> dict[str, Any]:
    return {"problems": mend(library, deep=given.deep, on_progress=on_progress)}


def _find_originals(
    library: Library, given: _FindOriginals, on_progress: Progress
) -> dict[str, Any]:
    search = find_originals(library, Path(given.folder), on_progress)
    return {
        "looked_at": search.looked_at,
        "found": _named(search.found),
        "missing": _named(search.missing),
    }


def _named(originals: Iterable[Missing]) -> list[dict[str, str]]:
    return [{"file": one.original.file_name, "title": one.title} for one in originals]


COMMANDS: Table = {
    "sample": Command(Arguments, _sample),
    "refold": Command(Arguments, _refold),
    "mend": LongCommand(_Mend, _mend),
    "find-originals": LongCommand(_FindOriginals, _find_originals),
}
