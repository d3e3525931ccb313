"""Which files are meant by the files and folders that a reader names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

_PAGES = frozenset({".html", ".htm", ".xhtml"})
_BESIDE_A_PAGE = re.compile(r"(_files|_dateien|_fichiers|_archivos|\.files)$", re.IGNORECASE)


def list_books(named: Iterable[Path]) -> list[Path]:
    """List the files to import: those named, and those in folders that are named.

    Folders are walked in the order of their names, numbers counted as numbers;
    hidden files and folders are passed over, and so is the folder that belongs
    to a saved web page beside it.
    """
    books: list[Path] = []
    for path in map(Path.expanduser, named):
        books += _walk(path) if path.is_dir() else [path]
    return books


def _walk(folder: Path) -> Iterator[Path]:
    entries = sorted(folder.iterdir(), key=lambda path: _natural(path.name))
    pages = {path.stem.casefold() for path in entries if path.suffix.casefold() in _PAGES}
    for path in entries:
        if path.name.startswith("."):
            continue
        if not path.is_dir():
            yield path
        elif not path.is_symlink() and not _belongs_to(path.name, pages):
            yield from _walk(path)


def _belongs_to(folder_name: str, pages: set[str]) -> bool:
    """Tell the folder that a browser saved beside a page."""
    stem = _BESIDE_A_PAGE.sub("", folder_name)
    return stem != folder_name and stem.casefold() in pages


def _natural(name: str) -> list[tuple[int, int, str]]:
    """Give a key that sorts "2" before "10", and both before "chapter"."""
    pieces = re.findall(r"\d+|\D+", name.casefold())
    return [(0, int(piece), "") if piece.isdecimal() else (1, 0, piece) for piece in pieces]
