"""All that differs between operating systems: locks, flushing to disk, kinds of folder."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
import uuid
from contextlib import suppress
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import ctypes
    import msvcrt
    import winreg
else:
    import fcntl

_LOCK_AT = 1 << 30  # on Windows a lock bars reading too, so it lies far behind the contents
_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "afpfs", "webdav", "ceph"}
    | {"glusterfs", "lustre", "fuse.sshfs", "fuse.rclone", "fuse.davfs2", "fuse.glusterfs"}
)
_DRIVE_REMOTE = 4
_CLOUD_FOLDERS = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "icloud drive": "iCloud",
    "mobile documents": "iCloud",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "pcloud drive": "pCloud",
}
_CLOUD_MARKERS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".stfolder": "Syncthing",
    ".owncloudsync.log": "ownCloud",
    ".nextcloudsync.log": "Nextcloud",
}


def try_lock(descriptor: int) -> bool:
    """Take the lock of an open file for this process, without waiting.

    The system lets go of it when the process ends, however it ends.

    Returns:
        False where another process (or another descriptor) holds it.
    """
    try:
        if sys.platform == "win32":
            os.lseek(descriptor, _LOCK_AT, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def unlock(descriptor: int) -> None:
    """Let go of a lock that `try_lock` took."""
    if sys.platform == "win32":
        os.lseek(descriptor, _LOCK_AT, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)
    else:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


def open_ordinary_file(path: Path) -> IO[bytes] | None:
    """Open a file for reading; None at once for a folder, pipe, socket or device.

    Links are followed.

    Raises:
        OSError: it is not there, or may not be read.
    """
    if not stat.S_ISREG(path.stat().st_mode):  # opening a device can set it to work
        return None
    # Should a pipe have taken the file's place by now, opening it does not wait for a writer.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        return None
    return os.fdopen(descriptor, "rb")


def flush_file(descriptor: int) -> None:
    """Wait until a file's bytes are on the disk itself.

    Raises:
        OSError: the disk refused.
    """
    if sys.platform == "darwin":
        try:
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
        except OSError:  # a file system without it
            os.fsync(descriptor)
    else:
        os.fsync(descriptor)


def flush_folder(folder: Path) -> None:
    """Wait until a folder's entries (a rename in it) are on the disk; Windows needs no such thing.

    Raises:
        OSError: the disk refused.
    """
    if sys.platform != "win32":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def place_of(file: Path) -> str:
    """Say on which machine, and as which file there, a file lies; another for each copy of it.

    A file that is moved on its disk keeps its place. Where the machine does not say
    who it is, the file alone tells.

    Raises:
        OSError: the file is not there.
    """
    told = f"{_machine()} {file.stat().st_ino}"
    return hashlib.blake2b(told.encode(), digest_size=16).hexdigest()


def _machine() -> str:
    """Give the name that the system has for its machine, the same after each start."""
    if sys.platform == "win32":
        try:
            with winreg.OpenKey(
                winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography"
            ) as key:
                return str(winreg.QueryValueEx(key, "MachineGuid")[0])
        except OSError:
            return ""
    for path in ("/etc/machine-id", "/var/lib/dbus/machine-id"):
        with suppress(OSError):
            return Path(path).read_text(encoding="ascii", errors="replace").strip()
    node = uuid.getnode()
    return "" if node >> 40 & 1 else f"{node:x}"  # that bit says that it was made up just now


def is_network_folder(folder: Path) -> bool:
    """Say whether a folder lies on a network file system, where SQLite's WAL cannot work.

    Where the system does not tell (macOS), the answer is no.
    """
    resolved = folder.resolve()
    if sys.platform == "win32":
        drive = resolved.drive
        kind = ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\")
        is_remote = drive.startswith("\\\\") or kind == _DRIVE_REMOTE
    else:
        is_remote = mounted_as(resolved, _read_mounts()) in _NETWORK
    return is_remote


def mounted_as(folder: Path, mounts: str) -> str:
    """Find the file system type of a folder in the text of Linux's mountinfo; "" for unknown."""
    best, found = -1, ""
    for line in mounts.splitlines():
        before, dash, after = line.partition(" - ")
        fields = before.split(" ")
        if not dash or len(fields) < 5:
            continue
        point = Path(fields[4].replace("\\040", " "))
        # Of several mounts on one point the last is the one that is seen.
        if (folder == point or point in folder.parents) and len(point.parts) >= best:
            best, found = len(point.parts), after.split(" ")[0]
    return found


def _read_mounts() -> str:
    try:
        return Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:  # not Linux
        return ""


def find_cloud_service(folder: Path) -> str | None:
    """Name the service that copies a folder to other machines, None where none is known to.

    Such a service copies journal.db while it changes: 117 of 120 copies made so were broken.
    """
    resolved = folder.resolve()
    for place in (resolved, *resolved.parents):
        name = place.name.casefold().split(" - ")[0]
        if name.startswith("googledrive-"):
            return "Google Drive"
        if name in _CLOUD_FOLDERS:
            return _CLOUD_FOLDERS[name]
        for marker, service in _CLOUD_MARKERS.items():
            # `~/.dropbox` is the program's own folder and says nothing of the home folder.
            if (place / marker).exists() and place != Path.home():
                return service
    return None
