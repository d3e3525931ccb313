"""Find what is drawn on a PDF page: pictures, rules across, upright lines.

Pictures are PDFium's image objects, and clusters of drawn shapes that are no
rules and no shading under text. A rule may part footnotes from text, an
upright line one column from another.
"""

from __future__ import annotations

import ctypes
import functools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from glossator.sources.pdf_frames import NO_FRAME, Box, Frame

_MOST_OBJECTS = 20_000  # of a page: a map may have a million
_DEEPEST = 4  # forms within forms
_THIN = 3.0  # points: a lower or narrower shape is a line
_LEAST_SIDE = 24.0  # points: a smaller picture is an ornament
_LEAST_AREA = 1_600.0  # square points
_LEAST_RULE = 30.0  # points long
_CELL = 9.0  # points: shapes that share a cell of this size are of one figure
_LEAST_SHAPES = 4
_MOST_SHAPES = 2_000  # more are taken for one figure: a map, a plot of many points
_RECTANGLE = 5  # segments at most
_MOST_TEXT = 0.3  # of a figure's area that its words may cover
_MOST_TEXT_IN_BOXES = 0.08  # the same, where all its shapes are rectangles, as table cells are

# Without the checks that ctypes makes of arguments: most objects of a page are text.
_GET_OBJECT = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)(
    ctypes.cast(pdfium.FPDFPage_GetObject, ctypes.c_void_p).value or 0
)
_GET_TYPE = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p)(
    ctypes.cast(pdfium.FPDFPageObj_GetType, ctypes.c_void_p).value or 0
)
_TEXT = pdfium.FPDF_PAGEOBJ_TEXT

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Picture:
    """A part of a page that is a picture: its box, and how sure that is."""

    box: Box
    confidence: float


@dataclass(slots=True)
class Drawings:
    """What is drawn on a page.

    Attributes:
        images: boxes of its image objects, cut to the page.
        shapes: boxes of drawn shapes with their number of segments.
        rules: boxes of lines across.
        dividers: boxes of upright lines.
    """

    images: list[Box] = field(default_factory=list)
    shapes: list[tuple[Box, int]] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    dividers: list[Box] = field(default_factory=list)


class DrawingReader:
    """Reads the drawings of one document's pages; holds the buffers that PDFium writes into."""

    def __init__(self) -> None:
        self._edges = [ctypes.c_float() for _ in range(4)]
        self._matrix = pdfium.FS_MATRIX()
        self._frame = NO_FRAME

    def read(self, page: Any, frame: Frame) -> Drawings:
        """Give what is drawn on a page, given PDFium's handle of it."""
        found, self._frame = Drawings(), frame
        count = min(_MOST_OBJECTS, pdfium.FPDFPage_CountObjects(page))
        handle, get, kind_of = ctypes.cast(page, ctypes.c_void_p), _GET_OBJECT, _GET_TYPE
        for at in range(count):
            kind = kind_of(get(handle, at))
            if kind != _TEXT:
                self._take(found, pdfium.FPDFPage_GetObject(page, at), kind)
        return found

    def _take(
        self, found: Drawings, item: Any, kind: int, *, matrix: Matrix = _IDENTITY, depth: int = 0
    ) -> None:
        """Add one object that is no text; the objects of a form one by one."""
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            if depth < _DEEPEST:
                self._take_form(found, item, matrix, depth)
            return
        left, bottom, right, top = self._edges
        if not pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top):
            return
        box = _placed((left.value, bottom.value, right.value, top.value), self._frame, matrix)
        if box[2] <= box[0] or box[3] <= box[1]:
            return
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            found.images.append(box)
        else:
            is_path = kind == pdfium.FPDF_PAGEOBJ_PATH
            _take_shape(found, box, pdfium.FPDFPath_CountSegments(item) if is_path else 0)

    def _take_form(self, found: Drawings, form: Any, matrix: Matrix, depth: int) -> None:
        count = min(_MOST_OBJECTS, pdfium.FPDFFormObj_CountObjects(form))
        own = self._matrix
        if count <= 0 or not pdfium.FPDFPageObj_GetMatrix(form, own):
            return
        inner = _times((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
        for at in range(count):
            if len(found.shapes) + len(found.images) > _MOST_OBJECTS:
                return
            item = pdfium.FPDFFormObj_GetObject(form, at)
            kind = pdfium.FPDFPageObj_GetType(item)
            if kind != pdfium.FPDF_PAGEOBJ_TEXT:
                self._take(found, item, kind, matrix=inner, depth=depth + 1)


def _take_shape(found: Drawings, box: Box, segments: int) -> None:
    width, height = box[2] - box[0], box[3] - box[1]
    if height < _THIN and width >= _THIN:
        found.rules += [box] if width >= _LEAST_RULE else []
    elif width < _THIN:
        found.dividers += [box] if height >= _LEAST_RULE else []
    else:
        found.shapes.append((box, segments))


def _times(one: Matrix, two: Matrix) -> Matrix:
    """Give the matrix that applies `one` first, then `two` (ISO 32000-1, 8.3.3)."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _placed(edges: Box, frame: Frame, matrix: Matrix) -> Box:
    """Turn bounds (left, bottom, right, top) in an object's space into a box on the page."""
    left, bottom, right, top = edges
    if matrix is not _IDENTITY:
        a, b, c, d, e, f = matrix
        corners = [(x, y) for x in (left, right) for y in (bottom, top)]
        across = [a * x + c * y + e for x, y in corners]
        up = [b * x + d * y + f for x, y in corners]
        left, bottom, right, top = min(across), min(up), max(across), max(up)
    return frame.clip(frame.place(left, top, right, bottom))


def find_pictures(drawings: Drawings, words: Sequence[Box], frame: Frame) -> list[Picture]:
    """Give the pictures of a page, from top to bottom.

    Args:
        drawings: what is drawn on it.
        words: boxes of its words.
        frame: of the page.

    A picture under most of the page's words is its background, and none.
    """
    images = [box for box in _join(drawings.images) if _is_useful(box)]
    figures = [box for box in _figures(drawings, words, frame) if not _inside_any(box, images)]
    page = frame.width * frame.height
    found = [
        Picture(box, 0.95)
        for box in images
        if not (len(words) > 20 and area(box) > 0.5 * page and _covered(words, box) > 0.05)
    ]
    found += [Picture(box, 0.6) for box in figures]
    return sorted(found, key=lambda picture: (picture.box[1], picture.box[0]))


def area(box: Box) -> float:
    """Give a box's area in square points."""
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def covered_by_images(drawings: Drawings, frame: Frame) -> float:
    """Give the share of a page that images cover; those that overlap count once."""
    joined = _join(drawings.images)
    page = frame.width * frame.height
    return min(1.0, sum(map(area, joined)) / page) if page > 0 else 0.0


def _is_useful(box: Box) -> bool:
    sides = min(box[2] - box[0], box[3] - box[1])
    return sides >= _LEAST_SIDE and area(box) >= _LEAST_AREA


def _inside_any(box: Box, others: Iterable[Box]) -> bool:
    return any(_shared(box, other) > 0.5 * area(box) for other in others)


def _shared(one: Box, two: Box) -> float:
    """Give the area that two boxes share."""
    width = min(one[2], two[2]) - max(one[0], two[0])
    height = min(one[3], two[3]) - max(one[1], two[1])
    return width * height if width > 0 and height > 0 else 0.0


def _covered(words: Iterable[Box], box: Box) -> float:
    """Give the share of a box that words cover."""
    return sum(_shared(word, box) for word in words) / max(1.0, area(box))


def _join(boxes: Sequence[Box]) -> list[Box]:
    """Join boxes that touch: scanners and converters cut one picture into strips and tiles."""
    joined: list[Box] = []
    for box in sorted(boxes, key=lambda box: (box[1], box[0])):
        whole = box
        for other in [other for other in joined[-50:] if _touch(whole, other)]:
            joined.remove(other)
            whole = _union(whole, other)
        joined.append(whole)
    return joined


def _touch(one: Box, two: Box) -> bool:
    return (
        min(one[2], two[2]) - max(one[0], two[0]) > -1.5
        and min(one[3], two[3]) - max(one[1], two[1]) > -1.5
    )


def _union(one: Box, two: Box) -> Box:
    return min(one[0], two[0]), min(one[1], two[1]), max(one[2], two[2]), max(one[3], two[3])


def _figures(drawings: Drawings, words: Sequence[Box], frame: Frame) -> Iterator[Box]:
    """Give the boxes of clusters of shapes that are figures."""
    most = 0.7 * frame.width * frame.height
    shapes = [(box, segments) for box, segments in drawings.shapes if area(box) < most]
    if len(shapes) < _LEAST_SHAPES:
        return
    boxes = [box for box, _ in shapes]
    for cluster in _clusters(boxes) if len(boxes) <= _MOST_SHAPES else [range(len(boxes))]:
        whole = functools.reduce(_union, [boxes[at] for at in cluster])
        only_boxes = all(shapes[at][1] <= _RECTANGLE for at in cluster)
        most_text = _MOST_TEXT_IN_BOXES if only_boxes else _MOST_TEXT
        if (
            len(cluster) >= _LEAST_SHAPES
            and _is_useful(whole)
            and _covered(words, whole) < most_text
        ):
            yield whole


def _clusters(boxes: Sequence[Box]) -> list[list[int]]:
    """Group boxes that share cells of a coarse grid; cost: cells covered, some thousand a page."""
    owner: dict[tuple[int, int], int] = {}
    parent = list(range(len(boxes)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for at, (left, top, right, bottom) in enumerate(boxes):
        for across in _cells(left, right):
            for down in _cells(top, bottom):
                other = owner.setdefault((across, down), at)
                parent[root(at)] = root(other)
    groups: dict[int, list[int]] = {}
    for at in range(len(boxes)):
        groups.setdefault(root(at), []).append(at)
    return list(groups.values())


def _cells(start: float, stop: float) -> range:
    """Give the cells of the grid that a stretch covers: at most 400, of a very large page."""
    first, last = int(start / _CELL), int(stop / _CELL)
    return range(first, last + 1, max(1, (last - first) // 400))
