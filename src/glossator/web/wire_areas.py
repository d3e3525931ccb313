"""What goes over HTTP of areas of pages and pictures; see `web.wire` for what holds of all."""

from __future__ import annotations

from msgspec import Struct


class RectangleView(Struct, frozen=True, array_like=True):
    """A rectangle: points from a page's top left, or pixels of a picture."""

    x: float
    y: float
    width: float
    height: float


class AreaMarkView(Struct, frozen=True, omit_defaults=True):
    """The area that an annotation is on.

    `words` is what it is called ("Area of p. 215"); `at` where it stands in the text,
    in code points, null for nowhere; `edition` of which text its page is. An area of a
    picture has its name as `image` and the whole picture's size, 0 where not known.
    """

    words: str
    rectangle: RectangleView
    page_index: int = 0
    edition: str = ""
    image: str = ""
    picture_width: int = 0
    picture_height: int = 0
    at: int | None = None
