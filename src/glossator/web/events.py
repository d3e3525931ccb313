"""Server-sent events: every change and every import's progress, to every open page."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import StreamingResponse

from glossator.library.library import Job, Library
from glossator.model.operations import Change
from glossator.web import wire
from glossator.web.views import event_view

_KEEP_ALIVE_SECONDS = 20
_WAITING_AT_MOST = 1000


def stream_events(library: Library, request: Request) -> StreamingResponse:
    """Answer with a stream that begins with the log's cursor and goes on until the page leaves.

    A page that falls too far behind is cut off; it connects anew and refetches.
    """
    return StreamingResponse(
        _events(library, request),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store"},
    )


async def _events(library: Library, request: Request) -> AsyncIterator[bytes]:
    loop = asyncio.get_running_loop()
    waiting: asyncio.Queue[Change | Job] = asyncio.Queue(_WAITING_AT_MOST)
    behind = asyncio.Event()

    def put(happening: Change | Job) -> None:
        if waiting.full():
            behind.set()
        else:
            waiting.put_nowait(happening)

    def pass_on(happening: Change | Job) -> None:
        loop.call_soon_threadsafe(put, happening)

    stop = library.subscribe(pass_on)
    try:
        yield _line(wire.Event(library.store.cursor()))
        while not behind.is_set() and not await request.is_disconnected():
            try:
                happening = await asyncio.wait_for(waiting.get(), _KEEP_ALIVE_SECONDS)
            except TimeoutError:
                yield b": still here\n\n"
                continue
            yield _line(await asyncio.to_thread(event_view, library, happening))
    finally:
        stop()


def _line(event: wire.Event) -> bytes:
    return b"data: " + wire.encode(event) + b"\n\n"
