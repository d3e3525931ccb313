"""The command that writes notes."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Any, Literal

import msgspec

from glossator.exchange.pdf import Ink
from glossator.library.catalogue import NOTHING_YET, find_course, find_source
from glossator.library.command_table import Arguments, Command, Table
from glossator.library.library import Library
from glossator.library.note_checks import check_notes, check_print
from glossator.library.note_files import FileKind, Wish, write_notes
from glossator.library.notes import make_notes
from glossator.library.vault import Take, make_vault, read_base, take_in
from glossator.model.errors import InvalidRequestError
from glossator.model.notes import Notes
from glossator.model.pens import FormKind


class _Notes(Arguments, frozen=True):
    form: str
    scope: str | None = None
    to: FileKind | Literal["json"] = "md"
    paper: str | None = None
    ink: Ink = "colour"
    pages: int | None = None
    columns: int | None = None


def _notes(library: Library, given: _Notes) -> dict[str, Any]:
    notes = _compile(library, given.form, given.scope)
    if given.to == "json":
        return {"notes": msgspec.to_builtins(notes)}
    wish = Wish(given.to, given.paper, given.ink, given.pages, given.columns)
    file = write_notes(library, notes, wish)
    return {"base64": base64.b64encode(file.data).decode(), "left_out": list(file.left_out)}


def _compile(library: Library, form: str, scope: str | None) -> Notes:
    """Compile a form over a source or course by name; without one, over the only one there is."""
    catalogue = library.catalogue
    if _is_of_course(library, form):
        course = find_course(catalogue, scope).id
        return make_notes(library, form, source=None, course=course)
    source = find_source(catalogue, scope or "").id
    return make_notes(library, form, source=source, course=None)


def _is_of_course(library: Library, form_id: str) -> bool:
    forms = [form for system in library.catalogue.systems.values() for form in system.forms]
    if not forms:
        raise InvalidRequestError(NOTHING_YET)
    found = next((form for form in forms if form.id == form_id), None)
    if found is None:
        known = ", ".join(dict.fromkeys(form.id for form in forms))
        raise InvalidRequestError(f"There is no form “{form_id}”. There are: {known}.")
    return found.kind is not FormKind.BRIEF


class _Forms(Arguments, frozen=True):
    course: str | None = None


def _forms(library: Library, given: _Forms) -> dict[str, Any]:
    """List the forms of a course's pen system."""
    course = find_course(library.catalogue, given.course)
    system = library.catalogue.get_system(course.pen_system)
    forms = [
        {
            "id": form.id,
            "title": form.title,
            "kind": str(form.kind),
            "of": "source" if form.kind is FormKind.BRIEF else "course",
            "sections": [section.title for section in form.sections],
        }
        for form in system.forms
    ]
    return {"course": course.name, "pen_system": system.id, "forms": forms}


class _Check(Arguments, frozen=True):
    form: str | None = None
    scope: str | None = None


def _check(library: Library, given: _Check) -> dict[str, Any]:
    """Check the notes of one form, or the outlines of a course and the briefs of its sources."""
    catalogue = library.catalogue
    checked = []
    for form, source, course in _checked(library, given):
        found = [
            *check_notes(library, form, source=source, course=course),
            *(check_print(library, form, source=source, course=course) if source else []),
        ]
        title = catalogue.get_source(source).title if source else catalogue.get_course(course).name
        findings = [msgspec.to_builtins(each) for each in found]
        checked.append({"form": form, "title": title, "findings": findings})
    return {"checked": checked}


def _checked(library: Library, given: _Check) -> Iterator[tuple[str, str | None, str]]:
    catalogue = library.catalogue
    if given.form and not _is_of_course(library, given.form):
        source = find_source(catalogue, given.scope or "")
        yield given.form, source.id, source.course
        return
    course = find_course(catalogue, given.scope)
    if given.form:
        yield given.form, None, course.id
        return
    for form in catalogue.get_system(course.pen_system).forms:
        if form.kind is not FormKind.BRIEF:
            yield form.id, None, course.id
            continue
        for source in catalogue.sources_of(course.id):
            if library.store.list_annotations(source=source.id):
                yield form.id, source.id, course.id


class _Vault(Arguments, frozen=True):
    form: str | None = None
    scope: str | None = None


def _vault(library: Library, given: _Vault) -> dict[str, Any]:
    course = find_course(library.catalogue, given.scope)
    vault = make_vault(library, course, given.form)
    return {"files": dict(vault.files), "base": msgspec.to_builtins(vault.base)}


class _ImportNotes(Arguments, frozen=True):
    files: dict[str, str]
    base: dict[str, Any]
    take: Take = "ask"


def _import_notes(library: Library, given: _ImportNotes) -> dict[str, Any]:
    report = take_in(library, given.files, read_base(given.base), given.take)
    return dict(msgspec.to_builtins(report))


COMMANDS: Table = {
    "notes": Command(_Notes, _notes),
    "forms": Command(_Forms, _forms),
    "check-notes": Command(_Check, _check),
    "vault": Command(_Vault, _vault),
    "import-notes": Command(_ImportNotes, _import_notes),
}
