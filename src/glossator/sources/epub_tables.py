"""Read the tables of an EPUB's pages."""

from __future__ import annotations

from lxml import etree

from glossator.sources.epub_roles import roles_of

_CELL_IS_PROSE = 2_000  # characters: a longer cell is a column of the page's layout
_CELLS = ("{*}td", "{*}th")
_NOT_IN_CELLS = tuple(f"{{*}}{name}" for name in ("table", "pre", "h1", "h2", "h3", "h4"))


def is_layout(table: etree._Element) -> bool:
    """Tell whether a table only arranges the page: it says so, has one column, or holds prose."""
    if roles_of(table) & {"presentation", "none"}:
        return True
    if any(inner is not table for inner in table.iter(*_NOT_IN_CELLS)):
        return True
    widest = max(
        (sum(1 for _ in row.iterchildren(*_CELLS)) for row in table.iter("{*}tr")), default=0
    )
    return widest <= 1 or any(_is_prose(cell) for cell in table.iter(*_CELLS))


def _is_prose(cell: etree._Element) -> bool:
    return sum(len(words) for words in cell.itertext()) > _CELL_IS_PROSE
