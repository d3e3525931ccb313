"""Keep a saved web page together with the folder beside it, as one original."""

from __future__ import annotations

import tempfile
from pathlib import Path

from glossator.sources.page_folders import bundle_page
from glossator.store.files import KeptOriginal, keep_original


def keep_with_folder(folder: Path, page: Path) -> KeptOriginal | None:
    """Keep what `bundle_page` makes of a page and the files that belong to it.

    Args:
        folder: of the library.
        page: the page as the reader gave it; only read.

    Returns:
        The original that was kept; None where nothing belongs to the file, so
        that it is to be kept as it is.

    Raises:
        NotSavedError: the copy could not be written.
    """
    bundle = bundle_page(page)
    if bundle is None:
        return None
    with tempfile.TemporaryDirectory(prefix="glossator-") as room:
        copy = Path(room) / bundle_name(page.name, "html-bundle")
        copy.write_bytes(bundle)
        return keep_original(folder, copy)


def bundle_name(file_name: str, kind: str) -> str:
    """Give the name of an original: a page that was put into a zip is called one."""
    stem, dot, ending = file_name.rpartition(".")
    is_page = kind == "html-bundle" and ending.lower() in {"html", "htm", "xhtml"}
    return f"{stem}.zip" if dot and is_page else file_name
