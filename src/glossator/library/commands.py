"""The commands of the command line, as functions from plain values to plain values.

They run in whichever process owns the library: the command's own, or a program
that serves it and was asked over HTTP (`web.remote`). So arguments and replies
hold nothing but JSON values; a file to be written comes back as base64. Each
command's arguments are a struct, by which they are checked on arrival.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec

from glossator.anchors.quotes import locate_quote
from glossator.library.catalogue import NOTHING_YET, find_course, find_pen, find_source
from glossator.library.courses import course_for_import
from glossator.library.imports import REFUSED, FileToImport, Imported, import_file
from glossator.library.interchange import export_annotations, import_annotations
from glossator.library.library import Library
from glossator.library.marks import NewMark, annotate
from glossator.library.notes import make_notes, notes_as_markdown, notes_as_pdf
from glossator.library.placing import interruptions
from glossator.library.sample_course import add_sample
from glossator.library.topics import plan_topics
from glossator.model.errors import GlossatorError, InvalidRequestError
from glossator.model.marks import TextQuote
from glossator.model.notes import Notes
from glossator.model.pens import FormKind

Progress = Callable[[str, int, int], None]


class _Arguments(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """None at all."""


_Given = TypeVar("_Given", bound=_Arguments)


class _Import(_Arguments, frozen=True):
    files: list[str]
    course: str | None = None
    password: str | None = None


class _OfSource(_Arguments, frozen=True):
    source: str


class _OfSomeSource(_Arguments, frozen=True):
    source: str | None = None


class _OfCourse(_Arguments, frozen=True):
    course: str | None = None


class _Mark(_Arguments, frozen=True):
    source: str
    pen: str
    quote: str
    near: int | None = None
    own_words: str = ""
    comment: str = ""
    topics: list[str] = []


class _Dump(_Arguments, frozen=True):
    text: str


class _Notes(_Arguments, frozen=True):
    form: str
    scope: str | None = None
    to: Literal["md", "pdf", "json"] = "md"
    paper: str = "a4"


def run_command(
    library: Library,
    name: str,
    arguments: Mapping[str, Any],
    on_progress: Progress = lambda _f, _d, _t: None,
) -> Any:
    """Run a command and give its reply as JSON values.

    Args:
        library: the library it works on.
        name: the command's name, as typed.
        arguments: its options by name; paths are absolute.
        on_progress: called with (file, done, total) on long work.

    Raises:
        InvalidRequestError: there is no such command, or not with these arguments.
        GlossatorError: it could not be done.
    """
    if name == "import":
        return _import(library, _checked(name, arguments, _Import), on_progress)
    if name not in _COMMANDS:
        raise InvalidRequestError(f"There is no command “{name}”.")
    kind, command = _COMMANDS[name]
    return command(library, _checked(name, arguments, kind))


def _checked(name: str, arguments: Mapping[str, Any], kind: type[_Given]) -> _Given:
    try:
        return msgspec.convert(dict(arguments), kind)
    except msgspec.ValidationError as error:
        raise InvalidRequestError(f"The command {name} cannot be run so: {error}.") from error


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
        done = import_file(library, wanted, partial(on_progress, path.name))
    except GlossatorError as error:
        done = Imported(path.name, REFUSED, None, None, (str(error),))
    return {
        "file": file,
        "status": done.status,
        "source": done.source,
        "title": done.title,
        "problems": list(done.problems),
    }


def _sources(library: Library, _given: _Arguments) -> list[dict[str, Any]]:
    return [
        {
            "id": source.id,
            "title": source.title,
            "kind": source.original.kind if source.original else "",
            "length": source.length,
        }
        for source in library.catalogue.sources.values()
    ]


def _text(library: Library, given: _OfSource) -> dict[str, Any]:
    source = find_source(library.catalogue, given.source)
    content = library.content_of(source)
    if content is None:
        raise InvalidRequestError(
            f"{source.title} has no file in this library, so there is no text. Import its file."
        )
    return {
        "text": content.text,
        "blocks": [
            {
                "kind": block.kind.value,
                "level": block.level,
                "start": block.start,
                "end": block.end,
                "page_index": block.page_index,
            }
            for block in content.blocks
        ],
        "pages": [
            {"index": page.index, "label": page.label, "start": page.start}
            for page in content.pages
        ],
        "pinpoints": [{**asdict(p), "origin": p.origin.value} for p in content.pinpoints],
    }


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
    content = library.content_of(source)
    if content is None or source.edition is None:
        raise InvalidRequestError(
            f"{source.title} has no file in this library, so nothing can be marked in it."
        )
    if not given.quote.strip():
        raise InvalidRequestError("Nothing was marked: the quote is empty. Give the words to mark.")
    span = locate_quote(
        content.text,
        TextQuote(given.quote),
        source_title=source.title,
        near=given.near,
        skip=interruptions(content),
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
    )
    annotate(library, library.new_id(), mark)
    return {"id": mark.id, "start": span.start, "end": span.end}


def _annotations(library: Library, given: _OfSomeSource) -> str:
    source = find_source(library.catalogue, given.source).id if given.source else None
    return export_annotations(library, source)


def _import_annotations(library: Library, given: _Dump) -> dict[str, Any]:
    report = import_annotations(library, given.text)
    return {"added": report.added, "known": report.known, "report": list(report.sentences)}


def _notes(library: Library, given: _Notes) -> dict[str, Any]:
    notes = _compile(library, given.form, given.scope)
    if given.to == "json":
        return {"notes": msgspec.to_builtins(notes)}
    if given.to == "md":
        data = notes_as_markdown(notes).encode()
    else:
        data = notes_as_pdf(notes, given.paper, library.today())
    return {"base64": base64.b64encode(data).decode()}


def _compile(library: Library, form: str, scope: str | None) -> Notes:
    """Compile a form over a source or course by name; without one, over the only one there is."""
    catalogue = library.catalogue
    if _is_outline(library, form):
        course = find_course(catalogue, scope).id
        return make_notes(library, form, source=None, course=course)
    source = find_source(catalogue, scope or "").id
    return make_notes(library, form, source=source, course=None)


def _is_outline(library: Library, form_id: str) -> bool:
    forms = [form for system in library.catalogue.systems.values() for form in system.forms]
    if not forms:
        raise InvalidRequestError(NOTHING_YET)
    found = next((form for form in forms if form.id == form_id), None)
    if found is None:
        known = ", ".join(dict.fromkeys(form.id for form in forms))
        raise InvalidRequestError(f"There is no form “{form_id}”. There are: {known}.")
    return found.kind is FormKind.OUTLINE


def _sample(library: Library, _given: _Arguments) -> dict[str, Any]:
    return {"added": add_sample(library)}


def _refold(library: Library, _given: _Arguments) -> dict[str, Any]:
    return {"operations": library.store.cursor(), "differing": library.store.refold()}


_COMMANDS: dict[str, tuple[type[_Arguments], Callable[[Library, Any], Any]]] = {
    "sources": (_Arguments, _sources),
    "text": (_OfSource, _text),
    "pens": (_OfCourse, _pens),
    "mark": (_Mark, _mark),
    "annotations": (_OfSomeSource, _annotations),
    "import-annotations": (_Dump, _import_annotations),
    "notes": (_Notes, _notes),
    "sample": (_Arguments, _sample),
    "refold": (_Arguments, _refold),
}
