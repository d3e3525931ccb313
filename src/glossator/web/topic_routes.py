"""Routes for seeding topics."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from glossator.library.library import Library
from glossator.library.topic_trees import as_lines, topics_in_course, topics_in_source
from glossator.web import wire_notes
from glossator.web.replies import reply, route


def topic_routes(library: Library) -> list[Route]:
    """List the routes."""

    async def propose(request: Request) -> Response:
        """Answer with the topics that a source's contents or another course would give."""
        source, course = request.query_params.get("source"), request.query_params.get("course")

        def show() -> wire_notes.ProposedTopicsView:
            found = (
                topics_in_source(library, source)
                if source
                else topics_in_course(library, course or "")
            )
            return wire_notes.ProposedTopicsView(as_lines(found))

        return await reply(show)

    return [route("/api/topics/proposed", propose)]
