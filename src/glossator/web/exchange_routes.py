"""Routes by which another program of the same library takes and gives what each lacks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from glossator.library.library import Library
from glossator.library.missing_files import keep_found, list_missing_files
from glossator.library.peer_lines import lines_of, receive_fork_lines, receive_lines
from glossator.library.sharing import sharing_of
from glossator.model.errors import InvalidRequestError, NotFoundError
from glossator.model.operations import Received
from glossator.web.devices import Devices
from glossator.web.doors import EXCHANGE_PATH
from glossator.web.replies import Endpoint, error_reply, number, reply, route, save_body
from glossator.web.session import Sessions
from glossator.web.wire_exchange import ExchangeView, ReceivedView

_AT_MOST = 20_000
_KINDS = ("originals", "editions")


def exchange_routes(library: Library, sessions: Sessions, devices: Devices) -> list[Route]:
    """List the routes, as `web.wire_exchange` documents them; for paired computers only."""
    endpoints = _Endpoints(library)

    def guarded(path: str, endpoint: Endpoint, method: str = "GET") -> Route:
        async def answer(request: Request) -> Response:
            session = sessions.device_in(request.headers.get("cookie", ""))
            if session is None or not devices.is_computer(session):
                return error_reply(403, "door", "This is for computers that share the library.")
            return await endpoint(request)

        return route(EXCHANGE_PATH + path, answer, method)

    return [
        guarded("", endpoints.show),
        guarded("/has", endpoints.has),
        guarded("/steps", endpoints.steps),
        guarded("/steps", endpoints.receive, "POST"),
        guarded("/fork", endpoints.receive_fork, "POST"),
        guarded("/files/{kind}/{name}", endpoints.fetch),
        guarded("/files/{kind}/{name}", endpoints.keep, "POST"),
    ]


class _Endpoints:
    def __init__(self, library: Library) -> None:
        self._library = library

    async def show(self, _request: Request) -> Response:
        """Answer with what is here."""
        return await reply(self._view)

    def _view(self) -> ExchangeView:
        missing = list_missing_files(self._library)
        return ExchangeView(
            space=self._library.store.space,
            name=sharing_of(self._library).name,
            vector=self._library.store.read_vector(),
            originals=list(missing.originals),
            editions=list(missing.editions),
        )

    async def has(self, request: Request) -> Response:
        """Answer whether this very operation is here."""
        replica, hashed = request.query_params["replica"], request.query_params["hash"]
        seq = number(request, "seq", 0)
        return await reply(lambda: self._library.store.find_hash(replica, seq) == hashed)

    async def steps(self, request: Request) -> Response:
        """Answer with steps of a replica."""
        replica = request.query_params["replica"]
        after, limit = number(request, "after", 0), number(request, "limit", _AT_MOST)
        lines = await run_in_threadpool(lines_of, self._library, replica, after, limit)
        return Response(lines, media_type="application/x-ndjson")

    async def receive(self, request: Request) -> Response:
        """Take steps in."""
        return await self._take(request, receive_lines)

    async def receive_fork(self, request: Request) -> Response:
        """Take another history of a replica in."""
        return await self._take(request, receive_fork_lines)

    async def _take(self, request: Request, take: Callable[[Library, Path], Received]) -> Response:
        path = await save_body(request)

        def do() -> ReceivedView:
            try:
                received = take(self._library, path)
            finally:
                path.unlink(missing_ok=True)
            return ReceivedView(received.added, list(received.forked))

        return await reply(do)

    async def fetch(self, request: Request) -> Response:
        """Answer with a file of a book."""
        path = self._library.folder / self._kind(request) / self._name(request)
        if not path.is_file():
            raise NotFoundError("file of a book", path.name)
        return FileResponse(path, media_type="application/octet-stream")

    async def keep(self, request: Request) -> Response:
        """Take a file of a book in, if it is the one it is called."""
        kind, name = self._kind(request), self._name(request)
        path = await save_body(request)

        def do() -> bool:
            try:
                return keep_found(self._library, kind, name, path)
            finally:
                path.unlink(missing_ok=True)

        return await reply(do)

    def _kind(self, request: Request) -> str:
        kind = str(request.path_params["kind"])
        if kind not in _KINDS:
            raise NotFoundError("kind of file", kind)
        return kind

    def _name(self, request: Request) -> str:
        """Read the name of a file, which is a hash: nothing that leads elsewhere."""
        name = str(request.path_params["name"])
        if len(name) != 64 or not set(name) <= set("0123456789abcdef"):
            raise InvalidRequestError(f"“{name[:80]}” names no file of a book.")
        return name
