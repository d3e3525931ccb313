"""Read the tables of a page of HTML."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

_CELL_IS_PROSE = 400  # characters: a longer cell is a column of the page's layout


def is_layout(table: LexborNode) -> bool:
    """Tell whether a table only arranges the page: it holds another one, or cells of prose."""
    if table.css_first("table table, pre, h1, h2, h3, ol, ul, blockquote") is not None:
        return True
    cells = table.css("td, th")
    return len(cells) <= 1 or any(len(cell.text()) > _CELL_IS_PROSE for cell in cells)


def table_caption(table: LexborNode) -> str:
    """Give the words of a table's caption, "" where it has none."""
    caption = table.css_first("caption")
    return caption.text() if caption is not None else ""


def table_text(table: LexborNode) -> str:
    """Give a row a line, cells parted by tabs; empty rows are left out."""
    rows = []
    for row in table.css("tr"):
        cells = [" ".join(cell.text(separator=" ").split()) for cell in row.css("td, th")]
        if any(cells):
            rows.append("\t".join(cells).rstrip("\t"))
    return "\n".join(rows)
