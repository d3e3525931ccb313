"""Routes about keeping a library safe: other computers that share it, conflicts."""

from __future__ import annotations

from pathlib import Path

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from glossator.library.conflicts import ShownConflict, list_conflicts
from glossator.library.library import Library
from glossator.library.marks import timestamp
from glossator.library.missing_files import list_missing
from glossator.library.sharing import describe_devices, sharing_of
from glossator.model.errors import InvalidRequestError
from glossator.web.doors import KEEPING_PATH
from glossator.web.replies import reply, route
from glossator.web.wire_keeping import (
    ConflictView,
    OtherDeviceView,
    ShareRequest,
    SharingView,
    SideView,
)

_CONFLICTS_PATH = "/api/conflicts"


def keeping_routes(library: Library) -> list[Route]:
    """List the routes, as `web.wire_keeping` documents them."""

    async def show_conflicts(_request: Request) -> Response:
        return await reply(lambda: [_conflict(library, one) for one in list_conflicts(library)])

    async def show_sharing(_request: Request) -> Response:
        return await reply(lambda: _sharing(library))

    async def share(request: Request) -> Response:
        asked = msgspec.json.decode(await request.body(), type=ShareRequest)
        return await reply(lambda: _share(library, asked))

    async def visit(_request: Request) -> Response:
        def do() -> SharingView:
            sharing_of(library).visit_now()
            return _sharing(library)

        return await reply(do)

    return [
        route(_CONFLICTS_PATH, show_conflicts),
        route(f"{KEEPING_PATH}/sharing", show_sharing),
        route(f"{KEEPING_PATH}/sharing", share, "POST"),
        route(f"{KEEPING_PATH}/sharing/visit", visit, "POST"),
    ]


def _share(library: Library, asked: ShareRequest) -> SharingView:
    if not asked.folder.strip():
        sharing_of(library).share(None, "")
        return _sharing(library)
    folder = Path(asked.folder.strip()).expanduser()
    if not folder.is_absolute():
        raise InvalidRequestError(
            f"“{asked.folder}” is not a whole path. Write where the folder is from the beginning, "
            "such as /home/anna/Sync or ~/Sync. Nothing was changed."
        )
    sharing_of(library).share(folder, asked.name.strip())
    return _sharing(library)


def _sharing(library: Library) -> SharingView:
    sharing = sharing_of(library)
    settings, last = sharing.settings, sharing.last
    if not settings.folder or last is None:
        return SharingView(name=sharing.name, folder=settings.folder)
    found = last.visit
    if found is None:
        return SharingView(
            name=sharing.name,
            folder=settings.folder,
            visited=timestamp(last.at),
            problems=[last.problem],
        )
    missing = list_missing(library)
    return SharingView(
        name=sharing.name,
        folder=settings.folder,
        visited=timestamp(last.at),
        received=found.taken.added,
        sent=found.written,
        books=found.books,
        waiting_books=len(missing.originals) + len(missing.editions),
        devices=[
            OtherDeviceView(device.name, timestamp(device.seen), device.waiting)
            for device in describe_devices(library, found)
        ],
        problems=found.problems,
    )


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
