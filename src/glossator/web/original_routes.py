"""Routes for originals that are missing: search a folder here, or take the file itself."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from glossator.library.library import Library
from glossator.library.missing_originals import Missing, find_originals, give_original, list_missing
from glossator.web.doors import ORIGINALS_PATH, SEARCH_PATH
from glossator.web.replies import reply, route, save_body
from glossator.web.wire_originals import MissingOriginal, OriginalSearch, SearchReply


def original_routes(library: Library) -> list[Route]:
    """List the routes, as `web.wire_originals` documents them."""

    async def show(_request: Request) -> Response:
        return await reply(lambda: _views(list_missing(library)))

    async def search(request: Request) -> Response:
        asked = msgspec.json.decode(await request.body(), type=OriginalSearch)

        def look() -> SearchReply:
            folder = Path(asked.folder.strip()).expanduser()
            found = find_originals(library, folder, lambda _file, _done, _total: None)
            return SearchReply(found.looked_at, _views(found.found), _views(found.missing))

        return await reply(look)

    async def take(request: Request) -> Response:
        source = request.query_params.get("source", "")
        name = request.query_params.get("name", "file")
        path = await save_body(request)

        def give() -> list[MissingOriginal]:
            try:
                return _views([give_original(library, source, path, name)])
            finally:
                path.unlink(missing_ok=True)

        return await reply(give)

    return [
        route(ORIGINALS_PATH, show),
        route(ORIGINALS_PATH, take, "POST"),
        route(SEARCH_PATH, search, "POST"),
    ]


def _views(originals: Iterable[Missing]) -> list[MissingOriginal]:
    return [
        MissingOriginal(one.source, one.title, one.original.file_name, one.original.size)
        for one in originals
    ]
