"""The pictures of marked areas, as notes that leave the program show them."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass

from glossator.model.ids import AnnotationId
from glossator.model.notes import Line, ShownArea

NOT_AVAILABLE = "picture not available"
"""Stands for the picture of an area that cannot be had: its file is gone, or locked."""


@dataclass(frozen=True, slots=True)
class AreaPicture:
    """The picture of an area.

    Attributes:
        media_type: of the bytes.
        data: the picture; of an area of a picture the whole of it, to be cropped.
    """

    media_type: str
    data: bytes


AreaPictures = Mapping[AnnotationId, AreaPicture]
"""The pictures that could be had, by whose annotation's area they show."""


def alternative(line: Line) -> str:
    """Give what stands for a line's picture where it is not seen: own words, else its name."""
    area = line.place.area
    return line.own_words or (area.words if area else "")


def data_address(picture: AreaPicture) -> str:
    """Give the address that holds a picture itself (RFC 2397)."""
    return f"data:{picture.media_type};base64,{base64.b64encode(picture.data).decode()}"


def is_cropped(area: ShownArea) -> bool:
    """Tell whether a picture must be cropped to show its area: one of a known size, in part."""
    part = area.part
    whole = (area.picture_width, area.picture_height)
    return bool(part.image) and all(whole) and (part.width, part.height) != whole


def as_svg(area: ShownArea, picture: AreaPicture) -> str:
    """Write the picture of an area as an SVG that shows just this area, one unit a pixel or point.

    Typst takes texts only, and no bytes; and so what is shown is cropped without being decoded.
    """
    part = area.part
    cropped = is_cropped(area)
    x, y = (part.x, part.y) if cropped else (0, 0)
    width, height = (
        (area.picture_width, area.picture_height) if cropped else (part.width, part.height)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{part.width}" height="{part.height}" '
        f'viewBox="{x} {y} {part.width} {part.height}">'
        f'<image width="{width}" height="{height}" xlink:href="{data_address(picture)}"/></svg>'
    )
