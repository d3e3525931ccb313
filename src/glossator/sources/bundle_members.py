"""Tell which file of a zip is the page that the others belong to."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

_PAGES = frozenset({".html", ".htm", ".xhtml"})
_BOOKS = frozenset({".pdf", ".epub", ".docx", ".doc", ".odt", ".rtf", ".mobi", ".azw3", ".zip"})
_LITTER = frozenset({"__macosx", ".ds_store", "thumbs.db", "desktop.ini"})


def find_page(names: Iterable[str]) -> str | None:
    """Find the one page at the top of an archive, or its index.

    Args:
        names: of the archive's files; one folder around them all counts as the top.

    Returns:
        Its name; None where there is none or several, or where other books
        lie beside it: that is a pile.
    """
    named = {PurePosixPath(name): name for name in names}
    top = _at_the_top([path for path in named if not _is_litter(path)])
    if any(path.suffix.lower() in _BOOKS for path in top):
        return None
    pages = [path for path in top if path.suffix.lower() in _PAGES]
    index = [path for path in pages if path.stem.lower() == "index"]
    chosen = pages if len(pages) == 1 else index
    return named[chosen[0]] if len(chosen) == 1 else None


def _is_litter(path: PurePosixPath) -> bool:
    return not _LITTER.isdisjoint(part.lower() for part in path.parts)


def _at_the_top(paths: list[PurePosixPath]) -> list[PurePosixPath]:
    """List the paths at the top, or in the one folder around all."""
    outer = {path.parts[0] for path in paths if path.parts}
    depth = 2 if len(outer) == 1 and all(len(path.parts) > 1 for path in paths) else 1
    return [path for path in paths if len(path.parts) == depth]
