"""Gather the text of one paragraph of an OpenDocument text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from lxml import etree

from glossator.model.text import BlockKind, ForeignKind, MarkerKind, StyleKind
from glossator.sources.blocks import Piece
from glossator.sources.inline import InlineText
from glossator.sources.odt_names import DC, DRAW, LOEXT, META, OFFICE, SVG, TEXT, XLINK, count_of
from glossator.sources.odt_story import OdtStory
from glossator.sources.odt_styles import OdtStyle
from glossator.sources.office_drafts import Anchor, ForeignDraft
from glossator.sources.office_inline import NO_STYLES, turn_styles
from glossator.sources.office_times import read_time

_MOST_BLANKS = 1_000


class OdtParagraph:
    """The text of a paragraph as it is read.

    Attributes:
        anchors: where marks of other programs begin and end.
        boxes: the text boxes that hang on the paragraph.
        size: of most of its letters in points, 0 where not known.
        underlined: how many of its letters are underlined.
    """

    def __init__(self, story: OdtStory, style: OdtStyle) -> None:
        self._story = story
        self._inline = InlineText()
        self._open: frozenset[StyleKind] = NO_STYLES
        self._styles = [style]
        self.anchors: list[Anchor] = []
        self.boxes: list[etree._Element] = []
        self.size, self.underlined = style.size, 0

    def read(self, element: etree._Element) -> None:
        """Read what stands in an element and between its children."""
        self._add(element.text)
        for child in element:
            handle = self._INSIDE.get(child.tag, OdtParagraph._read_other)
            handle(self, child)
            self._add(child.tail)

    def take(self) -> Piece:
        """Give the text as a piece."""
        self._set_styles(NO_STYLES)
        return self._inline.take(BlockKind.PARAGRAPH)

    def _add(self, text: str | None) -> None:
        if not text or any(style.is_hidden for style in self._styles):
            return
        said: dict[StyleKind, bool] = {}
        for style in self._styles:
            said.update(style.said)
        self._set_styles(frozenset(kind for kind, held in said.items() if held))
        self.size = max(self.size, self._styles[-1].size)
        if any(style.is_underlined for style in self._styles):
            self.underlined += len(text)
        self._inline.add(text)

    def _set_styles(self, kinds: frozenset[StyleKind]) -> None:
        self._open = turn_styles(self._inline, self._open, kinds)

    def _read_other(self, element: etree._Element) -> None:
        """Read a field, a link or anything else that only wraps words."""
        if isinstance(element.tag, str) and not element.tag.startswith(OFFICE):
            self.read(element)

    def _skip(self, element: etree._Element) -> None:
        """Leave out what no reader sees."""

    def _read_span(self, element: etree._Element) -> None:
        style = self._story.styles.style("text", element.get(f"{TEXT}style-name", ""))
        mark = self._story.open_highlight(style.background)
        if mark:
            self._anchor(mark, ends=False)
        self._styles.append(style)
        self.read(element)
        self._styles.pop()
        if mark:
            self._anchor(mark, ends=True)

    def _add_blanks(self, element: etree._Element) -> None:
        self._add(" " * count_of(element.get(f"{TEXT}c"), 1, most=_MOST_BLANKS))

    def _add_blank(self, _: etree._Element) -> None:
        self._add(" ")

    def _read_ruby(self, element: etree._Element) -> None:
        for base in element.iterchildren(f"{TEXT}ruby-base"):
            self.read(base)

    def _call_note(self, element: etree._Element) -> None:
        citation = element.find(f"{TEXT}note-citation")
        if citation is None:
            return
        shown = citation.get(f"{TEXT}label") or "".join(citation.itertext())
        name, label = self._story.add_note(element, " ".join(shown.split()))
        self._set_styles(NO_STYLES)
        self._inline.add_marker(MarkerKind.FOOTNOTE_CALL, "", label, name)

    def _read_comment(self, element: etree._Element) -> None:
        name = element.get(f"{OFFICE}name") or f"annotation-{len(self._story.foreign)}"
        words = ["".join(p.itertext()).strip() for p in element.iter(f"{TEXT}p")]
        parent = self._story.foreign.get(element.get(f"{LOEXT}parent-name", ""))
        author = (element.findtext(f"{DC}creator") or "").strip()
        if parent is not None:  # an answer
            parent.comment = f"{parent.comment}\n{author or '–'}: {' '.join(words)}".strip()
            return
        self._story.foreign[name] = ForeignDraft(
            name,
            ForeignKind.NOTE,
            author=author,
            created=read_time(element.findtext(f"{DC}date") or ""),
            comment="\n".join(words).strip(),
        )
        # Without an end it stands at a place: for the whole paragraph.
        self._anchor(name, ends=not self._story.has_end(name))

    def _end_comment(self, element: etree._Element) -> None:
        name = element.get(f"{OFFICE}name", "")
        if name in self._story.foreign:
            self._anchor(name, ends=True)

    def _anchor(self, name: str, *, ends: bool) -> None:
        self.anchors.append(Anchor(name, self._inline.length, ends))

    def read_drawing(self, element: etree._Element) -> None:
        """Read a drawing that stands between paragraphs."""
        self._INSIDE.get(element.tag, OdtParagraph._read_shape)(self, element)

    def _read_shape(self, element: etree._Element) -> None:
        """Take the words in a shape for a box beside the text."""
        self.boxes.append(element)

    def _read_frame(self, element: etree._Element) -> None:
        title = element.findtext(f"{SVG}desc") or element.findtext(f"{SVG}title") or ""
        for image in element.iterchildren(f"{DRAW}image"):
            data = self._story.read_picture(image, image.get(f"{XLINK}href", ""))
            if data is not None:
                self._set_styles(NO_STYLES)
                self._inline.add_image(self._story.shelf.take(data), title)
                return  # of several images in a frame each is another form of the first
        self.boxes += element.iterchildren(f"{DRAW}text-box")

    _INSIDE: ClassVar[Mapping[object, Callable[..., None]]] = {
        f"{TEXT}span": _read_span,
        f"{TEXT}s": _add_blanks,
        f"{TEXT}tab": _add_blank,
        f"{TEXT}line-break": _add_blank,
        f"{TEXT}ruby": _read_ruby,
        f"{TEXT}note": _call_note,
        f"{TEXT}hidden-text": _skip,
        f"{TEXT}tracked-changes": _skip,
        f"{OFFICE}annotation": _read_comment,
        f"{OFFICE}annotation-end": _end_comment,
        f"{DRAW}frame": _read_frame,
        **dict.fromkeys((f"{DRAW}custom-shape", f"{DRAW}rect", f"{DRAW}ellipse"), _read_shape),
        f"{META}generator": _skip,
    }
