"""Find the pictures of an EPUB's pages and take them in."""

from __future__ import annotations

import base64
from copy import deepcopy
from urllib.parse import unquote_to_bytes

from lxml import etree

from glossator.model.text import Image
from glossator.sources.archive_paths import resolve_path
from glossator.sources.epub_package import DRAWINGS
from glossator.sources.epub_parts import Parts
from glossator.sources.pictures import PictureShelf, take_picture
from glossator.sources.xml_safety import local_name

_HREFS = ("href", "{http://www.w3.org/1999/xlink}href", "xlink:href")
_LARGEST_EMBEDDED = 8 << 20
_SMALLEST_SIDE = 3
_DRAWN = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text"})
_ELSEWHERE = (
    "Pictures, sounds or pages that the book would fetch from the internet were left out: nothing "
    "was fetched."
)


class PagePictures:
    """Takes pictures in by the addresses that pages give, each file once."""

    def __init__(self, parts: Parts, shelf: PictureShelf) -> None:
        self._parts, self._shelf = parts, shelf
        self._taken: dict[str, Image] = {}
        self._elsewhere = False

    def by_address(self, page: str, address: str) -> Image | None:
        """Take in a picture by its address on a page.

        Returns:
            The picture; one without a name where it cannot be shown; None for
            a spacer of a pixel or two.
        """
        if address.startswith("data:"):
            return self._shelf.take(_inline_bytes(address))
        place = resolve_path(page, address)
        if place is None:
            self._elsewhere = True
            return Image(0)
        return self.by_path(place[0])

    def by_path(self, path: str) -> Image | None:
        """Take in a picture by its path; as `by_address`."""
        if path not in self._taken:
            self._taken[path] = self._take(path)
        image = self._taken[path]
        return (
            None
            if image.name and max(image.width, image.height) in range(1, _SMALLEST_SIDE)
            else image
        )

    def _take(self, path: str) -> Image:
        data = self._parts.read(path)
        if data is None or b"<svg" not in data[:4096]:
            return self._shelf.take(data)
        root = self._parts.read_xml(path)
        return self.of_drawing(path, root) if root is not None else self._shelf.take(data)

    def of_drawing(self, page: str, drawing: etree._Element) -> Image:
        """Take in a drawing that stands in a page; one that only frames a picture gives that."""
        pictures = list(drawing.iter("{*}image"))
        if len(pictures) == 1 and not any(local_name(one) in _DRAWN for one in drawing.iter()):
            framed = self.by_address(page, address_of(pictures[0]))
            return framed if framed is not None else Image(0)
        own = deepcopy(drawing)
        own.tail = None
        for picture in own.iter("{*}image"):
            self._embed(page, picture)
        data = etree.tostring(own)
        return self._shelf.take(data, DRAWINGS)

    def _embed(self, page: str, picture: etree._Element) -> None:
        """Write a picture of the book into the drawing that shows it."""
        address = address_of(picture)
        place = resolve_path(page, address)
        if place is None:
            self._elsewhere |= not address.startswith("data:")
            return
        data = self._parts.read(place[0]) or b""
        taken = take_picture(data) if len(data) <= _LARGEST_EMBEDDED else None
        for key in _HREFS:
            if key in picture.attrib:
                del picture.attrib[key]
        if taken is not None and taken[0].media_type != DRAWINGS:
            coded = base64.b64encode(data).decode()
            picture.set(_HREFS[1], f"data:{taken[0].media_type};base64,{coded}")

    def problems(self) -> tuple[str, ...]:
        """Say in sentences what was left out."""
        return (*((_ELSEWHERE,) if self._elsewhere else ()), *self._shelf.problems())


def address_of(element: etree._Element) -> str:
    """Give the address of a picture in a drawing, "" for none."""
    return next((element.get(key) or "" for key in _HREFS if element.get(key)), "").strip()


def _inline_bytes(address: str) -> bytes:
    head, _, body = address.partition(",")
    if len(body) > 4 * _LARGEST_EMBEDDED:
        return b""
    if not head.endswith(";base64"):
        return unquote_to_bytes(body)
    try:
        return base64.b64decode("".join(body.split()), validate=False)
    except ValueError:
        return b""


def words_of_drawing(drawing: etree._Element) -> str:
    """Give the words in a drawing: its title and description, and what is written in it."""
    said = []
    for name in ("title", "desc", "text"):
        said += [" ".join("".join(one.itertext()).split()) for one in drawing.iter(f"{{*}}{name}")]
    return ". ".join(dict.fromkeys(words for words in said if words))
