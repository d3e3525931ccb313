"""Walk the nodes of a page and turn them into pieces, in document order."""

from __future__ import annotations

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from glossator.model.text import BlockKind, MarkerKind, PinpointOrigin
from glossator.sources.blocks import Piece, TextBuilder
from glossator.sources.html_notes import find_note_links
from glossator.sources.html_pages import PageMark, find_reporter, page_mark
from glossator.sources.html_tables import is_layout, table_caption, table_text
from glossator.sources.html_tags import BLOCKS, DROPPED, HEADINGS, label_text, styles_of
from glossator.sources.inline import InlineText
from glossator.sources.numbering import (
    enumeration_label,
    heading_rank,
    looks_like_heading,
    own_number,
)
from glossator.sources.wrapped import join_wrapped

_ARROWS = re.compile(r"[↩↑^⏎⤴\ufe0e\ufe0f\s]+")


@dataclass(frozen=True, slots=True)
class _Context:
    """What a block's text is, for as long as the walk is inside its element."""

    kind: BlockKind
    level: int = 0
    label: str = ""


_PARAGRAPH = _Context(BlockKind.PARAGRAPH)


class HtmlWalk:
    """One pass over a page; the text gathers in `builder`."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        self.builder = TextBuilder()
        self._inline = InlineText()
        self._contexts: list[_Context] = [_PARAGRAPH]
        self._lists: list[_List] = []
        self._links = find_note_links(tree)
        self._reporter = find_reporter(tree)
        self._pending: list[tuple[PageMark, int]] = []

    def read(self, body: LexborNode) -> None:
        """Walk without recursion: pages nest deeper than Python's stack."""
        node: LexborNode | None = body
        while node is not None:
            inside = self._enter(node)
            child = node.child if inside else None
            if child is None:
                if inside:
                    self._leave(node)
                node = self._next_after(node, body)
            else:
                node = child
        self._flush()

    def _next_after(self, node: LexborNode, body: LexborNode) -> LexborNode | None:
        """Give what follows a node, and leave the elements that end before it; None at the end."""
        while node.next is None:
            parent = node.parent
            if parent is None or parent.mem_id == body.mem_id:
                return None
            node = parent
            self._leave(node)
        return node.next

    def _enter(self, node: LexborNode) -> bool:
        """Take in the beginning of a node; false where its inside is not to be walked."""
        tag = node.tag
        if tag == "-text":
            self._inline.add(node.text_content or "")
            return False
        if tag is None or tag[0] in "-_!" or tag in DROPPED:
            return False
        attributes = node.attributes
        if "hidden" in attributes or self._enter_link_or_mark(node, tag, attributes):
            return False
        if tag in BLOCKS:
            return self._enter_block(node, tag, attributes)
        self._name(node, block=False)
        if tag == "br":
            self._inline.add(" ")
        for style in styles_of(tag, attributes):
            self._inline.open_style(style)
        return True

    def _enter_link_or_mark(
        self, node: LexborNode, tag: str, attributes: dict[str, str | None]
    ) -> bool:
        """Take in a footnote call, the way back from a note, or a page mark."""
        link = self._links.calls.get(node.mem_id)
        if link is not None:
            self._inline.add_marker(
                MarkerKind.FOOTNOTE_CALL, label_text(node), link.label, link.note
            )
            return True
        if node.mem_id in self._links.returns and _ARROWS.fullmatch(label_text(node)):
            return True
        mark = page_mark(tag, attributes, node) if attributes else None
        if mark is not None:
            self._add_page_mark(mark, node)
        return mark is not None

    def _add_page_mark(self, mark: PageMark, node: LexborNode) -> None:
        """Take in where a page begins: as a marker in the text, or at an empty anchor."""
        at = self._inline.length
        if mark.text:
            at = self._inline.add_marker(MarkerKind.STAR_PAGE, mark.text, mark.label)
            following = node.next
            if following is not None and (following.text_content or "")[:1].isalnum():
                self._inline.add(" ")
        self._pending.append((mark, at))

    def _enter_block(self, node: LexborNode, tag: str, attributes: dict[str, str | None]) -> bool:
        self._flush_unless_label()
        if tag == "table" and not is_layout(node):
            self._inline.add(table_caption(node))
            self._flush()
            self.builder.add(Piece(BlockKind.TABLE, table_text(node)))
            return False
        if tag == "pre":
            for paragraph in join_wrapped(node.text()):
                self._inline.add(paragraph)
                self._flush()
            return False
        self._contexts.append(self._context_of(node, tag, attributes))
        for style in styles_of("", attributes):
            self._inline.open_style(style)
        self._name(node, block=True)
        return True

    def _context_of(
        self, node: LexborNode, tag: str, attributes: dict[str, str | None]
    ) -> _Context:
        """Tell what text in an element is; in a footnote all is footnote."""
        outer = self._contexts[-1]
        note = self._links.notes.get(node.mem_id)
        if note is not None:
            return _Context(BlockKind.FOOTNOTE, 0, note.label)
        if tag in HEADINGS:
            return _Context(BlockKind.HEADING, HEADINGS[tag])
        if tag in {"ol", "ul"}:
            self._lists.append(_List(tag == "ol", attributes))
        if outer.kind is BlockKind.FOOTNOTE:
            return outer
        if tag in {"li", "dd"}:
            return self._item(tag)
        return _Context(BlockKind.QUOTATION) if tag == "blockquote" else outer

    def _item(self, tag: str) -> _Context:
        label = self._lists[-1].next_label() if tag == "li" and self._lists else ""
        return _Context(BlockKind.LIST_ITEM, max(1, len(self._lists)), label)

    def _leave(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag in BLOCKS:
            self._leave_block(tag)
            tag = ""  # a block has the styles of its attributes only
        for style in styles_of(tag, node.attributes):
            self._inline.close_style(style)

    def _leave_block(self, tag: str) -> None:
        inner = [context.kind for context in self._contexts[-2:]]
        if inner == [BlockKind.FOOTNOTE, BlockKind.FOOTNOTE]:
            self._flush_unless_label()
        else:
            self._flush()
        self._contexts.pop()
        if tag in {"ol", "ul"} and self._lists:
            self._lists.pop()

    def _name(self, node: LexborNode, *, block: bool) -> None:
        """Note that a call can call the block being gathered."""
        note = self._links.notes.get(node.mem_id)
        if note is None:
            return
        self._inline.names.append(note.note)
        if not block and self._contexts[-1].kind is not BlockKind.FOOTNOTE:
            # The note's own element is a bare anchor: the block around it is the note.
            self._contexts[-1] = _Context(BlockKind.FOOTNOTE, 0, note.label)

    def _flush_unless_label(self) -> None:
        """End the block, but keep a footnote's number with the words that follow it."""
        if self._contexts[-1].kind is BlockKind.FOOTNOTE and self._inline.length <= 4:
            self._inline.add(" ")
            return
        self._flush()

    def _flush(self) -> None:
        """End the block that is being gathered, if it holds any text.

        Without, a page mark and a note's name belong to the next block.
        """
        if not self._inline.length:
            self._inline.blank_due = False
            return
        context = self._contexts[-1]
        piece = self._inline.take(context.kind, level=context.level, label=context.label)
        if context.kind is BlockKind.LIST_ITEM:
            # Only the first block of an item carries its label.
            self._contexts[-1] = _Context(context.kind, context.level)
            if context.label:
                piece.label = _own_label(piece.text, context.label)
        _refine(piece)
        start = self.builder.add(piece)
        for mark, at in self._pending:
            self._pin(mark, start + min(at, len(piece.text) - 1))
        self._pending.clear()

    def _pin(self, mark: PageMark, start: int) -> None:
        scheme = "printed-page" if mark.printed else f"star-page:{self._reporter(mark)}"
        self.builder.pin(scheme, mark.label, start, PinpointOrigin.MARKUP)


class _List:
    """The numbering of one list."""

    def __init__(self, ordered: bool, attributes: dict[str, str | None]) -> None:  # noqa: FBT001  # private
        start = attributes.get("start") or ""
        self.ordered, self.style = ordered, attributes.get("type") or "1"
        self.number = int(start) if start.isdecimal() and len(start) < 6 else 1

    def next_label(self) -> str:
        if not self.ordered:
            return ""
        number, self.number = self.number, self.number + 1
        if self.style in {"a", "A"} and number <= 26:
            return chr(ord(self.style) + number - 1)
        return str(number)


def _own_label(text: str, by_position: str) -> str:
    """Give the label of a list item: the one that its text carries, else that of its place."""
    own = own_number(text)
    # Initials begin items too: "A." numbers one only where it agrees with the place.
    is_initial = len(own) == 1 and own.isupper() and text[:1] != "("
    if is_initial and own not in {by_position, _letter(by_position)}:
        return by_position
    return own or by_position


def _letter(number: str) -> str:
    """Give the capital that counts as a number does: C for 3, "" where there is none."""
    return chr(64 + int(number)) if number.isdecimal() and 1 <= int(number) <= 26 else ""


def _refine(piece: Piece) -> None:
    """See a numbered heading or list item in what is marked up as a paragraph."""
    if piece.kind is not BlockKind.PARAGRAPH:
        return
    label = enumeration_label(piece.text)
    if looks_like_heading(piece.text):
        piece.kind, piece.confidence = BlockKind.HEADING, 0.7
        piece.level = min(6, 1 + max(1, heading_rank(piece.text)))
    elif label and not label[0].isalnum():
        piece.kind, piece.level, piece.confidence = BlockKind.LIST_ITEM, 1, 0.7
        piece.label = label
