"""The practice books: all open, and read well. Skipped where they are absent."""

import re
from pathlib import Path

import pypdfium2
import pytest

from glossator.model.books import Extraction
from glossator.model.errors import RefusedFileError
from glossator.model.text import FURNITURE, BlockKind, PinpointOrigin
from glossator.sources.blocks import check_invariants
from glossator.sources.boxes import unpack_boxes
from glossator.sources.extract import extract
from tests.sources.making import blocks_of

_READ = {".epub", ".pdf", ".html", ".txt", ".docx"}
_REFUSED = {".doc", ".wpd", ".xml"}


@pytest.fixture(scope="module")
def books(data_dir: Path) -> dict[str, Extraction]:
    paths = sorted(p for p in (data_dir / "documents").iterdir() if p.suffix in _READ)
    return {path.name: extract(path, path.name) for path in paths}


def test_every_book_opens_and_keeps_the_invariants(books: dict[str, Extraction]) -> None:
    assert len(books) >= 13
    assert {name: check_invariants(book.content)[:3] for name, book in books.items()} == {
        name: [] for name in books
    }


def test_unread_kinds_are_refused(data_dir: Path) -> None:
    for path in (data_dir / "documents").iterdir():
        if path.suffix in _REFUSED:
            with pytest.raises(RefusedFileError):
                extract(path, path.name)


def test_no_word_of_a_page_is_lost(data_dir: Path, books: dict[str, Extraction]) -> None:
    poor = []
    for name, book in books.items():
        if not name.endswith(".pdf"):
            continue
        with pypdfium2.PdfDocument(data_dir / "documents" / name) as document:
            for index in range(len(document)):
                raw = document[index].get_textpage().get_text_range()
                missing = letters(raw) - letters(text_of_page(book, index))
                if missing > 0.005 * letters(raw):
                    poor.append((name, index, missing))
    assert poor == []


def letters(text: str) -> int:
    return len(re.findall(r"[^\W_]", text))


def text_of_page(book: Extraction, index: int) -> str:
    boxes = unpack_boxes(book.boxes[index], book.content.pages[index].start)
    return " ".join(book.content.text[box.start : box.end] for box in boxes)


def test_heads_do_not_interrupt_sentences(books: dict[str, Extraction]) -> None:
    for name in ("us-scotus-19-1392-slip-213pp.pdf", "us-opinion.txt"):
        text = blocks_of(books[name].content, BlockKind.PARAGRAPH)
        assert not [words for words in text if re.search(r"Cite as: \d+ U\. S\. ____", words)]


def test_the_pages_of_a_slip_opinion_count_in_its_parts(books: dict[str, Extraction]) -> None:
    content = books["us-scotus-19-1392-slip-213pp.pdf"].content
    rows = [p for p in content.pinpoints if p.scheme == "printed-page"]
    parts = {p.part for p in rows}
    assert {"Syllabus", "Opinion of the Court", "THOMAS, J., concurring"} <= parts
    placed = {p.start for p in rows}
    assert sum(page.start in placed for page in content.pages) >= 0.95 * len(content.pages)


def test_all_star_pages_of_a_report_are_found(data_dir: Path, books: dict[str, Extraction]) -> None:
    for name in ("us-698SE2d424.html", "us-100a3d1112.html"):
        page = (data_dir / "documents" / name).read_text()
        given = re.findall(r'data-label="(\d+)"[^>]*class="page-label"', page)
        starred = [p for p in books[name].content.pinpoints if p.scheme.startswith("star")]
        found = [p.label for p in starred if p.origin is PinpointOrigin.MARKUP]
        assert found == given
        assert given


def test_star_pages_bear_their_reporter_and_no_other_book_has_any(
    books: dict[str, Extraction],
) -> None:
    schemes = {
        name: row.scheme
        for name, book in books.items()
        for row in book.content.pinpoints
        if row.scheme.startswith("star")
    }
    assert schemes == {
        "us-698SE2d424.html": "star-page:S.E.2d",
        "us-100a3d1112.html": "star-page:A.3d",
        "us-tax-court.pdf": "star-page:T.C. Memo.",
    }


def test_footnotes_are_called(books: dict[str, Extraction]) -> None:
    for name, least in (("us-ca3-09-1225.pdf", 15), ("us-scotus-19-1392-slip-213pp.pdf", 150)):
        called = [m for m in books[name].content.markers if m.target is not None]
        assert len(called) >= least


def test_most_of_a_book_is_running_text(books: dict[str, Extraction]) -> None:
    for name, book in books.items():
        blocks = book.content.blocks
        furniture = sum(b.end - b.start for b in blocks if b.kind in FURNITURE)
        assert furniture <= 0.12 * len(book.content.text), name
