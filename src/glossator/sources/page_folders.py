"""Put a saved web page and the folder beside it into one file, so that its pictures come along.

The file is a zip whose members are stored as they are, in a fixed order and
with a fixed date: the same page gives the same bytes, and is known again.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from glossator.model.errors import RefusedFileError
from glossator.sources.archive_paths import resolve_path
from glossator.sources.formats import detect_kind

_LARGEST_PAGE = 64 << 20
_LARGEST_FILE = 32 << 20
_LARGEST_SUM = 256 << 20
_MOST_FILES = 5_000
_DATE = (1980, 1, 1, 0, 0, 0)  # the first that a zip can tell
_REFERENCE = re.compile(
    r"\b(src|srcset|data-src|poster|background|href)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))",
    re.IGNORECASE,
)
# What browsers call the folder: "page_files", "page.files", "page-Dateien", "page_fichiers".
_FOLDER_ENDING = re.compile(r"[_.\- ]\w{4,12}", re.UNICODE)


def bundle_page(page: Path) -> bytes | None:
    """Make one file of a saved page and the files beside it that belong to it.

    Args:
        page: the page; it and its folder are only read.

    Returns:
        A zip that `html_bundle` reads; None where it is no page of HTML, or
        nothing that belongs to it lies beside it.

    Takes the whole of a folder that bears the page's name, and of other
    folders beside it the pictures that it shows; links to elsewhere on the
    disk are not followed. At most 5,000 files and 256 MB.
    """
    try:
        if not page.is_file() or page.stat().st_size > _LARGEST_PAGE:
            return None
        folders = {path.name: path for path in page.parent.iterdir() if _is_folder(path)}
        if not folders or detect_kind(page, page.name) != "html":
            return None
        data = page.read_bytes()
        beside = _list_beside(page, data.decode("utf-8", "replace"), folders)
        return _zip(page.name, data, beside) if beside else None
    except (OSError, RefusedFileError):
        return None


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink() and not path.name.startswith(".")


def _list_beside(page: Path, text: str, folders: dict[str, Path]) -> dict[str, Path]:
    """List the files that belong to a page, by their path from its folder."""
    whole = [folder for name, folder in folders.items() if _bears_name(name, page.stem)]
    found: dict[str, Path] = {}
    for path in (*_files_in(whole), *_shown(page, text, folders)):
        if len(found) == _MOST_FILES:
            break
        if path.stat().st_size <= _LARGEST_FILE:
            found[path.relative_to(page.parent).as_posix()] = path
    return found


def _bears_name(folder: str, stem: str) -> bool:
    return folder.startswith(stem) and bool(_FOLDER_ENDING.fullmatch(folder[len(stem) :]))


def _files_in(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        for path in sorted(folder.rglob("*"))[:_MOST_FILES]:
            if path.is_file() and not _leads_away(path, folder.parent):
                yield path


def _shown(page: Path, text: str, folders: dict[str, Path]) -> Iterator[Path]:
    """List the pictures of a page that lie in folders beside it."""
    for name, *written in _REFERENCE.findall(text):
        for address in _addresses(name.lower(), html.unescape("".join(written))):
            found = resolve_path("", address)
            steps = PurePosixPath(found[0]).parts if found else ()
            if len(steps) < 2 or steps[0] not in folders:
                continue
            path = page.parent.joinpath(*steps)
            if path.is_file() and not _leads_away(path, page.parent):
                yield path


def _addresses(attribute: str, written: str) -> list[str]:
    """Give the addresses in an attribute; links (href) lead to other pages and show nothing."""
    if attribute == "href":
        return []
    if attribute == "srcset":
        return [candidate.strip().partition(" ")[0] for candidate in written.split(", ")]
    return [written.strip()]


def _leads_away(path: Path, folder: Path) -> bool:
    """Tell whether a path leads out of a folder by a symbolic link."""
    return not path.resolve().is_relative_to(folder.resolve())


def _zip(name: str, page: bytes, beside: dict[str, Path]) -> bytes:
    """Write the zip; files beyond the sum that is allowed are left out."""
    out, left = io.BytesIO(), _LARGEST_SUM - len(page)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(_entry(name), page)
        for inside in sorted(beside):
            data = beside[inside].read_bytes()
            left -= len(data)
            if left >= 0:
                archive.writestr(_entry(inside), data)
    return out.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _DATE)
    entry.create_system, entry.external_attr = 3, 0o644 << 16
    return entry
