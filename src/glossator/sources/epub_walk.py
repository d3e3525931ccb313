"""Walk the markup of an EPUB's documents and gather its blocks, in document order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from lxml import etree

from glossator.model.text import BlockKind
from glossator.sources.blocks import TextBuilder
from glossator.sources.css_styles import ClassStyles
from glossator.sources.epub_contents import Place
from glossator.sources.epub_documents import Document, is_drawing
from glossator.sources.epub_gather import Context, Gatherer
from glossator.sources.epub_notes import NoteLinks, name_of
from glossator.sources.epub_pictures import PagePictures
from glossator.sources.epub_plans import TELLING, Plan, make_plan
from glossator.sources.epub_specials import Specials
from glossator.sources.epub_tables import is_layout
from glossator.sources.epub_tags import HEADINGS, LISTS
from glossator.sources.html_items import ListNumbers
from glossator.sources.xml_safety import local_name

_HEADING_TAGS = tuple(f"{{*}}{name}" for name in HEADINGS)
_CELLS = frozenset({"td", "th"})
_ITEMS = frozenset({"li", "dt", "dd"})
_NAMING = frozenset({"id", "name"})
_LEFT_OUT = (
    "Parts of the book that play or run (sound, film, programs) were left out; their words are "
    "there."
)


class EpubWalk:
    """One pass over the documents of a book; its text gathers in `builder`."""

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
        self._gatherer = Gatherer()
        self._inline = self._gatherer.inline
        self._specials = Specials(self._gatherer, links, pages, pictures)
        self._notes, self._wanted = links.notes, wanted
        self._classes: ClassStyles = {}
        self._plans: dict[str, Plan] = {}
        self._lists: list[ListNumbers] = []
        self._captions: set[etree._Element] = set()
        self._plays = False

    @property
    def builder(self) -> TextBuilder:
        """What has been gathered."""
        return self._gatherer.builder

    def read(self, document: Document, classes: ClassStyles) -> None:
        """Take in a document; `classes` is what its style sheets say."""
        specials = self._specials
        specials.path = document.path
        specials.wanted = self._wanted.get(document.path, frozenset())
        if classes != self._classes:
            self._classes, self._plans = classes, {}
        self._inline.names.append(name_of((document.path, "")))
        body = document.body
        if body is None:
            specials.read_whole_picture()
        elif is_drawing(document):
            specials.read_whole_drawing(body)
        else:
            self._gatherer.headings = next(body.iter(*_HEADING_TAGS), None) is None
            self._read(body)
        self._gatherer.end_document()
        self._lists.clear()

    def problems(self) -> tuple[str, ...]:
        """Say in sentences what was left out."""
        return (_LEFT_OUT,) if self._plays else ()

    def _read(self, element: etree._Element) -> None:
        """Take in an element and what is inside it.

        Recursive, one call a level: a document is parsed 256 deep at most.
        """
        plan = self._enter(element)
        if plan is None:
            return
        gatherer = self._gatherer
        add = gatherer.add_lines if gatherer.context.as_set else self._inline.add
        if text := element.text:
            add(text)
        for child in element:
            self._read(child)
            if tail := child.tail:
                add(tail)
        for style in plan.styles:
            self._inline.close_style(style)
        if plan.block:
            self._leave_block(element, plan)

    def _enter(self, element: etree._Element) -> Plan | None:
        """Take in the beginning of an element; None where its inside is not to be read."""
        key, named = str(element.tag), False
        for name, value in element.items():
            if name in TELLING:
                key = f"{key} {name}={value}"
            elif name in _NAMING:
                named = True
        plan = self._plans.get(key)
        if plan is None:
            plan = self._plans[key] = make_plan(element, self._classes)
            self._plays |= plan.plays
        if plan.leaf and not named and not len(element) and self._add_leaf(element, plan):
            return None
        if (plan.special or plan.hidden) and self._is_done(element, plan):
            return None
        if plan.block:
            self._enter_block(element, plan)
        if named:
            self._specials.note_name(element, becomes_note=not plan.block)
        for style in plan.styles:
            self._inline.open_style(style)
        return plan

    def _add_leaf(self, element: etree._Element, plan: Plan) -> bool:
        """Take in a block without elements the short way, as long as it is no note."""
        text = element.text
        if not text or element in self._notes:
            return False
        return self._gatherer.add_leaf(text, plan.heading)

    def _is_done(self, element: etree._Element, plan: Plan) -> bool:
        """Tell whether an element needs no more: it is not shown, or was taken in as a whole."""
        if plan.hidden and not plan.note and element not in self._notes:
            return True  # notes may wait hidden for their call
        if plan.special == "table":
            self._enter_table(element)
        return element in self._captions or self._specials.read(element, plan)

    def _enter_table(self, element: etree._Element) -> None:
        """Begin a table, its captions before it; one that only arranges the page is no table."""
        if self._gatherer.in_table or is_layout(element):
            return
        for caption in element.iterfind("{*}caption"):
            self._read(caption)
            self._captions.add(caption)
        self._gatherer.open_table()

    def _enter_block(self, element: etree._Element, plan: Plan) -> None:
        if plan.tag == "tr":
            parent = element.getparent()
            self._gatherer.open_row(in_head=parent is not None and local_name(parent) == "thead")
        note = self._notes.get(element) if self._notes else None
        if note is not None or plan.note:
            context = Context(BlockKind.FOOTNOTE, label=note.label if note is not None else "")
        elif plan.narrows:
            context = self._narrowed(element, plan)
        else:
            context = self._gatherer.context
        self._gatherer.enter(context)

    def _narrowed(self, element: etree._Element, plan: Plan) -> Context:
        """Tell what text in an element is; in a footnote all but headings is footnote."""
        outer, tag = self._gatherer.context, plan.tag
        if plan.heading:
            return Context(BlockKind.HEADING, plan.heading)
        if tag in LISTS:
            given = {"start": element.get("start"), "type": element.get("type")}
            self._lists.append(ListNumbers(tag, given))
        if outer.kind is BlockKind.FOOTNOTE:
            return outer
        if tag in _ITEMS:
            return self._item(element, tag)
        if plan.quotation:
            outer = replace(outer, kind=BlockKind.QUOTATION, level=0, label="")
        return replace(outer, verse=outer.verse or plan.verse, as_set=outer.as_set or tag == "pre")

    def _item(self, element: etree._Element, tag: str) -> Context:
        """Take an item of a list; what explains a term stands one deeper than the term."""
        level = max(1, len(self._lists))
        if tag == "li" and self._lists:
            label = self._lists[-1].next_label({"value": element.get("value")})
            return Context(BlockKind.LIST_ITEM, level, label)
        return Context(BlockKind.LIST_ITEM, level + (tag == "dd"))

    def _leave_block(self, element: etree._Element, plan: Plan) -> None:
        tag = plan.tag
        if tag in _CELLS:
            spans = {"rowspan": element.get("rowspan"), "colspan": element.get("colspan")}
            self._gatherer.close_cell(tag, spans)
        elif tag == "table":
            self._gatherer.close_table()
        self._gatherer.leave(hold_number=tag == "dt" and element in self._notes)
        if tag in LISTS and self._lists:
            self._lists.pop()
