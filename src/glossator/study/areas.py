"""Areas of pages and pictures: how they are cited, called and ordered."""

from __future__ import annotations

import re

from glossator.model.books import EditionText, Source
from glossator.model.ids import EditionId
from glossator.model.marks import AreaPart
from glossator.model.notes import ShownArea
from glossator.model.text import Image, Span
from glossator.study.citing import cite_page, cite_span

_BARE_PAGE = re.compile(r"(\d+|[ivxlc]+)\b")


def cite_area(source: Source, content: EditionText | None, part: AreaPart) -> str:
    """Give the pinpoint of an area: its page's, or that of where its picture stands.

    Returns:
        The number printed on the page, else the page's count in the file
        ("PDF p. 5"); "" where neither is known.
    """
    if part.image:
        image = find_image(content, part.image)
        if content is None or image is None:
            return ""
        return cite_span(source, content, Span(image.start, image.start + 1))
    return cite_page(source, content, part.page_index) if content else ""


def order_of_area(content: EditionText | None, part: AreaPart) -> int | None:
    """Give where an area stands in the text, in code points; None for nowhere."""
    if part.image:
        image = find_image(content, part.image)
        return image.start if image else None
    pages = content.pages if content else ()
    return pages[part.page_index].start if 0 <= part.page_index < len(pages) else None


def show_area(
    part: AreaPart, edition: EditionId | None, content: EditionText | None, pinpoint: str
) -> ShownArea:
    """Make an area ready to be shown.

    Args:
        part: the area.
        edition: of which text it is.
        content: that text, None where it is not at hand.
        pinpoint: how it is cited, "" for not at all.
    """
    image = find_image(content, part.image) if part.image else None
    words = f"Area of {name_where(part, pinpoint)}"
    at = order_of_area(content, part)
    if image is None:
        return ShownArea(words, edition, part, at)
    return ShownArea(words, edition, part, at, image.width, image.height)


def name_where(part: AreaPart, pinpoint: str) -> str:
    """Say what an area is of: "p. 215", "the picture at ¶ 12", "page 3"."""
    at = f"p. {pinpoint}" if _BARE_PAGE.match(pinpoint) else pinpoint
    if part.image:
        return f"the picture at {at}" if at else "a picture"
    return at or f"page {part.page_index + 1}"


def find_image(content: EditionText | None, name: str) -> Image | None:
    """Find a picture of a text by its name: where it stands first."""
    images = content.images if content else ()
    return next((image for image in images if image.name == name), None)
