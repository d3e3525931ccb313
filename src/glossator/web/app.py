"""The web application: routes, each a few lines; what may pass is `web.guard`'s."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from urllib.parse import quote

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from glossator.library.commands import run_command
from glossator.library.interchange import export_annotations, import_annotations
from glossator.library.jobs import ImportQueue
from glossator.library.library import Library
from glossator.library.notes import make_notes, notes_as_markdown, notes_as_pdf
from glossator.library.pens import list_presets
from glossator.library.reading import ReadingPlaces
from glossator.model.errors import GlossatorError, InvalidRequestError
from glossator.model.notes import Notes
from glossator.web import assets, requests, views, wire
from glossator.web.errors import kind_of, sentence_of, status_of
from glossator.web.events import Streams
from glossator.web.guard import Guard
from glossator.web.operations import perform
from glossator.web.session import Sessions

_REQUEST = msgspec.json.Decoder(requests.Request)
_SECTIONS_AT_MOST = 400
_UPLOAD_AT_MOST = 2 << 30  # bytes

Endpoint = Callable[[Request], Awaitable[Response]]


class Api:
    """The endpoints under /api, over one open library."""

    def __init__(
        self, library: Library, sessions: Sessions, imports: ImportQueue, streams: Streams
    ) -> None:
        self._library = library
        self._sessions = sessions
        self._imports = imports
        self._streams = streams
        self._places = ReadingPlaces(library)

    def routes(self) -> list[Route]:
        """List the routes, as `web.wire` documents them."""
        return [
            _route("/api/session", self.open_session, "POST"),
            _route("/api/library", self.show_library),
            _route("/api/sources/{id}", self.show_source),
            _route("/api/sources/{id}/text", self.show_text),
            _route("/api/sources/{id}/annotations", self.show_annotations),
            _route("/api/sources/{id}/place", self.keep_place, "PUT"),
            _route("/api/operations", self.perform, "POST"),
            _route("/api/notes", self.show_notes),
            _route("/api/notes/file", self.download_notes),
            _route("/api/annotations", self.download_annotations),
            _route("/api/annotations", self.take_annotations, "POST"),
            _route("/api/imports", self.take_file, "POST"),
            _route("/api/imports", self.show_imports),
            _route("/api/imports/{id}/password", self.take_password, "POST"),
            _route("/api/presets", self.show_presets),
            _route("/api/events", self.stream),
            _route("/api/commands/{name}", self.run_command, "POST"),
        ]

    async def open_session(self, request: Request) -> Response:
        """Exchange a launch token for the cookie."""
        token = msgspec.json.decode(await request.body(), type=wire.SessionRequest).token
        cookie = self._sessions.spend(token)
        if cookie is None:
            return _error(
                401,
                "session",
                "This address lets nobody in: it has been used already, or belongs to another "
                "start of the program. Run `glossator serve` again for a new one.",
            )
        return Response(status_code=204, headers={"Set-Cookie": cookie})

    async def show_library(self, _request: Request) -> Response:
        """Answer with the LibraryView."""
        return await _reply(lambda: views.library_view(self._library, self._places))

    async def show_source(self, request: Request) -> Response:
        """Answer with a SourceView."""

        def show() -> wire.SourceView:
            source = self._library.catalogue.get_source(request.path_params["id"])
            return views.source_view(self._library, self._places, source)

        return await _reply(show)

    async def show_text(self, request: Request) -> Response:
        """Answer with a TextView."""
        first = _number(request, "section", 0)
        count = min(_number(request, "count", 1), _SECTIONS_AT_MOST)

        def show() -> wire.TextView:
            source = self._library.catalogue.get_source(request.path_params["id"])
            return views.text_view(self._library, source, first, count)

        return await _reply(show)

    async def show_annotations(self, request: Request) -> Response:
        """Answer with an AnnotationsView."""

        def show() -> wire.AnnotationsView:
            source = self._library.catalogue.get_source(request.path_params["id"])
            cursor = self._library.store.cursor()
            found = self._library.store.list_annotations(source=source.id)
            shown = [views.annotation_view(self._library, a, of_one_source=True) for a in found]
            return wire.AnnotationsView(cursor, shown)

        return await _reply(show)

    async def keep_place(self, request: Request) -> Response:
        """Remember where reading stands."""
        place = msgspec.json.decode(await request.body(), type=wire.PlaceRequest)
        await run_in_threadpool(self._places.leave_at, request.path_params["id"], place.start)
        return Response(status_code=204)

    async def perform(self, request: Request) -> Response:
        """Do an operation; the answer comes when it is durable."""
        asked = _REQUEST.decode(await request.body())
        return await _reply(
            lambda: views.operation_reply(self._library, perform(self._library, asked))
        )

    async def show_notes(self, request: Request) -> Response:
        """Answer with a NotesView."""

        def show() -> wire.NotesView:
            cursor = self._library.store.cursor()
            return wire.NotesView(cursor, self._notes(request))

        return await _reply(show)

    async def download_notes(self, request: Request) -> Response:
        """Answer with notes as a Markdown or PDF file."""
        kind = request.query_params.get("to", "md")
        if kind not in {"md", "pdf"}:
            raise InvalidRequestError(f"Notes cannot be written as “{kind}”: use md or pdf.")
        paper = request.query_params.get("paper", "a4")

        def write() -> tuple[Notes, bytes]:
            notes = self._notes(request)
            if kind == "md":
                return notes, notes_as_markdown(notes).encode()
            return notes, notes_as_pdf(notes, paper, self._library.today())

        notes, data = await run_in_threadpool(write)
        media_type = "text/markdown; charset=utf-8" if kind == "md" else "application/pdf"
        return _download(data, f"{notes.title} - {notes.form_title}.{kind}", media_type)

    async def download_annotations(self, request: Request) -> Response:
        """Answer with the JSON-LD dump."""
        source = request.query_params.get("source")
        text = await run_in_threadpool(export_annotations, self._library, source)
        return _download(text.encode(), "annotations.jsonld", "application/ld+json")

    async def take_annotations(self, request: Request) -> Response:
        """Take in a JSON-LD dump."""
        text = (await request.body()).decode("utf-8", "replace")
        report = await run_in_threadpool(import_annotations, self._library, text)
        return _json(wire.ImportedAnnotations(report.added, report.known, list(report.sentences)))

    async def take_file(self, request: Request) -> Response:
        """Take in a book's bytes and queue its import."""
        name = request.query_params.get("name", "file")
        course = request.query_params.get("course") or None
        path = await _save_body(request)
        return _json(views.job_view(self._imports.add(path, name, course)))

    async def show_imports(self, _request: Request) -> Response:
        """Answer with this session's imports."""
        return _json([views.job_view(job) for job in self._imports.jobs()])

    async def take_password(self, request: Request) -> Response:
        """Try a locked book again with a password."""
        password = msgspec.json.decode(await request.body(), type=wire.PasswordRequest).password
        return _json(
            views.job_view(self._imports.give_password(request.path_params["id"], password))
        )

    async def show_presets(self, _request: Request) -> Response:
        """Answer with the pen systems that ship with the program."""
        return _json(
            [
                wire.Preset(system.id, system.name, [views.pen_view(pen) for pen in system.pens])
                for system in list_presets()
            ]
        )

    async def stream(self, _request: Request) -> Response:
        """Answer with the stream of events."""
        return self._streams.answer()

    async def run_command(self, request: Request) -> Response:
        """Run a command of the command line for its own process."""
        arguments = msgspec.json.decode(await request.body(), type=dict[str, object])
        name = request.path_params["name"]
        if name == "launch":
            return _json({"token": self._sessions.new_launch_token()})
        return await _reply(lambda: run_command(self._library, name, arguments))

    def _notes(self, request: Request) -> Notes:
        query = request.query_params
        form = query.get("form", "brief")
        return make_notes(
            self._library, form, source=query.get("source"), course=query.get("course")
        )


def make_app(
    library: Library,
    sessions: Sessions,
    imports: ImportQueue,
    streams: Streams,
    hosts: Sequence[str],
) -> ASGIApp:
    """Make the application that serves a library.

    Args:
        library: what it serves.
        sessions: who may speak to it.
        imports: where books go.
        streams: what tells open pages of changes.
        hosts: the Host headers that are its own.
    """
    routes = [
        *Api(library, sessions, imports, streams).routes(),
        Route("/api", _nothing),
        Route("/api/{path:path}", _nothing),
        Route("/assets/{path:path}", assets.asset),
        Route("/favicon.svg", assets.icon),
        Route("/{path:path}", assets.page),
    ]
    app = Starlette(
        routes=routes,
        exception_handlers={
            GlossatorError: _on_known_error,
            msgspec.MsgspecError: _on_bad_request,
            UnicodeDecodeError: _on_bad_request,
            HTTPException: _on_http_error,
            Exception: _on_fault,
        },
    )
    return Guard(app, sessions, hosts)


def _route(path: str, endpoint: Endpoint, method: str = "GET") -> Route:
    return Route(path, endpoint, methods=[method])


async def _reply(make: Callable[[], object]) -> Response:
    """Make a reply on a worker thread and encode it there."""
    return Response(
        await run_in_threadpool(lambda: wire.encode(make())), media_type="application/json"
    )


def _json(value: object) -> Response:
    return Response(wire.encode(value), media_type="application/json")


def _error(status: int, kind: str, message: str) -> Response:
    return Response(
        wire.encode(wire.ErrorReply(kind, message)), status, media_type="application/json"
    )


def _nothing(_request: Request) -> Response:
    """Answer where the program has no such address."""
    return _error(404, "http", "There is nothing at this address.")


async def _on_known_error(_request: Request, error: Exception) -> Response:
    assert isinstance(error, GlossatorError)  # noqa: S101 - Starlette calls by class
    return _error(status_of(error), kind_of(error), str(error))


async def _on_bad_request(_request: Request, error: Exception) -> Response:
    return _error(400, "request", sentence_of(error))


async def _on_http_error(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - Starlette calls by class
    return _error(error.status_code, "http", f"There is nothing here ({error.detail}).")


async def _on_fault(_request: Request, error: Exception) -> Response:
    message = (
        f"The program made a mistake ({type(error).__name__}). What was saved before is safe; "
        "load the page again, and report this if it happens again."
    )
    return _error(500, "fault", message)


def _number(request: Request, name: str, default: int) -> int:
    text = request.query_params.get(name, str(default))
    if not text.isdecimal():
        raise InvalidRequestError(f"“{text}” is not a number for {name}.")
    return int(text)


def _download(data: bytes, name: str, media_type: str) -> Response:
    plain = re.sub(r"[^A-Za-z0-9 ._-]+", "_", name)
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    return Response(data, media_type=media_type, headers={"Content-Disposition": disposition})


async def _save_body(request: Request) -> Path:
    """Write a request's body to a temporary file, chunk by chunk."""
    size = 0
    with tempfile.NamedTemporaryFile(prefix="glossator-upload-", delete=False) as file:
        path = Path(file.name)
        try:
            async for chunk in request.stream():
                size += len(chunk)
                if size <= _UPLOAD_AT_MOST:
                    file.write(chunk)
        except (ClientDisconnect, OSError):
            path.unlink(missing_ok=True)
            raise
    if size > _UPLOAD_AT_MOST:
        path.unlink(missing_ok=True)
        raise InvalidRequestError("The file is larger than 2 GB, so it was not taken.")
    return path
