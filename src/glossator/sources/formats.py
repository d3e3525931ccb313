"""Tell by its content what kind of book a file is.

To add a format: write one module with `read_book(opened: Opened) -> Extraction`
and put its line into `FORMATS`, before the kinds that would take its files too.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from glossator.model.errors import RefusedFileError
from glossator.sources.archives import list_members
from glossator.sources.bundle_members import find_page
from glossator.sources.foreign import is_binary, name_foreign_kind

HEAD_BYTES = 65_536
"""How much of a file is looked at to tell its kind."""

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a file.

    Attributes:
        data: the first `HEAD_BYTES` bytes.
        size: of the whole file, in bytes.
        suffix: of its name, lower case, with the dot; "" for none.
        members: the names of the files in it, if it is a sound zip archive.
    """

    data: bytes
    size: int
    suffix: str
    members: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of book.

    Attributes:
        kind: its name in `Original.kind`.
        matches: whether a file that begins so is of this kind.
        module: the module whose `read_book` opens it.
        limit: the largest file that is read, in bytes.
    """

    kind: str
    matches: Callable[[Head], bool]
    module: str
    limit: int


def detect_kind(path: Path, file_name: str) -> str:
    """Tell what kind of book a file is, by its content.

    The extension decides nothing but whether a plain text is Markdown.

    Raises:
        RefusedFileError: the file is empty, cannot be read, or is of no kind
            in `FORMATS`; the sentence names what it is and the way out.
    """
    return detect_format(path, file_name).kind


def detect_format(path: Path, file_name: str) -> Format:
    """Find the line of `FORMATS` that a file belongs to; raises as `detect_kind`."""
    head = _read_head(path, file_name)
    for candidate in FORMATS:
        if candidate.matches(head):
            return candidate
    raise RefusedFileError(file_name, name_foreign_kind(path, head.data, head.suffix))


def _read_head(path: Path, file_name: str) -> Head:
    try:
        with path.open("rb") as file:
            data = file.read(HEAD_BYTES)
        size = path.stat().st_size
    except OSError as error:
        reason = f"it cannot be read ({error.strerror or error}). Check that it is still there."
        raise RefusedFileError(file_name, reason) from error
    if not data:
        raise RefusedFileError(file_name, "the file is empty. Fetch it again from where it came.")
    members = list_members(path) if data.startswith(b"PK\x03\x04") else frozenset()
    return Head(data, size, PurePosixPath(file_name).suffix.lower(), members)


def _is_pdf(head: Head) -> bool:
    return b"%PDF-" in head.data[:1024]  # ISO 32000-1, annex H: viewers accept a late header


_PICTURES: tuple[tuple[int, bytes], ...] = (
    (0, b"\xff\xd8\xff"),  # JPEG
    (0, b"\x89PNG\r\n\x1a\n"),
    (0, b"GIF87a"),
    (0, b"GIF89a"),
    (0, b"II*\0"),  # TIFF, and BigTIFF
    (0, b"MM\0*"),
    (0, b"II+\0"),
    (0, b"MM\0+"),
    (4, b"jP  \r\n\x87\n"),  # JPEG 2000
    (0, b"\xff\x4f\xff\x51"),
)


def _is_picture(head: Head) -> bool:
    data = head.data
    webp = data.startswith(b"RIFF") and data.startswith(b"WEBP", 8)
    bitmap = data.startswith(b"BM") and data[6:10] == b"\0\0\0\0"  # reserved, so no word "BM…"
    return webp or bitmap or any(data.startswith(magic, at) for at, magic in _PICTURES)


_EPUB_MIMETYPE = b"mimetypeapplication/epub+zip"
_HTML_START = re.compile(
    rb"\s*(?:<!--(?>.*?-->)\s*)*+"  # no way back into a comment: it would take for ever
    rb"(?:<\?xml[^>]*>\s*(?:<!--(?>.*?-->)\s*|<\?[^>]*>\s*)*+<(?:!doctype\s+html|html)"
    rb"|<(?:!doctype\s+html|html|head|body|title|meta|section|article|main|div|h[1-6]|p|table|pre"
    rb"|center|font|blockquote))[\s>]",
    re.IGNORECASE | re.DOTALL,
)


_HEADER = re.compile(rb"\s*[!-9;-~]+:[^\r\n]*\r?\n")
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")


def _is_mhtml(head: Head) -> bool:
    """Tell a page saved with its pictures in one file: MIME header fields, then parts."""
    start = head.data.lstrip(b"\xef\xbb\xbf")
    if _HEADER.match(start) is None:
        return False
    fields = _BLANK_LINE.split(start.lstrip(), maxsplit=1)[0].lower()
    if b"mime-version:" not in fields:
        return False
    return b"multipart/related" in fields or b"snapshot-content-location:" in fields


def _is_fastcase(head: Head) -> bool:
    start = head.data.lstrip(b"\xef\xbb\xbf")
    return _CASE_RECORD.match(start) is not None and b"<CaseHtml" in start


_CASE_RECORD = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?<Case>\s*<")


def _is_html_bundle(head: Head) -> bool:
    foreign = {"META-INF/container.xml", "[Content_Types].xml", "mimetype"}
    return not foreign & head.members and find_page(head.members) is not None


def _is_html(head: Head) -> bool:
    start = head.data
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = start.replace(b"\0", b"")
    return _HTML_START.match(start.lstrip(b"\xef\xbb\xbf\xff\xfe")) is not None


def _is_epub(head: Head) -> bool:
    """Look for the first member that EPUB asks for, else for the container in the archive."""
    if head.data.startswith(b"PK\x03\x04") and head.data.startswith(_EPUB_MIMETYPE, 30):
        return True
    return any(name.casefold() == "meta-inf/container.xml" for name in head.members)


def _is_text(head: Head) -> bool:
    return not is_binary(head.data) and name_foreign_kind(None, head.data, head.suffix) == ""


def _is_markdown(head: Head) -> bool:
    return head.suffix in {".md", ".markdown", ".mdown", ".mkd"} and _is_text(head)


_FLAT_ODT = b"application/vnd.oasis.opendocument.text"


def _is_docx(head: Head) -> bool:
    # Word itself calls the main part "document2.xml" at times.
    return any(re.fullmatch(r"word/document\d*\.xml", name) for name in head.members)


def _is_odt(head: Head) -> bool:
    is_flat = (
        head.data.lstrip(b"\xef\xbb\xbf").startswith(b"<?xml") and _FLAT_ODT in head.data[:9000]
    )
    return is_flat or {"content.xml", "META-INF/manifest.xml"} <= head.members


def _is_rtf(head: Head) -> bool:
    return head.data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf")


FORMATS: tuple[Format, ...] = (
    Format("pdf", _is_pdf, "glossator.sources.pdf", 2_000 * MEGABYTE),
    Format("image", _is_picture, "glossator.sources.picture_files", 500 * MEGABYTE),
    Format("epub", _is_epub, "glossator.sources.epub", 1_000 * MEGABYTE),
    Format("odt", _is_odt, "glossator.sources.odt", 500 * MEGABYTE),
    Format("rtf", _is_rtf, "glossator.sources.rtf", 200 * MEGABYTE),
    Format("docx", _is_docx, "glossator.sources.docx", 500 * MEGABYTE),
    Format("html", _is_html, "glossator.sources.html", 64 * MEGABYTE),
    Format("mhtml", _is_mhtml, "glossator.sources.mhtml", 128 * MEGABYTE),
    Format("html-bundle", _is_html_bundle, "glossator.sources.html_bundle", 256 * MEGABYTE),
    Format("html", _is_fastcase, "glossator.sources.fastcase", 64 * MEGABYTE),
    Format("markdown", _is_markdown, "glossator.sources.markdown", 64 * MEGABYTE),
    Format("text", _is_text, "glossator.sources.plain", 64 * MEGABYTE),
)
"""Every kind that opens; the first line that matches a file takes it."""
