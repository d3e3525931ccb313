"""The routes of recognition: what can be recognised, begin, pause, go on, give up."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from glossator.library.library import Job, Library
from glossator.library.recognition import UNFINISHED, RecognitionQueue, recognition_of
from glossator.library.scanned import pages_without_text, read_page_range, write_page_range
from glossator.library.tesseract import Engine, find_engine, how_to_install, usual_language
from glossator.model.books import EditionText
from glossator.web import views, wire_scans
from glossator.web.replies import reply, route


def scan_routes(library: Library) -> list[Route]:
    """List the routes; what was under way when the program last ended goes on."""
    queue = recognition_of(library)
    queue.go_on()
    endpoints = _Endpoints(library, queue)
    return [
        route("/api/recognition", endpoints.list_jobs),
        route("/api/recognition/{job}/pause", endpoints.pause, "POST"),
        route("/api/recognition/{job}/resume", endpoints.resume, "POST"),
        route("/api/recognition/{job}/stop", endpoints.stop, "POST"),
        route("/api/sources/{id}/recognition", endpoints.show),
        route("/api/sources/{id}/recognition", endpoints.start, "POST"),
    ]


class _Endpoints:
    def __init__(self, library: Library, queue: RecognitionQueue) -> None:
        self._library = library
        self._queue = queue

    async def list_jobs(self, _request: Request) -> Response:
        """Answer with the RecognitionView."""
        jobs = self._queue.jobs
        return await reply(lambda: wire_scans.RecognitionView([views.job_view(j) for j in jobs()]))

    async def show(self, request: Request) -> Response:
        """Answer with a ScanView."""
        return await reply(
            lambda: _scan_view(self._library, self._queue, request.path_params["id"])
        )

    async def start(self, request: Request) -> Response:
        """Begin to recognise pages."""
        asked = msgspec.json.decode(await request.body(), type=wire_scans.RecognitionRequest)
        source = request.path_params["id"]
        return await _job(
            lambda: self._queue.start(
                source, pages=read_page_range(asked.pages), language=asked.language or None
            )
        )

    async def pause(self, request: Request) -> Response:
        """Pause a job after the page under way."""
        return await _job(lambda: self._queue.pause(request.path_params["job"]))

    async def resume(self, request: Request) -> Response:
        """Go on with a paused job."""
        body = await request.body() or b"{}"
        password = msgspec.json.decode(body, type=wire_scans.ResumeRequest).password
        return await _job(lambda: self._queue.resume(request.path_params["job"], password or None))

    async def stop(self, request: Request) -> Response:
        """Give a job up."""
        return await _job(lambda: self._queue.stop(request.path_params["job"]))


async def _job(act: Callable[[], Job]) -> Response:
    return await reply(lambda: views.job_view(act()))


def _scan_view(library: Library, queue: RecognitionQueue, source_id: str) -> wire_scans.ScanView:
    source = library.catalogue.get_source(source_id)
    is_scannable = source.original is not None and source.original.kind in {"pdf", "image"}
    content = (library.content_of(source) if is_scannable else None) or EditionText("", ())
    empty = pages_without_text(content)
    engine = find_engine()
    unfinished = (j for j in queue.jobs() if j.source == source.id and j.state in UNFINISHED)
    return wire_scans.ScanView(
        source=source.id,
        pages=len(content.pages),
        without_text=len(empty),
        range=write_page_range(empty),
        language=usual_language(engine, content.language) if engine else "",
        engine=_engine_view(engine),
        job=next(map(views.job_view, unfinished), None),
    )


def _engine_view(engine: Engine | None) -> wire_scans.EngineView:
    if engine is None:
        return wire_scans.EngineView("", [], how_to_install())
    return wire_scans.EngineView(engine.version, list(engine.languages), "")
