"""Routes about the other computers that share a library."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
from msgspec import structs
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from glossator.library.library import Library
from glossator.library.marks import timestamp
from glossator.library.missing_files import list_missing_files
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
    endpoints = _Endpoints(library)
    return [
        route(f"{KEEPING_PATH}/sharing", endpoints.show),
        route(f"{KEEPING_PATH}/sharing", endpoints.share, "POST"),
        route(f"{KEEPING_PATH}/sharing/visit", endpoints.visit, "POST"),
        route(f"{KEEPING_PATH}/computers", endpoints.add_computer, "POST"),
        route(f"{KEEPING_PATH}/computers/remove", endpoints.remove_computer, "POST"),
    ]


class _Endpoints:
    """Each answers with how the library is shared then."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._sharing = sharing_of(library)

    async def show(self, _request: Request) -> Response:
        """Only say it."""
        return await self._after(lambda: None)

    async def share(self, request: Request) -> Response:
        """Share by a folder, or no longer."""
        asked = msgspec.json.decode(await request.body(), type=ShareRequest)
        return await self._after(lambda: _share(self._sharing, asked))

    async def visit(self, _request: Request) -> Response:
        """Look into the folder and meet the other computers now."""
        return await self._after(self._sharing.exchange_now)

    async def add_computer(self, request: Request) -> Response:
        """Speak to another computer from now on."""
        asked = msgspec.json.decode(await request.body(), type=ComputerRequest)
        return await self._after(lambda: _add_computer(self._sharing, asked))

    async def remove_computer(self, request: Request) -> Response:
        """Speak to another computer no longer."""
        asked = msgspec.json.decode(await request.body(), type=RemoveComputerRequest)
        return await self._after(lambda: self._sharing.remove_peer(asked.address))

    async def _after(self, do: Callable[[], object]) -> Response:
        def view() -> SharingView:
            do()
            return _sharing(self._library)

        return await reply(view)


def _add_computer(sharing: Sharing, asked: ComputerRequest) -> None:
    address = asked.address.strip().rstrip("/")
    sharing.add_peer(pair_with(address, asked.code, sharing.name, asked.fingerprint.strip()))


def _share(sharing: Sharing, asked: ShareRequest) -> None:
    if not asked.folder.strip():
        sharing.share(None, "")
        return
    folder = Path(asked.folder.strip()).expanduser()
    if not folder.is_absolute():
        raise InvalidRequestError(
            f"“{asked.folder}” is not a whole path. Write where the folder is from the beginning, "
            "such as /home/anna/Sync or ~/Sync. Nothing was changed."
        )
    sharing.share(folder, asked.name.strip())


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
    missing = list_missing_files(library)
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
