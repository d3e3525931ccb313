"""EPUB books for the tests, written here."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from html import escape
from pathlib import Path

from glossator.model.books import Extraction
from tests.sources.making import open_bytes

Files = Mapping[str, str | bytes]

CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/>
</rootfiles></container>"""
TYPES = {
    "xhtml": "application/xhtml+xml",
    "html": "text/html",
    "svg": "image/svg+xml",
    "png": "image/png",
    "css": "text/css",
    "ncx": "application/x-dtbncx+xml",
    "ttf": "font/ttf",
    "mp3": "audio/mpeg",
    "xml": "application/xml",
    "xyz": "application/x-unknown",
}
ALDER = """<dc:title>The Law of Alder</dc:title><dc:creator>Ada Stone</dc:creator>
<dc:language>en</dc:language>"""


def png(width: int = 40, height: int = 30) -> bytes:
    """Make the beginning of a PNG, which says how large it is."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", 13)
        + header
        + struct.pack(">I", zlib.crc32(header))
    )


def page(body: str, *, head: str = "", attributes: str = "") -> str:
    """Make a page of XHTML."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops" {attributes}><head><title>A page</title>{head}'
        f"</head><body>{body}</body></html>"
    )


def nav(*items: tuple[str, str], pages: tuple[tuple[str, str], ...] = ()) -> str:
    """Make a nav document of (title, address), and of a page list of the same form."""
    lists = [("toc", items), *([("page-list", pages)] if pages else [])]
    return page(
        "".join(
            f'<nav epub:type="{kind}"><ol>'
            + "".join(f'<li><a href="{escape(to)}">{escape(title)}</a></li>' for title, to in rows)
            + "</ol></nav>"
            for kind, rows in lists
        )
    )


def package(
    files: Files,
    spine: tuple[str, ...],
    *,
    metadata: str = ALDER,
    version: str = "3.0",
    spine_attributes: str = "",
    fallbacks: Mapping[str, str] | None = None,
) -> str:
    """Make a package document: a name in `spine` with "-" before it is not linear.

    What is named nav.xhtml is the nav document, toc.ncx the NCX.
    """
    items = "".join(
        f'<item id="{name}" href="{name}" media-type="{TYPES[name.rpartition(".")[2]]}"'
        f' properties="{"nav" if name == "nav.xhtml" else ""}"'
        f' fallback="{(fallbacks or {}).get(name, "")}"/>'
        for name in dict.fromkeys((*files, *(name.lstrip("-") for name in spine)))
    )
    order = "".join(
        f'<itemref idref="{name.lstrip("-")}" linear="{"no" if name[0] == "-" else "yes"}"/>'
        for name in spine
    )
    toc = 'toc="toc.ncx"' if "toc.ncx" in files else ""
    return (
        f'<package xmlns="http://www.idpf.org/2007/opf" version="{version}">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:opf="http://www.idpf.org/2007/opf">{metadata}</metadata>'
        f"<manifest>{items}</manifest><spine {toc} {spine_attributes}>{order}</spine></package>"
    )


def zipped(files: Files) -> bytes:
    """Pack files as EPUB asks: its media type first and unpacked."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def book(
    files: Files,
    spine: tuple[str, ...] = ("ch1.xhtml",),
    *,
    beside: Files | None = None,
    metadata: str = ALDER,
    version: str = "3.0",
    spine_attributes: str = "",
    fallbacks: Mapping[str, str] | None = None,
) -> bytes:
    """Pack a book: `files` lie in its OEBPS folder, `beside` at the root of the archive."""
    written = package(
        files,
        spine,
        metadata=metadata,
        version=version,
        spine_attributes=spine_attributes,
        fallbacks=fallbacks,
    )
    inside = {f"OEBPS/{name}": data for name, data in files.items()}
    return zipped(
        {"META-INF/container.xml": CONTAINER, "OEBPS/book.opf": written, **inside, **(beside or {})}
    )


def open_pages(folder: Path, *bodies: str, head: str = "") -> Extraction:
    """Open a book of pages with these bodies: ch1.xhtml, ch2.xhtml and so on."""
    pages = {f"ch{at}.xhtml": page(body, head=head) for at, body in enumerate(bodies, 1)}
    return open_bytes(folder, "alder.epub", book(pages, tuple(pages)))
