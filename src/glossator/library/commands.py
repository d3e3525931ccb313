"""The commands of the command line, as functions from plain values to plain values.

They run in whichever process owns the library: the command's own, or a program
that serves it and was asked over HTTP (`web.remote`). So arguments and replies
hold nothing but JSON values; a file to be written comes back as base64.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from glossator.anchors.quotes import locate_quote
from glossator.library.catalogue import find_course, find_pen, find_source
from glossator.library.courses import course_for_import
from glossator.library.imports import FileToImport, Imported, import_file
from glossator.library.interchange import export_annotations, import_annotations
from glossator.library.library import Library
from glossator.library.marks import NewMark, annotate
from glossator.library.notes import make_notes, notes_as_markdown, notes_as_pdf
from glossator.library.placing import interruptions
from glossator.library.sample_course import add_sample
from glossator.library.topics import plan_topics
from glossator.model.errors import InvalidRequestError
from glossator.model.marks import TextQuote
from glossator.model.notes import Notes
from glossator.model.pens import FormKind

Arguments = Mapping[str, Any]
Progress = Callable[[str, int, int], None]


def run_command(
    library: Library,
    name: str,
    arguments: Arguments,
    on_progress: Progress = lambda _f, _d, _t: None,
) -> Any:
    """Run a command and give its reply as JSON values.

    Args:
        library: the library it works on.
        name: the command's name, as typed.
        arguments: its options by name; paths are absolute.
        on_progress: called with (file, done, total) on long work.

    Raises:
        InvalidRequestError: there is no such command.
        GlossatorError: it could not be done.
    """
    if name == "import":
        return _import(library, arguments, on_progress)
    command = _COMMANDS.get(name)
    if command is None:
        raise InvalidRequestError(f"There is no command “{name}”.")
    return command(library, arguments)


def _import(library: Library, arguments: Arguments, on_progress: Progress) -> list[dict[str, Any]]:
    wanted = arguments.get("course")
    course = find_course(library.catalogue, wanted) if wanted else course_for_import(library, None)
    replies = []
    for file in arguments["files"]:
        path = Path(file)
        done = import_file(
            library,
            FileToImport(path, path.name, course.id, arguments.get("password")),
            partial(on_progress, path.name),
        )
        replies.append(_imported(file, done))
    return replies


def _imported(file: str, done: Imported) -> dict[str, Any]:
    return {
        "file": file,
        "status": done.status,
        "source": done.source,
        "title": done.title,
        "problems": list(done.problems),
    }


def _sources(library: Library, _arguments: Arguments) -> list[dict[str, Any]]:
    return [
        {
            "id": source.id,
            "title": source.title,
            "kind": source.original.kind if source.original else "",
            "length": source.length,
        }
        for source in library.catalogue.sources.values()
    ]


def _text(library: Library, arguments: Arguments) -> dict[str, Any]:
    source = find_source(library.catalogue, arguments["source"])
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


def _pens(library: Library, arguments: Arguments) -> dict[str, Any]:
    course = find_course(library.catalogue, arguments.get("course"))
    system = library.catalogue.get_system(course.pen_system)
    return {
        "id": system.id,
        "name": system.name,
        "file": str(library.folder / "pens" / f"{system.id}.toml"),
        "problem": library.pen_problems.get(system.id, ""),
        "pens": msgspec.to_builtins(system.pens),
        "forms": [
            {"id": form.id, "title": form.title, "kind": form.kind.value} for form in system.forms
        ],
    }


def _mark(library: Library, arguments: Arguments) -> dict[str, Any]:
    catalogue = library.catalogue
    source = find_source(catalogue, arguments["source"])
    content = library.content_of(source)
    if content is None or source.edition is None:
        raise InvalidRequestError(
            f"{source.title} has no file in this library, so nothing can be marked in it."
        )
    span = locate_quote(
        content.text,
        TextQuote(arguments["quote"]),
        source_title=source.title,
        near=arguments.get("near"),
        skip=interruptions(content),
    )
    paths = arguments.get("topics", ())
    topics, new_topics = plan_topics(catalogue, source.course, paths, library.new_id)
    mark = NewMark(
        id=library.new_id(),
        source=source.id,
        edition=source.edition,
        span=span,
        pen=find_pen(catalogue.system_of(source), arguments["pen"]).id,
        own_words=arguments.get("own_words", ""),
        comment=arguments.get("comment", ""),
        topics=topics,
        new_topics=new_topics,
    )
    annotate(library, library.new_id(), mark)
    return {"id": mark.id, "start": span.start, "end": span.end}


def _annotations(library: Library, arguments: Arguments) -> str:
    wanted = arguments.get("source")
    source = find_source(library.catalogue, wanted).id if wanted else None
    return export_annotations(library, source)


def _import_annotations(library: Library, arguments: Arguments) -> dict[str, Any]:
    report = import_annotations(library, arguments["text"])
    return {"added": report.added, "known": report.known, "report": list(report.sentences)}


def _notes(library: Library, arguments: Arguments) -> dict[str, Any]:
    notes = _compile(library, arguments["form"], arguments.get("scope"))
    kind = arguments.get("to", "md")
    if kind == "json":
        return {"notes": msgspec.to_builtins(notes)}
    if kind == "md":
        data = notes_as_markdown(notes).encode()
    elif kind == "pdf":
        data = notes_as_pdf(notes, arguments.get("paper", "a4"), library.today())
    else:
        raise InvalidRequestError(f"Notes cannot be written as “{kind}”: use md, pdf or json.")
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
    found = next((form for form in forms if form.id == form_id), None)
    if found is None:
        known = ", ".join(dict.fromkeys(form.id for form in forms))
        raise InvalidRequestError(f"There is no form “{form_id}”. There are: {known}.")
    return found.kind is FormKind.OUTLINE


def _sample(library: Library, _arguments: Arguments) -> dict[str, Any]:
    return {"added": add_sample(library)}


def _refold(library: Library, _arguments: Arguments) -> dict[str, Any]:
    return {"operations": library.store.cursor(), "differing": library.store.refold()}


_COMMANDS: dict[str, Callable[[Library, Arguments], Any]] = {
    "sources": _sources,
    "text": _text,
    "pens": _pens,
    "mark": _mark,
    "annotations": _annotations,
    "import-annotations": _import_annotations,
    "notes": _notes,
    "sample": _sample,
    "refold": _refold,
}
