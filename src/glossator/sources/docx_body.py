"""Walk the body of a DOCX: paragraphs, tables and boxes in the order of the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from glossator.model.text import BlockKind
from glossator.sources.docx_names import MC, W, child_value, is_on, value, whole_number
from glossator.sources.docx_numbering import WordNumber
from glossator.sources.docx_runs import ParagraphText
from glossator.sources.docx_story import Story
from glossator.sources.docx_styles import ParagraphStyle, read_paragraph
from glossator.sources.office_drafts import Draft, Numbered
from glossator.sources.office_tables import Cell, is_layout, join_cells

_PER_POINT = 20  # indentations are in twentieths of a point
_PARAGRAPH, _PPR, _PSTYLE, _RPR = f"{W}p", f"{W}pPr", f"{W}pStyle", f"{W}rPr"
_TABLE, _ALTERNATIVE = f"{W}tbl", f"{MC}AlternateContent"
_WRAPPERS = frozenset(
    {f"{W}{name}" for name in ("customXml", "ins", "moveTo", "sdt", "sdtContent")}
)
_MARK_GONE = (f"{W}del", f"{W}moveFrom")


@dataclass(frozen=True, slots=True)
class _Look:
    """What a paragraph says of itself: the id of its style, all that holds for it, its element."""

    style_id: str
    own: ParagraphStyle
    whole: ParagraphStyle
    properties: etree._Element | None


@dataclass(frozen=True, slots=True)
class _Unfinished:
    """A paragraph whose mark is gone or hidden: it runs on into the next.

    `look` is None where the next paragraph's holds for both.
    """

    text: ParagraphText
    look: _Look | None


class Body:
    """The walk through one part of a document: its main text, or its notes."""

    def __init__(self, story: Story, part: str) -> None:
        self._story, self._part = story, part
        self._unfinished: _Unfinished | None = None

    def read(self, parent: Iterable[etree._Element]) -> Iterator[Draft]:
        """Give the paragraphs and tables in an element, in order."""
        for child in parent:
            tag = child.tag
            if tag == _PARAGRAPH:
                yield from self._read_paragraph(child)
            elif tag == _TABLE:
                yield from self._read_table(child)
            elif tag in _WRAPPERS:
                yield from self.read(child)
            elif tag == _ALTERNATIVE:
                yield from self.read(child.iterfind(f"{MC}Choice/*"))

    def rest(self) -> Iterator[Draft]:
        """Give the last paragraph where it was to run on into one that never came."""
        before, self._unfinished = self._unfinished, None
        if before is not None:
            style = self._story.styles.paragraph("")
            yield self._finish(before.text, before.look or _Look("", _NOTHING, style, None))

    def _read_paragraph(self, element: etree._Element) -> Iterator[Draft]:
        look, before = self._look_of(element), self._unfinished
        if before is None:
            text = ParagraphText(self._story, look.whole, self._part)
        else:
            text = before.text
            text.set_style(look.whole)
        text.read(element)
        if before is not None and before.look is not None:
            look = before.look
        self._unfinished = self._run_on(text, look)
        if self._unfinished is None:
            yield self._finish(text, look)
            for box in text.boxes:
                for draft in self.read(box):
                    draft.in_box = True
                    yield draft

    def _run_on(self, text: ParagraphText, look: _Look) -> _Unfinished | None:
        """Tell whether a paragraph's mark was deleted, or is hidden to let the next run on."""
        mark = look.properties.find(_RPR) if look.properties is not None else None
        if mark is None:
            return None
        for gone in _MARK_GONE:
            if (change := mark.find(gone)) is not None:
                self._story.changes.note(change)
                return _Unfinished(text, None)
        hidden = mark.find(f"{W}specVanish")
        return _Unfinished(text, look) if hidden is not None and is_on(hidden) else None

    def _look_of(self, element: etree._Element) -> _Look:
        properties = element.find(_PPR)
        if properties is None:
            whole = self._story.styles.paragraph("")
            return _Look("", _NOTHING, whole, None)
        style_id = value(properties.find(_PSTYLE))
        own = read_paragraph(properties)
        return _Look(style_id, own, own.over(self._story.styles.paragraph(style_id)), properties)

    def _finish(self, text: ParagraphText, look: _Look) -> Draft:
        style = look.whole
        piece = text.take()
        number = self._number(look, is_empty=not piece.text) or text.number
        left = look.own.left
        if left is None and number is not None and (look.own.list_number or style.left is None):
            left = number.left
        if left is None:
            left = style.left or 0
        if style.outline and not style.is_contents:
            piece.kind, piece.level = BlockKind.HEADING, min(6, style.outline)
        elif style.is_quotation:
            piece.kind = BlockKind.QUOTATION
        return Draft(
            piece,
            number=_numbered(number),
            style=style.name,
            left=left / _PER_POINT,
            right=(style.right or 0) / _PER_POINT,
            is_centred=style.alignment == "center",
            size=text.size / 2,
            is_underlined=0 < text.letters <= text.underlined,
            is_contents=style.is_contents,
            is_rtl=bool(style.is_rtl),
            anchors=text.anchors,
        )

    def _number(self, look: _Look, *, is_empty: bool) -> WordNumber | None:
        number = look.whole.list_number
        if number in {"", "0"}:
            return None
        ends_section = (
            is_empty
            and look.properties is not None
            and look.properties.find(f"{W}sectPr") is not None
        )
        if ends_section:  # Word numbers no paragraph that only ends a section
            return None
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


_NOTHING = ParagraphStyle()
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


def _numbered(number: WordNumber | None) -> Numbered | None:
    if number is None or not number.label:
        return None
    series = f"{number.list_name}/{number.level}"
    return Numbered(number.label, series, number.level, number.is_bullet)
