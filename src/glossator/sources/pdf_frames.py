"""Where the pages of a PDF lie: PDFium's coordinates turned into ours, in this one place.

PDFium measures a page as its author did: upwards, from a corner that may be
anywhere, before the page is turned. We measure it as it is shown: in points
from its upper left, turned, and cut to its crop box.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import pypdfium2

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points from the page's top left."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a page lies in PDFium's coordinates, and by how many quarters it is turned."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int = 0

    @property
    def width(self) -> float:
        """Give the width of the page as shown, in points."""
        return self.top - self.bottom if self.turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Give the height of the page as shown, in points."""
        return self.right - self.left if self.turns % 2 else self.top - self.bottom

    def place(self, left: float, top: float, right: float, bottom: float) -> Box:
        """Turn a box of PDFium's into one seen from the upper left of the page as shown."""
        if self.turns == 1:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if self.turns == 2:
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        if self.turns == 3:
            return self.top - top, self.right - right, self.top - bottom, self.right - left
        return left - self.left, self.top - top, right - self.left, self.top - bottom

    def lift(self, box: Box) -> Box:
        """Turn a placed box back into PDFium's: left, top, right, bottom, upwards."""
        x, y, right, bottom = box
        if self.turns == 1:
            return y + self.left, right + self.bottom, bottom + self.left, x + self.bottom
        if self.turns == 2:
            return self.right - right, bottom + self.bottom, self.right - x, y + self.bottom
        if self.turns == 3:
            return self.right - bottom, self.top - x, self.right - y, self.top - right
        return x + self.left, self.top - y, right + self.left, self.top - bottom

    def turned_to(self, turns: int) -> Frame:
        """Give the same page turned by another number of quarters."""
        return replace(self, turns=turns % 4)

    def clip(self, box: Box) -> Box:
        """Cut a box, already placed, to the page."""
        left, top, right, bottom = box
        return max(0.0, left), max(0.0, top), min(self.width, right), min(self.height, bottom)


NO_FRAME = Frame(0, 0, 0, 0)
"""Of a page that cannot be read."""


def frame_of(page: pypdfium2.PdfPage) -> Frame:
    """Give the frame of an open page."""
    left, bottom, right, top = page.get_bbox()
    return Frame(left, bottom, right, top, page.get_rotation() // 90 % 4)
