"""What every endpoint uses: routes, replies, and what comes with a request."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from glossator.model.errors import InvalidRequestError
from glossator.web import wire

_UPLOAD_AT_MOST = 2 << 30  # bytes

Endpoint = Callable[[Request], Awaitable[Response]]


def route(path: str, endpoint: Endpoint, method: str = "GET") -> Route:
    """Make a route of one method."""
    return Route(path, endpoint, methods=[method])


async def reply(make: Callable[[], object]) -> Response:
    """Make a reply on a worker thread and encode it there."""
    return Response(
        await run_in_threadpool(lambda: wire.encode(make())), media_type="application/json"
    )


def json_reply(value: object) -> Response:
    """Encode a reply."""
    return Response(wire.encode(value), media_type="application/json")


def error_reply(status: int, kind: str, message: str) -> Response:
    """Answer that a request failed."""
    return Response(
        wire.encode(wire.ErrorReply(kind, message)), status, media_type="application/json"
    )


def number(request: Request, name: str, default: int) -> int:
    """Read a number of the address.

    Raises:
        InvalidRequestError: what stands there is none.
    """
    text = request.query_params.get(name, str(default))
    if not text.isdecimal():
        raise InvalidRequestError(f"“{text}” is not a number for {name}.")
    return int(text)


def download(data: bytes, name: str, media_type: str, *, left_out: Sequence[str] = ()) -> Response:
    """Answer with a file to be saved under a name.

    What it does not hold is said in `Glossator-Left-Out`: a JSON list of sentences, with all
    but ASCII percent-encoded.
    """
    plain = re.sub(r"[^A-Za-z0-9 ._-]+", "_", name)
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    headers = {"Content-Disposition": disposition}
    if left_out:
        headers["Glossator-Left-Out"] = quote(wire.encode(list(left_out)), safe='[]", .')
    return Response(data, media_type=media_type, headers=headers)


async def save_body(request: Request) -> Path:
    """Write a request's body to a temporary file, chunk by chunk."""
    size = 0
    with tempfile.NamedTemporaryFile(prefix="glossator-upload-", delete=False) as file:
        path = Path(file.name)
        try:
            async for chunk in request.stream():
                size += len(chunk)
                if size <= _UPLOAD_AT_MOST:
                    file.write(chunk)
        except (ClientDisconnect, OSError):
            path.unlink(missing_ok=True)
            raise
    if size > _UPLOAD_AT_MOST:
        path.unlink(missing_ok=True)
        raise InvalidRequestError("The file is larger than 2 GB, so it was not taken.")
    return path
