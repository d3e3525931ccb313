"""Serve a library: listen, tell the lock file where, run until stopped."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn
from starlette.types import ASGIApp

from glossator.library.jobs import ImportQueue
from glossator.library.library import Library
from glossator.library.opening import Opened
from glossator.library.page_pictures import page_pictures_of
from glossator.library.pens import read_back_pen_files
from glossator.library.sharing import sharing_of
from glossator.library.warming import Warming
from glossator.model.errors import GlossatorError
from glossator.web.app import make_app
from glossator.web.device_routes import Household
from glossator.web.devices import Devices
from glossator.web.doors import device_door, home_door
from glossator.web.events import Streams
from glossator.web.guard import Guard
from glossator.web.listening import HOST, listen_at_home, listen_for_devices, names_of
from glossator.web.peers import connect
from glossator.web.session import Sessions, read_secret

if TYPE_CHECKING:
    from glossator.web.certificates import Certificate

_PEN_FILES_EVERY_SECONDS = 1.0


@dataclass(frozen=True)
class ForDevices:
    """How other devices are let in.

    Attributes:
        address: of this machine, to listen on.
        names: further names that the network knows this machine by.
        certificate: file of the reader's own certificate and that of its key;
            None has one made.
    """

    address: str
    names: tuple[str, ...] = ()
    certificate: tuple[Path, Path] | None = None


@dataclass(frozen=True)
class Ready:
    """What to tell the reader when the program listens.

    Attributes:
        address: lets one browser of this machine in, once.
        household: where and how other devices are let in.
    """

    address: str
    household: Household


def serve(
    opened: Opened,
    port: int | None,
    on_ready: Callable[[Ready], None],
    for_devices: ForDevices | None = None,
) -> None:
    """Serve an open library until the process is told to stop.

    Args:
        opened: the library and its lock.
        port: None chooses the first free one from 8420 on.
        on_ready: called when it listens.
        for_devices: how other devices are let in; None lets none in.

    Raises:
        PortInUseError: the port cannot be had.
        AddressError: the address for other devices cannot be listened on.
        CertificateError: their certificate cannot be used or made.
    """
    library = opened.library
    sessions = Sessions(read_secret(library.folder), library.store.library_id)
    with ExitStack() as ending:
        listener = ending.enter_context(closing(listen_at_home(port)))
        bound: int = listener.getsockname()[1]
        second = ending.enter_context(closing(_listen_for(for_devices))) if for_devices else None
        devices = Devices(library.folder, library.clock)
        names = names_of(second, for_devices.names) if second and for_devices else []
        certificate = _certificate(library, for_devices, names) if for_devices else None
        hosts = _with_port(names, second)
        household = Household(
            devices,
            addresses=tuple(f"https://{host}" for host in hosts),
            fingerprint=certificate.fingerprint if certificate else "",
        )
        opened.lock.publish(f"http://{HOST}:{bound}", sessions.command_token)
        imports = ending.enter_context(closing(ImportQueue(library)))
        ending.enter_context(closing(Warming(library)))
        sharing_of(library).speak_by(connect)
        sharing_of(library).start()
        streams = Streams(library)
        pages = page_pictures_of(library)
        app = make_app(library, sessions, imports, streams, pages=pages, household=household)
        home = Guard(app, home_door(sessions, [f"{HOST}:{bound}", f"localhost:{bound}"]))
        server = _Server(
            _config(home),
            on_ready=lambda: on_ready(
                Ready(launch_address(bound, sessions.new_launch_token()), household)
            ),
            on_stop=streams.end,
        )
        if second is None or certificate is None:
            asyncio.run(_run(opened, server, listener))
        else:
            guard = Guard(app, device_door(sessions, devices, hosts))
            other = _SecondServer(_config(guard, certificate))
            asyncio.run(_run(opened, server, listener, (other, second)))


def launch_address(port: int, token: str) -> str:
    """Give the address that lets one browser in; the token is in the fragment, so never sent."""
    return f"http://{HOST}:{port}/#launch={token}"


def _listen_for(for_devices: ForDevices) -> socket.socket:
    return listen_for_devices(for_devices.address)


def _with_port(names: Sequence[str], listener: socket.socket | None) -> list[str]:
    return [f"{name}:{listener.getsockname()[1]}" for name in names] if listener else []


def _certificate(library: Library, wanted: ForDevices, names: Sequence[str]) -> Certificate:
    from glossator.web.certificates import given_certificate, own_certificate  # slow to load

    if wanted.certificate is not None:
        return given_certificate(*wanted.certificate)
    now = datetime.fromtimestamp(library.clock() / 1000, UTC)
    return own_certificate(library.folder, names, now)


def _config(app: ASGIApp, certificate: Certificate | None = None) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        log_level="warning",
        lifespan="off",
        timeout_graceful_shutdown=3,
        server_header=False,
        ssl_certfile=str(certificate.certificate) if certificate else None,
        ssl_keyfile=str(certificate.key) if certificate else None,
    )


class _Server(uvicorn.Server):
    """uvicorn's server, telling when it listens and when it is about to stop."""

    def __init__(
        self,
        config: uvicorn.Config,
        *,
        on_ready: Callable[[], None],
        on_stop: Callable[[], None],
    ) -> None:
        super().__init__(config)
        self._on_ready = on_ready
        self._on_stop = on_stop

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start to listen, then say so."""
        await super().startup(sockets)
        if self.started:
            self._on_ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let open streams end, then stop."""
        self._on_stop()
        await super().shutdown(sockets)


class _SecondServer(uvicorn.Server):
    """A server that ends when the first one does, which is told by the system's signals."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals to the first server."""
        yield


async def _run(
    opened: Opened,
    server: _Server,
    listener: socket.socket,
    second: tuple[_SecondServer, socket.socket] | None = None,
) -> None:
    watching = asyncio.create_task(_watch_pen_files(opened))
    beside = asyncio.create_task(second[0].serve(sockets=[second[1]])) if second else None
    try:
        await server.serve(sockets=[listener])
    finally:
        watching.cancel()
        if second and beside:
            second[0].should_exit = True
            await beside


async def _watch_pen_files(opened: Opened) -> None:
    """Read pen files back soon after they were edited by hand."""
    library = opened.library
    if library.store.read_only:
        return
    seen = _stamps(library.folder)
    while True:
        await asyncio.sleep(_PEN_FILES_EVERY_SECONDS)
        now = _stamps(library.folder)
        if now != seen:
            seen = now
            with suppress(GlossatorError):  # told when the library is next shown or saved
                await asyncio.to_thread(read_back_pen_files, library)


def _stamps(folder: Path) -> dict[str, int]:
    stamps = {}
    for path in (folder / "pens").glob("*.toml"):
        with suppress(OSError):
            stamps[path.name] = path.stat().st_mtime_ns
    return stamps
