"""A PDF's own outline decides what its headings are."""

import io
from array import array
from contextlib import closing
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.model.text import Block, BlockKind
from glossator.sources.blocks import check_invariants
from glossator.sources.pdf_drafts import Draft
from glossator.sources.pdf_outline import Bookmark, apply_outline, read_outline
from glossator.sources.pdf_rows import Row
from glossator.sources.pdf_sheets import Sheet
from tests.sources.making import blocks_of, open_bytes, set_pdf, words_of, write_pdf

_LEASE = """#set page(width: 300pt, height: 300pt)
*A LEASE AND ITS TROUBLES*

Duty of care
The landlord covenanted to keep the staircase in repair, and in November
he had still not done so.

*Remedies*

The tenant may leave, or he may stay and deduct what the repair has cost.

*Of rent*

It is due in advance.
"""


def with_bookmarks(source: str, bookmarks: list[tuple[str, int]]) -> bytes:
    """Set a source as a PDF whose outline is a chain of one bookmark below the other."""
    with pikepdf.open(io.BytesIO(set_pdf(source))) as pdf:
        with pdf.open_outline() as outline:
            level = outline.root
            level.clear()
            for title, page in bookmarks:
                level.append(pikepdf.OutlineItem(title, page))
                level = level[-1].children
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def headings(folder: Path, book: bytes) -> list[tuple[int, str]]:
    """List level and text of the headings of a book."""
    content = open_bytes(folder, "lease.pdf", book).content
    assert check_invariants(content) == []
    found: list[Block] = [b for b in content.blocks if b.kind is BlockKind.HEADING]
    return [(block.level, words_of(content, block)) for block in found]


def test_titles_of_the_outline_are_headings_at_its_levels(tmp_path: Path) -> None:
    book = with_bookmarks(_LEASE, [("A Lease and its Troubles", 0), ("2. Remedies", 0)])
    assert headings(tmp_path, book) == [
        (1, "A LEASE AND ITS TROUBLES"),
        (2, "Remedies"),
        (3, "Of rent"),
    ]


def test_a_title_set_like_the_text_is_parted_from_it(tmp_path: Path) -> None:
    source = _LEASE.replace("Duty of care\n", "Duty of care \\\n")
    book = with_bookmarks(source, [("Duty of care", 0)])
    assert (1, "Duty of care") in headings(tmp_path, book)
    content = open_bytes(tmp_path, "lease.pdf", book).content
    assert blocks_of(content, BlockKind.PARAGRAPH)[0].startswith("The landlord covenanted")


def test_headings_that_stand_close_are_parted_where_the_outline_names_both(tmp_path: Path) -> None:
    source = "#set page(width: 300pt, height: 300pt)\n*Rent* \\\n*When it is due* \\\nAt once."
    assert headings(tmp_path, set_pdf(source)) == [(2, "Rent When it is due")]
    book = with_bookmarks(source, [("Rent", 0), ("When it is due", 0)])
    assert headings(tmp_path, book) == [(1, "Rent"), (2, "When it is due")]


@pytest.mark.parametrize("outline", [[], [("scan_0001", 0), ("scan_0002", 0), ("Remedies", 0)]])
def test_an_outline_whose_titles_are_not_on_the_pages_changes_nothing(
    tmp_path: Path, outline: list[tuple[str, int]]
) -> None:
    assert headings(tmp_path, with_bookmarks(_LEASE, outline)) == [
        (2, "A LEASE AND ITS TROUBLES"),
        (2, "Remedies"),
        (2, "Of rent"),
    ]


_TITLES = st.sampled_from(["Rent", "Rent Duty", "Duty of", "of care", "1. Duty", "—", "Lease"])


@given(st.lists(_TITLES, max_size=6))
def test_whatever_the_outline_no_row_is_lost_or_doubled(titles: list[str]) -> None:
    words = ["Rent", "Duty", "of", "care", "—", "Rent", "Lease"]
    rows = [
        Row(0, word, 20, 12 * at, 60, 12 * at + 10, 10, array("f")) for at, word in enumerate(words)
    ]
    drafts = [Draft(rows[:5]), Draft(rows[5:])]
    bookmarks = [Bookmark(title, 1, 0, None) for title in titles]
    after = apply_outline(drafts, bookmarks, [Sheet(0, 100, 100, rows)])
    assert [row for draft in after for row in draft.rows] == rows
    assert all(draft.rows for draft in after)


def test_a_bookmark_to_a_page_that_is_not_there_is_passed_over() -> None:
    drafts: list[Draft] = []
    assert apply_outline(drafts, [Bookmark("Remedies", 1, 7, 500.0)], []) == []


def test_the_outline_is_the_table_of_contents_each_entry_at_its_heading(tmp_path: Path) -> None:
    book = with_bookmarks(_LEASE, [("A Lease and its Troubles", 0), ("2. Remedies", 0)])
    content = open_bytes(tmp_path, "lease.pdf", book).content
    found = [
        (entry.title, entry.level, content.text[entry.start :][:8]) for entry in content.contents
    ]
    assert found == [
        ("A Lease and its Troubles", 1, "A LEASE "),
        ("2. Remedies", 2, "Remedies"),
    ]


def test_an_entry_without_a_heading_leads_to_its_page(tmp_path: Path) -> None:
    book = with_bookmarks("One.\n#pagebreak()\nTwo.", [("scan_0001", 0), ("scan_0002", 1)])
    content = open_bytes(tmp_path, "lease.pdf", book).content
    assert [content.text[entry.start :][:3] for entry in content.contents] == ["One", "Two"]


def test_a_file_without_an_outline_declares_no_contents(tmp_path: Path) -> None:
    source = _LEASE.replace("*A LEASE AND ITS TROUBLES*", "A lease.")
    assert open_bytes(tmp_path, "lease.pdf", set_pdf(source)).content.contents == ()


def test_bookmarks_lead_by_names_and_by_actions_as_well() -> None:
    """What PDFium resolves by itself is the reason why the outline is not read with pikepdf."""
    with pikepdf.open(io.BytesIO(write_pdf([[(72, 700, "One")], [(72, 700, "Two")]]))) as pdf:
        target = pikepdf.Array([pdf.pages[1].obj, pikepdf.Name.Fit])
        pdf.Root.Dests = pikepdf.Dictionary(two=target)
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("By page", 0))
            named = pikepdf.OutlineItem("By name")
            named.destination = pikepdf.Name.two
            outline.root.append(named)
            action = pikepdf.Dictionary(S=pikepdf.Name.GoTo, D=target)
            outline.root.append(pikepdf.OutlineItem("By action", action=action))
        out = io.BytesIO()
        pdf.save(out)
    with closing(pypdfium2.PdfDocument(out.getvalue())) as document:
        found = [(mark.title, mark.page) for mark in read_outline(document)]
    assert found == [("By page", 0), ("By name", 1), ("By action", 1)]
