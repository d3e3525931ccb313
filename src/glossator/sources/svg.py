"""Make drawings (SVG) harmless: no script, no address outside of the drawing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from glossator.sources.xml_safety import local_name, parse_xml, replace_node

SVG = "http://www.w3.org/2000/svg"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"

# fmt: off
_KEPT = frozenset({
    "svg", "g", "defs", "symbol", "use", "switch", "title", "desc", "a", "style",
    "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "image",
    "text", "tspan", "textpath", "tref", "lineargradient", "radialgradient", "stop", "pattern",
    "clippath", "mask", "marker", "filter", "view",
    "feblend", "fecolormatrix", "fecomponenttransfer", "fecomposite", "feconvolvematrix",
    "fediffuselighting", "fedisplacementmap", "fedistantlight", "fedropshadow", "feflood",
    "fefunca", "fefuncb", "fefuncg", "fefuncr", "fegaussianblur", "femerge", "femergenode",
    "femorphology", "feoffset", "fepointlight", "fespecularlighting", "fespotlight", "fetile",
    "feturbulence",
})
# fmt: on
_INLINE_PICTURE = re.compile(r"data:image/(?:png|jpe?g|gif|webp);base64,[A-Za-z0-9+/=\s]*")
_OUTSIDE = re.compile(
    r"@import|@font-face|url\(\s*+[\"']?+\s*+(?!#)|image(?:-set)?\(|\\|expression\("
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_LENGTH = re.compile(r"\s*(\d{1,7}(?:\.\d+)?)\s*(?:px|pt)?\s*")
_LARGEST_SIDE = 10_000
_MOST_DRAWN = 100_000
"""Elements that `use` may draw again and again, all counted."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing made harmless: its bytes, and its size in pixels, 0 where it does not say."""

    data: bytes
    width: int
    height: int


def looks_like_svg(data: bytes, media_hint: str = "") -> bool:
    """Tell whether bytes may be a drawing: by what is said of them, or by their beginning."""
    return media_hint.partition(";")[0].strip() == "image/svg+xml" or b"<svg" in data[:4096]


def harmless_svg(data: bytes) -> Drawing | None:
    """Write a drawing anew with nothing but what draws.

    Elements that are not of SVG's drawing part go with all they hold (script,
    foreignObject, animations); so do event handlers, addresses other than of
    the drawing's own parts or of pictures in it, and styles that import.

    Returns:
        None where it is no well-formed SVG, or draws without end by `use`.
    """
    root = parse_xml(data)
    return harmless_drawing(root) if root is not None else None


def harmless_drawing(root: etree._Element) -> Drawing | None:
    """Make a parsed drawing harmless, in place; as `harmless_svg`."""
    if root.tag != f"{{{SVG}}}svg":
        return None
    for element in list(root.iter()):
        if not _is_kept(element):
            replace_node(element, "")
        else:
            _clean_attributes(element)
    if _draws_too_much(root):
        return None
    root.tail = None
    width, height = _size(root)
    return Drawing(etree.tostring(root, encoding="utf-8"), width, height)


def _is_kept(element: etree._Element) -> bool:
    tag = element.tag
    if not isinstance(tag, str) or not tag.startswith(f"{{{SVG}}}"):
        return False
    name = local_name(element)
    return name in _KEPT and (name != "style" or not _reaches_out(element.text or ""))


def _clean_attributes(element: etree._Element) -> None:
    name = local_name(element)
    for key, value in list(element.attrib.items()):
        plain = str(key).rpartition("}")[2].lower()
        if plain == "href":
            harmful = not _is_own_address(name, str(value))
        else:
            harmful = plain.startswith("on") or plain in {"base", "src"} or _reaches_out(str(value))
        if harmful:
            del element.attrib[key]


def _is_own_address(name: str, address: str) -> bool:
    own = address.strip()
    if name == "image":
        return _INLINE_PICTURE.fullmatch(own) is not None
    return own.startswith("#") and name != "a"


def _reaches_out(style: str) -> bool:
    """Tell whether a style sheet or an attribute names something outside of the drawing."""
    return _OUTSIDE.search(_COMMENT.sub("", style).lower()) is not None


def _size(root: etree._Element) -> tuple[int, int]:
    """Give width and height, from the view box where they are not plain lengths."""
    sides = [_length(root.get("width")), _length(root.get("height"))]
    if all(sides):
        return sides[0], sides[1]
    box = (root.get("viewBox") or "").replace(",", " ").split()
    sides = [_length(side) for side in box[2:4]]
    return (sides[0], sides[1]) if len(sides) == 2 and all(sides) else (0, 0)


def _length(written: str | None) -> int:
    found = _LENGTH.fullmatch(written or "")
    return min(_LARGEST_SIDE, round(float(found[1]))) if found else 0


def _draws_too_much(root: etree._Element) -> bool:
    """Tell whether `use` elements that use one another draw more than a drawing needs.

    Counts for each element what it and its inside draw, the parts it uses
    included; one that uses itself is without end.
    """
    named = {element.get("id"): element for element in root.iter() if element.get("id")}
    if not any(_used(element) in named for element in root.iter()):
        return False
    drawn: dict[etree._Element, int] = {}
    waiting = [root]
    entered: set[etree._Element] = set()
    while waiting:
        element = waiting[-1]
        parts = [*element, *(named[name] for name in _uses(element) if name in named)]
        missing = [part for part in parts if part not in drawn]
        if not missing:
            drawn[waiting.pop()] = 1 + sum(drawn[part] for part in parts)
        elif element in entered:
            return True
        else:
            entered.add(element)
            waiting += missing
    return drawn[root] > _MOST_DRAWN


def _uses(element: etree._Element) -> Iterator[str]:
    if name := _used(element):
        yield name


def _used(element: etree._Element) -> str:
    """Give the name of the part that a `use` draws again, "" for another element."""
    if local_name(element) != "use":
        return ""
    address = element.get("href") or element.get(_XLINK_HREF) or ""
    return address.strip().removeprefix("#")
