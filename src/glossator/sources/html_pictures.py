"""Take the pictures of a page in where their bytes are at hand; none is ever fetched."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from urllib.parse import unquote_to_bytes

from glossator.model.text import Image
from glossator.sources.pictures import PictureShelf

FindBytes = Callable[[str], tuple[bytes, str] | None]
"""Gives the bytes that a page's address leads to, with their media type; None where not at hand."""

_DATA = re.compile(r"data:([\w.+-]+/[\w.+-]+)?((?:;[\w.+-]+=[^,;]*)*)(;\s*base64)?,", re.IGNORECASE)
_LATE = ("data-src", "data-original", "data-lazy-src")
_DRAWN_SIZE = re.compile(
    r"<svg[^>]*?\bviewbox=[\"']?\s*[-\d.]+[ ,]+[-\d.]+[ ,]+(\d{1,6}(?:\.\d+)?)"
    r"[ ,]+(\d{1,6}(?:\.\d+)?)",
    re.IGNORECASE,
)
_SPACER = 3  # pixels: lines, spacers and what counts readers
_ORNAMENT = 32  # pixels: icons that say themselves that they mean nothing (alt="")
_LEFT_OUT = (
    "{} left out, since the file does not hold {}. Save the page with its folder, or as MHTML, "
    "and import that to have {}."
)


def find_nothing(_address: str) -> None:
    """Find no bytes: the page stands alone."""


class PagePictures:
    """The pictures of one page; those left out are counted."""

    def __init__(self, find: FindBytes = find_nothing) -> None:
        """Begin; `find` gives what lies beside the page."""
        self.shelf = PictureShelf()
        self._find = find
        self._absent: set[str] = set()

    def take(self, attributes: Mapping[str, str | None]) -> tuple[Image, str] | None:
        """Take the picture of an `img` element in.

        Args:
            attributes: of the element.

        Returns:
            The picture and what it shows (its alternative text); None where
            there is nothing to see: a spacer, an ornament, or a picture whose
            bytes are not at hand and of which nothing is said. One that is
            spoken of keeps its place, without bytes.
        """
        shows = " ".join((attributes.get("alt") or attributes.get("title") or "").split())
        for address in (addresses := _addresses(attributes)):
            image = self._take_from(address)
            if image is not None and not _is_ornament(image, attributes):
                return (image, shows) if image.name or shows else None
            if image is not None and address == addresses[0]:
                return None
        if not addresses or _is_spacer(attributes):
            return None
        self._absent.add(addresses[0])
        return (Image(0), shows) if shows else None

    def _take_from(self, address: str) -> Image | None:
        """Take a picture in from its address; None where that leads to no bytes at hand."""
        held = read_data_url(address) if address[:5].lower() == "data:" else self._find(address)
        return self.shelf.take(*held) if held is not None else None

    def take_drawing(self, markup: str) -> Image | None:
        """Take a drawing (SVG) of the page itself in; None for a small one: an icon."""
        size = _DRAWN_SIZE.search(markup[:2000])
        if size is None or min(float(size[1]), float(size[2])) <= _ORNAMENT:
            return None
        data = markup.encode("utf-8", "replace")
        if b"xmlns=" not in data[:2000]:
            data = data.replace(b"<svg", b'<svg xmlns="http://www.w3.org/2000/svg"', 1)
        image = self.shelf.take(data, "image/svg+xml")
        return image if image.name else None

    def problems(self) -> tuple[str, ...]:
        """Say in sentences what was left out."""
        count = len(self._absent)
        if not count:
            return self.shelf.problems()
        them = "it" if count == 1 else "them"
        counted = "1 picture was" if count == 1 else f"{count} pictures were"
        return (_LEFT_OUT.format(counted, them, them), *self.shelf.problems())


def read_data_url(address: str) -> tuple[bytes, str] | None:
    """Decode an address that holds its bytes itself (RFC 2397); None where it is broken."""
    head = _DATA.match(address)
    if head is None:
        return None
    raw = unquote_to_bytes(address[head.end() :])
    if head[3]:
        try:
            raw = base64.b64decode(b"".join(raw.split()) + b"==")
        except binascii.Error:
            return None
    return raw, head[1] or "text/plain"


def _addresses(attributes: Mapping[str, str | None]) -> list[str]:
    """List where a picture may be found; one that is loaded late has a stand-in as its `src`."""
    given = [attributes.get(name) or "" for name in (*_LATE, "src")]
    candidates = (attributes.get("srcset") or "").split(", ")[:20]
    given += [candidate.strip().partition(" ")[0] for candidate in candidates]
    return [address.strip() for address in given if address.strip()]


def _is_spacer(attributes: Mapping[str, str | None]) -> bool:
    sizes = [attributes.get(name) or "" for name in ("width", "height")]
    return any(size.isdecimal() and int(size[:6]) <= _SPACER for size in sizes)


def _is_ornament(image: Image, attributes: Mapping[str, str | None]) -> bool:
    """Tell whether a picture is a spacer, or small and without meaning by its own saying."""
    largest = _ORNAMENT if attributes.get("alt") == "" else _SPACER
    return 0 < min(image.width, image.height) <= largest
