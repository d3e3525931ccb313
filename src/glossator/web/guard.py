"""The guard: what every request passes before it is routed, and what every answer carries.

In this order: the Host must be one of ours (421; stops DNS rebinding), a write
must come from our own page (403) as JSON (415), and the caller must hold a
session (401). See OWASP's "Cross-Site Request Forgery Prevention" and the
Fetch Metadata specification.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import msgspec
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from glossator.web.wire import ErrorReply

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob: data:",
        "font-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types svelte-trusted-html",
    )
)

_SECURITY_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
_SAFE_METHODS = frozenset({"GET", "HEAD"})
_BODY_TYPES = frozenset({"application/json", "application/ld+json"})
_FILE_PATHS = frozenset({"/api/imports", "/api/originals"})
_EXCHANGE_PATH = "/api/exchange/"
_FILE_TYPE = "application/octet-stream"
_COMMAND_PATH = "/api/commands/"


@dataclass(frozen=True)
class Door:
    """A way in: which addresses it has, and whom it lets in.

    Attributes:
        scheme: "http", or "https" for other devices.
        hosts: the Host headers that are its own ("127.0.0.1:8420", "localhost:8420").
        open_path: where a stranger may ask to be let in.
        closed_paths: beginnings of paths that are not for who comes this way.
        stranger: the sentence for who has not been let in.
        holds: tells whether a Cookie header is of somebody who was let in here.
        is_command: tells whether an Authorization header is a command's of this machine.
    """

    scheme: str
    hosts: frozenset[str]
    open_path: str
    closed_paths: tuple[str, ...]
    stranger: str
    holds: Callable[[str], bool]
    is_command: Callable[[str], bool]


class Guard:
    """ASGI middleware that refuses what does not come from our own page or commands.

    Args:
        app: what it guards.
        door: the way in at which it stands.
    """

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self._app = app
        self._door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it with the reason why not."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope["method"], scope["path"], Headers(scope=scope))
        if refusal is not None:
            await refusal(scope, receive, _with_security_headers(send))
            return
        await self._app(scope, receive, _with_security_headers(send))

    def _refusal(self, method: str, path: str, headers: Headers) -> Response | None:
        if headers.get("host", "").lower() not in self._door.hosts:
            return _refuse(421, "host", "This address does not belong to this library.")
        if path.startswith(self._door.closed_paths):
            return _refuse(403, "door", "This is done on the computer that holds the library.")
        if method not in _SAFE_METHODS:
            return self._refusal_of_write(path, headers)
        if path.startswith("/api/") and not self._is_ours(headers):
            return self._no_session()
        return None

    def _refusal_of_write(self, path: str, headers: Headers) -> Response | None:
        if path.startswith(_COMMAND_PATH):
            allowed = self._door.is_command(headers.get("authorization", ""))
            return None if allowed and "origin" not in headers else self._no_session()
        if not self._is_same_origin(headers):
            return _refuse(403, "origin", "Only this library's own page may change it.")
        if not _has_our_type(path, headers):
            return _refuse(415, "content-type", "A change must be sent as JSON, a book as bytes.")
        if path != self._door.open_path and not self._is_ours(headers):
            return self._no_session()
        return None

    def _is_same_origin(self, headers: Headers) -> bool:
        origin = headers.get("origin", "")
        site = headers.get("sec-fetch-site", "same-origin")
        ours = f"{self._door.scheme}://{headers['host'].lower()}"
        return origin.lower() == ours and site == "same-origin"

    def _is_ours(self, headers: Headers) -> bool:
        site = headers.get("sec-fetch-site", "same-origin")
        return site in {"same-origin", "none"} and self._door.holds(headers.get("cookie", ""))

    def _no_session(self) -> Response:
        return _refuse(401, "session", self._door.stranger)


def _has_our_type(path: str, headers: Headers) -> bool:
    media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
    takes_files = path in _FILE_PATHS or path.startswith(_EXCHANGE_PATH)
    return media_type in _BODY_TYPES or (takes_files and media_type == _FILE_TYPE)


def _refuse(status: int, kind: str, message: str) -> Response:
    body = msgspec.json.encode(ErrorReply(kind, message))
    return Response(body, status, media_type="application/json")


def _with_security_headers(send: Send) -> Send:
    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _SECURITY_HEADERS.items():
                headers.setdefault(name, value)  # a picture from a book is held more tightly
        await send(message)

    return send_with_headers
