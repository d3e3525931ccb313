"""The command that writes notes."""

from __future__ import annotations

import base64
from typing import Any, Literal

import msgspec

from glossator.library.catalogue import NOTHING_YET, find_course, find_source
from glossator.library.command_table import Arguments, Command, Table
from glossator.library.library import Library
from glossator.library.notes import make_notes, notes_as_html, notes_as_markdown, notes_as_pdf
from glossator.model.errors import InvalidRequestError
from glossator.model.notes import Notes
from glossator.model.pens import FormKind


class _Notes(Arguments, frozen=True):
    form: str
    scope: str | None = None
    to: Literal["md", "html", "pdf", "json"] = "md"
    paper: str = "a4"


def _notes(library: Library, given: _Notes) -> dict[str, Any]:
    notes = _compile(library, given.form, given.scope)
    if given.to == "json":
        return {"notes": msgspec.to_builtins(notes)}
    if given.to == "md":
        data = notes_as_markdown(library, notes).encode()
    elif given.to == "html":
        data = notes_as_html(library, notes).encode()
    else:
        data = notes_as_pdf(library, notes, given.paper, library.today())
    return {"base64": base64.b64encode(data).decode()}


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


COMMANDS: Table = {"notes": Command(_Notes, _notes)}
