"""Pictures of pages: what is to be drawn, and what was."""

from __future__ import annotations

from dataclasses import dataclass

PIXELS_AT_MOST = 24_000_000
"""No larger picture of a page is drawn; what needs more is drawn in parts."""


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A part of a page: points from its top left."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PageToDraw:
    """A page, and how large it is to be drawn.

    Attributes:
        path: where the book's file lies.
        kind: "pdf" or "image".
        file_name: what to call it in an error.
        password: opens it, if it is locked.
        page_index: from 0.
        scale: pixels a point.
        part: of the page; all of it where there is none.
    """

    path: str
    kind: str
    file_name: str
    password: str | None
    page_index: int
    scale: float
    part: Rectangle | None = None


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A picture of a page: its media type, size in pixels, and bytes."""

    media_type: str
    width: int
    height: int
    data: bytes
