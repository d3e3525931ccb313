"""Other computers that have the same library."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PeerSettings:
    """Another computer that lets this one in when its program runs.

    Attributes:
        address: where it listens: "https://192.168.1.20:8460".
        fingerprint: of its certificate, SHA-256: "AB:CD:…".
        cookie: lets this computer in.
    """

    address: str
    fingerprint: str
    cookie: str
