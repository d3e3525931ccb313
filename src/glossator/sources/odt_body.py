"""Walk the body of an OpenDocument text: paragraphs, lists and tables in their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from glossator.model.text import BlockKind
from glossator.sources.odt_lists import OpenList
from glossator.sources.odt_names import DRAW, TABLE, TEXT, count_of
from glossator.sources.odt_story import OdtStory
from glossator.sources.odt_styles import OdtStyle
from glossator.sources.odt_text import OdtParagraph
from glossator.sources.office_drafts import Draft, Numbered
from glossator.sources.office_tables import Cell, is_layout, join_cells

_INDEXES = frozenset(
    f"{TEXT}{name}"
    for name in ("table-of-content", "illustration-index", "table-index", "alphabetical-index")
)
_WRAPPERS = frozenset(
    f"{TEXT}{name}" for name in ("section", "index-body", "index-title", "bibliography")
)
_MOST_REPEATED = 200  # rows or columns: spreadsheets repeat empty ones by the million
_ROW_GROUPS = frozenset(f"{TABLE}{name}" for name in ("table-rows", "table-row-group"))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in lists the walk is: the outermost list, the style of the innermost, its level."""

    opened: OpenList
    style: str
    level: int
    start: str | None = None
    is_first: bool = False


class OdtBody:
    """The walk; `is_contents` while it is inside a table of contents."""

    def __init__(self, story: OdtStory) -> None:
        self._story = story
        self._is_contents = False

    def read(
        self, parent: Iterable[etree._Element], place: _Place | None = None
    ) -> Iterator[Draft]:
        """Give the paragraphs and tables in an element, in order."""
        for child in parent:
            tag = child.tag
            if tag in _PARAGRAPHS:
                yield from self._read_paragraph(child, place)
                place = _Place(place.opened, place.style, place.level) if place else None
            elif tag == f"{TEXT}list":
                yield from self._read_list(child, place)
            elif tag == f"{TABLE}table":
                yield from self._read_table(child)
            elif tag in _WRAPPERS:
                yield from self.read(child, place)
            elif tag in _INDEXES:
                self._is_contents = True
                yield from self.read(child)
                self._is_contents = False
            elif tag == f"{TEXT}numbered-paragraph":
                yield from self._read_numbered(child)
            elif isinstance(tag, str) and tag.startswith(DRAW):
                yield from self._read_drawing(child)

    def _read_list(self, element: etree._Element, outer: _Place | None) -> Iterator[Draft]:
        style = element.get(f"{TEXT}style-name") or (outer.style if outer else "")
        style = style or self._style_of_first(element)
        if outer is None:
            opened, level = self._story.lists.open(element, style), 0
        else:
            opened, level = outer.opened, outer.level + 1
            self._story.lists.begin_inner(opened, level)
        for item in element:
            if item.tag == f"{TEXT}list-item":
                start = item.get(f"{TEXT}start-value")
                yield from self.read(item, _Place(opened, style, level, start, is_first=True))
            elif item.tag == f"{TEXT}list-header":
                yield from self.read(item, _Place(opened, style, level))

    def _style_of_first(self, element: etree._Element) -> str:
        """Give the list style that the first paragraph's own style names, "" for none."""
        first = next(element.iter(*_PARAGRAPHS), None)
        name = first.get(f"{TEXT}style-name", "") if first is not None else ""
        return self._story.styles.style("paragraph", name).list_style

    def _read_numbered(self, element: etree._Element) -> Iterator[Draft]:
        """Read a paragraph that is an item of a list without standing in one (5.3.6)."""
        style = element.get(f"{TEXT}style-name", "")
        level = max(0, count_of(element.get(f"{TEXT}level"), 1) - 1)
        opened = self._story.lists.open(element, style)
        start = element.get(f"{TEXT}start-value")
        yield from self.read(element, _Place(opened, style, level, start, is_first=True))

    def _read_paragraph(self, element: etree._Element, place: _Place | None) -> Iterator[Draft]:
        style = self._story.styles.style("paragraph", element.get(f"{TEXT}style-name", ""))
        text = OdtParagraph(self._story, style)
        text.read(element)
        piece = text.take()
        outline = style.outline
        if element.tag == f"{TEXT}h":
            outline = max(1, count_of(element.get(f"{TEXT}outline-level"), 1))
        is_contents = self._is_contents or style.is_contents
        if outline and not is_contents:
            piece.kind, piece.level = BlockKind.HEADING, min(6, outline)
        elif style.is_quotation:
            piece.kind = BlockKind.QUOTATION
        yield Draft(
            piece,
            number=self._number(place, outline, element),
            style=style.name,
            left=self._left(style, place),
            right=style.right,
            is_centred=style.is_centred,
            size=text.size,
            is_underlined=0 < len(piece.text) <= text.underlined,
            is_contents=is_contents,
            is_rtl=style.is_rtl,
            anchors=text.anchors,
        )
        yield from self._read_boxes(text)

    def _read_drawing(self, element: etree._Element) -> Iterator[Draft]:
        """Read a picture or a box that hangs on the page and not on a paragraph."""
        text = OdtParagraph(self._story, self._story.styles.style("paragraph", ""))
        text.read_drawing(element)
        yield Draft(text.take(), in_box=True)
        yield from self._read_boxes(text)

    def _read_boxes(self, text: OdtParagraph) -> Iterator[Draft]:
        for box in text.boxes:
            for draft in self.read(box):
                draft.in_box = True
                yield draft

    def _left(self, style: OdtStyle, place: _Place | None) -> float:
        listed = self._story.lists.left_of(place.style, place.level) if place else None
        return style.left if listed is None or style.left else listed

    def _number(
        self, place: _Place | None, outline: int, element: etree._Element
    ) -> Numbered | None:
        """Count the paragraph where it is the first of an item, or a numbered heading."""
        lists = self._story.lists
        if place is not None:
            if not place.is_first:
                return None
            return lists.count(place.opened, place.style, place.level, place.start)
        is_heading = element.tag == f"{TEXT}h" and element.get(f"{TEXT}is-list-header") != "true"
        if is_heading and lists.has_numbers("", outline - 1):
            return lists.count(lists.outline(), "", outline - 1, None)
        return None

    def _read_table(self, element: etree._Element) -> Iterator[Draft]:
        rows: list[list[Cell]] = []
        header_rows = columns = 0
        for row, is_head in _rows_in(element):
            cells = self._read_row(row)
            if not cells and not rows:
                continue
            header_rows += is_head and header_rows == len(rows)
            rows.append(cells)
            columns = max([columns, *(cell.column + cell.columns for cell in cells)])
        if is_layout(rows):
            for cell in (cell for cells in rows for cell in cells):
                for draft in cell.drafts:
                    draft.in_table = True
                    yield draft
        else:
            yield join_cells(rows, columns, header_rows)

    def _read_row(self, row: etree._Element) -> list[Cell]:
        cells: list[Cell] = []
        column = 0
        for child in row:
            repeated = count_of(child.get(f"{TABLE}number-columns-repeated"), 1, _MOST_REPEATED)
            if child.tag == f"{TABLE}table-cell":
                wide = max(1, count_of(child.get(f"{TABLE}number-columns-spanned"), 1, 63))
                tall = max(1, count_of(child.get(f"{TABLE}number-rows-spanned"), 1, 10_000))
                cells.append(Cell(list(self.read(child)), column, wide, tall))
            column += max(1, repeated)
        return cells


_PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")


def _rows_in(
    parent: etree._Element, *, is_head: bool = False
) -> Iterator[tuple[etree._Element, bool]]:
    """Give the rows of a table, and whether each is a head."""
    for child in parent:
        if child.tag == f"{TABLE}table-row":
            yield child, is_head
        elif child.tag == f"{TABLE}table-header-rows":
            yield from _rows_in(child, is_head=True)
        elif child.tag in _ROW_GROUPS:
            yield from _rows_in(child, is_head=is_head)
