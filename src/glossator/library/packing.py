"""Packing a library, or a course, into one zip of open formats, and unpacking it.

What is in it, for whoever has not this program: `README.txt` says so (`_README`).
"""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import msgspec

from glossator.exchange.vault import file_name
from glossator.library.course_excerpt import keeps_course
from glossator.library.interchange import export_annotations
from glossator.library.library import Library
from glossator.library.text_change import list_editions
from glossator.library.vault import make_vault
from glossator.model.books import Source
from glossator.model.courses import Course
from glossator.model.errors import ExportError, GlossatorError
from glossator.model.operations import Operation
from glossator.store.excerpts import Excerpt, excerpt_space
from glossator.store.files import edition_path, original_path
from glossator.store.folder import EDITIONS, ORIGINALS
from glossator.store.lines import encode_step
from glossator.store.writing import put_in_place, temporary_file

FORMAT = 1
"""Version of the pack that this program writes."""

ABOUT = "library.json"
JOURNAL_LINES = "journal.jsonl"
_AT_ONCE = 5_000
_FIXED_DATE = (1980, 1, 1, 0, 0, 0)
_README = """This is a library of Glossator, a program for studying from books with coloured pens.
Everything in it can be read without the program.

library.json       what this is, and how much of it there is
journal.jsonl      everything that was ever done, one step a line, as JSON; each operation
                   is chained to the one before by hashes: all else is made from it
annotations.jsonld every mark as W3C Web Annotation JSON-LD, with pens, topics and sources
texts/             the text of each book as it was read, as plain text
notes/             the notes as linked Markdown files
pens/              the pens, as TOML
originals/         the files of the books as they were imported, in folders named by the
                   SHA-256 of their bytes
editions/          the texts with their structure and pages: zip files of text and JSON

With the program: glossator unpack FILE --library NEW-FOLDER
"""

Progress = Callable[[str, int, int], None]


class About(msgspec.Struct, omit_defaults=True):
    """What `library.json` says.

    Attributes:
        format: version of the pack.
        schema: version of the operations in the journal.
        space: which library it is; a course is one of its own.
        name: what to call it.
        operations: in the journal.
        state: hash of all that the journal says, as `Store.state_hash`; "" of a course.
        missing: files of books that were not there when it was packed.
    """

    format: int
    schema: int
    space: str
    name: str
    operations: int
    state: str = ""
    missing: list[str] = []


@dataclass(frozen=True, slots=True)
class Packed:
    """What was packed: operations, books, and files of books that were missing."""

    operations: int
    sources: int
    missing: tuple[str, ...]


def pack(library: Library, output: Path, course: Course | None, on_progress: Progress) -> Packed:
    """Write a library, or one course of it with its pens, into a zip.

    Args:
        library: the library; it may go on being changed.
        output: the file, replaced as a whole.
        course: None for the whole library.
        on_progress: called with what is being written, how much of it is, and of how much.

    Raises:
        ExportError: it could not be written; what was there before is as it was.
    """
    sources = _sources(library, course)
    try:
        with temporary_file(output.parent) as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                packed = _Packing(library, archive, course, on_progress).write(sources)
            put_in_place(file, output)
    except OSError as error:
        reason = f"{(error.strerror or str(error)).lower()}. Choose another place."
        raise ExportError(str(output), reason) from error
    return packed


def _sources(library: Library, course: Course | None) -> list[Source]:
    catalogue = library.catalogue
    return catalogue.sources_of(course.id) if course else list(catalogue.sources.values())


class _Packing:
    def __init__(
        self,
        library: Library,
        archive: zipfile.ZipFile,
        course: Course | None,
        on_progress: Progress,
    ) -> None:
        self._library = library
        self._archive = archive
        self._course = course
        self._progress = on_progress
        self._missing: list[str] = []

    def write(self, sources: list[Source]) -> Packed:
        """Write everything; the journal first, so that all else is of it or later."""
        self._add("README.txt", _README.encode())
        operations, schema, state = self._write_journal()
        for number, source in enumerate(sources):
            self._progress("books", number, len(sources))
            self._write_books(source)
        self._write_texts(sources)
        self._write_readable()
        about = About(
            format=FORMAT,
            schema=schema,
            space=self._space(),
            name=self._course.name if self._course else self._library.folder.name,
            operations=operations,
            state=state,
            missing=self._missing,
        )
        self._add(ABOUT, msgspec.json.format(msgspec.json.encode(about)))
        return Packed(operations, len(sources), tuple(self._missing))

    def _space(self) -> str:
        space = self._library.store.space
        return excerpt_space(space, self._course.id) if self._course else space

    def _write_journal(self) -> tuple[int, int, str]:
        count, schema = 0, 0
        with self._open(JOURNAL_LINES) as file:
            for step in self._steps():
                file.write(encode_step(step))
                count += len(step)
                schema = max(schema, step[0].schema)
        return count, schema, self._state_at(count)

    def _state_at(self, cursor: int) -> str:
        """Hash what the whole journal says; "" of a part of it, or where it has grown."""
        state = self._library.store.state_hash()
        is_whole = self._course is None and self._library.store.cursor() == cursor
        return state if is_whole else ""

    def _steps(self) -> Iterator[list[Operation]]:
        steps = read_whole_log(self._library, self._progress)
        if self._course is None:
            yield from steps
            return
        excerpt = Excerpt(self._space(), keeps_course(self._library, self._course))
        for step in steps:
            if kept := excerpt.take(step):
                yield kept

    def _write_books(self, source: Source) -> None:
        for text in list_editions(source):
            original, edition = text.original, text.edition
            folder = self._library.folder
            name = file_name(original.file_name.rpartition(".")[0] or "book", set())
            kind = original.file_name.rpartition(".")[2] if "." in original.file_name else ""
            ending = f".{kind}" if kind.isalnum() and len(kind) < 10 else ""
            self._copy(
                original_path(folder, original.hash), f"{ORIGINALS}/{original.hash}/{name}{ending}"
            )
            self._copy(edition_path(folder, edition), f"{EDITIONS}/{edition}.zip")

    def _write_texts(self, sources: Iterable[Source]) -> None:
        taken: set[str] = set()
        for source in sources:
            try:
                content = self._library.content_of(source)
            except GlossatorError:  # its file is missing, which is told already
                continue
            if content is not None:
                self._add(f"texts/{file_name(source.title, taken)}.txt", content.text.encode())

    def _write_readable(self) -> None:
        catalogue = self._library.catalogue
        if self._course is None:
            self._add("annotations.jsonld", export_annotations(self._library).encode())
        courses = [self._course] if self._course else list(catalogue.courses.values())
        taken: set[str] = set()
        for course in courses:
            self._progress("notes", 0, 0)
            name = file_name(course.name, taken)
            for path, text in make_vault(self._library, course).files.items():
                within = path.partition("/")[2]  # behind the course's name, which two may have
                self._add(f"notes/{name}/{within}", text.encode())
        for system in dict.fromkeys(course.pen_system for course in courses):
            text = catalogue.system_texts.get(system, "")
            self._add(f"pens/{file_name(system, set())}.toml", text.encode())

    def _copy(self, path: Path, name: str) -> None:
        """Copy a file of the library as it is, once; it is packed already, mostly."""
        if name in self._archive.NameToInfo:
            return
        if not path.is_file():
            self._missing.append(name)
            return
        with path.open("rb") as file, self._open(name, zipfile.ZIP_STORED) as target:
            shutil.copyfileobj(file, target)

    def _add(self, name: str, content: bytes) -> None:
        with self._open(name) as file:
            file.write(content)

    @contextmanager
    def _open(self, name: str, method: int = zipfile.ZIP_DEFLATED) -> Iterator[IO[bytes]]:
        entry = zipfile.ZipInfo(name, _FIXED_DATE)
        entry.compress_type = method
        entry.external_attr = 0o644 << 16
        with self._archive.open(entry, "w", force_zip64=True) as file:
            yield file


def read_whole_log(library: Library, on_progress: Progress) -> Iterator[list[Operation]]:
    """Read all steps of a library in the order of arrival, up to where it stands now."""
    end, at = library.store.cursor(), 0
    while at < end:
        on_progress("journal", at, end)
        steps = library.store.read_log(at, _AT_ONCE)
        yield from steps
        at += sum(map(len, steps))
