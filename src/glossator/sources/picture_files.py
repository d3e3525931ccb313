"""Read picture files as scans: a page for each picture, nothing to mark until it is recognised.

Only headers are read for the pages; the first picture is decoded once to tell
a broken file. The page's pixels are made anew whenever they are looked at
(`render_picture_page`), so nothing of them is stored.
"""

from __future__ import annotations

import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image as Pictures
from PIL import ImageFile

from glossator.model.books import Extraction, Extractor, Offer
from glossator.model.errors import RefusedFileError
from glossator.model.text import Area, BlockKind, Image, Page
from glossator.sources.blocks import TextBuilder
from glossator.sources.extract import Opened
from glossator.sources.inline import InlineText

EXTRACTOR = Extractor("image", 1)
PIXELS_MOST = 120_000_000
"""The largest picture that is decoded: A3 at 800 dots an inch."""

_FORMATS = ("JPEG", "PNG", "TIFF", "GIF", "WEBP", "JPEG2000", "BMP")
_PAGES_MOST = 5_000
_POINTS_AN_INCH = 72.0
_DPI_ELSE = 150.0
_DPI_LEAST = 97.0  # 72 and 96 are what programs write that know of no paper
_INCHES_MOST = 34.0  # A0
_REDUCED, _MASK = 1, 4  # bits of TIFF's NewSubfileType (TIFF 6.0, section 8)
_ORIENTATION = 0x0112  # Exif 2.32, 4.6.5
_TURNS = {
    2: Pictures.Transpose.FLIP_LEFT_RIGHT,
    3: Pictures.Transpose.ROTATE_180,
    4: Pictures.Transpose.FLIP_TOP_BOTTOM,
    5: Pictures.Transpose.TRANSPOSE,
    6: Pictures.Transpose.ROTATE_270,
    7: Pictures.Transpose.TRANSVERSE,
    8: Pictures.Transpose.ROTATE_90,
}
_BROKEN = (
    OSError,
    SyntaxError,  # Pillow's word for a broken file
    ValueError,
    TypeError,
    EOFError,
    LookupError,
    ArithmeticError,
    struct.error,
)

_DAMAGED = "the picture is damaged or cut off. Fetch or scan it again."
_TOO_LARGE = (
    f"it holds a picture of more than {PIXELS_MOST // 1_000_000} million pixels. Save it smaller "
    "in a picture program and import that."
)
_NO_LETTERS = (
    "It is {}: it can be looked at, but there are no words to mark until its text is recognised."
)
_CUT_OFF = "The first picture is damaged: part of it may be missing."
_MORE = f"Only its first {_PAGES_MOST:,} pictures were taken in."


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A picture as a page: its size in pixels, upright, and in points."""

    pixels: tuple[int, int]
    points: tuple[float, float]


def read_book(opened: Opened) -> Extraction:
    """Read a picture file; raises RefusedFileError where it is broken or too large."""
    problems = []
    try:
        with _open(opened.path) as picture:
            if not _decodes(picture):
                problems.append(_CUT_OFF)
        with _open(opened.path) as picture:
            leaves = []
            for _ in _seek_pages(picture):
                leaves.append(_leaf_of(picture))
                if len(leaves) % 50 == 0:
                    opened.on_progress(len(leaves), _PAGES_MOST)
    except _BombError as error:
        raise RefusedFileError(opened.file_name, str(error)) from error
    except _BROKEN as error:
        raise RefusedFileError(opened.file_name, _DAMAGED) from error
    if len(leaves) == _PAGES_MOST:
        problems.append(_MORE)
    opened.on_progress(len(leaves), len(leaves))
    return _bind(leaves, problems)


def render_picture_page(path: Path, page_index: int, *, scale: float) -> Pictures.Image:
    """Give a page of a picture file as pixels, upright, on white, in grey or RGB.

    Args:
        path: the picture file.
        page_index: which of its pages, from 0.
        scale: pixels a point, as PDFium counts: 1.0 is 72 dots an inch. The
            picture never comes out with more than `PIXELS_MOST` pixels.

    Raises:
        ValueError: the file has no such page.
        OSError: the page cannot be decoded at all; a cut-off one comes out in part.

    Decodes the whole picture (a JPEG only as finely as asked for): some 10 ms
    a million pixels, JPEG 2000 ten times that.
    """
    with _open(path) as picture, _cut_off_allowed():
        for at, _ in enumerate(_seek_pages(picture)):
            if at == page_index:
                return _render(picture, scale)
    raise ValueError(f"{path.name} has no page {page_index}")


class _BombError(ValueError):
    """A picture that would take too much memory; the message is for the reader."""


@contextmanager
def _open(path: Path) -> Iterator[Pictures.Image]:
    """Open a picture without decoding it; raises `_BombError` for one too large."""
    with warnings.catch_warnings():
        # Odd metadata is nothing a reader can mend; the size is judged by `_check_size`.
        warnings.simplefilter("ignore")
        try:
            picture = Pictures.open(path, formats=_FORMATS)
        except Pictures.DecompressionBombError as error:
            raise _BombError(_TOO_LARGE) from error
        with picture:
            _check_size(picture)
            yield picture


def _check_size(picture: Pictures.Image) -> None:
    if picture.width * picture.height > PIXELS_MOST:
        raise _BombError(_TOO_LARGE)
    if not picture.width * picture.height:
        raise ValueError(f"a picture of {picture.width} by {picture.height} pixels shows nothing")


def _decodes(picture: Pictures.Image) -> bool:
    """Tell whether all of the first picture is there; raises where none of it is."""
    try:
        picture.load()
    except OSError:
        with _cut_off_allowed():
            picture.load()
        return False
    return True


@contextmanager
def _cut_off_allowed() -> Iterator[None]:
    """Let Pillow give what there is of a picture that is cut off."""
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, True
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _seek_pages(picture: Pictures.Image) -> Iterator[None]:
    """Go from page to page: of a TIFF all but thumbnails and masks, of others the first picture."""
    count = 0
    for frame in range(_PAGES_MOST + 1000 if picture.format == "TIFF" else 1):
        try:
            picture.seek(frame)
        except (EOFError, *_BROKEN):
            if frame == 0:
                raise
            return
        kind = picture.tag_v2.get(254, 0) if picture.format == "TIFF" else 0  # type: ignore[attr-defined]  # of TIFF only
        if isinstance(kind, int) and kind & (_REDUCED | _MASK) and frame > 0:
            continue
        _check_size(picture)
        yield
        count += 1
        if count == _PAGES_MOST:
            return


def _leaf_of(picture: Pictures.Image) -> _Leaf:
    """Measure the picture at hand without decoding it."""
    width, height = picture.size
    across, down = _dots_an_inch(picture)
    if _orientation(picture) >= 5:  # lies on its side
        width, height, across, down = height, width, down, across
    points = (width / across * _POINTS_AN_INCH, height / down * _POINTS_AN_INCH)
    return _Leaf((width, height), (round(points[0], 2), round(points[1], 2)))


def _dots_an_inch(picture: Pictures.Image) -> tuple[float, float]:
    """Give what the file says, if pages are so large; else 150."""
    try:
        across, down = (float(side) for side in picture.info.get("dpi", ()))
    except _BROKEN:
        return _DPI_ELSE, _DPI_ELSE
    if min(across, down) < _DPI_LEAST or max(across, down) > 3 * min(across, down):
        return _DPI_ELSE, _DPI_ELSE
    if max(picture.width / across, picture.height / down) > _INCHES_MOST:
        return _DPI_ELSE, _DPI_ELSE
    return across, down


def _bind(leaves: list[_Leaf], problems: list[str]) -> Extraction:
    """Make a text of pages that hold a picture each."""
    builder, pages = TextBuilder(), []
    for index, leaf in enumerate(leaves):
        width, height = leaf.points
        pages.append(Page(index, "", builder.length, width, height))
        inline = InlineText()
        area = Area(index, 0.0, 0.0, width, height)
        inline.add_image(Image(0, "", "", *leaf.pixels, area=area), "")
        piece = inline.take(BlockKind.PARAGRAPH)
        piece.page_index = index
        builder.add(piece)
    shown = "a picture" if len(leaves) == 1 else f"a row of {len(leaves):,} pictures"
    return Extraction(
        EXTRACTOR,
        builder.finish(pages=pages),
        problems=(_NO_LETTERS.format(shown), *problems),
        offers=(Offer.RECOGNISE,),
    )


def _render(picture: Pictures.Image, scale: float) -> Pictures.Image:
    """Decode, turn upright, lay on white and bring to size."""
    leaf = _leaf_of(picture)
    width, height = (max(1, round(side * scale)) for side in leaf.points)
    shrink = min(1.0, (PIXELS_MOST / (width * height)) ** 0.5)
    size = max(1, int(width * shrink)), max(1, int(height * shrink))
    if picture.format in {"JPEG", "MPO"} and max(size) < max(leaf.pixels):
        picture.draft(None, (2 * max(size), 2 * max(size)))
    turn = _TURNS.get(_orientation(picture))
    shown = _opaque(picture)
    upright = shown if turn is None else shown.transpose(turn)
    return upright.resize(size, Pictures.Resampling.LANCZOS, reducing_gap=2.0)


def _orientation(picture: Pictures.Image) -> int:
    """Give how the camera was held, 1 to 8; Pillow turns TIFFs itself."""
    held = 1 if picture.format == "TIFF" else picture.getexif().get(_ORIENTATION, 1)
    return held if held in _TURNS else 1


def _opaque(picture: Pictures.Image) -> Pictures.Image:
    """Give a picture in grey or RGB, what is transparent in it white."""
    if picture.mode.startswith("I") or picture.mode == "F":  # 16 bits a pixel, mostly
        return _to_eight_bits(picture)
    if picture.has_transparency_data:
        layer = picture.convert("RGBA")
        paper = Pictures.new("RGBA", layer.size, "white")
        paper.alpha_composite(layer)
        return paper.convert("RGB")
    return picture.convert("L" if picture.mode in {"1", "L"} else "RGB")


def _to_eight_bits(picture: Pictures.Image) -> Pictures.Image:
    """Bring finer greys to 256, by the brightest that is there."""
    fine = picture.convert("F")
    brightest = fine.getextrema()[1]
    top = brightest if isinstance(brightest, float) and brightest > 0 else 1.0
    return fine.point(lambda grey: grey * (255 / top)).convert("L")
