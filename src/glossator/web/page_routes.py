"""The routes that show pages as they were printed; `web.wire_book` documents them."""

from __future__ import annotations

import hashlib
import math

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from glossator.library.library import Library
from glossator.library.page_pictures import Cut, PagePictures, words_of_page
from glossator.model.books import Source
from glossator.model.errors import InvalidRequestError
from glossator.model.pictures import Rectangle
from glossator.web import wire, wire_book
from glossator.web.picture_routes import FOR_EVER, answer_picture
from glossator.web.replies import reply, route

_ASK_AGAIN = "private, no-cache"
_SIDES = ("x", "y", "width", "height")


def page_routes(library: Library, pictures: PagePictures) -> list[Route]:
    """List the routes.

    Args:
        library: whose books they show.
        pictures: draws the pages.
    """
    endpoints = _Endpoints(library, pictures)
    return [
        route("/api/sources/{id}/pages", endpoints.show_pages),
        route("/api/sources/{id}/pages/{page:int}/picture", endpoints.show_picture),
        route("/api/sources/{id}/pages/{page:int}/words", endpoints.show_words),
        route("/api/sources/{id}/password", endpoints.take_password, "POST"),
    ]


class _Endpoints:
    def __init__(self, library: Library, pictures: PagePictures) -> None:
        self._library = library
        self._pictures = pictures

    async def show_pages(self, request: Request) -> Response:
        """Answer with a PagesView."""

        def show() -> wire_book.PagesView:
            source = self._source(request)
            edition, sizes = self._pictures.page_sizes(source, _edition(request))
            return wire_book.PagesView(edition, [wire_book.PageSize(*size) for size in sizes])

        return await reply(show)

    async def show_picture(self, request: Request) -> Response:
        """Answer with a page, or a part of it, as a picture."""
        cut = Cut(
            _edition(request), request.path_params["page"], _real(request, "scale"), _part(request)
        )
        cache = FOR_EVER if cut.edition else _ASK_AGAIN
        drawn = await run_in_threadpool(lambda: self._pictures.draw(self._source(request), cut))
        tag = f'"{hashlib.sha256(drawn.data).hexdigest()[:32]}"'
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers={"ETag": tag, "Cache-Control": cache})
        answer = answer_picture(drawn.data, drawn.media_type, cache)
        answer.headers["ETag"] = tag
        return answer

    async def show_words(self, request: Request) -> Response:
        """Answer with a WordsView."""

        def show() -> wire_book.WordsView:
            source, edition = self._source(request), _edition(request)
            content, words = words_of_page(
                self._library, source, edition, request.path_params["page"]
            )
            return wire_book.WordsView(
                edition or source.edition or "",
                [
                    wire_book.WordView(
                        w.start, content.text[w.start : w.end], w.x, w.y, w.width, w.height
                    )
                    for w in words
                ],
            )

        return await reply(show)

    async def take_password(self, request: Request) -> Response:
        """Take the password of a locked book, in memory only."""
        password = msgspec.json.decode(await request.body(), type=wire.PasswordRequest).password
        await run_in_threadpool(
            lambda: self._pictures.give_password(self._source(request), password)
        )
        return Response(status_code=204)

    def _source(self, request: Request) -> Source:
        return self._library.catalogue.get_source(request.path_params["id"])


def _edition(request: Request) -> str:
    return request.query_params.get("edition", "")


def _part(request: Request) -> Rectangle | None:
    """Read which part of the page is asked for; all of it where no side is given."""
    if not any(side in request.query_params for side in _SIDES):
        return None
    return Rectangle(*(_real(request, side) for side in _SIDES))


def _real(request: Request, name: str) -> float:
    text = request.query_params.get(name, "")
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise InvalidRequestError(f"“{text}” is not a number for {name}.")
    return value
