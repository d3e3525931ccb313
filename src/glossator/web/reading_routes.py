"""Routes for who reads a source: find in its text, count the time it takes."""

from __future__ import annotations

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from glossator.library.finding import find_in_source
from glossator.library.library import Library
from glossator.library.reading import ReadingPlaces
from glossator.model.errors import InvalidRequestError
from glossator.model.finding import Wanted
from glossator.web.replies import reply, route
from glossator.web.wire_reading import FindRequest, FoundView, HitView, TimeRequest, TimeView


def reading_routes(library: Library, places: ReadingPlaces) -> list[Route]:
    """List the routes, as `web.wire_reading` documents them.

    Args:
        library: where to look.
        places: keeps the time.
    """

    async def find(request: Request) -> Response:
        asked = msgspec.json.decode(await request.body(), type=FindRequest)
        source = request.path_params["id"]
        return await reply(lambda: _found_view(library, source, asked))

    async def spend(request: Request) -> Response:
        asked = msgspec.json.decode(await request.body(), type=TimeRequest)
        source = request.path_params["id"]
        return await reply(lambda: TimeView(places.spend(source, asked.seconds)))

    async def forget(request: Request) -> Response:
        await run_in_threadpool(places.forget_times, request.path_params.get("id"))
        return Response(status_code=204)

    return [
        route("/api/sources/{id}/find", find, "POST"),
        route("/api/sources/{id}/time", spend, "POST"),
        route("/api/sources/{id}/time/forget", forget, "POST"),
        route("/api/time/forget", forget, "POST"),
    ]


def _found_view(library: Library, source: str, asked: FindRequest) -> FoundView:
    wanted = Wanted(asked.words, case=asked.case, whole=asked.whole, pattern=asked.pattern)
    try:
        found = find_in_source(library, source, wanted, in_marks=asked.in_marks)
    except InvalidRequestError as error:  # half a pattern is no fault while it is being typed
        return FoundView([], problem=str(error))
    hits = [
        HitView(hit.span.start, hit.span.end, hit.before, hit.words, hit.after)
        for hit in found.hits
    ]
    return FoundView(hits, found.more)
