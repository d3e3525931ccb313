"""What a page may ask about areas of pages and pictures."""

from __future__ import annotations

from msgspec import field

from glossator.web.request_base import Asked, NewId
from glossator.web.wire_areas import RectangleView


class AnnotateArea(Asked, frozen=True, tag="annotate_area"):
    """Mark an area: of a page, or, with the name of a picture, of that picture."""

    annotation: NewId
    source: str
    edition: str
    area: RectangleView
    pen: str
    page_index: int = 0
    image: str = ""
    own_words: str = ""
    comment: str = ""
    topics: list[str] = field(default_factory=list)
