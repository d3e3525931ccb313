"""The sample course: import its works and make its marks, as a reader would."""

from __future__ import annotations

import tomllib
from importlib import resources
from pathlib import Path

import msgspec

from glossator.anchors.quotes import locate_quote
from glossator.library.imports import REFUSED, FileToImport, import_file
from glossator.library.library import Library
from glossator.library.marks import NewMark, annotate
from glossator.library.pens import preset_writes
from glossator.library.placing import interruptions
from glossator.library.topics import plan_topics
from glossator.model.books import Caption, Source
from glossator.model.courses import Course
from glossator.model.errors import InvalidRequestError, LibraryUnusableError
from glossator.model.ids import CourseId, SourceId
from glossator.model.marks import TextQuote
from glossator.model.operations import Step
from glossator.store.records import course_writes, topic_writes

SAMPLE_COURSE = CourseId("00000000-0000-4000-8000-5a3b1e000001")
_FOLDER = "glossator.library.sample"
_PEN_SYSTEM = "criminal-law"


class _Book(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    file: str
    title: str
    caption: Caption = Caption()


class _Mark(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    pen: str
    quote: str
    near: str = ""
    own_words: str = ""
    comment: str = ""
    topics: tuple[str, ...] = ()


class _Sample(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    course: str
    preset: str
    topics: tuple[str, ...]
    source: tuple[_Book, ...]
    mark: tuple[_Mark, ...]


def add_sample(library: Library) -> int:
    """Add the sample course with its works, topics and marks.

    Returns:
        How many marks it has; 0 where the library holds a course already.

    Raises:
        NotSavedError: it could not be written.
        LibraryUnusableError: the sample's own files cannot be imported here.
    """
    if library.catalogue.courses:
        return 0
    sample = _read_sample()
    _add_course(library, sample)
    sources = {book.file: _import_book(library, book) for book in sample.source}
    for mark in sample.mark:
        _add_mark(library, sources[mark.source], mark)
    return len(sample.mark)


def _read_sample() -> _Sample:
    text = resources.files(_FOLDER).joinpath("sample.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), _Sample)


def _add_course(library: Library, sample: _Sample) -> None:
    system, writes = preset_writes(sample.preset, _PEN_SYSTEM)
    writes += course_writes(Course(SAMPLE_COURSE, sample.course, system))
    _, topics = plan_topics(library.catalogue, SAMPLE_COURSE, sample.topics, library.new_id)
    writes += tuple(write for topic in topics for write in topic_writes(topic))
    library.commit(Step(library.new_id(), "sample", "Added the sample course", writes))


def _import_book(library: Library, book: _Book) -> Source:
    with resources.as_file(resources.files(_FOLDER).joinpath(book.file)) as path:
        file = FileToImport(
            Path(path), book.file, SAMPLE_COURSE, caption=book.caption, title=book.title
        )
        done = import_file(library, file)
    if done.status == REFUSED or done.source is None:
        raise LibraryUnusableError(str(library.folder), " ".join(done.problems))
    return library.catalogue.get_source(SourceId(done.source))


def _add_mark(library: Library, source: Source, mark: _Mark) -> None:
    content = library.content_of(source)
    if content is None:
        raise InvalidRequestError(f"{source.title} has no text, so nothing can be marked in it.")
    quote = TextQuote(mark.quote, prefix=mark.near)
    span = locate_quote(
        content.text, quote, source_title=source.title, near=None, skip=interruptions(content)
    )
    topics, _ = plan_topics(library.catalogue, SAMPLE_COURSE, mark.topics, library.new_id)
    new = NewMark(
        id=library.new_id(),
        source=source.id,
        edition=source.edition or "",
        span=span,
        pen=mark.pen,
        own_words=mark.own_words,
        comment=mark.comment,
        topics=topics,
    )
    annotate(library, library.new_id(), new)
