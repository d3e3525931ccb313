"""Draw pages of books as pictures: PDFs by PDFium, picture files by Pillow.

What a page is like decides how its picture is written. Black type keeps every
edge in sixteen greys (PNG, 107 kB and 21 ms for a page of an opinion at twice
the size of a screen's dots); photographs and colour go as JPEG.
"""

from __future__ import annotations

import io
import math
from collections import OrderedDict
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pypdfium2
from PIL import Image as Pictures
from PIL import ImageChops

from glossator.model.pictures import PIXELS_AT_MOST, DrawnPage, PageToDraw, Rectangle
from glossator.sources.extract import Opened
from glossator.sources.pdf_opening import open_document
from glossator.sources.picture_files import render_picture_page

_BOOKS_OPEN = 3
_PROBE_SCALE = 0.5
_PROBE_PIXELS = 400
# Pixels a point at which a scan is decoded: never less, so that it is decoded once; never
# more, for A0 is then within what is decoded at all, and scans seldom have more.
_SCAN_LEAST, _SCAN_MOST = 2.0, 4.0
_GREYS = 16
_PALETTE = [grey for step in range(_GREYS) for grey in (255 // (_GREYS - 1) * step,) * 3]
_HALFTONES = 0.3  # of a page of type some 15 % are neither black nor white
_TONE_LEAST, _TONE_MOST = 24, 232


@dataclass(frozen=True, slots=True)
class _Look:
    """Whether a page has colours, and whether it has many tones between black and white."""

    colour: bool
    halftones: bool


class _Book(Protocol):
    """An open book whose pages can be drawn."""

    def draw(self, page: PageToDraw) -> tuple[Pictures.Image, _Look]:
        """Draw a page, or the part of it that is asked for; tell what the page is like."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...


class PagePainter:
    """Draws pages of books; keeps the last few books open, for one page is seldom drawn alone."""

    def __init__(self) -> None:
        self._books: OrderedDict[tuple[str, str | None], _Book] = OrderedDict()

    def draw(self, page: PageToDraw) -> DrawnPage:
        """Draw a page as a picture.

        Raises:
            RefusedFileError: the book cannot be opened; `needs_password` tells a locked one.
            ValueError: it has no such page, no such part, or the picture would be too large.
            OSError: the page cannot be decoded.
        """
        picture, look = self._open(page).draw(page)
        media_type, data = _encode(picture, look)
        return DrawnPage(media_type, *picture.size, data)

    def close(self) -> None:
        """Let go of every book."""
        while self._books:
            self._books.popitem()[1].close()

    def _open(self, page: PageToDraw) -> _Book:
        key = (page.path, page.password)
        if key not in self._books:
            self._books[key] = _PdfBook(page) if page.kind == "pdf" else _PictureBook()
            while len(self._books) > _BOOKS_OPEN:
                self._books.popitem(last=False)[1].close()
        self._books.move_to_end(key)
        return self._books[key]


class _PdfBook:
    """A PDF, open in PDFium.

    What a page is like is seen once, on a small picture of it: a page without
    colour is then drawn in greys, in half the time.
    """

    def __init__(self, page: PageToDraw) -> None:
        opened = Opened(Path(page.path), page.file_name, page.password, lambda _done, _total: None)
        self._looks: dict[int, _Look] = {}
        with ExitStack() as held:
            self._document, _ = held.enter_context(open_document(opened))
            self._held = held.pop_all()
        with suppress(pypdfium2.PdfiumError):  # forms that are broken are not drawn
            self._document.init_forms()

    def draw(self, page: PageToDraw) -> tuple[Pictures.Image, _Look]:
        if not 0 <= page.page_index < len(self._document):
            raise ValueError(f"there is no page {page.page_index + 1}")
        try:
            with closing(self._document[page.page_index]) as leaf:
                _check_size(page, leaf.get_size())
                look = self._looks.get(page.page_index)
                if look is None:
                    look = _look_at(_render(leaf, _PROBE_SCALE, None, grey=False))
                    self._looks[page.page_index] = look
                return _render(leaf, page.scale, page.part, grey=not look.colour), look
        except pypdfium2.PdfiumError as error:
            raise OSError(str(error)) from error

    def close(self) -> None:
        self._held.close()


class _PictureBook:
    """A picture file; the pixels of one page stay, for decoding them takes up to seconds."""

    def __init__(self) -> None:
        self._page_index = -1
        self._scale = 0.0
        self._whole: Pictures.Image | None = None

    def draw(self, page: PageToDraw) -> tuple[Pictures.Image, _Look]:
        whole = self._at_least(page)
        shrink = page.scale / self._scale
        size = (max(1, round(whole.width * shrink)), max(1, round(whole.height * shrink)))
        box = _pixels(page.part, self._scale) if page.part else None
        if page.part:
            size = (
                max(1, round(page.part.width * page.scale)),
                max(1, round(page.part.height * page.scale)),
            )
        if size[0] * size[1] > PIXELS_AT_MOST:
            raise ValueError(_too_large(*size))
        picture = whole.crop(box) if box else whole
        look = _look_at(whole.reduce(max(1, min(whole.size) // _PROBE_PIXELS)))
        sized = picture.resize(size, Pictures.Resampling.LANCZOS, reducing_gap=2.0)
        return (sized if look.colour else sized.convert("L")), look

    def close(self) -> None:
        self._whole = None

    def _at_least(self, page: PageToDraw) -> Pictures.Image:
        """Give all of a page's pixels, as fine as is asked for or finer, within reason."""
        held = self._whole
        scale = min(max(page.scale, _SCAN_LEAST), _SCAN_MOST)
        if held is None or page.page_index != self._page_index or scale > self._scale:
            self._page_index, self._scale = page.page_index, scale
            held = render_picture_page(Path(page.path), page.page_index, scale=self._scale)
            self._whole = held
        return held


def _render(
    leaf: pypdfium2.PdfPage, scale: float, part: Rectangle | None, *, grey: bool
) -> Pictures.Image:
    bitmap = leaf.render(
        scale=scale, crop=_crop(part, leaf.get_size()), grayscale=grey, rev_byteorder=not grey
    )
    with closing(bitmap):
        picture: Pictures.Image = bitmap.to_pil()
        return picture.copy()


def _check_size(page: PageToDraw, size: tuple[float, float]) -> None:
    width, height = (page.part.width, page.part.height) if page.part else size
    if width * height * page.scale**2 > PIXELS_AT_MOST:
        raise ValueError(_too_large(width * page.scale, height * page.scale))


def _too_large(width: float, height: float) -> str:
    return f"a picture of {width:.0f} by {height:.0f} pixels is too large to be drawn at once"


def _crop(part: Rectangle | None, size: tuple[float, float]) -> tuple[float, float, float, float]:
    """Say how much is cut off on the left, below, on the right and above, in points."""
    if part is None:
        return (0, 0, 0, 0)
    width, height = size
    right, below = width - part.x - part.width, height - part.y - part.height
    return tuple(max(0.0, side) for side in (part.x, below, right, part.y))  # type: ignore[return-value]  # four


def _pixels(part: Rectangle, scale: float) -> tuple[int, int, int, int]:
    left, top = math.floor(part.x * scale), math.floor(part.y * scale)
    return left, top, left + round(part.width * scale), top + round(part.height * scale)


def _look_at(probe: Pictures.Image) -> _Look:
    grey = probe.convert("L")
    histogram = grey.histogram()
    tones = sum(histogram[_TONE_LEAST:_TONE_MOST])
    return _Look(_has_colour(probe), tones > _HALFTONES * sum(histogram))


def _has_colour(probe: Pictures.Image) -> bool:
    if probe.mode == "L":
        return False
    red, green, blue = probe.convert("RGB").split()
    return any(ImageChops.difference(red, other).getbbox() for other in (green, blue))


def _encode(picture: Pictures.Image, look: _Look) -> tuple[str, bytes]:
    file = io.BytesIO()
    if look.colour or look.halftones:
        quality = {"quality": 90, "subsampling": 0} if look.colour else {"quality": 88}
        picture.save(file, "JPEG", **quality)
        return "image/jpeg", file.getvalue()
    steps = picture.point([grey * _GREYS // 256 for grey in range(256)])
    sheet = Pictures.frombytes("P", steps.size, steps.tobytes())
    sheet.putpalette(_PALETTE)
    sheet.save(file, "PNG", bits=4, compress_level=3)
    return "image/png", file.getvalue()
