"""Commands on pens and marks."""

from __future__ import annotations

from typing import Any

import msgspec

from glossator.anchors.quotes import locate_quote
from glossator.library.catalogue import find_course, find_pen, find_source
from glossator.library.command_table import Arguments, Command, Table
from glossator.library.interchange import export_annotations, import_annotations
from glossator.library.library import Library
from glossator.library.marks import NewMark, annotate
from glossator.library.placing import interruptions
from glossator.library.printed_marks import NewPrintedMark, annotate_printed
from glossator.library.topics import plan_topics
from glossator.model.books import EditionText, Source
from glossator.model.errors import InvalidRequestError
from glossator.model.marks import PlacePart, TextQuote
from glossator.model.text import Span


class _OfSomeSource(Arguments, frozen=True):
    source: str | None = None


class _OfCourse(Arguments, frozen=True):
    course: str | None = None


class _Mark(Arguments, frozen=True):
    source: str
    pen: str
    quote: str
    near: int | None = None
    own_words: str = ""
    comment: str = ""
    topics: list[str] = msgspec.field(default_factory=list)
    more: list[str] = msgspec.field(default_factory=list)
    importance: int = 0
    page: str | None = None
    scheme: str = "printed-page"


class _Dump(Arguments, frozen=True):
    text: str


def _pens(library: Library, given: _OfCourse) -> dict[str, Any]:
    course = find_course(library.catalogue, given.course)
    system = library.catalogue.get_system(course.pen_system)
    return {
        "id": system.id,
        "name": system.name,
        "file": str(library.folder / "pens" / f"{system.id}.toml"),
        "problem": library.pen_problem(system.id),
        "pens": msgspec.to_builtins(system.pens),
        "forms": [
            {"id": form.id, "title": form.title, "kind": form.kind.value} for form in system.forms
        ],
    }


def _mark(library: Library, given: _Mark) -> dict[str, Any]:
    catalogue = library.catalogue
    source = find_source(catalogue, given.source)
    if given.page is not None:
        return _mark_printed(library, source, given, given.page)
    content = library.content_of(source)
    if content is None or source.edition is None:
        raise InvalidRequestError(
            f"{source.title} has no file in this library: say with --page on which page of the "
            "printed book the words stand. Nothing was marked."
        )
    span, *more = (
        _locate(source, content, each, given.near) for each in (given.quote, *given.more)
    )
    topics, new_topics = plan_topics(catalogue, source.course, given.topics, library.new_id)
    mark = NewMark(
        id=library.new_id(),
        source=source.id,
        edition=source.edition,
        span=span,
        pen=find_pen(catalogue.system_of(source), given.pen).id,
        own_words=given.own_words,
        comment=given.comment,
        topics=topics,
        new_topics=new_topics,
        more=tuple(more),
        importance=given.importance,
    )
    annotate(library, library.new_id(), mark)
    return {"id": mark.id, "start": span.start, "end": span.end}


def _mark_printed(library: Library, source: Source, given: _Mark, page: str) -> dict[str, Any]:
    if given.more or given.near is not None:
        raise InvalidRequestError(
            "With --page, neither --more nor --near can be used: type “…” in the quote where "
            "something is left out. Nothing was marked."
        )
    catalogue = library.catalogue
    topics, new_topics = plan_topics(catalogue, source.course, given.topics, library.new_id)
    mark = NewPrintedMark(
        id=library.new_id(),
        source=source.id,
        place=PlacePart(given.scheme, page, given.quote),
        pen=find_pen(catalogue.system_of(source), given.pen).id,
        own_words=given.own_words,
        comment=given.comment,
        topics=topics,
        new_topics=new_topics,
        importance=given.importance,
    )
    annotate_printed(library, library.new_id(), mark)
    made = library.get_annotation(mark.id)
    span = made.span
    return {
        "id": mark.id,
        "start": span.start if span else None,
        "end": span.end if span else None,
        "place": library.place_of(made).pinpoint,
    }


def _locate(source: Source, content: EditionText, words: str, near: int | None) -> Span:
    if not words.strip():
        raise InvalidRequestError("Nothing was marked: the quote is empty. Give the words to mark.")
    return locate_quote(
        content.text,
        TextQuote(words),
        source_title=source.title,
        near=near,
        skip=interruptions(content),
    )


def _annotations(library: Library, given: _OfSomeSource) -> str:
    source = find_source(library.catalogue, given.source).id if given.source else None
    return export_annotations(library, source)


def _import_annotations(library: Library, given: _Dump) -> dict[str, Any]:
    report = import_annotations(library, given.text)
    return {"added": report.added, "known": report.known, "report": list(report.sentences)}


COMMANDS: Table = {
    "pens": Command(_OfCourse, _pens),
    "mark": Command(_Mark, _mark),
    "annotations": Command(_OfSomeSource, _annotations),
    "import-annotations": Command(_Dump, _import_annotations),
}
