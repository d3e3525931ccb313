import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.model.books import EditionText, Extractor
from glossator.model.text import MarkerKind, StyleKind, Table
from glossator.sources.blocks import check_invariants
from glossator.sources.html import read_html
from tests.sources.making import outline


def content_of(html: str) -> EditionText:
    page = f"<!doctype html><body>{html}</body>"
    return read_html(page, Extractor("html", 1)).content


def test_a_table_is_one_block_of_rows_and_tabs_and_a_layout_table_is_none() -> None:
    content = content_of("<table><tr><th>Year<th>Cases<tr><td>1990<td>12</table>")
    assert outline(content) == [("table", "Year\tCases\n1990\t12")]
    assert content.tables == (Table(0, header_rows=1),)
    assert outline(content_of("<table><tr><td><h1>A</h1><p>Text</table>")) == [
        ("heading", "A"),
        ("paragraph", "Text"),
    ]


def test_the_caption_of_a_table_stands_before_its_rows() -> None:
    table = "<table><caption>Table 1.  <b>Appeals</b></caption><tr><th>Year<th>No<tr><td>1990<td>1"
    assert outline(content_of(table)) == [
        ("paragraph", "Table 1. Appeals"),
        ("table", "Year\tNo\n1990\t1"),
    ]


@pytest.mark.parametrize(
    ("rows", "heads"),
    [
        ("<thead><tr><td>A<td>B<tr><td>a<td>b<tbody><tr><td>1<td>2", 2),
        ("<tr><th>A<th>B<tr><th>a<th>b<tr><td>1<td>2", 2),
        ("<tr><th>A<td>1<tr><th>B<td>2", 0),
        ("<tr><th>A<th>B<tr><th>C<th>D", 0),
    ],
)
def test_the_head_of_a_table_is_what_is_marked_so(rows: str, heads: int) -> None:
    tables = content_of(f"<table>{rows}</table>").tables
    assert [table.header_rows for table in tables] == ([heads] if heads else [])


def test_cells_that_a_larger_one_covers_are_empty() -> None:
    content = content_of(
        "<p>See.<table><tr><td colspan=2>Appeals<td>1990<tr><td rowspan=2>North<td>12<td>x"
        "<tr><td>7<td>y</table>"
    )
    assert content.text == "See.\nAppeals\t\t1990\nNorth\t12\tx\n\t7\ty"
    assert content.tables == (Table(5, 0, ((0, 0, 1, 2), (1, 0, 2, 1))),)


def test_a_cell_that_reaches_to_the_end_covers_every_row_below() -> None:
    content = content_of("<table><tr><td>a<td rowspan=0>b<tr><td>c<tr><td>d</table>")
    assert content.text == "a\tb\nc\t\nd\t"
    assert content.tables[0].spans == ((0, 1, 3, 1),)


def test_a_table_of_many_million_cells_stays_small() -> None:
    content = content_of("<table>" + "<tr><td colspan=1000>a<td>b" * 3000 + "</table>")
    assert len(content.text) < 250_000


def test_calls_styles_and_star_pages_in_a_cell_are_kept() -> None:
    content = content_of(
        '<table><tr><td>Year<td>1990<sup><a href="#f">1</a></sup>'
        '<tr><td><i>Stone</i><td><a class="page-label">*12</a>b</table><p id=f>1. On ice.'
    )
    assert content.text == "Year\t19901\nStone\t*12 b\n1. On ice."
    kinds = [(marker.kind, marker.start, marker.target) for marker in content.markers]
    assert kinds == [(MarkerKind.FOOTNOTE_CALL, 9, 23), (MarkerKind.STAR_PAGE, 17, None)]
    starred = [p.start for p in content.pinpoints if p.scheme.startswith("star-page")]
    assert starred == [17]
    assert (content.styles[-1].kind, content.styles[-1].start) == (StyleKind.ITALIC, 11)


def test_an_empty_row_goes_where_no_cell_spans_rows() -> None:
    assert content_of("<table><tr><td>a<td>b<tr><td> <td><tr><td>c<td>d").text == "a\tb\nc\td"


_PIECES = ["<table>", "</table>", "<tr>", "<td>", "<th>", "<thead>", "<tbody>", "<caption>", "<p>"]
_PIECES += ["<td colspan=3>", "<td rowspan=2>", "<td rowspan=0>", "<li>", "</tr>", "word", "<br>"]
_PIECES += ["<a name=f>", '<a href="#f">1</a>', '<a class="page-label">*12</a>', "</caption>"]
_PIECES += ["<img alt=plan src=a.png>", "\t", "<pre>", "<div id=f>"]


@given(st.lists(st.sampled_from(_PIECES), max_size=40))
def test_whatever_the_table_the_invariants_hold(parts: list[str]) -> None:
    content = content_of("<table><tr><td>a" + "".join(parts))
    assert check_invariants(content) == []
    starts = {block.start for block in content.blocks}
    assert all(table.start in starts for table in content.tables)
