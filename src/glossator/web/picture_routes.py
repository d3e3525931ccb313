"""The routes that answer with pictures; `web.wire_book` documents them."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from glossator.library.library import Library
from glossator.library.pictures import Picture, get_picture
from glossator.web.replies import route

FOR_EVER = "private, max-age=31536000, immutable"

_STRICT = {
    # A picture opened by itself runs nothing and loads nothing, whatever is in it.
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "Content-Disposition": "inline",
}


def picture_routes(library: Library) -> list[Route]:
    """List the routes for the pictures of a library's books."""

    async def show_picture(request: Request) -> Response:
        """Answer with a picture of a book; its name is its hash, so it may be kept for ever."""

        def find() -> Picture:
            source = library.catalogue.get_source(request.path_params["id"])
            return get_picture(library, source, request.path_params["name"])

        picture = await run_in_threadpool(find)
        return answer_picture(picture.data, picture.media_type, FOR_EVER)

    return [route("/api/sources/{id}/images/{name}", show_picture)]


def answer_picture(data: bytes, media_type: str, cache: str) -> Response:
    """Answer with a picture that a browser shows as a picture and as nothing else."""
    return Response(data, media_type=media_type, headers={"Cache-Control": cache, **_STRICT})
