"""Routes for marks: how they are linked, which there are to link to, some of them as a file."""

from __future__ import annotations

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from glossator.library.interchange import export_some
from glossator.library.labels import shorten
from glossator.library.library import Library
from glossator.library.links import links_to
from glossator.library.mark_search import find_marks
from glossator.model.marks import Annotation
from glossator.web.replies import download, reply, route
from glossator.web.wire_links import ChosenMarks, LinkedMark, LinksView, OtherMark


def mark_routes(library: Library) -> list[Route]:
    """List the routes, as `web.wire_links` documents them."""

    async def show_links(request: Request) -> Response:
        return await reply(lambda: _links_view(library, request.path_params["id"]))

    async def find(request: Request) -> Response:
        course, query = request.path_params["id"], request.query_params
        words, besides = query.get("words", ""), query.get("besides", "")

        def found() -> list[OtherMark]:
            marks = find_marks(library, course, words, besides=besides)
            return [_other_mark(library, mark) for mark in marks]

        return await reply(found)

    async def download_some(request: Request) -> Response:
        asked = msgspec.json.decode(await request.body(), type=ChosenMarks)
        text = await run_in_threadpool(export_some, library, asked.annotations)
        return download(text.encode(), "annotations.jsonld", "application/ld+json")

    return [
        route("/api/annotations/file", download_some, "POST"),
        route("/api/annotations/{id}/links", show_links),
        route("/api/courses/{id}/annotations", find),
    ]


def _links_view(library: Library, id: str) -> LinksView:
    annotation = library.find_annotation(id)
    if annotation is None:
        return LinksView([], [])
    ends = ((link, library.find_annotation(link.to)) for link in annotation.links)
    return LinksView(
        to=[LinkedMark(link.id, link.kind, _other_mark(library, end)) for link, end in ends if end],
        of=[
            LinkedMark(link.id, link.kind, _other_mark(library, other))
            for other in links_to(library, id)
            for link in other.links
            if link.to == annotation.id
        ],
    )


def _other_mark(library: Library, annotation: Annotation) -> OtherMark:
    place = library.place_of(annotation)
    return OtherMark(
        id=annotation.id,
        source=place.source,
        source_title=place.source_title,
        pen=annotation.pen,
        quote=shorten(place.quote or (place.area.words if place.area else "")),
        own_words=shorten(annotation.own_words),
        pinpoint=place.pinpoint,
    )
