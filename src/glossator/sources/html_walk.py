"""Walk the nodes of a page and turn them into pieces, in document order."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from glossator.model.text import BlockKind, MarkerKind, PinpointOrigin
from glossator.sources.blocks import Piece, TextBuilder
from glossator.sources.html_items import ListNumbers, own_label, refine
from glossator.sources.html_links import PageLinks
from glossator.sources.html_pages import PageMark, line_number, names_line_number, page_mark
from glossator.sources.html_pictures import PagePictures
from glossator.sources.html_states import (
    ASKED,
    BLOCK,
    CELLS,
    FOOTNOTE,
    IN_CELL,
    INLINE,
    LIST,
    LIST_ITEM,
    LISTS,
    NOTHING,
    PARAGRAPH,
    PLAIN,
    ROW,
    TELLING,
    Attributes,
    Context,
    End,
    Open,
    heading_level,
)
from glossator.sources.html_tables import PageMarks, TableText, is_layout
from glossator.sources.html_tags import BLOCKS, DROPPED, is_hidden, label_text, styles_of
from glossator.sources.inline import InlineText
from glossator.sources.wrapped import join_wrapped

_BLOCK_ENDS = frozenset({"block", "list", "caption"})
_ARROWS = re.compile(r"[↩↑^⏎⤴\ufe0e\ufe0f\s]+")


class HtmlWalk:
    """One pass over a page; the text gathers in `builder`.

    Args of the constructor: the page's links (`find_links`), where
    its pictures come from, and the nodes that are to be passed over.
    """

    def __init__(
        self,
        links: PageLinks,
        pictures: PagePictures,
        passed_over: frozenset[int] = frozenset(),
    ) -> None:
        self.builder = TextBuilder()
        self._inline = InlineText()
        self._contexts: list[Context] = [PARAGRAPH]
        self._lists: list[ListNumbers] = []
        self._table: TableText[PageMark] | None = None  # the table of data that the walk is in
        self._captioned: TableText[PageMark] | None = None  # that whose caption the walk is in
        self._links, self._pictures = links, pictures
        self._passed_over = passed_over
        self._telling: set[int] = set()
        self._special = {*links.calls, *links.returns, *passed_over}
        self._named = {*links.notes, *links.names}
        self._marked: set[int] = set()
        self._pending: PageMarks = []
        self._broken_at = 0  # where the last line break stands
        for entry in links.contents:
            self.builder.add_contents_entry(entry.title, entry.level, entry.name)

    def read(self, root: LexborNode) -> None:
        """Walk an element without recursion: pages nest deeper than Python's stack."""
        self._telling = {node.mem_id for node in root.css(TELLING)}
        self._marked = self._telling | self._special | self._named
        inside: list[tuple[LexborNode, Open]] = []
        inline, marked, node = self._inline, self._marked, root
        while True:
            if node.is_text_node:
                text = node.text_content or ""
                if text.isspace() and text.isascii():
                    inline.blank_due = True
                else:
                    inline.add(text)
            else:
                tag = node.tag or "!"
                entered = PLAIN.get(tag)
                if entered is None or node.mem_id in marked:
                    entered = self._enter(node, tag)
                elif entered is not INLINE:
                    entered = self._enter_plain(node, entered)
                if entered is not None:
                    child = node.child
                    if child is not None:
                        inside.append((node, entered))
                        node = child
                        continue
                    self._leave(entered)
            following = (node.next if inside else None) or self._climb(inside)
            if following is None:
                break
            node = following
        self._flush()

    def _climb(self, inside: list[tuple[LexborNode, Open]]) -> LexborNode | None:
        """Take in the ends of the elements that end here, and give the node behind them."""
        while inside:
            node, left = inside.pop()
            if left is not INLINE:
                self._leave(left)
            if inside and (following := node.next) is not None:
                return following
        return None

    def _enter(self, node: LexborNode, tag: str) -> Open | None:
        """Take in the beginning of an element; None where its inside is not to be walked."""
        if tag in DROPPED or tag[0] in "-_!":
            return None
        place = node.mem_id
        tells = place in self._telling
        attributes = node.attributes if tells or tag in ASKED else NOTHING
        if place in self._special and self._enter_special(node, place):
            return None
        if tells and (is_hidden(attributes) or self._enter_mark(node, tag, attributes)):
            return None
        if tag not in BLOCKS:
            if place in self._named:
                self._name(place, block=False)
            return self._enter_inline(node, tag, attributes)
        self._part_blocks(tag)
        if place in self._named:
            self._name(place, block=True)
        return self._enter_block(node, tag, attributes)

    def _enter_plain(self, node: LexborNode, plain: Open) -> Open | None:
        """Take in the beginning of an element that is what its name says, as most are.

        None where its inside is not to be walked, since it was taken in too.
        """
        if plain.end == "inline":
            for style in plain.styles:
                self._inline.open_style(style)
            return plain
        if self._table is not None:
            return self._enter_plain_in(self._table, node, plain)
        if self._inline.length:
            self._flush_unless_label()
        self._contexts.append(self._contexts[-1])
        return BLOCK

    def _enter_plain_in(
        self, table: TableText[PageMark], node: LexborNode, plain: Open
    ) -> Open | None:
        """Take in the beginning of a plain block in a table; all of a cell that is but words."""
        inline = self._inline
        if plain.end == "cell":
            only = node.child
            is_words = only is not None and only.is_text_node and only.next is None
            if is_words and inline.is_empty and not self._pending:
                table.add_words((only and only.text_content) or "", plain.tag)
                inline.blank_due = False
                return None
        elif plain is ROW:
            self._open_row(table, node)
        inline.blank_due = True
        return plain if plain.end == "cell" else IN_CELL

    @staticmethod
    def _open_row(table: TableText[PageMark], node: LexborNode) -> None:
        parent = node.parent
        table.open_row(in_head=parent is not None and parent.tag == "thead")

    def _part_blocks(self, tag: str) -> None:
        """End what was gathered before a block begins; in a table of data a blank does."""
        if self._table is None:
            if self._inline.length:
                self._flush_unless_label()
        elif tag != "caption":
            self._inline.blank_due = True

    def _enter_special(self, node: LexborNode, place: int) -> bool:
        """Take in what is a whole: a footnote call, the way back; or pass over what is not shown.

        Returns:
            Whether the element is done with.
        """
        link = self._links.calls.get(place)
        if link is not None:
            self._inline.add_marker(
                MarkerKind.FOOTNOTE_CALL, label_text(node), link.label, link.note
            )
            return True
        return place in self._passed_over or _ARROWS.fullmatch(label_text(node)) is not None

    def _enter_mark(self, node: LexborNode, tag: str, attributes: Attributes) -> bool:
        """Take in a mark that a page begins, or the number of a line, if the element is one."""
        mark = page_mark(tag, attributes, node)
        if mark is None:
            return tag == "span" and self._enter_line_number(node, attributes)
        if node.mem_id in self._named:
            self._name(node.mem_id, block=False)
        self._add_page_mark(mark, node)
        return True

    def _enter_line_number(self, node: LexborNode, attributes: Attributes) -> bool:
        if not names_line_number(attributes.get("class") or ""):
            return False
        number = line_number(label_text(node))
        if number:
            self._inline.blank_due = True
            self._inline.add_marker(MarkerKind.LINE_NUMBER, number, number)
            self._inline.blank_due = True
        return bool(number)

    def _add_page_mark(self, mark: PageMark, node: LexborNode) -> None:
        """Take in where a page begins: as a marker in the text, or at an empty anchor."""
        at = self._inline.length
        if mark.text:
            at = self._inline.add_marker(MarkerKind.STAR_PAGE, mark.text, mark.label)
            following = node.next
            if following is not None and (following.text_content or "")[:1].isalnum():
                self._inline.blank_due = True
        self._pending.append((mark, at))

    def _enter_inline(self, node: LexborNode, tag: str, attributes: Attributes) -> Open | None:
        if tag == "br":
            self._break()
        elif tag == "img":
            self._add_picture(attributes)
        elif tag == "svg":
            image = self._pictures.take_drawing(node.html or "")
            if image is not None:
                self._inline.add_image(image, attributes.get("aria-label") or "")
            return None
        styles = styles_of(tag, attributes)
        if not styles:
            return INLINE
        for style in styles:
            self._inline.open_style(style)
        return Open("inline", styles)

    def _break(self) -> None:
        """Take in a line break: a blank; the second of two ends the paragraph."""
        if self._inline.length and self._broken_at == self._inline.length and self._table is None:
            self._flush()
        self._broken_at = self._inline.length
        self._inline.blank_due = True

    def _add_picture(self, attributes: Attributes) -> None:
        taken = self._pictures.take(attributes)
        if taken is not None:
            self._inline.add_image(*taken)

    def _enter_block(self, node: LexborNode, tag: str, attributes: Attributes) -> Open | None:
        if self._table is not None:
            return self._enter_in_table(node, tag, attributes)
        if tag == "table" and not is_layout(node):
            self._table = TableText()
            return Open("table")
        if tag == "pre":
            for paragraph in join_wrapped(node.text()):
                self._inline.add(paragraph)
                self._flush()
            return None
        self._contexts.append(self._context_of(node, tag, attributes))
        plain = LIST if tag in LISTS else BLOCK
        styles = styles_of("", attributes)
        for style in styles:
            self._inline.open_style(style)
        return plain._replace(styles=styles) if styles else plain

    def _enter_in_table(self, node: LexborNode, tag: str, attributes: Attributes) -> Open:
        """Take in the beginning of a block in a table: a row, a cell, or what parts words only."""
        if tag == "caption":
            self._captioned, self._table = self._table, None
            self._contexts.append(PARAGRAPH)
            return Open("caption")
        if tag == "tr" and self._table is not None:
            self._open_row(self._table, node)
        if tag not in CELLS:
            return IN_CELL
        return Open("cell", (), tag, attributes) if attributes else CELLS[tag]

    def _context_of(self, node: LexborNode, tag: str, attributes: Attributes) -> Context:
        """Tell what text in an element is; in a footnote all is footnote."""
        outer = self._contexts[-1]
        note = self._links.notes.get(node.mem_id)
        if note is not None:
            return Context(FOOTNOTE, 0, note.label)
        if level := heading_level(node, tag, attributes):
            return Context(BlockKind.HEADING, level)
        if tag in LISTS:
            self._lists.append(ListNumbers(tag, attributes))
        if outer.kind is FOOTNOTE:
            return outer
        if tag in {"li", "dd", "dt"}:
            return self._item(tag, attributes)
        return Context(BlockKind.QUOTATION) if tag == "blockquote" else outer

    def _item(self, tag: str, attributes: Attributes) -> Context:
        """Take an item of a list; what explains a term stands one deeper than the term."""
        label = self._lists[-1].next_label(attributes) if tag == "li" and self._lists else ""
        return Context(LIST_ITEM, max(1, len(self._lists)) + (tag == "dd"), label)

    def _leave(self, left: Open) -> None:
        """Take in the end of an element."""
        for style in left.styles:
            self._inline.close_style(style)
        end = left.end
        if end in _BLOCK_ENDS:
            self._leave_block(end)
        elif end == "in-cell":
            self._inline.blank_due = True
        elif end == "cell":
            self._leave_cell(left)
        elif end == "table":
            self._leave_table()

    def _leave_cell(self, left: Open) -> None:
        if self._table is not None:
            self._table.add_cell(self._inline, self._pending, left.tag, left.attributes or NOTHING)
        self._pending = []

    def _leave_table(self) -> None:
        """Add the table that ends; words outside of its cells make a paragraph before it."""
        self._flush()
        table, self._table = self._table, None
        if table is not None:
            piece, self._pending = table.finish()
            self._add(piece)

    def _leave_block(self, end: End) -> None:
        if self._inline.length:
            within = len(self._contexts) > 1 and self._contexts[-2].kind is FOOTNOTE
            if within and self._contexts[-1].kind is FOOTNOTE:
                self._flush_unless_label()
            else:
                self._flush()
        self._contexts.pop()
        if end == "list" and self._lists:
            self._lists.pop()
        elif end == "caption":
            self._table, self._captioned = self._captioned, None

    def _name(self, place: int, *, block: bool) -> None:
        """Note that a call or the contents can lead to the block being gathered."""
        name = self._links.names.get(place)
        if name is not None:
            self._inline.names.append(name)
        note = self._links.notes.get(place)
        if note is None:
            return
        if note.note:
            self._inline.names.append(note.note)
        in_note = self._contexts[-1].kind is FOOTNOTE
        if not block and not in_note and self._table is None:
            # The note's own element is a bare anchor: the block around it is the note.
            self._contexts[-1] = Context(FOOTNOTE, 0, note.label)

    def _flush_unless_label(self) -> None:
        """End the block, but keep a footnote's number with the words that follow it."""
        if self._contexts[-1].kind is FOOTNOTE and self._inline.length <= 4:
            self._inline.blank_due = True
            return
        self._flush()

    def _flush(self) -> None:
        """End the block that is being gathered, if it holds any text.

        Without, a page mark and a note's name belong to the next block.
        """
        self._broken_at = 0
        if not self._inline.length:
            self._inline.blank_due = False
            return
        context = self._contexts[-1]
        piece = self._inline.take(context.kind, level=context.level, label=context.label)
        if context.kind is LIST_ITEM:
            # Only the first block of an item carries its label.
            self._contexts[-1] = Context(context.kind, context.level)
            if context.label:
                piece.label = own_label(piece.text, context.label)
        refine(piece)
        self._add(piece)

    def _add(self, piece: Piece) -> None:
        """Add a piece and pin the page marks that stand in it; without words they wait."""
        start = self.builder.add(piece)
        if not piece.text:
            return
        for mark, at in self._pending:
            place = start + min(at, len(piece.text) - 1)
            self.builder.pin(mark.scheme, mark.label, place, PinpointOrigin.MARKUP)
        self._pending = []
