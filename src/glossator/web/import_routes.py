"""Routes for imports: take a file, ask for a password, tell how far each is."""

from __future__ import annotations

from dataclasses import asdict

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from glossator.library.jobs import ImportQueue
from glossator.web import views, wire, wire_imports
from glossator.web.preview_views import preview_view
from glossator.web.replies import json_reply, reply, route, save_body


def import_routes(imports: ImportQueue) -> list[Route]:
    """List the routes."""
    endpoints = _Endpoints(imports)
    return [
        route("/api/imports", endpoints.take_file, "POST"),
        route("/api/imports", endpoints.show_imports),
        route("/api/imports/{id}/password", endpoints.take_password, "POST"),
        route("/api/imports/{id}/cancel", endpoints.cancel, "POST"),
        route("/api/imports/{id}/preview", endpoints.show_preview),
        route("/api/import-problems", endpoints.show_problems),
        route("/api/import-problems/dismiss", endpoints.dismiss, "POST"),
    ]


class _Endpoints:
    def __init__(self, imports: ImportQueue) -> None:
        self._imports = imports

    async def take_file(self, request: Request) -> Response:
        """Take in a book's bytes and queue its import."""
        name = request.query_params.get("name", "file")
        course = request.query_params.get("course") or None
        edition_of = request.query_params.get("edition_of") or None
        path = await save_body(request)
        job = await run_in_threadpool(
            lambda: self._imports.add(path, name, course, edition_of=edition_of)
        )
        return json_reply(views.job_view(job))

    async def show_imports(self, _request: Request) -> Response:
        """Answer with this session's imports."""
        return json_reply([views.job_view(job) for job in self._imports.jobs()])

    async def take_password(self, request: Request) -> Response:
        """Try a locked book again with a password."""
        password = msgspec.json.decode(await request.body(), type=wire.PasswordRequest).password
        return json_reply(
            views.job_view(self._imports.give_password(request.path_params["id"], password))
        )

    async def cancel(self, request: Request) -> Response:
        """Stop an import."""
        job = await run_in_threadpool(self._imports.cancel, request.path_params["id"])
        return json_reply(views.job_view(job))

    async def show_preview(self, request: Request) -> Response:
        """Answer with the first pages of a book that is still being read."""
        return await reply(
            lambda: preview_view(self._imports.preview_of(request.path_params["id"]))
        )

    async def show_problems(self, _request: Request) -> Response:
        """Answer with what was odd about imports, until it is dismissed."""
        return json_reply(
            [wire_imports.ImportProblem(**asdict(one)) for one in self._imports.log.problems()]
        )

    async def dismiss(self, request: Request) -> Response:
        """Forget problems that the reader has seen."""
        ids = msgspec.json.decode(await request.body(), type=wire_imports.Dismissal).ids
        await run_in_threadpool(self._imports.log.dismiss, ids)
        return Response(status_code=204)
