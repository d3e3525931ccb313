"""Find the pictures and the text boxes in a drawing of a DOCX, old (VML) or new."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from lxml import etree

from glossator.sources.docx_names import WP, A, V, W, value
from glossator.sources.docx_package import relation_of

_BLIP, _BOX, _VML_PICTURE = f"{A}blip", f"{W}txbxContent", f"{V}imagedata"
DRAWN = (_BLIP, _BOX, _VML_PICTURE)
"""The elements that make a drawing worth reading."""


def pictures_in(drawing: etree._Element) -> Iterator[tuple[str, str]]:
    """Give of each picture the relation that leads to it, and what its author says it shows."""
    about = drawing.find(f".//{WP}docPr")
    shows = value(about, "descr") or value(about, "title")
    for picture in _own(drawing, _BLIP, _VML_PICTURE):
        if picture.tag == _BLIP:
            relation = relation_of(picture, "embed")
        else:
            relation = relation_of(picture, "id", "pict")
            shape = picture.getparent()
            shows = value(shape, "alt") or value(shape, "title")
        if relation:
            yield relation, shows
        shows = ""


def boxes_in(drawing: etree._Element) -> Iterator[etree._Element]:
    """Give the text boxes, those inside of others left out."""
    return _own(drawing, _BOX)


def _own(drawing: etree._Element, *tags: str) -> Iterator[etree._Element]:
    """Give the elements of these names inside a drawing, but not those in a text box inside it."""
    for found in drawing.iter(*tags):
        between = takewhile(lambda up: up is not drawing, found.iterancestors())
        if not any(up.tag == _BOX for up in between):
            yield found
