"""Fetch the pictures of the areas in notes, for the files that are made of them."""

from __future__ import annotations

from glossator.exchange.area_pictures import AreaPicture
from glossator.exchange.shown import all_lines
from glossator.library.library import Library
from glossator.library.page_pictures import Cut, page_pictures_of
from glossator.library.pictures import get_picture
from glossator.model.errors import GlossatorError
from glossator.model.ids import AnnotationId
from glossator.model.notes import Line, Notes, ShownArea
from glossator.model.pictures import PIXELS_AT_MOST, Rectangle


def fetch_area_pictures(
    library: Library, notes: Notes, *, scale: float
) -> dict[AnnotationId, AreaPicture]:
    """Give the pictures of all areas in notes; one that cannot be had is left out.

    Args:
        library: whose books they are of.
        notes: what is to be written.
        scale: pixels a point, for areas of pages; fewer where that would be too large.
    """
    found = {}
    for line in all_lines(notes.sections):
        area = line.place.area
        picture = _fetch(library, line, area, scale) if area else None
        if picture:
            found[line.annotation] = picture
    return found


def _fetch(library: Library, line: Line, area: ShownArea, scale: float) -> AreaPicture | None:
    part = area.part
    try:
        source = library.catalogue.get_source(line.place.source)
        if part.image:
            picture = get_picture(library, source, part.image)
            return AreaPicture(picture.media_type, picture.data)
        rectangle = Rectangle(part.x, part.y, part.width, part.height)
        fitting = min(scale, (PIXELS_AT_MOST / max(1, part.width * part.height)) ** 0.5)
        cut = Cut(area.edition or "", part.page_index, fitting, rectangle)
        drawn = page_pictures_of(library).draw(source, cut)
        return AreaPicture(drawn.media_type, drawn.data)
    except GlossatorError:
        return None  # the notes say so in its place, and are complete but for it
