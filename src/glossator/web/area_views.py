"""From a marked area to what goes over HTTP."""

from __future__ import annotations

from glossator.model.notes import Place
from glossator.web.wire_areas import AreaMarkView, RectangleView


def area_view(place: Place) -> AreaMarkView | None:
    """Show the area of a place; None where it has none."""
    area = place.area
    if area is None:
        return None
    part = area.part
    return AreaMarkView(
        words=area.words,
        rectangle=RectangleView(part.x, part.y, part.width, part.height),
        page_index=part.page_index,
        edition=area.edition or "",
        image=part.image,
        picture_width=area.picture_width,
        picture_height=area.picture_height,
        at=area.at,
    )
