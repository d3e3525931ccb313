"""A library on a further device: begun empty, with the log of one that is shared."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from glossator.library.commands import run_command
from glossator.library.opening import absolute_folder, open_library
from glossator.library.sharing import Connect, sharing_of
from glossator.model.errors import InvalidRequestError
from glossator.model.sharing import PeerSettings
from glossator.store.folder import JOURNAL
from glossator.store.shared_files import list_shared_spaces


def join_library(folder: Path, shared: Path, name: str) -> dict[str, Any]:
    """Begin a library in a new or empty folder as a part of the one in a shared folder.

    Args:
        folder: where the library is to be.
        shared: the folder that carries the other devices' library.
        name: what this device is called there; "" for its own name.

    Returns:
        As the command `share`.

    Raises:
        InvalidRequestError: there is a library in `folder`, or not exactly one in `shared`.
        LibraryUnusableError: `folder` cannot be a library.
    """
    _refuse_library(folder)
    with open_library(folder, space=_only_space(shared)) as opened:
        return dict(run_command(opened.library, "share", {"folder": str(shared), "name": name}))


def join_directly(folder: Path, peer: PeerSettings, connect: Connect) -> dict[str, Any]:
    """Begin a library in a new or empty folder as a part of the one another computer has open.

    Args:
        folder: where the library is to be.
        peer: the other computer, which lets this one in.
        connect: speaks to it.

    Returns:
        As the command `peer`.

    Raises:
        InvalidRequestError: there is a library in `folder`.
        LibraryUnusableError: `folder` cannot be a library.
        GlossatorError: the other computer does not answer.
    """
    _refuse_library(folder)
    with open_library(folder, space=connect(peer).space()) as opened:
        sharing_of(opened.library).speak_by(connect)
        return dict(run_command(opened.library, "peer", asdict(peer)))


def _refuse_library(folder: Path) -> None:
    if (absolute_folder(folder) / JOURNAL).exists():
        raise InvalidRequestError(
            f"There is a library in {folder} already. Choose a new folder for the shared one "
            "(--library DIR); nothing was changed."
        )


def _only_space(shared: Path) -> str:
    try:
        spaces = list_shared_spaces(shared)
    except OSError as error:
        raise InvalidRequestError(
            f"The folder {shared} cannot be read ({error.strerror}). Name the folder that your "
            "other device shares its library by; nothing was changed."
        ) from error
    if len(spaces) != 1:
        found = "no library" if not spaces else f"{len(spaces)} libraries"
        raise InvalidRequestError(
            f"There is {found} in the folder {shared}. Name the folder that your other device "
            "shares one library by (there: glossator share); nothing was changed."
        )
    return spaces[0]
