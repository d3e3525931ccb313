"""Server-sent events: every change and every import's progress, to every open page."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from starlette.responses import StreamingResponse

from glossator.library.library import Job, Library
from glossator.model.operations import Change
from glossator.web import wire
from glossator.web.views import event_view

_KEEP_ALIVE_SECONDS = 20
_WAITING_AT_MOST = 1000

_Queue = asyncio.Queue[Change | Job | None]


class Streams:
    """The open streams of events; used on the server's event loop only.

    A page that falls too far behind is cut off; it connects anew and refetches.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._open: set[_Queue] = set()

    def answer(self) -> StreamingResponse:
        """Answer with a stream that begins with the log's cursor and ends with `end`."""
        return StreamingResponse(
            self._events(), media_type="text/event-stream", headers={"Cache-Control": "no-store"}
        )

    def end(self) -> None:
        """End every stream, so that the server need not wait for its pages."""
        for waiting in self._open:
            _put(waiting, None)

    async def _events(self) -> AsyncIterator[bytes]:
        loop = asyncio.get_running_loop()
        waiting: _Queue = asyncio.Queue(_WAITING_AT_MOST)

        def pass_on(happening: Change | Job) -> None:
            loop.call_soon_threadsafe(_put, waiting, happening)

        stop = self._library.subscribe(pass_on)
        self._open.add(waiting)
        try:
            yield _line(wire.Event(self._library.store.cursor()))
            async for happening in _until_ended(waiting):
                if happening is None:
                    yield b": still here\n\n"
                else:
                    yield _line(await asyncio.to_thread(event_view, self._library, happening))
        finally:
            self._open.discard(waiting)
            stop()


async def _until_ended(waiting: _Queue) -> AsyncIterator[Change | Job | None]:
    """Give what happens until the stream is ended; None now and then, to keep it alive."""
    while True:
        try:
            happening = await asyncio.wait_for(waiting.get(), _KEEP_ALIVE_SECONDS)
        except TimeoutError:
            yield None
            continue
        if happening is None:
            return
        yield happening


def _put(waiting: _Queue, happening: Change | Job | None) -> None:
    """Queue what happened; where nobody has read for long, end the stream instead."""
    if waiting.full():
        while not waiting.empty():
            waiting.get_nowait()
        happening = None
    waiting.put_nowait(happening)


def _line(event: wire.Event) -> bytes:
    return b"data: " + wire.encode(event) + b"\n\n"
