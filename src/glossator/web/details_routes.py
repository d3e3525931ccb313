"""Routes for what is known of sources: details, references, the bin."""

from __future__ import annotations

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from glossator.library.bibliographies import (
    export_references,
    find_format,
    plan_references,
)
from glossator.library.library import Library
from glossator.model.books import Source
from glossator.web.details_views import bin_view, details_view, preview_view
from glossator.web.replies import download, reply, route
from glossator.web.wire_details import ReferencesRequest


def details_routes(library: Library) -> list[Route]:
    """List the routes."""
    endpoints = _Endpoints(library)
    return [
        route("/api/sources/{id}/details", endpoints.show_details),
        route("/api/references", endpoints.download_references),
        route("/api/references/report", endpoints.show_report),
        route("/api/references/preview", endpoints.preview_references, "POST"),
        route("/api/bin", endpoints.show_bin),
    ]


class _Endpoints:
    def __init__(self, library: Library) -> None:
        self._library = library

    async def show_details(self, request: Request) -> Response:
        """Answer with what is known of a source."""
        source = request.path_params["id"]
        return await reply(lambda: details_view(self._library.catalogue.get_source(source)))

    async def download_references(self, request: Request) -> Response:
        """Answer with references as a file."""
        name = request.query_params.get("format", "bibtex")
        chosen = find_format(name)
        text, _ = await run_in_threadpool(lambda: export_references(self._chosen(request), name))
        media_type = f"{chosen.media_type}; charset=utf-8"
        return download(text.encode(), f"sources.{chosen.ending}", media_type)

    async def show_report(self, request: Request) -> Response:
        """Answer with what a format cannot carry of the sources chosen."""
        name = request.query_params.get("format", "bibtex")
        return await reply(lambda: export_references(self._chosen(request), name)[1])

    async def preview_references(self, request: Request) -> Response:
        """Answer with what an import of references would do."""
        text = msgspec.json.decode(await request.body(), type=ReferencesRequest).text
        return await reply(lambda: preview_view(plan_references(self._library, text)))

    async def show_bin(self, _request: Request) -> Response:
        """Answer with what is in the bin."""
        return await reply(lambda: bin_view(self._library))

    def _chosen(self, request: Request) -> list[Source]:
        """Give the sources that are named, those of a course, or all."""
        catalogue, query = self._library.catalogue, request.query_params
        if named := query.getlist("source"):
            return [catalogue.get_source(source) for source in named]
        if course := query.get("course"):
            return catalogue.sources_of(catalogue.get_course(course).id)
        return list(catalogue.sources.values())
