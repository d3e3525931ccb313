"""The practice EPUBs: nothing of their spine is lost. Skipped where they are absent."""

import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from glossator.model.books import Extraction
from glossator.model.text import BlockKind, MarkerKind
from glossator.sources.extract import extract

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
TYPE = "{http://www.idpf.org/2007/ops}type"
NAMES = ("childrens-literature", "moby-dick", "wasteland")


@pytest.fixture(scope="module")
def books(data_dir: Path) -> dict[str, Extraction]:
    paths = (data_dir / "documents" / f"{name}.epub" for name in NAMES)
    return {path.stem: extract(path, path.name) for path in paths}


def spine_pages(path: Path) -> list[etree._Element]:
    """Parse the documents of the spine, with nothing of ours."""
    with zipfile.ZipFile(path) as archive:
        container = etree.fromstring(archive.read("META-INF/container.xml"))
        where = str(next(container.iter("{*}rootfile")).get("full-path"))
        package = etree.fromstring(archive.read(where))
        hrefs = {item.get("id"): str(item.get("href")) for item in package.iter(f"{OPF}item")}
        folder = where.rpartition("/")[0]
        return [
            etree.fromstring(archive.read(f"{folder}/{hrefs[reference.get('idref')]}"))
            for reference in package.iter(f"{OPF}itemref")
        ]


def shown_text(page: etree._Element) -> str:
    """Give what a page shows: the text of its body without scripts and what is hidden."""
    body = page.find(f"{XHTML}body")
    assert body is not None
    unseen = [
        element
        for element in body.iter(etree.Element)
        if element.tag in {f"{XHTML}script", f"{XHTML}style"} or "hidden" in element.attrib
    ]
    for element in unseen:
        element.text = ""
        for child in list(element):
            element.remove(child)
    return "".join(body.itertext(etree.Element))


def characters(text: str) -> str:
    """Fold white space away: where blocks begin and end is the reader's own."""
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("name", NAMES)
def test_every_character_of_the_spine_is_there_in_order(
    data_dir: Path, books: dict[str, Extraction], name: str
) -> None:
    pages = spine_pages(data_dir / "documents" / f"{name}.epub")
    expected = characters("".join(shown_text(page) for page in pages))
    found = characters(books[name].content.text.replace("\N{OBJECT REPLACEMENT CHARACTER}", ""))
    assert len(expected) > 20_000
    assert found == expected


def test_words_are_parted_as_the_pages_part_them(
    data_dir: Path, books: dict[str, Extraction]
) -> None:
    """Hold the words of each paragraph against those of the page."""
    for name in NAMES:
        text = " ".join(books[name].content.text.split())
        for page in spine_pages(data_dir / "documents" / f"{name}.epub"):
            for paragraph in page.iter(f"{XHTML}p"):
                words = " ".join("".join(paragraph.itertext(etree.Element)).split())
                assert words in text or paragraph.find(f".//{XHTML}br") is not None


def test_the_contents_lead_to_their_headings(books: dict[str, Extraction]) -> None:
    counts = {name: len(book.content.contents) for name, book in books.items()}
    assert counts["moby-dick"] >= 140
    assert counts["wasteland"] == 6
    content = books["wasteland"].content
    for entry in content.contents:
        assert content.text.startswith(entry.title, entry.start)
    for book in books.values():
        starts = {block.start: block.kind for block in book.content.blocks}
        assert all(entry.start in starts for entry in book.content.contents)
        assert all(
            starts[entry.start] is not BlockKind.PAGE_NUMBER for entry in book.content.contents
        )


def test_every_declared_note_is_a_footnote_that_is_called(
    data_dir: Path, books: dict[str, Extraction]
) -> None:
    for name, book in books.items():
        pages = spine_pages(data_dir / "documents" / f"{name}.epub")
        types = [element.get(TYPE) for page in pages for element in page.iter(etree.Element)]
        declared = types.count("noteref")
        calls = [m for m in book.content.markers if m.kind is MarkerKind.FOOTNOTE_CALL]
        notes = {b.start for b in book.content.blocks if b.kind is BlockKind.FOOTNOTE}
        assert len(calls) == declared
        assert len(notes) >= sum(kind in {"footnote", "rearnote", "annotation"} for kind in types)
        assert all(call.target in notes for call in calls)


def test_the_printed_pages_of_a_textbook_are_those_it_declares(
    books: dict[str, Extraction],
) -> None:
    rows = list(books["childrens-literature"].content.pinpoints)
    assert [row.label for row in rows] == [str(number) for number in range(169, 261)]
    assert {(row.scheme, row.origin.value) for row in rows} == {("epub-page", "declared")}
