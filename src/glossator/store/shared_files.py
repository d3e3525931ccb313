"""What a device says of itself, and asks for, in a shared folder; books that travel there.

Each device has a folder of its own, and writes nowhere else:

- `device.json`: who it is and what it has, written anew at each visit;
- `log/`: segments (`store.segments`);
- `originals/`, `editions/`: files that another device has asked for.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from glossator.store.folder import EDITIONS, ORIGINALS
from glossator.store.writing import put_in_place, saving, temporary_file, write_file

DEVICE = "device.json"
FOLDER = "Glossator-"
README = "README.txt"
_ABOUT = """This folder carries a Glossator library between your devices.

Each folder in it belongs to one device, which alone writes in it. You need not open
anything here; please change and delete nothing by hand. If you no longer use this
folder, switch sharing off on every device, then delete it: your libraries keep all.
"""


class Wanted(msgspec.Struct, frozen=True):
    """What a device has not, and asks the others for.

    Attributes:
        originals: hashes of files.
        editions: names of texts.
        segments: names of files in the shared folder that it found damaged.
    """

    originals: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()


class SharedDevice(msgspec.Struct, frozen=True):
    """What a device says of itself.

    Attributes:
        replica: under which it writes now.
        space: the library.
        name: what it calls itself.
        seen: when it was here last, milliseconds since 1970 UTC.
        vector: what it has of each replica: the last seq.
        wanted: what it asks for.
    """

    replica: str
    space: str
    name: str
    seen: int
    vector: dict[str, int]
    wanted: Wanted = Wanted()


def shared_library(folder: Path, space: str) -> Path:
    """Say where in a shared folder a library has its place."""
    return folder / f"{FOLDER}{space}"


def list_shared_spaces(folder: Path) -> list[str]:
    """List the libraries that have a place in a shared folder.

    Raises:
        OSError: it cannot be read.
    """
    names = sorted(entry.name for entry in folder.iterdir() if entry.is_dir())
    return [name.removeprefix(FOLDER) for name in names if name.startswith(FOLDER)]


def prepare_shared(shared: Path) -> None:
    """Make a library's place in a shared folder, with a word to whoever finds it.

    Raises:
        NotSavedError: it could not be written.
    """
    with saving("The shared folder"):
        shared.mkdir(parents=True, exist_ok=True)
        if not (shared / README).exists():
            (shared / README).write_text(_ABOUT, encoding="utf-8")


def write_device(folder: Path, device: SharedDevice) -> None:
    """Write what this device says of itself.

    Raises:
        NotSavedError: it could not be written.
    """
    with saving("The shared folder"):
        folder.mkdir(parents=True, exist_ok=True)
    content = msgspec.json.format(msgspec.json.encode(device))
    write_file(folder / DEVICE, content, "What this device says in the shared folder")


def list_devices(shared: Path) -> list[SharedDevice]:
    """List what all devices say of themselves, by id; one that cannot be read is left out."""
    devices = []
    for path in sorted(shared.glob(f"*/{DEVICE}")):
        with suppress(OSError, msgspec.MsgspecError):  # it is just being copied, perhaps
            devices.append(msgspec.json.decode(path.read_bytes(), type=SharedDevice))
    return devices


def find_shared_file(shared: Path, kind: str, name: str) -> Iterator[Path]:
    """Give every copy of an original or an edition that devices have put there."""
    return (path for path in shared.glob(f"*/{kind}/{name}") if path.is_file())


def offer_file(library: Path, folder: Path, kind: str, name: str) -> bool:
    """Put an original or an edition of the library into a device's own folder.

    Returns:
        Whether it is there: the library may not have it.

    Raises:
        NotSavedError: it could not be written.
    """
    target, source = folder / kind / name, library / kind / name
    if target.exists() or not source.is_file():
        return target.exists()
    with saving("A book in the shared folder"):
        target.parent.mkdir(parents=True, exist_ok=True)
        with temporary_file(target.parent) as copy, source.open("rb") as file:
            shutil.copyfileobj(file, copy)
            put_in_place(copy, target)
    return True


def withdraw_files(folder: Path, wanted: Wanted) -> None:
    """Take away the files in a device's own folder that nobody asks for any more."""
    for kind, names in ((ORIGINALS, wanted.originals), (EDITIONS, wanted.editions)):
        for path in (folder / kind).glob("*"):
            if path.name not in names:
                with suppress(OSError):
                    path.unlink()
