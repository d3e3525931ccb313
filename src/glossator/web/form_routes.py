"""Routes for forms of notes: which there are, and what notes one would give."""

from __future__ import annotations

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from glossator.library.forms import list_shipped_forms, preview_notes
from glossator.library.library import Library
from glossator.web import wire
from glossator.web.replies import reply, route
from glossator.web.wire_forms import (
    FormDetail,
    FormPreviewRequest,
    ShippedFormView,
    form_detail,
    form_of,
)


def form_routes(library: Library) -> list[Route]:
    """List the routes, as `web.wire_forms` documents them."""

    async def show_forms(request: Request) -> Response:
        def show() -> list[FormDetail]:
            system = library.catalogue.get_system(request.path_params["id"])
            return list(map(form_detail, system.forms))

        return await reply(show)

    async def show_shipped(_request: Request) -> Response:
        return await reply(
            lambda: [
                ShippedFormView(system.name, form_detail(form))
                for system, form in list_shipped_forms()
            ]
        )

    async def preview(request: Request) -> Response:
        asked = msgspec.json.decode(await request.body(), type=FormPreviewRequest)

        def show() -> wire.NotesView:
            form = form_of(asked.form)
            notes = preview_notes(library, form, course=asked.course, source=asked.source)
            return wire.NotesView(library.store.cursor(), notes)

        return await reply(show)

    return [
        route("/api/forms", show_shipped),
        route("/api/pens/{id}/forms", show_forms),
        route("/api/notes/preview", preview, "POST"),
    ]
