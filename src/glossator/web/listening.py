"""Sockets: where the program listens on this machine, and for other devices in the house."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from contextlib import suppress

from glossator.model.errors import GlossatorError

HOST = "127.0.0.1"
FIRST_PORT = 8420
FIRST_DEVICE_PORT = 8460
EVERYWHERE = "0.0.0.0"  # noqa: S104 - only where the reader asks for it
_PORTS_TRIED = 20


class PortInUseError(GlossatorError):
    """A port cannot be listened on."""

    def __init__(self, port: int, reason: str) -> None:
        self.port = port
        super().__init__(
            f"The program cannot listen on port {port}: {reason}. Choose another with --port, "
            "or leave --port out to have a free one chosen."
        )


class AddressError(GlossatorError):
    """An address of this machine cannot be listened on."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(
            f"The program cannot listen on {address}: {reason}. Name an address of this machine "
            "(192.168.1.20), or 0.0.0.0 for all of them. Nothing was changed."
        )


def listen_at_home(port: int | None) -> socket.socket:
    """Listen on this machine only; None tries from 8420 on, then any port.

    Raises:
        PortInUseError: the port cannot be had.
    """
    tried = [port] if port is not None else [*_from(FIRST_PORT), 0]
    for candidate in tried:
        try:
            return _listen(HOST, candidate)
        except OSError as error:
            if candidate == tried[-1]:
                raise PortInUseError(candidate, (error.strerror or str(error)).lower()) from error
    raise PortInUseError(tried[-1], "none is free")


def listen_for_devices(address: str) -> socket.socket:
    """Listen for other devices on the first free port from 8460 on.

    Args:
        address: one of this machine, with or without a port: "192.168.1.20",
            "0.0.0.0:8500".

    Raises:
        AddressError: it is none of this machine, or no port is free there.
    """
    host, port = _parted(address)
    tried = [port] if port is not None else [*_from(FIRST_DEVICE_PORT), 0]
    for candidate in tried:
        try:
            return _listen(host, candidate)
        except OSError as error:
            if candidate == tried[-1]:
                reason = (error.strerror or str(error)).lower()
                raise AddressError(address, reason) from error
    raise AddressError(address, "no port is free")


def names_of(listener: socket.socket, more: Sequence[str]) -> list[str]:
    """List the addresses and names by which other devices reach a listener.

    Args:
        listener: listens for them.
        more: further names that the reader's network knows this machine by.
    """
    bound: str = listener.getsockname()[0]
    own = _own_addresses() if bound == EVERYWHERE else [bound]
    return list(dict.fromkeys([*own, *(name.lower() for name in more)]))


def _own_addresses() -> list[str]:
    """List this machine's addresses in the house, that of its way out first."""
    found: list[str] = []
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # for documentation (RFC 5737): nothing is sent
        found.append(probe.getsockname()[0])
    with suppress(OSError):
        named = socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
        found.extend(str(entry[4][0]) for entry in named)
    outside = [address for address in found if not address.startswith("127.")]
    return list(dict.fromkeys(outside)) or [HOST]


def _parted(address: str) -> tuple[str, int | None]:
    host, colon, port = address.rpartition(":")
    if not colon:
        return address, None
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise AddressError(address, f"“{port}” is no port")
    return host, int(port)


def _from(first: int) -> range:
    return range(first, first + _PORTS_TRIED)


def _listen(host: str, port: int) -> socket.socket:
    # asyncio switches Nagle's delay (40 ms an answer) off only where TCP is named.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(128)
    except OSError:
        listener.close()
        raise
    return listener
