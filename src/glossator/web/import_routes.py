"""Routes for imports: take a file, ask for a password, tell how far each is."""

from __future__ import annotations

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from glossator.library.jobs import ImportQueue
from glossator.web import views, wire
from glossator.web.replies import json_reply, route, save_body


def import_routes(imports: ImportQueue) -> list[Route]:
    """List the routes."""
    endpoints = _Endpoints(imports)
    return [
        route("/api/imports", endpoints.take_file, "POST"),
        route("/api/imports", endpoints.show_imports),
        route("/api/imports/{id}/password", endpoints.take_password, "POST"),
    ]


class _Endpoints:
    def __init__(self, imports: ImportQueue) -> None:
        self._imports = imports

    async def take_file(self, request: Request) -> Response:
        """Take in a book's bytes and queue its import."""
        name = request.query_params.get("name", "file")
        course = request.query_params.get("course") or None
        path = await save_body(request)
        return json_reply(views.job_view(self._imports.add(path, name, course)))

    async def show_imports(self, _request: Request) -> Response:
        """Answer with this session's imports."""
        return json_reply([views.job_view(job) for job in self._imports.jobs()])

    async def take_password(self, request: Request) -> Response:
        """Try a locked book again with a password."""
        password = msgspec.json.decode(await request.body(), type=wire.PasswordRequest).password
        return json_reply(
            views.job_view(self._imports.give_password(request.path_params["id"], password))
        )
