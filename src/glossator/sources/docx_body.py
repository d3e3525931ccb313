"""Walk the body of a DOCX: paragraphs, tables and boxes in the order of the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lxml import etree

from glossator.model.text import BlockKind
from glossator.sources.docx_names import MC, W, child_value, is_on, value, whole_number
from glossator.sources.docx_numbering import WordNumber
from glossator.sources.docx_runs import ParagraphText
from glossator.sources.docx_story import Story
from glossator.sources.docx_styles import (
    SAYS_NOTHING,
    ParagraphStyle,
    Said,
    paragraph_of,
    read_property,
)
from glossator.sources.docx_taken import TakenText
from glossator.sources.office_drafts import Draft, Numbered
from glossator.sources.office_tables import Cell, is_layout, join_cells

_PER_POINT = 20  # indentations are in twentieths of a point
_PARAGRAPH, _PPR, _PSTYLE, _RPR = f"{W}p", f"{W}pPr", f"{W}pStyle", f"{W}rPr"
_SECTION = f"{W}sectPr"
_TABLE, _ALTERNATIVE = f"{W}tbl", f"{MC}AlternateContent"
_WRAPPERS = frozenset(
    {f"{W}{name}" for name in ("customXml", "ins", "moveTo", "sdt", "sdtContent")}
)
_MARK_GONE, _HIDDEN_MARK = frozenset({f"{W}del", f"{W}moveFrom"}), f"{W}specVanish"


@dataclass(slots=True)
class _Look:
    """What a paragraph says of itself.

    Attributes:
        style_id: of its style.
        own: what it says besides.
        whole: what holds for it through its style.
        mark: the face of its mark, None where it says nothing.
        ends_section: whether a section ends with it.
    """

    style_id: str
    own: ParagraphStyle
    whole: ParagraphStyle
    mark: etree._Element | None = None
    ends_section: bool = False


class Body:
    """The walk through one part of a document: its main text, or its notes."""

    def __init__(self, story: Story, part: str) -> None:
        self._story = story
        self._text = ParagraphText(story, part)
        # A paragraph whose mark is gone or hidden runs on into the next; where it
        # is hidden, what the first one says of itself holds for both.
        self._runs_on = False
        self._first: _Look | None = None
        self._resolved: dict[tuple[object, ...], tuple[ParagraphStyle, ParagraphStyle]] = {}

    def read(self, parent: Iterable[etree._Element]) -> Iterator[Draft]:
        """Give the paragraphs and tables in an element, in order."""
        for child in parent:
            tag = child.tag
            if tag == _PARAGRAPH:
                look = self._read_paragraph(child)
                if look is not None:
                    taken = self._text.take()
                    yield self._draft(taken, look)
                    if taken.boxes:
                        yield from self._read_boxes(taken.boxes)
            elif tag == _TABLE:
                yield from self._read_table(child)
            elif tag in _WRAPPERS:
                yield from self.read(child)
            elif tag == _ALTERNATIVE:
                yield from self.read(child.iterfind(f"{MC}Choice/*"))

    def rest(self) -> Iterator[Draft]:
        """Give the last paragraph where it was to run on into one that never came."""
        if self._runs_on:
            style = self._story.styles.paragraph("")
            look = self._first or _Look("", SAYS_NOTHING, style)
            self._runs_on, self._first = False, None
            yield self._draft(self._text.take(), look)

    def _read_paragraph(self, element: etree._Element) -> _Look | None:
        """Gather a paragraph's text and give its look; None where it runs on into the next."""
        look = self._look_of(element)
        self._text.set_style(look.whole)
        self._text.read(element)
        first, self._first = self._first, None
        look = first or look
        self._runs_on = look.mark is not None and self._mark_is_gone(look, look.mark)
        return None if self._runs_on else look

    def _mark_is_gone(self, look: _Look, mark: etree._Element) -> bool:
        """Tell whether a paragraph's mark was deleted, or is hidden to let the next run on."""
        for child in mark:
            tag = child.tag
            if tag in _MARK_GONE:
                self._story.changes.note(child)
                return True
            if tag == _HIDDEN_MARK and is_on(child):
                self._first = replace(look, mark=None)
                return True
        return False

    def _look_of(self, element: etree._Element) -> _Look:
        properties = element[0] if len(element) else None
        if properties is None or properties.tag != _PPR:
            return _Look("", SAYS_NOTHING, self._story.styles.paragraph(""))
        style_id, mark, ends_section = "", None, False
        said: Said = {}
        for child in properties:
            tag = child.tag
            if tag == _PSTYLE:
                style_id = value(child)
            elif tag == _RPR:
                mark = child
            elif tag == _SECTION:
                ends_section = True
            else:
                read_property(child, said)
        own, whole = self._resolve(style_id, said)
        return _Look(style_id, own, whole, mark, ends_section)

    def _resolve(self, style_id: str, said: Said) -> tuple[ParagraphStyle, ParagraphStyle]:
        """Give what a paragraph says, alone and over its style; most say what others say."""
        key = style_id, *said.items()
        if key not in self._resolved:
            own, base = paragraph_of(said), self._story.styles.paragraph(style_id)
            self._resolved[key] = own, (own.over(base) if said else base)
        return self._resolved[key]

    def _read_boxes(self, boxes: list[etree._Element]) -> Iterator[Draft]:
        for box in boxes:
            for draft in (*self.read(box), *self.rest()):
                draft.in_box = True
                yield draft

    def _draft(self, taken: TakenText, look: _Look) -> Draft:
        style, piece = look.whole, taken.piece
        number = self._number(look, is_empty=not piece.text) or taken.number
        if style.outline and not style.is_contents:
            piece.kind, piece.level = BlockKind.HEADING, min(6, style.outline)
        elif style.is_quotation:
            piece.kind = BlockKind.QUOTATION
        return Draft(
            piece,
            number=_numbered(number),
            style=style.name,
            left=_left(look, number) / _PER_POINT,
            right=(style.right or 0) / _PER_POINT,
            is_centred=style.alignment == "center",
            size=taken.size,
            is_underlined=taken.is_underlined,
            is_contents=style.is_contents,
            is_rtl=bool(style.is_rtl),
            anchors=taken.anchors,
        )

    def _number(self, look: _Look, *, is_empty: bool) -> WordNumber | None:
        number = look.whole.list_number
        if number in {"", "0"} or (is_empty and look.ends_section):
            return None  # Word numbers no paragraph that only ends a section
        if look.own.list_level is not None:
            level = look.own.list_level
        elif look.own.list_number:
            level = look.whole.list_level or 0
        else:
            level = self._story.level_of(look.style_id, number)
        return self._story.counters.count(number, level)

    # Tables.

    def _read_table(self, element: etree._Element) -> Iterator[Draft]:
        yield from self.rest()
        grid = _Grid()
        for row in _rows_in(element):
            properties = row.find(f"{W}trPr")
            if properties is not None and (gone := properties.find(f"{W}del")) is not None:
                self._story.changes.note(gone)
                continue
            grid.begin_row(properties)
            for cell in _cells_in(row):
                if grid.begin_cell(cell.find(f"{W}tcPr")):
                    grid.fill([*self.read(cell), *self.rest()])
        if is_layout(grid.rows):
            for draft in grid.drafts():
                draft.in_table = True
                yield draft
        else:
            yield join_cells(grid.rows, grid.columns, grid.header_rows)


class _Grid:
    """The cells of a table as its rows are read.

    Attributes:
        rows: of each the cells that begin in it.
        columns: how many there are.
        header_rows: how many rows at the top are repeated on every page.
    """

    def __init__(self) -> None:
        self.rows: list[list[Cell]] = []
        self.columns = self.header_rows = 0
        self._column = 0
        self._open: dict[int, Cell] = {}

    def begin_row(self, properties: etree._Element | None) -> None:
        """Begin a row."""
        heads = properties.find(f"{W}tblHeader") if properties is not None else None
        if heads is not None and is_on(heads) and self.header_rows == len(self.rows):
            self.header_rows += 1
        self.rows.append([])
        self._column = _bounded(child_value(properties, "gridBefore"), least=0)

    def begin_cell(self, properties: etree._Element | None) -> bool:
        """Begin a cell; false where the one above covers it, so that nobody sees what is in it."""
        width = _bounded(child_value(properties, "gridSpan"), least=1)
        merge = properties.find(f"{W}vMerge") if properties is not None else None
        at, self._column = self._column, self._column + width
        self.columns = max(self.columns, self._column)
        above = self._open.get(at)
        if merge is not None and value(merge) != "restart" and above is not None:
            above.rows += 1
            return False
        cell = Cell([], at, width)
        self.rows[-1].append(cell)
        self._open.pop(at, None)
        if merge is not None:
            self._open[at] = cell
        return True

    def fill(self, drafts: list[Draft]) -> None:
        """Put paragraphs into the cell that was begun."""
        self.rows[-1][-1].drafts = drafts

    def drafts(self) -> Iterator[Draft]:
        """Give all paragraphs in the order of the cells."""
        for row in self.rows:
            for cell in row:
                yield from cell.drafts


_MOST_COLUMNS = 63  # Word's own limit


def _bounded(text: str, *, least: int) -> int:
    return min(max(whole_number(text, least), least), _MOST_COLUMNS)


def _rows_in(parent: etree._Element) -> Iterator[etree._Element]:
    yield from _find_inside(parent, f"{W}tr")


def _cells_in(row: etree._Element) -> Iterator[etree._Element]:
    yield from _find_inside(row, f"{W}tc")


def _find_inside(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """Give the children of a name, also those in content controls and the like."""
    for child in parent:
        if child.tag == name:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _find_inside(child, name)


def _left(look: _Look, number: WordNumber | None) -> int:
    """Give the indentation: the paragraph's own, else the list's, else the style's."""
    if look.own.left is not None:
        return look.own.left
    style = look.whole.left
    if number is not None and number.left is not None and (look.own.list_number or style is None):
        return number.left
    return style or 0


def _numbered(number: WordNumber | None) -> Numbered | None:
    if number is None or not number.label:
        return None
    series = f"{number.list_name}/{number.level}"
    return Numbered(number.label, series, number.level, number.is_bullet)
