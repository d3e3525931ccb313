"""Resolve the styles of an OpenDocument text (OASIS OpenDocument 1.3, part 3, 16)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from glossator.model.text import StyleKind
from glossator.sources.odt_names import FO, OFFICE, STYLE, TEXT, count_of, points

_CHAIN = 50  # styles deep: a longer chain is a circle
_QUOTE = re.compile(r"quot|block ?text", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:contents|user index) \w+ ?\d|contents heading", re.IGNORECASE)
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_PARAGRAPH, _FACE = f"{STYLE}paragraph-properties", f"{STYLE}text-properties"


@dataclass(slots=True)
class OdtStyle:
    """What a style is through all that it is based on.

    Attributes:
        name: as its author calls it.
        said: what it says of each inline style, True or False.
        is_hidden: whether its text is not shown.
        is_underlined: whether it is underlined.
        background: the colour behind its letters, "" for none.
        size: of its letters in points, 0 where not said.
        left: indentation in points.
        right: likewise.
        is_centred: whether it is set in the middle.
        is_rtl: whether it runs from right to left.
        outline: 1 to 10 for headings, 0 for none.
        list_style: the list that its paragraphs are of, "" for none.
        language: BCP 47 tag, "" where not said.
    """

    name: str = ""
    said: dict[StyleKind, bool] = field(default_factory=dict)
    is_hidden: bool = False
    is_underlined: bool = False
    background: str = ""
    size: float = 0.0
    left: float = 0.0
    right: float = 0.0
    is_centred: bool = False
    is_rtl: bool = False
    outline: int = 0
    list_style: str = ""
    language: str = ""

    @property
    def is_quotation(self) -> bool:
        """Whether its name says that it is for quotations."""
        return bool(_QUOTE.search(self.name))

    @property
    def is_contents(self) -> bool:
        """Whether its name says that it is for tables of contents."""
        return bool(_CONTENTS.match(self.name))


class OdtStyles:
    """The styles of a document by family ("paragraph", "text") and name."""

    def __init__(self, roots: Iterable[etree._Element]) -> None:
        self._elements: dict[tuple[str, str], etree._Element] = {}
        self._resolved: dict[tuple[str, str], OdtStyle] = {}
        self._defaults: dict[str, etree._Element] = {}
        for root in roots:
            for group in (f"{OFFICE}styles", f"{OFFICE}automatic-styles"):
                for element in root.iterfind(f"{group}/*"):
                    self._add(element)

    def _add(self, element: etree._Element) -> None:
        family = element.get(f"{STYLE}family", "")
        if element.tag == f"{STYLE}style":
            self._elements[family, element.get(f"{STYLE}name", "")] = element
        elif element.tag == f"{STYLE}default-style":
            self._defaults[family] = element

    def style(self, family: str, name: str) -> OdtStyle:
        """Give a style; the default one for unknown names."""
        key = family, name
        if key not in self._resolved:
            self._resolved[key] = self._resolve(family, name)
        return self._resolved[key]

    def _resolve(self, family: str, name: str) -> OdtStyle:
        chain = self._chain(family, name)
        if (default := self._defaults.get(family)) is not None:
            chain.append(default)
        style = OdtStyle()
        for element in reversed(chain):
            # The names of automatic styles ("P12") say nothing: their parents' do.
            shown = element.get(f"{STYLE}display-name") or element.get(f"{STYLE}name") or ""
            if not re.fullmatch(r"[PT]\d+", shown):
                style.name = shown.replace("_20_", " ")
            style.list_style = element.get(f"{STYLE}list-style-name", style.list_style)
            style.outline = count_of(
                element.get(f"{STYLE}default-outline-level"), style.outline, most=10
            )
            _read_face(element.find(_FACE), style)
            _read_paragraph(element.find(_PARAGRAPH), style)
        return style

    def _chain(self, family: str, name: str) -> list[etree._Element]:
        chain: list[etree._Element] = []
        element = self._elements.get((family, name))
        while element is not None and len(chain) < _CHAIN and element not in chain:
            chain.append(element)
            parent = element.get(f"{STYLE}parent-style-name", "")
            element = self._elements.get((family, parent))
        return chain


def _read_face(element: etree._Element | None, style: OdtStyle) -> None:
    if element is None:
        return
    said = style.said
    if weight := element.get(f"{FO}font-weight"):
        said[StyleKind.BOLD] = weight in {"bold", "600", "700", "800", "900"}
    if slant := element.get(f"{FO}font-style"):
        said[StyleKind.ITALIC] = slant in {"italic", "oblique"}
    for name, small in (("font-variant", "small-caps"), ("text-transform", "uppercase")):
        if variant := element.get(FO + name):
            said[StyleKind.SMALL_CAPS] = variant == small
    if position := element.get(f"{STYLE}text-position"):
        _read_position(position, said)
    if line := element.get(f"{STYLE}text-underline-style"):
        style.is_underlined = line != "none"
    style.is_hidden = element.get(f"{TEXT}display", "none" if style.is_hidden else "") == "none"
    style.size = points(element.get(f"{FO}font-size")) or style.size
    if colour := element.get(f"{FO}background-color"):
        style.background = colour.lower() if _COLOUR.fullmatch(colour) else ""
    if language := element.get(f"{FO}language"):
        country = element.get(f"{FO}country", "none")
        style.language = language if country == "none" else f"{language}-{country}"


def _read_position(position: str, said: dict[StyleKind, bool]) -> None:
    """Read "super 58%" and "-33% 58%"."""
    place = position.split(maxsplit=1)[0]
    said[StyleKind.SUPERSCRIPT] = place == "super" or place.strip("%0").isdecimal()
    said[StyleKind.SUBSCRIPT] = place == "sub" or place.startswith("-")


def _read_paragraph(element: etree._Element | None, style: OdtStyle) -> None:
    if element is None:
        return
    left, right = points(element.get(f"{FO}margin-left")), points(element.get(f"{FO}margin-right"))
    style.left = style.left if left is None else left
    style.right = style.right if right is None else right
    if align := element.get(f"{FO}text-align"):
        style.is_centred = align == "center"
    if mode := element.get(f"{STYLE}writing-mode"):
        style.is_rtl = mode.startswith("rl")
