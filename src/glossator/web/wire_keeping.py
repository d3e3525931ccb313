"""Messages about keeping a library safe: other computers that share it, conflicts.

All but the conflicts are for the computer that holds the library alone.

| method and path | request | reply |
|---|---|---|
| GET /api/conflicts | – | list of ConflictView |
| GET /api/keeping/sharing | – | SharingView |
| POST /api/keeping/sharing | ShareRequest | SharingView |
| POST /api/keeping/sharing/visit | – | SharingView |
| POST /api/keeping/computers | ComputerRequest | SharingView |
| POST /api/keeping/computers/remove | RemoveComputerRequest | SharingView |
"""

from __future__ import annotations

from msgspec import Struct


class SideView(Struct, frozen=True, omit_defaults=True):
    """One side of a conflict; `actor` is left out where it is the reader who asks."""

    operation: str
    words: str
    time: str
    here: bool
    actor: str = ""


class ConflictView(Struct, frozen=True, omit_defaults=True):
    """A conflict: `library.conflicts.ShownConflict`."""

    entity: str
    id: str
    field: str
    kind: str
    name: str
    sides: list[SideView]
    source: str = ""
    is_text: bool = False


class ShareRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """The folder to share by, a whole path, "" for none; what this computer is called there."""

    folder: str
    name: str = ""


class ComputerRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """Another computer to be spoken to directly: its address, the code on its screen.

    `fingerprint` is that of its certificate, "" to trust the one that answers.
    """

    address: str
    code: str
    fingerprint: str = ""


class RemoveComputerRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """Which computer is to be spoken to no longer."""

    address: str


class ComputerView(Struct, frozen=True, omit_defaults=True):
    """A computer that is spoken to directly.

    `met` is when they last met since the start, "" for not yet; `problem` why
    the last attempt failed.
    """

    address: str
    fingerprint: str
    met: str = ""
    received: int = 0
    sent: int = 0
    problem: str = ""


class OtherDeviceView(Struct, frozen=True):
    """Another computer of the library.

    `seen` is when it last looked into the folder, `waiting` how many of the
    changes that are here it has not taken in by then.
    """

    name: str
    seen: str
    waiting: int


class SharingView(Struct, frozen=True, omit_defaults=True):
    """How the library is shared: without `folder` by none.

    `visited` is when the folder was last looked into, "" for never since the
    start; `problems` are sentences on what could not be done then.
    """

    name: str
    folder: str = ""
    visited: str = ""
    received: int = 0
    sent: int = 0
    books: int = 0
    waiting_books: int = 0
    devices: list[OtherDeviceView] = []
    computers: list[ComputerView] = []
    problems: list[str] = []
