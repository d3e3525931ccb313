"""Resolve the styles of a DOCX: what a paragraph or a run is through all it is based on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from glossator.sources.docx_names import W, child_value, is_on, value, whole_number

_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_QUOTE = re.compile(r"quot|block ?text|citation block|extract\b", re.IGNORECASE)
_CONTENTS = re.compile(r"toc ?\d|table of (?:figures|authorities)|toc heading", re.IGNORECASE)
_BODY_LEVEL = 9  # of w:outlineLvl: no heading
_SIDES = (("left", f"{W}left", f"{W}start"), ("right", f"{W}right", f"{W}end"))
_NUM_ID, _ILVL = f"{W}numId", f"{W}ilvl"
_CHAIN = 50  # styles deep: a longer chain is a circle

TOGGLES: Mapping[object, str] = {
    f"{W}b": "bold",
    f"{W}i": "italic",
    f"{W}smallCaps": "small-caps",
    f"{W}caps": "small-caps",
    f"{W}vanish": "hidden",
}
"""Properties that turn when a paragraph's and a character's style both have them (17.7.3)."""


@dataclass(slots=True, eq=False)  # not frozen: runs are many, and that takes three times as long
class RunFace:
    """What properties of runs say: on, off or (where a name is missing) nothing.

    Attributes:
        toggles: by the names in `TOGGLES`.
        raised: "superscript", "subscript", "baseline", or "" where not said.
        underlined: None where not said.
        font: "" where not said.
        size: in half points, 0 where not said.
        highlight: the colour's name or hex digits, "" where not said.
        style: the id of the character style that it names, "" for none.
    """

    toggles: Mapping[str, bool] = field(default_factory=dict)
    raised: str = ""
    underlined: bool | None = None
    font: str = ""
    size: int = 0
    highlight: str = ""
    style: str = ""

    def over(self, base: RunFace) -> RunFace:
        """Give both, what this one says holding where it says something."""
        return RunFace(
            toggles={**base.toggles, **self.toggles},
            raised=self.raised or base.raised,
            underlined=base.underlined if self.underlined is None else self.underlined,
            font=self.font or base.font,
            size=self.size or base.size,
            highlight=self.highlight or base.highlight,
        )


PLAIN = RunFace()


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What properties of paragraphs say.

    Attributes:
        name: of the style, "" for none.
        list_number: `w:numId` ("0" switches numbers off), "" where not said.
        list_level: `w:ilvl`, None where not said.
        outline: 1 to 9 for headings, 0 for none, None where not said.
        left: indentation in twentieths of a point, None where not said.
        right: likewise.
        alignment: "center", "left", …; "" where not said.
        is_rtl: whether it runs from right to left, None where not said.
        is_quotation: whether its name says so.
        is_contents: whether it is of a table of contents.
        face: of its runs.
    """

    name: str = ""
    list_number: str = ""
    list_level: int | None = None
    outline: int | None = None
    left: int | None = None
    right: int | None = None
    alignment: str = ""
    is_rtl: bool | None = None
    is_quotation: bool = False
    is_contents: bool = False
    face: RunFace = PLAIN

    def over(self, base: ParagraphStyle) -> ParagraphStyle:
        """Give both, what this one says holding where it says something."""
        return ParagraphStyle(
            name=self.name or base.name,
            list_number=self.list_number or base.list_number,
            list_level=_first(self.list_level, base.list_level),
            outline=_first(self.outline, base.outline),
            left=_first(self.left, base.left),
            right=_first(self.right, base.right),
            alignment=self.alignment or base.alignment,
            is_rtl=base.is_rtl if self.is_rtl is None else self.is_rtl,
            is_quotation=self.is_quotation or base.is_quotation,
            is_contents=self.is_contents or base.is_contents,
            face=base.face if self.face is PLAIN else self.face.over(base.face),
        )


SAYS_NOTHING = ParagraphStyle()
"""What is given, itself, for properties that say nothing."""


class Styles:
    """The styles of a document, each resolved when it is first asked for.

    Attributes:
        default_face: of runs that no style says anything about.
        language: that of the document's defaults, "" where not said.
    """

    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._default_id = ""
        self._paragraphs: dict[str, ParagraphStyle] = {}
        self._faces: dict[str, RunFace] = {}
        self.default_face, self.language = PLAIN, ""
        self._default = ParagraphStyle()
        if root is not None:
            self._read(root)

    def _read(self, root: etree._Element) -> None:
        for element in root.iterchildren(f"{W}style"):
            name = value(element, f"{W}styleId")
            self._elements.setdefault(name, element)
            if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") in {
                "1",
                "true",
                "on",
            }:
                self._default_id = name
        defaults = root.find(f"{W}docDefaults")
        if defaults is None:
            return
        face = defaults.find(f"{W}rPrDefault/{W}rPr")
        if face is not None:
            self.default_face = read_face(face)
            self.language = value(face.find(f"{W}lang"))
        paragraph = defaults.find(f"{W}pPrDefault/{W}pPr")
        if paragraph is not None:
            self._default = read_paragraph(paragraph)

    def paragraph(self, style: str) -> ParagraphStyle:
        """Give a paragraph style by its id; the default one for "" and unknown ids."""
        if style not in self._paragraphs:
            self._paragraphs[style] = self._resolve(style or self._default_id)
        return self._paragraphs[style]

    def _resolve(self, style: str) -> ParagraphStyle:
        resolved = self._default
        for element in reversed(self._chain(style or self._default_id)):
            own = element.find(f"{W}pPr")
            name = child_value(element, "name")
            face = element.find(f"{W}rPr")
            read = replace(
                read_paragraph(own) if own is not None else ParagraphStyle(),
                name=name,
                is_quotation=bool(_QUOTE.search(name)),
                is_contents=bool(_CONTENTS.match(name)),
                face=read_face(face) if face is not None else PLAIN,
            )
            heading = _HEADING.fullmatch(name)
            if heading and read.outline is None:
                read = replace(read, outline=int(heading[1]))
            resolved = read.over(resolved)
        return resolved

    def _chain(self, style: str) -> list[etree._Element]:
        """Give a style and all that it is based on, itself first."""
        chain: list[etree._Element] = []
        element = self._elements.get(style)
        if element is None:
            element = self._elements.get(self._default_id)
        while element is not None and len(chain) < _CHAIN and element not in chain:
            chain.append(element)
            element = self._elements.get(child_value(element, "basedOn"))
        return chain

    def face(self, style: str) -> RunFace:
        """Give a character style by its id; the plain one for unknown ids."""
        if style not in self._faces:
            resolved = PLAIN
            for element in reversed(self._chain(style) if style in self._elements else ()):
                face = element.find(f"{W}rPr")
                resolved = (read_face(face) if face is not None else PLAIN).over(resolved)
            self._faces[style] = resolved
        return self._faces[style]

    def list_of(self, style: str) -> str:
        """Give the list (`w:numId`) that a style of any type names, "" for none."""
        element = self._elements.get(style)
        number = element.find(f"{W}pPr/{W}numPr") if element is not None else None
        return child_value(number, "numId")

    def list_levels(self, style: str) -> Iterator[tuple[str, str]]:
        """Give for a style and all that it is based on its id and the list level it says."""
        for element in self._chain(style or self._default_id):
            numbers = element.find(f"{W}pPr/{W}numPr")
            yield value(element, f"{W}styleId"), child_value(numbers, "ilvl")


Said = dict[str, object]
"""What properties say, by the names of the fields of `ParagraphStyle`."""


def read_paragraph(element: etree._Element) -> ParagraphStyle:
    """Read what a `w:pPr` says by itself."""
    said: Said = {}
    for child in element:
        read_property(child, said)
    return paragraph_of(said)


def paragraph_of(said: Said) -> ParagraphStyle:
    """Give what was said as a value; `SAYS_NOTHING` itself for nothing."""
    # mypy cannot see that each name was given a value of its type.
    return ParagraphStyle(**said) if said else SAYS_NOTHING  # type: ignore[arg-type]


def read_property(child: etree._Element, said: Said) -> None:
    """Read one property of a paragraph."""
    read = _PROPERTIES.get(child.tag)
    if read is not None:
        read(child, said)


def _list(element: etree._Element, said: Said) -> None:
    for child in element:  # looking for each by name would take twice as long
        tag = child.tag
        if tag == _NUM_ID:
            said["list_number"] = value(child)
        elif tag == _ILVL:
            said["list_level"] = whole_number(value(child))


def _indent(element: etree._Element, said: Said) -> None:
    for name, older, newer in _SIDES:
        text = element.get(older) or element.get(newer)
        if text:
            said[name] = whole_number(text)


def _alignment(element: etree._Element, said: Said) -> None:
    said["alignment"] = value(element)


def _outline(element: etree._Element, said: Said) -> None:
    level = whole_number(value(element), _BODY_LEVEL)
    said["outline"] = level + 1 if 0 <= level < _BODY_LEVEL else 0


def _rtl(element: etree._Element, said: Said) -> None:
    said["is_rtl"] = is_on(element)


_PROPERTIES: Mapping[object, Callable[[etree._Element, Said], None]] = {
    f"{W}numPr": _list,
    f"{W}ind": _indent,
    f"{W}jc": _alignment,
    f"{W}outlineLvl": _outline,
    f"{W}bidi": _rtl,
}


def read_face(element: etree._Element) -> RunFace:
    """Read what a `w:rPr` says by itself."""
    toggles: dict[str, bool] = {}
    said: dict[str, object] = {}
    for child in element:
        tag = child.tag
        name = TOGGLES.get(tag)
        if name is not None:
            toggles[name] = is_on(child) or toggles.get(name, False)
        elif (reader := _READERS.get(tag)) is not None:
            field_name, read = reader
            said[field_name] = read(child) or said.get(field_name) or _EMPTY[field_name]
    if not said and not toggles:
        return PLAIN
    return RunFace(toggles, **said)  # type: ignore[arg-type]  # by their names


_EMPTY: Mapping[str, object] = {
    "style": "",
    "raised": "",
    "underlined": False,
    "font": "",
    "size": 0,
    "highlight": "",
}


def _shade(element: etree._Element) -> str:
    fill = value(element, f"{W}fill")
    return "" if fill.casefold() in {"", "auto", "ffffff"} else fill


def _font(element: etree._Element) -> str:
    return value(element, f"{W}ascii") or value(element, f"{W}hAnsi")


_READERS: Mapping[object, tuple[str, Callable[[etree._Element], object]]] = {
    f"{W}rStyle": ("style", value),
    f"{W}vertAlign": ("raised", value),
    f"{W}u": ("underlined", lambda child: value(child) != "none"),
    f"{W}rFonts": ("font", _font),
    f"{W}sz": ("size", lambda child: whole_number(value(child))),
    f"{W}highlight": ("highlight", value),
    f"{W}shd": ("highlight", _shade),
}


def _first(own: int | None, base: int | None) -> int | None:
    return base if own is None else own
