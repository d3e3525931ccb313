"""Read the elements of an EPUB's pages that are no plain text: calls, pages, pictures, formulas."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from lxml import etree

from glossator.model.text import BlockKind, Image, MarkerKind, PinpointOrigin
from glossator.sources.epub_contents import Place
from glossator.sources.epub_gather import Context, Gatherer
from glossator.sources.epub_math import math_runs
from glossator.sources.epub_notes import NoteLinks, is_return, name_of
from glossator.sources.epub_pages import page_label
from glossator.sources.epub_pictures import PagePictures, words_of_drawing
from glossator.sources.epub_plans import Plan
from glossator.sources.html_pages import line_number

_ARROWS = re.compile(r"[↩↑^⏎⤴\ufe0e\ufe0f\s]+")


class Specials:
    """Takes in what stands in the text and is no plain text.

    `path` and `wanted` are of the document that is being read.
    """

    def __init__(
        self,
        gatherer: Gatherer,
        links: NoteLinks,
        pages: Mapping[Place, str],
        pictures: PagePictures,
    ) -> None:
        self.path = ""
        self.wanted: frozenset[str] = frozenset()
        self._gatherer, self._inline = gatherer, gatherer.inline
        self._links, self._pages, self._pictures = links, pages, pictures
        self._readers: dict[str, Callable[[etree._Element, Plan], bool]] = {
            "drop": lambda _element, _plan: True,
            "page": self._read_page,
            "line-number": self._read_line_number,
            "a": self._read_link,
            "br": self._read_break,
            "img": self._read_picture,
            "object": self._read_object,
            "svg": self._read_drawing,
            "math": self._read_math,
        }

    def read(self, element: etree._Element, plan: Plan) -> bool:
        """Take in an element as a whole; false where it is none of these after all."""
        reader = self._readers.get(plan.special)
        return reader is not None and reader(element, plan)

    def note_name(self, element: etree._Element, *, becomes_note: bool) -> None:
        """Note what can lead to the block that is being gathered.

        Args:
            element: with an id or a name.
            becomes_note: whether the block is a note if the element is a note's anchor.
        """
        for own in (element.get("id"), element.get("name")):
            if own is not None and own in self.wanted:
                self._inline.names.append(name_of((self.path, own)))
                if label := self._pages.get((self.path, own)):
                    self._gatherer.start_page(label, PinpointOrigin.DECLARED)
        note = self._links.notes.get(element) if becomes_note else None
        if note is not None and self._gatherer.context.kind is not BlockKind.FOOTNOTE:
            self._gatherer.become(Context(BlockKind.FOOTNOTE, 0, note.label))

    def _read_page(self, element: etree._Element, plan: Plan) -> bool:
        """Note that a page begins, and keep its number where it stands in the text."""
        mark = page_label(element)
        if mark is None:
            return False
        label, text = mark
        if plan.block:
            self._gatherer.flush()
        own = element.get("id") or element.get("name") or ""
        declared = self._pages.get((self.path, own), "")
        at = self._inline.length
        if text:
            at = self._inline.add_marker(MarkerKind.STAR_PAGE, text, declared or label or text)
        if own in self.wanted:
            self._inline.names.append(name_of((self.path, own)))
        origin = PinpointOrigin.DECLARED if declared else PinpointOrigin.MARKUP
        self._gatherer.start_page(declared or label, origin, at)
        if plan.block:
            self._gatherer.flush()
        return True

    def _read_line_number(self, element: etree._Element, _plan: Plan) -> bool:
        number = line_number(_words(element))
        if not number:
            return False
        self._inline.blank_due = True
        self._inline.add_marker(MarkerKind.LINE_NUMBER, number, number)
        return True

    def _read_link(self, element: etree._Element, _plan: Plan) -> bool:
        """Take in a footnote call; leave out an arrow that leads back from a note."""
        call = self._links.calls.get(element)
        if call is not None:
            self.note_name(element, becomes_note=False)
            text = _words(element) or call.label
            self._inline.add_marker(MarkerKind.FOOTNOTE_CALL, text, call.label, call.note)
            return True
        if not _ARROWS.fullmatch("".join(element.itertext())):
            return False
        in_note = self._gatherer.context.kind is BlockKind.FOOTNOTE
        return is_return(element, self._links, in_note=in_note)

    def _read_break(self, element: etree._Element, _plan: Plan) -> bool:
        self.note_name(element, becomes_note=False)
        self._gatherer.break_line()
        return True

    def _read_picture(self, element: etree._Element, _plan: Plan) -> bool:
        self.note_name(element, becomes_note=False)
        if address := (element.get("src") or "").strip():
            shows = element.get("alt") or element.get("aria-label") or element.get("title") or ""
            self.add_picture(self._pictures.by_address(self.path, address), shows)
        return True

    def _read_object(self, element: etree._Element, _plan: Plan) -> bool:
        """Take in an object that is a picture; of another, what stands for it is read."""
        address = (element.get("data") or "").strip()
        if not address or not (element.get("type") or "").startswith("image/"):
            return False
        self.note_name(element, becomes_note=False)
        self.add_picture(self._pictures.by_address(self.path, address), _words(element))
        return True

    def add_picture(self, image: Image | None, shows: str) -> None:
        """Add a picture, if it is one, with what it shows."""
        if image is not None:
            self._inline.add_image(image, shows)

    def _read_drawing(self, element: etree._Element, _plan: Plan) -> bool:
        self.note_name(element, becomes_note=False)
        image = self._pictures.of_drawing(self.path, element)
        self._inline.add_image(image, words_of_drawing(element))
        return True

    def read_whole_drawing(self, root: etree._Element) -> None:
        """Take in a document that is a drawing: the picture, then each run of words in it."""
        self._inline.add_image(self._pictures.of_drawing(self.path, root), "")
        for words in root.iter("{*}text"):
            self._gatherer.flush()
            self._inline.add("".join(words.itertext()))

    def read_whole_picture(self) -> None:
        """Take in a document that is a picture."""
        self.add_picture(self._pictures.by_path(self.path), "")

    def _read_math(self, element: etree._Element, _plan: Plan) -> bool:
        self.note_name(element, becomes_note=False)
        for text, style in math_runs(element):
            if style is not None:
                self._inline.open_style(style)
            self._inline.add(text)
            if style is not None:
                self._inline.close_style(style)
        return True


def _words(element: etree._Element) -> str:
    if not len(element):
        return " ".join((element.text or "").split())
    return " ".join("".join(element.itertext()).split())
