"""Commands by which a library is shared with other devices."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from glossator.library.command_table import Arguments, Command, Table
from glossator.library.library import Library
from glossator.library.sharing import LastVisit, Sharing, sharing_of
from glossator.model.errors import InvalidRequestError
from glossator.model.sharing import PeerSettings
from glossator.store.records import format_time


class _Share(Arguments, frozen=True):
    folder: str | None = None
    name: str = ""
    off: bool = False


def _share(library: Library, given: _Share) -> dict[str, Any]:
    """Share by a folder, or no longer; without either say how it is shared."""
    sharing = sharing_of(library)
    if given.off:
        sharing.share(None, "")
    elif given.folder is not None:
        sharing.share(Path(given.folder), given.name)
    return {"folder": sharing.settings.folder, "name": sharing.settings.name, **_told(sharing.last)}


class _Peer(Arguments, frozen=True):
    address: str
    fingerprint: str = ""
    cookie: str = ""
    off: bool = False


def _peer(library: Library, given: _Peer) -> dict[str, Any]:
    """Meet another computer from now on, or no longer."""
    sharing = sharing_of(library)
    if given.off:
        sharing.remove_peer(given.address)
    else:
        sharing.add_peer(PeerSettings(given.address, given.fingerprint, given.cookie))
    return {"computers": _met(sharing)}


def _sync(library: Library, _given: Arguments) -> dict[str, Any]:
    sharing = sharing_of(library)
    if not sharing.settings.peers:
        last = sharing.visit_now()
        if last.problem:
            raise InvalidRequestError(last.problem)
        return _told(last)
    sharing.exchange_now()
    return {**_told(sharing.last), "computers": _met(sharing)}


def _met(sharing: Sharing) -> list[dict[str, Any]]:
    return [
        {
            "address": address,
            "received": met.meeting.taken.added if met.meeting else 0,
            "sent": met.meeting.given if met.meeting else 0,
            "books": met.meeting.fetched if met.meeting else 0,
            "problem": met.problem,
        }
        for address, met in sorted(sharing.met.items())
    ]


def _told(last: LastVisit | None) -> dict[str, Any]:
    if last is None or last.visit is None:
        return {}
    found = last.visit
    return {
        "received": found.taken.added,
        "sent": found.written,
        "books": found.books,
        "devices": [
            {"name": device.name, "seen": format_time(device.seen)} for device in found.devices
        ],
        "problems": found.problems,
    }


COMMANDS: Table = {
    "share": Command(_Share, _share),
    "peer": Command(_Peer, _peer),
    "sync": Command(Arguments, _sync),
}
