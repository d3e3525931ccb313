"""The routes of the inbox of foreign marks."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from glossator.library.colours import name_colour
from glossator.library.inbox import (
    Inbox,
    InboxGroup,
    InboxMark,
    context_of,
    list_inboxes,
    open_inbox,
)
from glossator.library.library import Library
from glossator.model.books import EditionText
from glossator.web.replies import reply, route
from glossator.web.wire_inbox import ForeignGroupView, ForeignMarkView, InboxView, WaitingView

_SHOWN_AT_MOST = 200


def inbox_routes(library: Library) -> list[Route]:
    """List the routes, as `web.wire_inbox` documents them."""

    async def list_waiting(_request: Request) -> Response:
        return await reply(lambda: [_waiting(inbox) for inbox in list_inboxes(library)])

    async def show_inbox(request: Request) -> Response:
        def show() -> InboxView:
            source = library.catalogue.get_source(request.path_params["id"])
            return _inbox(library, open_inbox(library, source))

        return await reply(show)

    return [
        route("/api/inbox", list_waiting),
        route("/api/sources/{id}/inbox", show_inbox),
    ]


def _waiting(inbox: Inbox) -> WaitingView:
    kinds = {group.kind.value for group in inbox.groups}
    return WaitingView(inbox.source.id, inbox.waiting, kinds.pop() if len(kinds) == 1 else "")


def _inbox(library: Library, inbox: Inbox) -> InboxView:
    content = library.content_of(inbox.source) or EditionText("", ())
    groups = [_group(content, group) for group in inbox.groups]
    return InboxView(inbox.source.id, groups, len(inbox.left_out), inbox.known)


def _group(content: EditionText, group: InboxGroup) -> ForeignGroupView:
    return ForeignGroupView(
        key=group.key,
        kind=group.kind.value,
        colour=group.colour,
        colour_name=name_colour(group.colour),
        author=group.author,
        count=len(group.marks),
        comments=sum(bool(waiting.mark.comment) for waiting in group.marks),
        pen=group.pen,
        marks=[_mark(content, waiting) for waiting in group.marks[:_SHOWN_AT_MOST]],
    )


def _mark(content: EditionText, waiting: InboxMark) -> ForeignMarkView:
    context = context_of(content, waiting.mark)
    area = waiting.mark.area
    return ForeignMarkView(
        id=waiting.id,
        before=context.before,
        words=context.words,
        after=context.after,
        comment=waiting.mark.comment,
        page=area.page_index if area else None,
    )
