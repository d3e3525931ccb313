"""Walk the markup of an EPUB's documents and gather its blocks, in document order."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from lxml import etree

from glossator.model.text import BlockKind, Image, MarkerKind, PinpointOrigin, StyleKind
from glossator.sources.css_styles import ClassStyles
from glossator.sources.epub_contents import Place
from glossator.sources.epub_documents import Document, is_drawing
from glossator.sources.epub_gather import Context, Gatherer
from glossator.sources.epub_math import math_runs
from glossator.sources.epub_notes import NoteLinks, is_declared_note, is_return, name_of
from glossator.sources.epub_pages import page_label
from glossator.sources.epub_pictures import PagePictures, words_of_drawing
from glossator.sources.epub_roles import roles_of
from glossator.sources.epub_tables import is_layout
from glossator.sources.epub_tags import BLOCKS, DROPPED, HEADINGS, PLAYED, StyleFinder, is_verse
from glossator.sources.html_items import ListNumbers
from glossator.sources.html_links import NoteLink
from glossator.sources.xml_safety import local_name

_ARROWS = re.compile(r"[↩↑^⏎⤴\ufe0e\ufe0f\s]+")
_LINE_NUMBER = re.compile(r"\b(?:lnum|line-?num(?:ber)?|line-?no)\b", re.IGNORECASE)
_HEADING_TAGS = tuple(f"{{*}}{name}" for name in HEADINGS)
_LEFT_OUT = (
    "Parts of the book that play or run (sound, film, programs) were left out; their words are "
    "there."
)


class EpubWalk:
    """One pass over the documents of a book; its text gathers in `gatherer.builder`."""

    def __init__(
        self,
        links: NoteLinks,
        pages: Mapping[Place, str],
        wanted: Mapping[str, frozenset[str]],
        pictures: PagePictures,
    ) -> None:
        """Prepare the walk.

        Args:
            links: what the links of the book are.
            pages: the declared page list.
            wanted: the ids that something leads to, by the document's path.
            pictures: takes the pictures in.
        """
        self.gatherer = Gatherer()
        self._inline = self.gatherer.inline
        self._links, self._pages, self._all_wanted = links, pages, wanted
        self._pictures = pictures
        self._path = ""
        self._wanted: frozenset[str] = frozenset()
        self._styles = StyleFinder({})
        self._lists: list[ListNumbers] = []
        self._open: list[tuple[str, tuple[StyleKind, ...]]] = []
        self._names: dict[object, str] = {}
        self._walked: set[etree._Element] = set()
        self._plays = False
        self._special: dict[str, Callable[[etree._Element], bool]] = {
            "a": self._enter_link,
            "br": self._enter_break,
            "img": self._enter_picture,
            "svg": self._enter_drawing,
            "math": self._enter_math,
            "object": self._enter_object,
            "table": self._enter_table,
        }

    def read(self, document: Document, styles: ClassStyles) -> None:
        """Take in a document; `styles` are what its style sheets say."""
        self._path = document.path
        self._wanted = self._all_wanted.get(document.path, frozenset())
        self._styles = StyleFinder(styles)
        self._inline.names.append(name_of((document.path, "")))
        body = document.body
        if body is None:
            self._add_picture(self._pictures.by_path(document.path), "")
        elif is_drawing(document):
            self._read_drawing(body)
        else:
            self.gatherer.headings = next(body.iter(*_HEADING_TAGS), None) is None
            self._walk(body)
        self.gatherer.end_document()
        self._lists.clear()

    def problems(self) -> tuple[str, ...]:
        """Say in sentences what was left out."""
        return (_LEFT_OUT,) if self._plays else ()

    def _walk(self, body: etree._Element) -> None:
        add_text, names = self.gatherer.add_text, self._names
        walker = etree.iterwalk(body, events=("start", "end"))
        skipped = None
        for event, element in walker:
            if event == "start":
                tag = element.tag
                name = names.get(tag)
                if name is None:
                    name = names[tag] = local_name(element)
                if not self._enter(element, name):
                    walker.skip_subtree()
                    skipped = element
                elif element.text:
                    add_text(element.text)
                continue
            if element is skipped:
                skipped = None
            else:
                self._leave(element)
            if element.tail and element is not body:
                add_text(element.tail)

    def _enter(self, element: etree._Element, tag: str) -> bool:
        """Take in the beginning of an element; false where its inside is not to be walked."""
        if tag in DROPPED or element in self._walked:
            self._plays |= tag == "script"
            return False
        plain = not element.keys()
        if not plain and (self._is_hidden(element) or self._enter_mark(element, tag)):
            return False
        special = self._special.get(tag)
        if special is not None and not special(element):
            return False
        self._plays |= tag in PLAYED
        if tag in BLOCKS:
            self._enter_block(element, tag, plain=plain)
        else:
            styles = self._styles.of(element, tag, plain=plain)
            for style in styles:
                self._inline.open_style(style)
            self._open.append((tag, styles))
            if not plain:
                self._note_name(element, block=False)
        return True

    def _leave(self, element: etree._Element) -> None:
        tag, styles = self._open.pop()
        for style in reversed(styles):
            self._inline.close_style(style)
        if tag in {"td", "th"}:
            spans = {"rowspan": element.get("rowspan"), "colspan": element.get("colspan")}
            self.gatherer.close_cell(tag, spans)
        if tag == "table":
            self.gatherer.close_table()
        if tag in BLOCKS:
            self.gatherer.leave(hold_number=tag == "dt" and element in self._links.notes)
            if tag in {"ol", "ul", "dl"} and self._lists:
                self._lists.pop()

    def _enter_block(self, element: etree._Element, tag: str, *, plain: bool) -> None:
        if tag == "tr":
            parent = element.getparent()
            self.gatherer.open_row(in_head=parent is not None and local_name(parent) == "thead")
        outer = self.gatherer.context
        self.gatherer.enter(self._context_of(element, tag, outer, plain=plain))
        styles = () if plain else self._styles.of(element, tag, plain=plain)
        for style in styles:
            self._inline.open_style(style)
        self._open.append((tag, styles))
        if not plain:
            self._note_name(element, block=True)

    def _context_of(
        self, element: etree._Element, tag: str, outer: Context, *, plain: bool
    ) -> Context:
        """Tell what text in an element is; in a footnote all is footnote."""
        note = self._note_of(element, plain=plain)
        if note is not None:
            return Context(BlockKind.FOOTNOTE, 0, note.label)
        if tag in HEADINGS:
            return Context(BlockKind.HEADING, HEADINGS[tag])
        if tag in {"ol", "ul", "dl"}:
            given = {"start": element.get("start"), "type": element.get("type")}
            self._lists.append(ListNumbers(tag, given))
        if outer.kind is BlockKind.FOOTNOTE:
            return outer
        if tag in {"li", "dt", "dd"}:
            return self._item(element, tag)
        return (
            outer if plain and tag not in {"blockquote", "pre"} else _narrowed(element, tag, outer)
        )

    def _is_hidden(self, element: etree._Element) -> bool:
        """Tell whether an element is not to be shown; notes may wait hidden for their call."""
        return element.get("hidden") is not None and self._note_of(element) is None

    def _note_of(self, element: etree._Element, *, plain: bool = False) -> NoteLink | None:
        note = self._links.notes.get(element)
        if note is None and not plain and is_declared_note(element):
            return NoteLink("", "")
        return note

    def _item(self, element: etree._Element, tag: str) -> Context:
        level = max(1, len(self._lists))
        if tag == "li" and self._lists:
            label = self._lists[-1].next_label({"value": element.get("value")})
            return Context(BlockKind.LIST_ITEM, level, label)
        return Context(BlockKind.LIST_ITEM, level + (tag == "dd"))

    def _note_name(self, element: etree._Element, *, block: bool) -> None:
        """Note what can lead to the block that is being gathered."""
        for own in (element.get("id"), element.get("name")):
            if own and own in self._wanted:
                self._inline.names.append(name_of((self._path, own)))
                if label := self._pages.get((self._path, own)):
                    self.gatherer.start_page("epub-page", label, PinpointOrigin.DECLARED)
        note = self._links.notes.get(element)
        if note is not None and not block and self.gatherer.context.kind is not BlockKind.FOOTNOTE:
            # The note's own element is a bare anchor: the block around it is the note.
            self.gatherer.become(Context(BlockKind.FOOTNOTE, 0, note.label))

    def _enter_mark(self, element: etree._Element, tag: str) -> bool:
        """Take in where a page begins, or the number of a line; true if the element was one."""
        mark = page_label(element)
        if mark is not None:
            self._enter_page(element, tag, *mark)
            return True
        if tag == "span" and _LINE_NUMBER.search(element.get("class") or ""):
            text = " ".join("".join(element.itertext()).split())
            if text.isdecimal() and len(text) <= 5:
                self._inline.blank_due = True
                self._inline.add_marker(MarkerKind.LINE_NUMBER, text, text)
                return True
        return False

    def _enter_page(self, element: etree._Element, tag: str, label: str, text: str) -> None:
        """Note that a page begins, and keep its number where it stands in the text."""
        if tag in BLOCKS:
            self.gatherer.flush()
        own = element.get("id") or element.get("name") or ""
        declared = self._pages.get((self._path, own), "")
        label = declared or label
        at = self._inline.length
        if text:
            at = self._inline.add_marker(MarkerKind.STAR_PAGE, text, label or text)
        if own in self._wanted:
            self._inline.names.append(name_of((self._path, own)))
        origin = PinpointOrigin.DECLARED if declared else PinpointOrigin.MARKUP
        self.gatherer.start_page("epub-page", label, origin, at)
        if tag in BLOCKS:
            self.gatherer.flush()

    def _enter_link(self, element: etree._Element) -> bool:
        """Take in a footnote call; leave out an arrow that leads back from a note."""
        call = self._links.calls.get(element)
        if call is not None:
            self._note_name(element, block=True)
            text = " ".join("".join(element.itertext()).split())
            self._inline.add_marker(
                MarkerKind.FOOTNOTE_CALL, text or call.label, call.label, call.note
            )
            return False
        if is_return(element, self._links):
            return not _ARROWS.fullmatch("".join(element.itertext()))
        return True

    def _enter_break(self, element: etree._Element) -> bool:
        self._note_name(element, block=True)
        self.gatherer.break_line()
        return False

    def _enter_picture(self, element: etree._Element) -> bool:
        self._note_name(element, block=True)
        if address := (element.get("src") or "").strip():
            shows = element.get("alt") or element.get("aria-label") or element.get("title") or ""
            self._add_picture(self._pictures.by_address(self._path, address), shows)
        return False

    def _enter_object(self, element: etree._Element) -> bool:
        """Take in an object that is a picture; of another, what stands for it is read."""
        address = (element.get("data") or "").strip()
        if not address or not (element.get("type") or "").startswith("image/"):
            return True
        self._note_name(element, block=True)
        self._add_picture(
            self._pictures.by_address(self._path, address), "".join(element.itertext())
        )
        return False

    def _add_picture(self, image: Image | None, shows: str) -> None:
        if image is not None:
            self._inline.add_image(image, shows)

    def _enter_drawing(self, element: etree._Element) -> bool:
        self._note_name(element, block=True)
        image = self._pictures.of_drawing(self._path, element)
        self._inline.add_image(image, words_of_drawing(element))
        return False

    def _read_drawing(self, root: etree._Element) -> None:
        """Take in a document that is a drawing: the picture, then each run of words in it."""
        self._inline.add_image(self._pictures.of_drawing(self._path, root), "")
        for words in root.iter("{*}text"):
            self.gatherer.flush()
            self._inline.add("".join(words.itertext()))

    def _enter_math(self, element: etree._Element) -> bool:
        self._note_name(element, block=True)
        for text, style in math_runs(element):
            if style is not None:
                self._inline.open_style(style)
            self._inline.add(text)
            if style is not None:
                self._inline.close_style(style)
        return False

    def _enter_table(self, element: etree._Element) -> bool:
        if not self.gatherer.in_table and not is_layout(element):
            for caption in element.iterfind("{*}caption"):
                self._walk(caption)
                self._walked.add(caption)
            self.gatherer.open_table()
        return True


def _narrowed(element: etree._Element, tag: str, outer: Context) -> Context:
    """Give what text in a block is, where its element says more than those around it."""
    if tag == "blockquote" or "epigraph" in roles_of(element):
        outer = replace(outer, kind=BlockKind.QUOTATION, level=0, label="")
    return replace(outer, verse=outer.verse or is_verse(element), as_set=tag == "pre")
