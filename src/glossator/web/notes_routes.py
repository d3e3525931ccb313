"""Routes for notes: on the screen and as files."""

from __future__ import annotations

from dataclasses import asdict

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from glossator.library.library import Library
from glossator.library.note_checks import check_notes, check_print
from glossator.library.note_files import NotesFile, Wish, notes_line_as_text, write_notes
from glossator.library.note_places import lines_using
from glossator.library.notes import make_notes
from glossator.library.notes_versions import changes_since
from glossator.library.peeking import passage_around
from glossator.library.vault import make_vault, read_base, take_in, vault_as_zip
from glossator.model.errors import InvalidRequestError
from glossator.model.notes import Notes
from glossator.web import wire, wire_notes
from glossator.web.replies import download, number, reply, route
from glossator.web.sheet_views import sheet_view

_MEDIA_TYPES = {
    "md": "text/markdown; charset=utf-8",
    "text": "text/plain; charset=utf-8",
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
        route("/api/notes/text", endpoints.show_text),
        route("/api/notes/sheet", endpoints.show_sheet),
        route("/api/notes/checks", endpoints.check),
        route("/api/annotations/{id}/passage", endpoints.show_passage),
        route("/api/annotations/{id}/lines", endpoints.show_lines),
        route("/api/courses/{id}/vault", endpoints.download_vault),
        route("/api/vault", endpoints.take_vault_in, "POST"),
    ]


class _Endpoints:
    def __init__(self, library: Library) -> None:
        self._library = library

    async def show_notes(self, request: Request) -> Response:
        """Answer with a NotesView; with `since` only what differs from the notes as of then."""
        since = number(request, "since", 0)

        def show() -> wire.NotesView:
            cursor = self._library.store.cursor()
            notes = self._notes(request)
            return wire.NotesView(cursor, *changes_since(self._library, notes, cursor, since))

        return await reply(show)

    async def download_notes(self, request: Request) -> Response:
        """Answer with notes as a file; a header says what it cannot carry."""
        wish = _wish(request)

        def write() -> tuple[Notes, NotesFile]:
            notes = self._notes(request)
            return notes, write_notes(self._library, notes, wish)

        notes, file = await run_in_threadpool(write)
        suffix = "txt" if wish.to == "text" else wish.to
        name = f"{notes.title} - {notes.form_title}.{suffix}"
        return download(file.data, name, _MEDIA_TYPES[wish.to], left_out=file.left_out)

    async def show_text(self, request: Request) -> Response:
        """Answer with notes, or one line of them, as plain text for the clipboard."""

        def show() -> wire_notes.PlainTextView:
            notes, line = self._notes(request), request.query_params.get("line")
            if line:
                return wire_notes.PlainTextView(notes_line_as_text(self._library, notes, line), [])
            file = write_notes(self._library, notes, Wish("text"))
            return wire_notes.PlainTextView(file.data.decode(), list(file.left_out))

        return await reply(show)

    async def show_sheet(self, request: Request) -> Response:
        """Answer with an exam sheet as it comes out, in pictures."""
        return await reply(lambda: sheet_view(self._library, self._notes(request), _wish(request)))

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

    async def show_lines(self, request: Request) -> Response:
        """Answer with where a mark stands in notes."""
        annotation = request.path_params["id"]

        def show() -> list[wire_notes.LinePlaceView]:
            found = lines_using(self._library, annotation)
            return [wire_notes.LinePlaceView(**asdict(each)) for each in found]

        return await reply(show)

    async def download_vault(self, request: Request) -> Response:
        """Answer with all notes of a course as a zip of linked Markdown files."""

        def write() -> tuple[str, bytes]:
            course = self._library.catalogue.get_course(request.path_params["id"])
            return course.name, vault_as_zip(make_vault(self._library, course))

        name, data = await run_in_threadpool(write)
        return download(data, f"{name} - notes.zip", "application/zip")

    async def take_vault_in(self, request: Request) -> Response:
        """Take home what was changed in a folder of notes."""
        asked = msgspec.json.decode(await request.body(), type=wire_notes.VaultRequest)

        def take() -> wire_notes.VaultReport:
            base = read_base(asked.base)
            report = take_in(self._library, asked.files, base, asked.take)
            return msgspec.convert(msgspec.to_builtins(report), wire_notes.VaultReport)

        return await reply(take)

    def _notes(self, request: Request) -> Notes:
        query = request.query_params
        form = query.get("form", "brief")
        return make_notes(
            self._library, form, source=query.get("source"), course=query.get("course")
        )


def _wish(request: Request) -> Wish:
    """Read how a file is wanted.

    Raises:
        InvalidRequestError: there is no such kind of file or ink, or a number is none.
    """
    query = request.query_params
    said = {name: query[name] for name in ("to", "paper", "ink") if name in query}
    numbers = {name: number(request, name, 0) or None for name in ("pages", "columns")}
    try:
        return msgspec.convert({**said, **numbers}, Wish)
    except msgspec.ValidationError as error:
        kind, ink = query.get("to", "md"), query.get("ink", "colour")
        raise InvalidRequestError(
            f"Notes cannot be written as “{kind}” with the ink “{ink}”: use md, text, html, pdf, "
            "docx or xlsx, and colour, grey or none."
        ) from error
