"""Speak to another running program of the same library, over TLS, known by its certificate."""

from __future__ import annotations

import hashlib
import http.client
import shutil
import ssl
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from http.client import HTTPResponse
from pathlib import Path
from typing import IO, NamedTuple, TypeVar
from urllib.parse import quote, urlsplit

import msgspec

from glossator.library.missing_files import MissingFiles
from glossator.library.peer_lines import read_lines, write_lines
from glossator.library.receiving import Steps
from glossator.model.errors import GlossatorError
from glossator.model.operations import Operation, Received
from glossator.model.sharing import PeerSettings
from glossator.web.doors import EXCHANGE_PATH, PAIRING_PATH
from glossator.web.wire_exchange import ExchangeView, ReceivedView

_CONNECT_SECONDS = 5  # the program's end waits for it
_TIMEOUT_SECONDS = 30
_BYTES = "application/octet-stream"

T = TypeVar("T")
Body = bytes | IO[bytes] | None


class PeerError(GlossatorError):
    """Another computer did not do what it was asked."""


class HttpPeer:
    """A program that has the same library open and listens for other devices: a `RunningPeer`."""

    def __init__(self, settings: PeerSettings) -> None:
        self._settings = settings
        self._view: ExchangeView | None = None

    def space(self) -> str:
        """Say which library it has."""
        return self._show().space

    @property
    def name(self) -> str:
        """What it calls itself."""
        return self._show().name

    def vector(self) -> Mapping[str, tuple[int, str]]:
        """Give what it has of each replica."""
        return self._show().vector

    def has(self, replica: str, seq: int, hashed: str) -> bool:
        """Ask whether it has this very operation."""
        query = f"replica={quote(replica)}&seq={seq}&hash={quote(hashed)}"
        return self._ask(f"/has?{query}", bool)

    def steps(self, replica: str, after: int, limit: int) -> list[list[Operation]]:
        """Ask for steps of a replica."""
        query = f"replica={quote(replica)}&after={after}&limit={min(limit, 1 << 40)}"
        with self._send("GET", f"/steps?{query}") as answer:
            return read_lines(answer.read())

    def receive(self, steps: Steps) -> Received:
        """Have it take steps in."""
        return self._give("/steps", steps)

    def receive_fork(self, steps: Steps) -> Received:
        """Have it take another history of a replica in."""
        return self._give("/fork", steps)

    def missing(self) -> MissingFiles:
        """List the files of books that it has not."""
        self._view = None  # by now it knows of more books
        view = self._show()
        return MissingFiles(tuple(view.originals), tuple(view.editions))

    def fetch(self, kind: str, name: str, target: Path) -> bool:
        """Fetch a file of a book; False where it has none."""
        with self._send("GET", f"/files/{kind}/{name}", missing_ok=True) as answer:
            if answer.status == 404:
                return False
            with target.open("wb") as file:
                shutil.copyfileobj(answer, file)
        return True

    def send(self, kind: str, name: str, file: Path) -> None:
        """Send a file of a book."""
        path = f"/files/{kind}/{name}"
        with file.open("rb") as content, self._send("POST", path, content) as answer:
            answer.read()

    def _show(self) -> ExchangeView:
        if self._view is None:
            self._view = self._ask("", ExchangeView)
        return self._view

    def _ask(self, path: str, kind: type[T]) -> T:
        with self._send("GET", path) as answer:
            return _decoded(answer, kind)

    def _give(self, path: str, steps: Steps) -> Received:
        with self._send("POST", path, write_lines(steps)) as answer:
            view = _decoded(answer, ReceivedView)
        return Received(added=view.added, forked=tuple(view.forked))

    @contextmanager
    def _send(
        self, method: str, path: str, body: Body = None, *, missing_ok: bool = False
    ) -> Iterator[HTTPResponse]:
        headers = {"Cookie": self._settings.cookie, "Content-Type": _BYTES}
        asked = _Question(method, EXCHANGE_PATH + path, body, headers)
        with _asking(self._settings, asked) as answer:
            if answer.status >= 400 and not (missing_ok and answer.status == 404):
                raise PeerError(_refusal(answer, self._settings.address))
            yield answer


def pair_with(address: str, code: str, name: str, fingerprint: str = "") -> PeerSettings:
    """Have a program let this one in, by the code on its screen.

    Args:
        address: where it listens: "https://192.168.1.20:8460".
        code: the digits.
        name: what this computer is called there.
        fingerprint: of its certificate, SHA-256 as it is shown there; "" trusts the
            one that answers, and only that from then on.

    Raises:
        PeerError: it does not answer, has another certificate, or does not know the code.
    """
    peer = PeerSettings(address, fingerprint or _read_fingerprint(address), cookie="")
    body = msgspec.json.encode({"code": code, "device": name, "computer": True})
    asked = _Question("POST", PAIRING_PATH, body, {"Content-Type": "application/json"})
    with _asking(peer, asked) as answer:
        if answer.status >= 400:
            raise PeerError(_refusal(answer, address))
        cookie = answer.headers.get("Set-Cookie", "").partition(";")[0]
    return replace(peer, cookie=cookie)


def connect(settings: PeerSettings) -> HttpPeer:
    """Give the program that settings name, to be spoken to."""
    return HttpPeer(settings)


class _Question(NamedTuple):
    """A request to another computer."""

    method: str
    path: str
    body: Body
    headers: Mapping[str, str]


@contextmanager
def _asking(peer: PeerSettings, asked: _Question) -> Iterator[HTTPResponse]:
    """Ask the one whose certificate has the peer's fingerprint, and no other."""
    with closing(_connect(peer.address)) as connection:
        _refuse_other(connection, peer)
        try:
            headers = {**asked.headers, "Origin": peer.address}
            connection.request(asked.method, asked.path, asked.body, headers)
            with connection.getresponse() as answer:
                yield answer
        except (OSError, http.client.HTTPException) as error:
            raise _silent(peer.address, error) from error


def _connect(address: str) -> http.client.HTTPSConnection:
    parts = urlsplit(address)
    if parts.scheme != "https" or not parts.hostname:
        raise PeerError(
            f"“{address}” is no address of another computer: it begins with https://, as the "
            "other computer shows it under Devices. Nothing was changed."
        )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False  # nobody vouches for it: it is known by its fingerprint
    context.verify_mode = ssl.CERT_NONE
    connection = http.client.HTTPSConnection(
        parts.hostname, parts.port, timeout=_CONNECT_SECONDS, context=context
    )
    try:
        connection.connect()
        connection.sock.settimeout(_TIMEOUT_SECONDS)
    except OSError as error:
        connection.close()
        raise _silent(address, error) from error
    return connection


def _read_fingerprint(address: str) -> str:
    with closing(_connect(address)) as connection:
        return _fingerprint_of(connection)


def _fingerprint_of(connection: http.client.HTTPSConnection) -> str:
    certificate = connection.sock.getpeercert(binary_form=True) or b""
    digest = hashlib.sha256(certificate).hexdigest().upper()
    return ":".join(digest[at : at + 2] for at in range(0, len(digest), 2))


def _refuse_other(connection: http.client.HTTPSConnection, peer: PeerSettings) -> None:
    if _fingerprint_of(connection) != peer.fingerprint.upper():
        raise PeerError(
            f"Another program than the one that was paired answers at {peer.address}: its "
            "certificate is not the same. If it was made anew there, pair again; nothing was sent."
        )


def _silent(address: str, error: Exception) -> PeerError:
    return PeerError(
        f"The computer at {address} does not answer ({error}). Is Glossator open there, with "
        "--listen? Everything waits here, and is exchanged when it answers."
    )


def _refusal(answer: HTTPResponse, name: str) -> str:
    try:
        said = msgspec.json.decode(answer.read(), type=dict[str, object]).get("message", "")
    except msgspec.MsgspecError:
        said = ""
    return f"The computer “{name}” refused: {said or f'status {answer.status}'}"


def _decoded(answer: HTTPResponse, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(answer.read(), type=kind)
    except msgspec.MsgspecError as error:
        raise PeerError(
            f"The other computer's answer was not understood ({error}). Is Glossator there of "
            "the same version? Nothing was changed."
        ) from error
