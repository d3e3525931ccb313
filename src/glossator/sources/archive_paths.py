"""Paths inside an archive: which are refused, and where an address in a book leads."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_DRIVE = re.compile(r"[A-Za-z]:")


def unsafe_reason(name: str) -> str:
    """Say why a name in an archive's directory is no name for a file of a book.

    Args:
        name: with slashes.

    Returns:
        A sentence that names what is wrong; "" where nothing is.
    """
    shown = name if len(name) <= 80 else name[:79] + "…"
    if name.startswith("/"):
        return f"a file inside it is named “{shown}”, a path from the root of the disk."
    if _DRIVE.match(name):
        return f"a file inside it is named “{shown}”, a path on a drive of its own."
    if ".." in name.split("/"):
        return f"a file inside it is named “{shown}”, which leads out of its folder by “..”."
    return ""


def fold_path(path: str) -> str:
    """Give a path so that names which differ in case or in the form of accents agree."""
    return unicodedata.normalize("NFC", path).casefold()


def resolve_path(base: str, href: str) -> tuple[str, str] | None:
    """Tell where an address that stands in a file of an archive leads.

    Args:
        base: the file it stands in, a path inside the archive; "" for its root.
        href: as written: relative, per cent encoded, with or without a fragment.

    Returns:
        Path inside the archive and fragment, both decoded, each "" where the
        address has none; a path never leads above the archive's root. None for
        an address elsewhere: another scheme, another host.
    """
    if href.startswith("#"):  # most do
        return base, unquote(href[1:])
    address = "".join(href.split("\n")).strip()
    if _SCHEME.match(address) or address.startswith(("//", "\\\\")):
        return None
    path, _, fragment = address.partition("#")
    path = path.partition("?")[0]
    if not path:
        return base, unquote(fragment)
    return _join(base, unquote(path).replace("\\", "/")), unquote(fragment)


def _join(base: str, path: str) -> str:
    steps = [] if path.startswith("/") else base.split("/")[:-1]
    for step in path.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in {"", "."}:
            steps.append(step)
    return "/".join(steps)
