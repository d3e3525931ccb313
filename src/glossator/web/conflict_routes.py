"""The route of what was changed in two ways and waits for a decision."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from glossator.library.conflicts import ShownConflict, list_conflicts
from glossator.library.library import Library
from glossator.library.marks import timestamp
from glossator.web.replies import reply, route
from glossator.web.wire_keeping import ConflictView, SideView


def conflict_routes(library: Library) -> list[Route]:
    """List the route, as `web.wire_keeping` documents it."""

    async def show(_request: Request) -> Response:
        return await reply(lambda: [_conflict(library, one) for one in list_conflicts(library)])

    return [route("/api/conflicts", show)]


def _conflict(library: Library, one: ShownConflict) -> ConflictView:
    return ConflictView(
        entity=one.entity,
        id=one.id,
        field=one.field,
        kind=one.kind,
        name=one.name,
        sides=[
            SideView(
                side.operation,
                side.words,
                timestamp(side.made_ms),
                side.here,
                "" if side.actor == library.actor else side.actor,
            )
            for side in one.sides
        ],
        source=one.source,
        is_text=one.is_text,
    )
