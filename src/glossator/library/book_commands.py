"""Commands on books: import, list, print."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from glossator.library.catalogue import find_course, find_source
from glossator.library.command_table import Arguments, Command, LongCommand, Progress, Table
from glossator.library.courses import course_for_import
from glossator.library.imports import REFUSED, FileToImport, Imported, import_file
from glossator.library.library import Library
from glossator.library.whole_text import whole_text
from glossator.library.worker import Watch
from glossator.model.errors import GlossatorError


class _Import(Arguments, frozen=True):
    files: list[str]
    course: str | None = None
    password: str | None = None


class _OfSource(Arguments, frozen=True):
    source: str


def _import(library: Library, given: _Import, on_progress: Progress) -> list[dict[str, Any]]:
    wanted = find_course(library.catalogue, given.course).id if given.course else None
    return [_import_one(library, file, wanted, given, on_progress) for file in given.files]


def _import_one(
    library: Library, file: str, course: str | None, given: _Import, on_progress: Progress
) -> dict[str, Any]:
    """Import one of a pile; whatever befalls it is its own result."""
    path = Path(file)
    try:
        into = course_for_import(library, course).id
        wanted = FileToImport(path, path.name, into, given.password)
        done = import_file(library, wanted, Watch(partial(on_progress, path.name)))
    except GlossatorError as error:
        done = Imported(path.name, REFUSED, None, None, (str(error),))
    return {
        "file": file,
        "status": done.status,
        "source": done.source,
        "title": done.title,
        "problems": list(done.problems),
    }


def _sources(library: Library, _given: Arguments) -> list[dict[str, Any]]:
    return [
        {
            "id": source.id,
            "title": source.title,
            "kind": source.original.kind if source.original else "",
            "length": source.length,
            "offers": list(source.offers),
        }
        for source in library.catalogue.sources.values()
    ]


def _text(library: Library, given: _OfSource) -> dict[str, Any]:
    return whole_text(library, find_source(library.catalogue, given.source))


COMMANDS: Table = {
    "import": LongCommand(_Import, _import),
    "sources": Command(Arguments, _sources),
    "text": Command(_OfSource, _text),
}
