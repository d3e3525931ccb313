"""Read a web page that came in a zip with what belongs to it: saved pages, HTMLZ books."""

from __future__ import annotations

from glossator.model.books import Extraction, Extractor
from glossator.model.errors import RefusedFileError
from glossator.sources.archive_paths import resolve_path
from glossator.sources.archives import Archive, MemberError
from glossator.sources.bundle_members import find_page
from glossator.sources.decoding import decode_book
from glossator.sources.extract import Opened
from glossator.sources.html import EMPTY, read_page

EXTRACTOR = Extractor("html-bundle", 2)

_NO_PAGE = "it is a ZIP archive without a page of its own. Unpack it and import the books inside."


def read_book(opened: Opened) -> Extraction:
    """Read the page of a bundle; raises RefusedFileError where there is none, or no text in it."""
    with Archive(opened.path, opened.file_name) as archive:
        page = find_page(archive.names)
        if page is None:
            raise RefusedFileError(opened.file_name, _NO_PAGE)
        decoded = decode_book(archive.read(page), opened.parameters, html=True)
        opened.on_progress(200, 1000)

        def find(address: str) -> tuple[bytes, str] | None:
            found = resolve_path(page, address)
            name = archive.find(found[0]) if found else None
            try:
                return (archive.read(name), "") if name is not None else None
            except MemberError:
                return None

        extraction = read_page(decoded, EXTRACTOR, opened.parameters, find)
    if not extraction.content.text:
        raise RefusedFileError(opened.file_name, EMPTY)
    opened.on_progress(1000, 1000)
    return extraction
