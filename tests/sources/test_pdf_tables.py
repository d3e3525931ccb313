"""Tables of a PDF: rows parted by newlines, cells by tabs."""

from pathlib import Path

from glossator.model.books import EditionText
from glossator.model.text import BlockKind
from glossator.sources.blocks import check_invariants
from glossator.sources.boxes import unpack_boxes
from tests.sources.making import blocks_of, open_bytes, set_pdf, write_pdf

_TABLE = """#set page(width: 380pt, height: 420pt, margin: 50pt)
#set par(justify: true)
The rents were as the lease says, and each was paid when it was due, or a little later.

#table(columns: (1fr, 1fr, 1fr), stroke: none,
  [*House*], [*Tenant*], [*Rent*],
  [Mill Lane 1], [Stone], [12.50],
  [Mill Lane 2], [Ridge], [14.00],
  [Mill Lane 3], [], [9.75],
)

None of them was paid in the winter, when the staircase of the second house was in disrepair.
"""


def open_table(folder: Path, source: str) -> EditionText:
    content = open_bytes(folder, "a.pdf", set_pdf(source)).content
    assert check_invariants(content) == []
    return content


def test_aligned_columns_are_a_table(tmp_path: Path) -> None:
    content = open_table(tmp_path, _TABLE)
    assert blocks_of(content, BlockKind.TABLE) == [
        "House\tTenant\tRent\nMill Lane 1\tStone\t12.50\nMill Lane 2\tRidge\t14.00\n"
        "Mill Lane 3\t\t9.75"
    ]
    assert [table.header_rows for table in content.tables] == [1]
    assert [block.kind.value for block in content.blocks] == ["paragraph", "table", "paragraph"]


def test_a_table_is_a_guess_and_says_so(tmp_path: Path) -> None:
    content = open_table(tmp_path, _TABLE)
    (table,) = [block for block in content.blocks if block.kind is BlockKind.TABLE]
    assert 0.5 <= table.confidence < 0.95


def test_words_of_cells_have_their_boxes(tmp_path: Path) -> None:
    extraction = open_bytes(tmp_path, "a.pdf", set_pdf(_TABLE))
    text = extraction.content.text
    boxes = {text[b.start : b.end]: b for b in unpack_boxes(extraction.boxes[0], 0)}
    assert boxes["Stone"].y == boxes["12.50"].y
    assert boxes["Stone"].x < boxes["12.50"].x


def test_a_cell_of_two_lines_is_one_cell(tmp_path: Path) -> None:
    rows = [("Mill Lane", "Stone", "12.50"), ("Hill Road", "Ridge", "14.00"), ("Low", "Fox", "9")]
    words = [
        (72 + 150 * column, 700 - 30 * at, text)
        for at, row in enumerate(rows)
        for column, text in enumerate(row)
    ]
    words.append((222, 688, "and his wife"))
    content = open_bytes(tmp_path, "a.pdf", write_pdf([words])).content
    assert content.text.splitlines() == [
        "Mill Lane\tStone and his wife\t12.50",
        "Hill Road\tRidge\t14.00",
        "Low\tFox\t9",
    ]


def test_items_of_a_list_are_no_table(tmp_path: Path) -> None:
    items = [f"+ The {name} covenanted to keep it in repair." for name in ("first", "next", "last")]
    source = "#set page(width: 380pt)\n#set enum(body-indent: 2em)\n" + "\n".join(items)
    content = open_table(tmp_path, source)
    assert blocks_of(content, BlockKind.TABLE) == []


def test_two_rows_are_no_table(tmp_path: Path) -> None:
    words = [(72, 700, "Stone"), (300, 700, "1850"), (72, 680, "Ridge"), (300, 680, "1851")]
    content = open_bytes(tmp_path, "a.pdf", write_pdf([words])).content
    assert blocks_of(content, BlockKind.TABLE) == []
