"""Commands by which a library is shared with other devices."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from glossator.library.command_table import Arguments, Command, Table
from glossator.library.library import Library
from glossator.library.sharing import LastVisit, sharing_of
from glossator.model.errors import InvalidRequestError
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


def _sync(library: Library, _given: Arguments) -> dict[str, Any]:
    last = sharing_of(library).visit_now()
    if last.problem:
        raise InvalidRequestError(last.problem)
    return _told(last)


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


COMMANDS: Table = {"share": Command(_Share, _share), "sync": Command(Arguments, _sync)}
