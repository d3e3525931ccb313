"""The pen system files, `pens/<id>.toml`, as text; what they say is `study`'s to read."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from glossator.model.errors import InvalidRequestError, PenSystemError
from glossator.model.ids import PenSystemId
from glossator.store.folder import PENS
from glossator.store.writing import write_file

_SUFFIX = ".toml"


def list_pen_files(folder: Path) -> list[PenSystemId]:
    """List the pen systems that have a file, sorted."""
    return sorted(PenSystemId(path.stem) for path in (folder / PENS).glob(f"*{_SUFFIX}"))


def read_pen_file(folder: Path, system: PenSystemId) -> str | None:
    """Read a pen system's file, byte for byte but for a byte order mark; None if there is none.

    Raises:
        PenSystemError: it is not UTF-8 text, or cannot be read.
    """
    path = _path(folder, system)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise PenSystemError(path.name, 0, f"it cannot be opened ({error.strerror})") from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise PenSystemError(path.name, line, "it is not UTF-8 text") from error


def write_pen_file(folder: Path, system: PenSystemId, text: str) -> None:
    """Replace a pen system's file as a whole; after a kill it is the old one or the new one.

    Raises:
        NotSavedError: it could not be written; the old file is as it was.
        InvalidRequestError: the id cannot be a file's name.
    """
    path = _path(folder, system)
    write_file(path, text.encode(), f"The pen system file {path.name}")


def discard_pen_file(folder: Path, system: PenSystemId) -> None:
    """Take a pen system's file away; nothing happens if it is gone or cannot be taken away.

    Raises:
        InvalidRequestError: the id cannot be a file's name.
    """
    with suppress(OSError):
        _path(folder, system).unlink()


def _path(folder: Path, system: PenSystemId) -> Path:
    name = f"{system}{_SUFFIX}"
    if not system or Path(name).name != name or system.startswith(".") or "\\" in system:
        raise InvalidRequestError(
            f"“{system}” cannot name a pen system: use letters, digits and hyphens."
        )
    return folder / PENS / name
