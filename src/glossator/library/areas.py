"""Areas of pages and pictures that a reader draws: how they are checked."""

from __future__ import annotations

from math import inf

from glossator.library.library import Library
from glossator.library.page_pictures import has_pages
from glossator.model.books import EditionText, Source
from glossator.model.errors import InvalidRequestError, NotFoundError
from glossator.model.ids import EditionId
from glossator.model.marks import Annotation, AreaPart, Target
from glossator.model.pictures import Rectangle
from glossator.study.areas import find_image

_SMALLEST = 1.0  # points of a page, pixels of a picture


def check_area(
    library: Library, source: Source, edition: EditionId | None, part: AreaPart
) -> AreaPart:
    """Give an area as far as it lies on its page or picture, to a hundredth of a point.

    Args:
        library: the library.
        source: whose page or picture it is.
        edition: of which of its texts.
        part: the area as it was drawn.

    Raises:
        InvalidRequestError: next to nothing of it does, or the source has no pages to be seen.
        NotFoundError: there is no such page or picture.
    """
    content = library.content(edition) if edition else EditionText("", ())
    width, height = _size_of(source, content, part)
    left, top = max(0.0, part.x), max(0.0, part.y)
    right, below = min(width, part.x + part.width), min(height, part.y + part.height)
    if not (right - left >= _SMALLEST and below - top >= _SMALLEST):
        what = "picture" if part.image else "page"
        raise InvalidRequestError(
            f"The area is too small, or lies beside the {what}, so nothing was changed in "
            f"{source.title}. Draw it again."
        )
    return AreaPart(
        page_index=0 if part.image else part.page_index,
        x=round(left, 2),
        y=round(top, 2),
        width=round(right - left, 2),
        height=round(below - top, 2),
        image=part.image,
    )


def moved_area(library: Library, source: Source, annotation: Annotation, to: Rectangle) -> Target:
    """Give the target of a mark on an area, moved or resized on its page or picture.

    Raises:
        InvalidRequestError: it is no mark on an area, or the new one cannot be used.
        NotFoundError: its page or picture is gone.
    """
    target = annotation.target
    at = next((i for i, part in enumerate(target.parts) if isinstance(part, AreaPart)), None)
    old = None if at is None else target.parts[at]
    if at is None or not isinstance(old, AreaPart):
        raise InvalidRequestError("This mark is on words: select others for it. Nothing changed.")
    edition = target.edition or source.edition
    drawn = AreaPart(old.page_index, to.x, to.y, to.width, to.height, old.image)
    part = check_area(library, source, edition, drawn)
    return Target(target.source, edition, (*target.parts[:at], part, *target.parts[at + 1 :]))


def _size_of(source: Source, content: EditionText, part: AreaPart) -> tuple[float, float]:
    """Give width and height of an area's page or picture; endless where they are not known."""
    if part.image:
        image = find_image(content, part.image)
        if image is None:
            raise NotFoundError("picture", part.image)
        return image.width or inf, image.height or inf
    if not has_pages(source):
        raise InvalidRequestError(
            f"The pages of {source.title} cannot be seen as printed, so no area of them can be "
            "marked. Mark its words, or one of its pictures."
        )
    if not 0 <= part.page_index < len(content.pages):
        raise NotFoundError("page", str(part.page_index + 1))
    page = content.pages[part.page_index]
    return page.width, page.height
