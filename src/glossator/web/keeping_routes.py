"""Routes about the other computers that share a library."""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import structs
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from glossator.library.library import Library
from glossator.library.marks import timestamp
from glossator.library.missing_files import list_missing
from glossator.library.sharing import LastMeeting, Sharing, describe_devices, sharing_of
from glossator.model.errors import InvalidRequestError
from glossator.web.doors import KEEPING_PATH
from glossator.web.peers import pair_with
from glossator.web.replies import reply, route
from glossator.web.wire_keeping import (
    ComputerRequest,
    ComputerView,
    OtherDeviceView,
    RemoveComputerRequest,
    ShareRequest,
    SharingView,
)


def keeping_routes(library: Library) -> list[Route]:
    """List the routes, as `web.wire_keeping` documents them."""

    async def show_sharing(_request: Request) -> Response:
        return await reply(lambda: _sharing(library))

    async def share(request: Request) -> Response:
        asked = msgspec.json.decode(await request.body(), type=ShareRequest)
        return await reply(lambda: _share(library, asked))

    async def visit(_request: Request) -> Response:
        def do() -> SharingView:
            if sharing_of(library).settings.folder:
                sharing_of(library).visit_now()
            sharing_of(library).meet_all()
            return _sharing(library)

        return await reply(do)

    async def add_computer(request: Request) -> Response:
        asked = msgspec.json.decode(await request.body(), type=ComputerRequest)

        def do() -> SharingView:
            sharing = sharing_of(library)
            address = asked.address.strip().rstrip("/")
            peer = pair_with(address, asked.code, sharing.name, asked.fingerprint.strip())
            sharing.add_peer(peer)
            return _sharing(library)

        return await reply(do)

    async def remove_computer(request: Request) -> Response:
        asked = msgspec.json.decode(await request.body(), type=RemoveComputerRequest)

        def do() -> SharingView:
            sharing_of(library).remove_peer(asked.address)
            return _sharing(library)

        return await reply(do)

    return [
        route(f"{KEEPING_PATH}/sharing", show_sharing),
        route(f"{KEEPING_PATH}/sharing", share, "POST"),
        route(f"{KEEPING_PATH}/sharing/visit", visit, "POST"),
        route(f"{KEEPING_PATH}/computers", add_computer, "POST"),
        route(f"{KEEPING_PATH}/computers/remove", remove_computer, "POST"),
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
    plain = SharingView(name=sharing.name, folder=settings.folder, computers=_computers(sharing))
    if not settings.folder or last is None:
        return plain
    visited = timestamp(last.at)
    found = last.visit
    if found is None:
        return structs.replace(plain, visited=visited, problems=[last.problem])
    missing = list_missing(library)
    return structs.replace(
        plain,
        visited=visited,
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


def _computers(sharing: Sharing) -> list[ComputerView]:
    views = []
    for peer in sharing.settings.peers:
        met = sharing.met.get(peer.address, LastMeeting())
        view = ComputerView(peer.address, peer.fingerprint, problem=met.problem)
        if met.meeting is not None:
            view = structs.replace(
                view,
                met=timestamp(met.at),
                received=met.meeting.taken.added,
                sent=met.meeting.given,
            )
        views.append(view)
    return views
