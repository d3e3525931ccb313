"""Routes for the library as a whole: what is in it, and every change to it."""

from __future__ import annotations

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from glossator.library.interchange import export_annotations, import_annotations
from glossator.library.library import Library
from glossator.library.pens import list_presets, purpose_of
from glossator.library.reading import ReadingPlaces
from glossator.web import requests, views, wire
from glossator.web.operations import perform
from glossator.web.replies import download, json_reply, reply, route

_REQUEST = msgspec.json.Decoder(requests.Request)


def library_routes(library: Library, places: ReadingPlaces) -> list[Route]:
    """List the routes.

    Args:
        library: what they show and change.
        places: where reading was left.
    """
    endpoints = _Endpoints(library, places)
    return [
        route("/api/library", endpoints.show_library),
        route("/api/operations", endpoints.perform, "POST"),
        route("/api/annotations", endpoints.download_annotations),
        route("/api/annotations", endpoints.take_annotations, "POST"),
        route("/api/presets", endpoints.show_presets),
    ]


class _Endpoints:
    def __init__(self, library: Library, places: ReadingPlaces) -> None:
        self._library = library
        self._places = places

    async def show_library(self, _request: Request) -> Response:
        """Answer with the LibraryView."""
        return await reply(lambda: views.library_view(self._library, self._places))

    async def perform(self, request: Request) -> Response:
        """Do an operation; the answer comes when it is durable."""
        asked = _REQUEST.decode(await request.body())
        return await reply(
            lambda: views.operation_reply(self._library, perform(self._library, asked))
        )

    async def download_annotations(self, request: Request) -> Response:
        """Answer with the JSON-LD dump."""
        source = request.query_params.get("source")
        text = await run_in_threadpool(export_annotations, self._library, source)
        return download(text.encode(), "annotations.jsonld", "application/ld+json")

    async def take_annotations(self, request: Request) -> Response:
        """Take in a JSON-LD dump."""
        text = (await request.body()).decode("utf-8", "replace")
        report = await run_in_threadpool(import_annotations, self._library, text)
        return json_reply(
            wire.ImportedAnnotations(report.added, report.known, list(report.sentences))
        )

    async def show_presets(self, _request: Request) -> Response:
        """Answer with the pen systems that ship with the program."""
        return json_reply(
            [
                wire.Preset(
                    system.id,
                    system.name,
                    [views.pen_view(pen) for pen in system.pens],
                    purpose_of(system.id),
                )
                for system in list_presets()
            ]
        )
