"""Commands on books: import, list, print."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from glossator.library.bibliographies import export_references
from glossator.library.catalogue import find_course, find_source
from glossator.library.command_table import Arguments, Command, LongCommand, Progress, Table
from glossator.library.courses import course_for_import
from glossator.library.imports import REFUSED, FileToImport, Imported, import_file
from glossator.library.library import Library
from glossator.library.printed_books import add_source
from glossator.library.whole_text import whole_text
from glossator.library.worker import Watch
from glossator.model.books import Bibliography, Name, Source
from glossator.model.errors import GlossatorError


class _Import(Arguments, frozen=True):
    files: list[str]
    course: str | None = None
    password: str | None = None
    edition_of: str | None = None


class _Sources(Arguments, frozen=True):
    course: str | None = None


class _References(Arguments, frozen=True):
    format: str
    course: str | None = None


class _AddBook(Arguments, frozen=True):
    title: str
    authors: list[str]
    kind: str = "book"
    issued: str = ""
    course: str | None = None


class _OfSource(Arguments, frozen=True):
    source: str


def _import(library: Library, given: _Import, on_progress: Progress) -> list[dict[str, Any]]:
    catalogue = library.catalogue
    into = find_course(catalogue, given.course).id if given.course else None
    edition_of = find_source(catalogue, given.edition_of).id if given.edition_of else None

    def import_one(file: str) -> dict[str, Any]:
        path = Path(file)
        try:
            course = course_for_import(library, into).id
            wanted = FileToImport(path, path.name, course, given.password, edition_of=edition_of)
            done = import_file(library, wanted, Watch(partial(on_progress, path.name)))
        except GlossatorError as error:  # of a pile, whatever befalls one is its own result
            done = Imported(path.name, REFUSED, None, None, (str(error),))
        return _reply(file, done)

    return [import_one(file) for file in given.files]


def _reply(file: str, done: Imported) -> dict[str, Any]:
    return {
        "file": file,
        "status": done.status,
        "source": done.source,
        "title": done.title,
        "problems": list(done.problems),
    }


def _sources(library: Library, given: _Sources) -> list[dict[str, Any]]:
    return [
        {
            "id": source.id,
            "title": source.title,
            "kind": source.original.kind if source.original else "",
            "length": source.length,
            "offers": list(source.offers),
        }
        for source in _chosen(library, given.course)
    ]


def _references(library: Library, given: _References) -> dict[str, Any]:
    text, report = export_references(_chosen(library, given.course), given.format)
    return {"text": text, "report": report}


def _chosen(library: Library, course: str | None) -> list[Source]:
    if course is None:
        return list(library.catalogue.sources.values())
    return library.catalogue.sources_of(find_course(library.catalogue, course).id)


def _text(library: Library, given: _OfSource) -> dict[str, Any]:
    return whole_text(library, find_source(library.catalogue, given.source))


def _add_book(library: Library, given: _AddBook) -> dict[str, Any]:
    wanted = find_course(library.catalogue, given.course).id if given.course else None
    course = course_for_import(library, wanted)
    authors = tuple(_name(author) for author in given.authors)
    work = Bibliography(kind=given.kind, authors=authors, issued=given.issued)
    source = library.new_id()
    add_source(library, library.new_id(), source, course.id, (given.title, work))
    return {"id": source, "title": library.catalogue.get_source(source).title}


def _name(author: str) -> Name:
    family, _, given = author.partition(",")
    return Name(family.strip(), given.strip())


COMMANDS: Table = {
    "import": LongCommand(_Import, _import),
    "add-book": Command(_AddBook, _add_book),
    "sources": Command(_Sources, _sources),
    "references": Command(_References, _references),
    "text": Command(_OfSource, _text),
}
