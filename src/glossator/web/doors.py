"""The two ways in: from this machine, and from other devices in the house."""

from __future__ import annotations

from collections.abc import Iterable

from glossator.web.devices import Devices
from glossator.web.guard import Door
from glossator.web.session import Sessions

SESSION_PATH = "/api/session"
PAIRING_PATH = "/api/pairing"
DEVICES_PATH = "/api/devices"
COMMANDS_PATH = "/api/commands/"
KEEPING_PATH = "/api/keeping"
EXCHANGE_PATH = "/api/exchange"
ORIGINALS_PATH = "/api/originals"
SEARCH_PATH = f"{ORIGINALS_PATH}/search"


def home_door(sessions: Sessions, hosts: Iterable[str]) -> Door:
    """Make the way in from this machine: by the launch token, or as a command of its user.

    Args:
        sessions: who was let in.
        hosts: the Host headers that are this machine's.
    """
    return Door(
        scheme="http",
        hosts=frozenset(map(str.lower, hosts)),
        open_path=SESSION_PATH,
        closed_paths=(PAIRING_PATH, EXCHANGE_PATH),
        stranger="This browser has not been let in yet. Open the address that `glossator serve` "
        "printed, or run it again for a new one.",
        holds=sessions.holds,
        is_command=sessions.is_command,
    )


def device_door(sessions: Sessions, devices: Devices, hosts: Iterable[str]) -> Door:
    """Make the way in from other devices: by the pairing code, over TLS; no commands.

    Args:
        sessions: signs their cookies.
        devices: which are paired.
        hosts: the Host headers by which they find this machine.
    """

    def holds(cookie_header: str) -> bool:
        session = sessions.device_in(cookie_header)
        return session is not None and devices.is_paired(session)

    return Door(
        scheme="https",
        hosts=frozenset(map(str.lower, hosts)),
        open_path=PAIRING_PATH,
        closed_paths=(DEVICES_PATH, COMMANDS_PATH, SESSION_PATH, KEEPING_PATH, SEARCH_PATH),
        stranger="This device has not been paired with the library yet. Type the code that stands "
        "on the computer that holds it, under Devices.",
        holds=holds,
        is_command=lambda _: False,
    )
