"""Routes for notes: on the screen and as files."""

from __future__ import annotations

from dataclasses import asdict

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from glossator.library.library import Library
from glossator.library.note_checks import check_notes, check_print
from glossator.library.notes import (
    make_notes,
    notes_as_docx,
    notes_as_html,
    notes_as_markdown,
    notes_as_pdf,
    notes_as_xlsx,
)
from glossator.library.peeking import passage_around
from glossator.library.vault import make_vault, vault_as_zip
from glossator.model.errors import InvalidRequestError
from glossator.model.notes import Notes
from glossator.web import wire, wire_notes
from glossator.web.replies import download, reply, route

_MEDIA_TYPES = {
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def notes_routes(library: Library) -> list[Route]:
    """List the routes."""
    endpoints = _Endpoints(library)
    return [
        route("/api/notes", endpoints.show_notes),
        route("/api/notes/file", endpoints.download_notes),
        route("/api/notes/checks", endpoints.check),
        route("/api/annotations/{id}/passage", endpoints.show_passage),
        route("/api/courses/{id}/vault", endpoints.download_vault),
    ]


class _Endpoints:
    def __init__(self, library: Library) -> None:
        self._library = library

    async def show_notes(self, request: Request) -> Response:
        """Answer with a NotesView."""

        def show() -> wire.NotesView:
            cursor = self._library.store.cursor()
            return wire.NotesView(cursor, self._notes(request))

        return await reply(show)

    async def download_notes(self, request: Request) -> Response:
        """Answer with notes as a Markdown, HTML, PDF or Word file."""
        kind = request.query_params.get("to", "md")
        if kind not in _MEDIA_TYPES:
            raise InvalidRequestError(
                f"Notes cannot be written as “{kind}”: use md, html, pdf, docx or xlsx."
            )
        paper = request.query_params.get("paper", "a4")

        def write() -> tuple[Notes, bytes]:
            notes = self._notes(request)
            if kind == "md":
                return notes, notes_as_markdown(self._library, notes).encode()
            if kind == "html":
                return notes, notes_as_html(self._library, notes).encode()
            if kind == "xlsx":
                return notes, notes_as_xlsx(notes)
            if kind == "docx":
                return notes, notes_as_docx(self._library, notes, paper)
            return notes, notes_as_pdf(self._library, notes, paper, self._library.today())

        notes, data = await run_in_threadpool(write)
        return download(data, f"{notes.title} - {notes.form_title}.{kind}", _MEDIA_TYPES[kind])

    async def check(self, request: Request) -> Response:
        """Answer with what there is to mend; with `print=yes` with what print says instead."""
        query = request.query_params
        run = check_print if query.get("print") == "yes" else check_notes

        def show() -> list[wire_notes.FindingView]:
            form = query.get("form", "brief")
            source, course = query.get("source"), query.get("course")
            found = run(self._library, form, source=source, course=course)
            return [wire_notes.FindingView(**asdict(each)) for each in found]

        return await reply(show)

    async def show_passage(self, request: Request) -> Response:
        """Answer with what stands around a mark: paragraphs of [words, is marked] pairs."""
        annotation = request.path_params["id"]

        def show() -> wire_notes.PassageView:
            passage = passage_around(self._library, annotation)
            paragraphs = passage.paragraphs
            return wire_notes.PassageView(
                [[(part.words, part.is_marked) for part in each] for each in paragraphs]
            )

        return await reply(show)

    async def download_vault(self, request: Request) -> Response:
        """Answer with all notes of a course as a zip of linked Markdown files."""

        def write() -> tuple[str, bytes]:
            course = self._library.catalogue.get_course(request.path_params["id"])
            return course.name, vault_as_zip(make_vault(self._library, course))

        name, data = await run_in_threadpool(write)
        return download(data, f"{name} - notes.zip", "application/zip")

    def _notes(self, request: Request) -> Notes:
        query = request.query_params
        form = query.get("form", "brief")
        return make_notes(
            self._library, form, source=query.get("source"), course=query.get("course")
        )
