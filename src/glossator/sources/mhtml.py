"""Read web pages saved as one file (MHTML), by Chrome and its kin, Internet Explorer and Word.

MIME multipart/related (RFC 2557): the page is one part, its pictures are
others, found by their address (Content-Location) or their id ("cid:").
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.message import Message
from email.parser import BytesHeaderParser
from email.policy import compat32
from urllib.parse import unquote, urldefrag, urljoin

from glossator.model.books import Extraction, Extractor
from glossator.model.errors import RefusedFileError
from glossator.sources.decoding import decode_book
from glossator.sources.extract import Opened
from glossator.sources.html import EMPTY, read_page

EXTRACTOR = Extractor("mhtml", 2)

_MOST_PARTS = 5_000
_DEEPEST = 4
_LARGEST_HEAD = 65_536
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_NO_PAGE = (
    "it is a saved web page (MHTML) that holds no page. Save it again when it has loaded wholly."
)


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the file: its type, where it came from, its id, its bytes as they stand."""

    media_type: str
    charset: str
    location: str
    content_id: str
    encoding: str
    body: bytes

    def decode(self) -> bytes:
        """Undo the transfer encoding; what is broken in it is passed over."""
        if self.encoding == "quoted-printable":
            return binascii.a2b_qp(self.body)
        if self.encoding == "base64":
            try:
                return binascii.a2b_base64(self.body)
            except binascii.Error:
                return b""
        return self.body


def read_book(opened: Opened) -> Extraction:
    """Read a saved page; raises RefusedFileError where it holds no text."""
    head, body = _split_head(opened.path.read_bytes())
    parts = list(_parts(head, body))
    opened.on_progress(200, 1000)
    page = _choose_page(head, parts)
    if page is None:
        raise RefusedFileError(opened.file_name, _NO_PAGE)
    decoded = decode_book(page.decode(), opened.parameters, html=True, declared=page.charset)
    extraction = read_page(decoded, EXTRACTOR, opened.parameters, _Finder(page, parts).find)
    if not extraction.content.text:
        raise RefusedFileError(opened.file_name, EMPTY)
    opened.on_progress(1000, 1000)
    return _with_address(extraction, page.location)


class _Finder:
    """Finds the parts that a page's addresses lead to."""

    def __init__(self, page: _Part, parts: list[_Part]) -> None:
        self._base = page.location
        self._parts: dict[str, _Part] = {}
        for part in parts:
            if part.location:
                self._parts.setdefault(_address(_join(self._base, part.location)), part)
            if part.content_id:
                self._parts.setdefault(f"cid:{part.content_id}", part)

    def find(self, address: str) -> tuple[bytes, str] | None:
        """Find a picture's bytes and media type; None where no part has that address."""
        if address[:4].lower() == "cid:":
            part = self._parts.get(f"cid:{unquote(address[4:])}")
        else:
            part = self._parts.get(_address(_join(self._base, address)))
        return (part.decode(), part.media_type) if part is not None else None


def _join(base: str, address: str) -> str:
    """Join an address to a base; one that no rule allows stays as it is."""
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def _address(address: str) -> str:
    """Give an address as it is compared: decoded, without its fragment."""
    try:
        return unquote(urldefrag(address).url)
    except ValueError:
        return address


def _split_head(data: bytes) -> tuple[Message, bytes]:
    """Part the header fields from what follows the first empty line."""
    start = data.lstrip(b"\r\n\xef\xbb\xbf")
    end = _HEAD_END.search(start, 0, _LARGEST_HEAD)
    if end is None:
        return Message(compat32), start
    head = BytesHeaderParser(policy=compat32).parsebytes(start[: end.end()])
    return head, start[end.end() :]


def _parts(head: Message, body: bytes, depth: int = 0) -> Iterator[_Part]:
    """List the parts, those of multiparts inside among them, up to a bound of depth and number."""
    boundary = head.get_boundary()
    if head.get_content_maintype() != "multipart" or not boundary:
        yield _part(head, body)
        return
    mark = b"--" + boundary.encode("ascii", "replace")
    # Before the first boundary stands nothing to be read, behind the last "--".
    for held in (b"\n" + body).split(b"\n" + mark, _MOST_PARTS)[1:]:
        if held.startswith(b"--"):
            break
        line_end = held.find(b"\n")
        inner, rest = _split_head(held[line_end + 1 :] if line_end >= 0 else held)
        if inner.get_content_maintype() != "multipart":
            yield _part(inner, rest)
        elif depth < _DEEPEST:
            yield from _parts(inner, rest, depth + 1)


def _part(head: Message, body: bytes) -> _Part:
    return _Part(
        head.get_content_type(),
        str(head.get_content_charset() or ""),
        " ".join(str(head.get("content-location") or "").split()),
        str(head.get("content-id") or "").strip(" <>"),
        str(head.get("content-transfer-encoding") or "").strip().lower(),
        body.removesuffix(b"\r"),
    )


def _choose_page(head: Message, parts: list[_Part]) -> _Part | None:
    """Choose the page: what the head names as its start or its place, else the first page."""
    pages = [part for part in parts if part.media_type in _PAGES]
    start = str(head.get_param("start") or "").strip(" <>")
    place = " ".join(str(head.get("snapshot-content-location") or "").split())
    for page in pages:
        if (start and page.content_id == start) or (place and page.location == place):
            return page
    return pages[0] if pages else None


def _with_address(extraction: Extraction, location: str) -> Extraction:
    """Say where the page was saved from, if it does not say itself."""
    known = extraction.bibliography
    if known.url or not location.startswith(("http://", "https://")):
        return extraction
    told = replace(known, url=location, kind=known.kind or "webpage")
    return replace(extraction, bibliography=told)
