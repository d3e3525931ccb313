"""Messages about other devices in the house.

| method and path | request | reply |
|---|---|---|
| POST /api/pairing (from the device) | PairingRequest | 204 and the cookie |
| GET /api/devices (from this machine) | – | DevicesView |
| POST /api/devices/shut-out (likewise) | ShutOutRequest | DevicesView |
| GET /api/devices/address.svg (likewise) | – | the first address as a QR code |
"""

from __future__ import annotations

from msgspec import Struct


class PairingRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """The code from the reader's screen, and what the device calls itself.

    `computer`: it is a program with the same library (`web.wire_exchange`), no browser.
    """

    code: str
    device: str = ""
    computer: bool = False


class ShutOutRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """Which device is to be let in no longer."""

    session: str


class DeviceView(Struct, frozen=True):
    """A paired device; times in milliseconds since 1970 UTC."""

    session: str
    name: str
    paired: int
    seen: int


class DevicesView(Struct, frozen=True):
    """How a device is let in, and who is; no addresses where the program does not listen."""

    addresses: list[str]
    fingerprint: str
    code: str
    code_ends: int
    devices: list[DeviceView]
