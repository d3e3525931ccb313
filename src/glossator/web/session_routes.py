"""Routes by which a browser is let in and told of changes, and another process runs commands."""

from __future__ import annotations

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from glossator.library.commands import run_command
from glossator.library.library import Library
from glossator.web import wire
from glossator.web.events import Streams
from glossator.web.replies import error_reply, json_reply, reply, route
from glossator.web.session import Sessions


def session_routes(library: Library, sessions: Sessions, streams: Streams) -> list[Route]:
    """List the routes.

    Args:
        library: what commands work on.
        sessions: who may speak to it.
        streams: what tells open pages of changes.
    """
    endpoints = _Endpoints(library, sessions, streams)
    return [
        route("/api/session", endpoints.open_session, "POST"),
        route("/api/events", endpoints.stream),
        route("/api/commands/{name}", endpoints.run_command, "POST"),
    ]


class _Endpoints:
    def __init__(self, library: Library, sessions: Sessions, streams: Streams) -> None:
        self._library = library
        self._sessions = sessions
        self._streams = streams

    async def open_session(self, request: Request) -> Response:
        """Exchange a launch token for the cookie."""
        token = msgspec.json.decode(await request.body(), type=wire.SessionRequest).token
        cookie = self._sessions.spend(token)
        if cookie is None:
            return error_reply(
                401,
                "session",
                "This address lets nobody in: it has been used already, or belongs to another "
                "start of the program. Run `glossator serve` again for a new one.",
            )
        return Response(status_code=204, headers={"Set-Cookie": cookie})

    async def stream(self, _request: Request) -> Response:
        """Answer with the stream of events."""
        return self._streams.answer()

    async def run_command(self, request: Request) -> Response:
        """Run a command of the command line for its own process."""
        arguments = msgspec.json.decode(await request.body(), type=dict[str, object])
        name = request.path_params["name"]
        if name == "launch":
            return json_reply({"token": self._sessions.new_launch_token()})
        return await reply(lambda: run_command(self._library, name, arguments))
