"""Other devices in the house: the code that pairs one, and which are paired.

A code is shown on the reader's own screen, is good for one device and five
minutes, and ends after five wrong guesses: of 100 million codes. A paired
device is kept by the name of its session, so it can be shut out again.
"""

from __future__ import annotations

import hmac
import os
import secrets
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import msgspec

from glossator.model.errors import GlossatorError

DEVICES_FILE = "devices.json"
CODE_SECONDS = 300
_DIGITS = 8
_GUESSES = 5
_LONGEST_NAME = 60
_SEEN_EVERY_MS = 60_000


class Device(msgspec.Struct):
    """A paired device.

    Attributes:
        session: the name of its session; not the cookie.
        name: what it calls itself, as shown.
        paired: milliseconds since 1970 UTC.
        seen: likewise, when it last asked for something, to the minute.
        computer: it is a program with the same library, which takes and gives the log.
    """

    session: str
    name: str
    paired: int
    seen: int
    computer: bool = False


class Code(msgspec.Struct, frozen=True):
    """A code that pairs one device until `ends` (milliseconds since 1970 UTC)."""

    digits: str
    ends: int


class PairingError(GlossatorError):
    """A device was not let in."""


class Devices:
    """Keeps the code in force and the paired devices; in `devices.json`, private to its owner."""

    def __init__(self, folder: Path, clock: Callable[[], int]) -> None:
        self._path = folder / DEVICES_FILE
        self._clock = clock
        self._lock = threading.Lock()
        self._code: Code | None = None
        self._guesses = 0
        self._devices = {device.session: device for device in self._read()}

    def code(self) -> Code:
        """Give the code in force; a new one where the last was used, guessed at or is old."""
        with self._lock:
            if self._code is None or self._code.ends <= self._clock():
                digits = f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}d}"
                self._code = Code(digits, self._clock() + CODE_SECONDS * 1000)
                self._guesses = 0
            return self._code

    def pair(self, digits: str, name: str, *, computer: bool = False) -> str:
        """Let a device in that knows the code; gives the name of its session.

        Args:
            digits: the code, as typed.
            name: what it calls itself.
            computer: it is a program with the same library.

        Raises:
            PairingError: the code is wrong, or none is in force.
        """
        with self._lock:
            given = "".join(filter(str.isdigit, digits))
            if self._code is None or self._code.ends <= self._clock():
                raise PairingError(
                    "There is no code in force. Show a new one on the computer that holds the "
                    "library (Devices), then type it here."
                )
            if not hmac.compare_digest(given.encode(), self._code.digits.encode()):
                self._guesses += 1
                if self._guesses >= _GUESSES:
                    self._code = None
                raise PairingError(
                    "This is not the code. Look at the computer that holds the library (Devices) "
                    "and type the digits that stand there now."
                )
            self._code = None
            now = self._clock()
            device = Device(secrets.token_hex(16), _shown(name), now, now, computer)
            self._devices[device.session] = device
            self._write()
            return device.session

    def is_paired(self, session: str) -> bool:
        """Tell whether a session is a paired device's; notes that it was seen."""
        with self._lock:
            device = self._devices.get(session)
            if device is None:
                return False
            now = self._clock()
            if now - device.seen > _SEEN_EVERY_MS:
                device.seen = now
                self._write()
            return True

    def is_computer(self, session: str) -> bool:
        """Tell whether a paired device is a program with the same library."""
        with self._lock:
            device = self._devices.get(session)
            return device is not None and device.computer

    def paired(self) -> list[Device]:
        """List the paired devices, that seen last first."""
        with self._lock:
            return sorted(self._devices.values(), key=lambda device: -device.seen)

    def shut_out(self, session: str) -> bool:
        """Let a device in no longer; False where it was not paired."""
        with self._lock:
            known = self._devices.pop(session, None) is not None
            if known:
                self._write()
            return known

    def _read(self) -> list[Device]:
        with suppress(OSError, msgspec.MsgspecError):
            return msgspec.json.decode(self._path.read_bytes(), type=list[Device])
        return []

    def _write(self) -> None:
        """Keep the devices; where that fails they are paired until the program ends."""
        content = msgspec.json.encode(list(self._devices.values()))
        temporary = self._path.with_name(f"{self._path.name}.tmp")
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
            descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
            temporary.replace(self._path)


def _shown(name: str) -> str:
    """Give a device's own name on one line of printable letters."""
    line = " ".join(name.split())[:_LONGEST_NAME]
    return "".join(char if char.isprintable() else "�" for char in line) or "A device"
