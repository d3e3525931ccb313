"""Serve a library: bind, tell the lock file where, run until stopped."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import uvicorn

from glossator.library.jobs import ImportQueue
from glossator.library.opening import Opened
from glossator.library.page_pictures import page_pictures_of
from glossator.library.pens import read_back_pen_files
from glossator.model.errors import GlossatorError
from glossator.web.app import make_app
from glossator.web.events import Streams
from glossator.web.session import Sessions, read_secret

HOST = "127.0.0.1"
FIRST_PORT = 8420
_PORTS_TRIED = 20
_PEN_FILES_EVERY_SECONDS = 1.0


class PortInUseError(GlossatorError):
    """A port cannot be listened on."""

    def __init__(self, port: int, reason: str) -> None:
        self.port = port
        super().__init__(
            f"The program cannot listen on port {port}: {reason}. Choose another with --port, "
            "or leave --port out to have a free one chosen."
        )


def serve(opened: Opened, port: int | None, on_ready: Callable[[str], None]) -> None:
    """Serve an open library on this machine until the process is told to stop.

    Args:
        opened: the library and its lock.
        port: None chooses the first free one from 8420 on.
        on_ready: called with the address that lets one browser in, once.

    Raises:
        PortInUseError: the port cannot be had.
    """
    listener = _listen(port)
    bound: int = listener.getsockname()[1]
    library = opened.library
    sessions = Sessions(read_secret(library.folder), library.store.library_id)
    opened.lock.publish(f"http://{HOST}:{bound}", sessions.command_token)
    imports = ImportQueue(library)
    streams = Streams(library)
    hosts = [f"{HOST}:{bound}", f"localhost:{bound}"]
    pages = page_pictures_of(library)
    app = make_app(library, sessions, imports, streams, pages=pages, hosts=hosts)
    config = uvicorn.Config(
        app, log_level="warning", lifespan="off", timeout_graceful_shutdown=3, server_header=False
    )
    server = _Server(
        config,
        on_ready=lambda: on_ready(launch_address(bound, sessions.new_launch_token())),
        on_stop=streams.end,
    )
    try:
        asyncio.run(_run(server, listener, opened))
    finally:
        imports.close()
        listener.close()


def launch_address(port: int, token: str) -> str:
    """Give the address that lets one browser in; the token is in the fragment, so never sent."""
    return f"http://{HOST}:{port}/#launch={token}"


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


async def _run(server: _Server, listener: socket.socket, opened: Opened) -> None:
    watching = asyncio.create_task(_watch_pen_files(opened))
    try:
        await server.serve(sockets=[listener])
    finally:
        watching.cancel()


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


def _listen(port: int | None) -> socket.socket:
    tried = [port] if port is not None else [*range(FIRST_PORT, FIRST_PORT + _PORTS_TRIED), 0]
    for candidate in tried:
        # asyncio switches Nagle's delay (40 ms an answer) off only where TCP is named.
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, candidate))
            listener.listen(128)
        except OSError as error:
            listener.close()
            if candidate == tried[-1]:
                raise PortInUseError(candidate, (error.strerror or str(error)).lower()) from error
        else:
            return listener
    raise PortInUseError(tried[-1], "none is free")
