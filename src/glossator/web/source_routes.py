"""Routes for one source: what it is, its text, its marks, where reading was left."""

from __future__ import annotations

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from glossator.library.library import Library
from glossator.library.reading import ReadingPlaces
from glossator.model.errors import InvalidRequestError
from glossator.model.text import Span
from glossator.web import views, wire
from glossator.web.replies import number, reply, route

_SECTIONS_AT_MOST = 400


def source_routes(library: Library, places: ReadingPlaces) -> list[Route]:
    """List the routes.

    Args:
        library: what they show.
        places: where reading was left.
    """
    endpoints = _Endpoints(library, places)
    return [
        route("/api/sources/{id}", endpoints.show_source),
        route("/api/sources/{id}/text", endpoints.show_text),
        route("/api/sources/{id}/annotations", endpoints.show_annotations),
        route("/api/sources/{id}/place", endpoints.keep_place, "PUT"),
    ]


class _Endpoints:
    def __init__(self, library: Library, places: ReadingPlaces) -> None:
        self._library = library
        self._places = places

    async def show_source(self, request: Request) -> Response:
        """Answer with a SourceView."""

        def show() -> wire.SourceView:
            source = self._library.catalogue.get_source(request.path_params["id"])
            return views.source_view(self._library, self._places, source)

        return await reply(show)

    async def show_text(self, request: Request) -> Response:
        """Answer with a TextView."""
        first = number(request, "section", 0)
        count = min(number(request, "count", 1), _SECTIONS_AT_MOST)

        def show() -> wire.TextView:
            source = self._library.catalogue.get_source(request.path_params["id"])
            return views.text_view(self._library, source, first, count)

        return await reply(show)

    async def show_annotations(self, request: Request) -> Response:
        """Answer with an AnnotationsView: of a part of the text, if one is named."""
        part = _part_of_text(request)

        def show() -> wire.AnnotationsView:
            source = self._library.catalogue.get_source(request.path_params["id"])
            store = self._library.store
            cursor = store.cursor()
            if part is not None:
                found = store.list_annotations_in(source.id, part)
            else:
                found = store.list_annotations(source=source.id)
            shown = [views.annotation_view(self._library, a, of_one_source=True) for a in found]
            return wire.AnnotationsView(cursor, shown)

        return await reply(show)

    async def keep_place(self, request: Request) -> Response:
        """Remember where reading stands."""
        place = msgspec.json.decode(await request.body(), type=wire.PlaceRequest)
        await run_in_threadpool(self._places.leave_at, request.path_params["id"], place.start)
        return Response(status_code=204)


def _part_of_text(request: Request) -> Span | None:
    """Read which part of a text is asked for; None for all of it.

    Raises:
        InvalidRequestError: it ends before it starts.
    """
    if "end" not in request.query_params:
        return None
    start, end = number(request, "start", 0), number(request, "end", 0)
    if end < start:
        raise InvalidRequestError(f"A part of a text cannot run from {start} to {end}.")
    return Span(start, end)
