"""Where a library is shared from this machine: a small file beside the journal.

It is this machine's: another device of the same library may share by another way.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import msgspec

from glossator.model.sharing import PeerSettings
from glossator.store.folder import SHARING
from glossator.store.writing import write_file


class SharingSettings(msgspec.Struct, frozen=True):
    """How this installation meets others.

    Attributes:
        folder: a folder that some program carries between devices; "" for none.
        name: what this device is called there.
        peers: computers that are spoken to directly.
    """

    folder: str = ""
    name: str = ""
    peers: tuple[PeerSettings, ...] = ()


def read_sharing(folder: Path) -> SharingSettings:
    """Read the settings; a missing or damaged file gives those of a library that is not shared."""
    with suppress(OSError, msgspec.MsgspecError):
        return msgspec.json.decode((folder / SHARING).read_bytes(), type=SharingSettings)
    return SharingSettings()


def write_sharing(folder: Path, settings: SharingSettings) -> None:
    """Write the settings.

    Raises:
        NotSavedError: it could not be written.
    """
    content = msgspec.json.format(msgspec.json.encode(settings))
    write_file(folder / SHARING, content, "How the library is shared")
