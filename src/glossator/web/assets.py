"""The built page: index.html and its hashed assets, compressed beforehand where possible."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

STATIC = Path(__file__).parent / "static"
_FOR_EVER = "public, max-age=31536000, immutable"

_NOT_BUILT = (
    "The page is not part of this installation. Install the program with `pip install .` from its "
    "folder, which builds the page."
)


def page(request: Request) -> Response:
    """Answer with the page, whichever of its places is asked for."""
    index = STATIC / "index.html"
    if not index.is_file():
        return Response(_NOT_BUILT, 503, media_type="text/plain; charset=utf-8")
    return _file(request, index, "no-cache")


def asset(request: Request) -> Response:
    """Answer with a built asset; its name holds its hash, so it may be kept for ever.

    Raises:
        HTTPException: there is no such asset (404).
    """
    root = STATIC.resolve()
    path = root
    try:
        path = (root / "assets" / request.path_params["path"]).resolve()
        is_there = path.is_relative_to(root) and path.is_file()
    except (OSError, ValueError):  # a name no file can have
        is_there = False
    if not is_there:
        raise HTTPException(404)
    return _file(request, path, _FOR_EVER)


def icon(request: Request) -> Response:
    """Answer with the icon.

    Raises:
        HTTPException: the page has none (404).
    """
    path = STATIC / "favicon.svg"
    if not path.is_file():
        raise HTTPException(404)
    return _file(request, path, "public, max-age=86400")


def _file(request: Request, path: Path, cache: str) -> Response:
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    headers = {"Cache-Control": cache, "Vary": "Accept-Encoding"}
    packed = path.with_name(path.name + ".gz")
    if "gzip" in request.headers.get("accept-encoding", "") and packed.is_file():
        return FileResponse(
            packed, media_type=media_type, headers={**headers, "Content-Encoding": "gzip"}
        )
    return FileResponse(path, media_type=media_type, headers=headers)
