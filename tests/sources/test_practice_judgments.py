"""Numbers and text of UK judgments in DOCX against the Akoma Ntoso files beside them.

Skipped where the practice data is absent.
"""

import re
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from lxml import etree

from glossator.model.books import Extraction
from glossator.model.text import Block, MarkerKind
from glossator.sources.blocks import check_invariants
from glossator.sources.extract import extract

_AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
_LEAST = 0.995

Numbered = list[tuple[str, str]]
"""Paragraph numbers without ornaments, each with the letters of its paragraph."""


@pytest.fixture(scope="module")
def pairs(data_dir: Path) -> dict[str, tuple[Extraction, Numbered]]:
    paths = sorted((data_dir / "documents").glob("uk-*.docx"))
    return {
        path.name: (extract(path, path.name), true_numbers(path.with_suffix(".akn.xml")))
        for path in paths
    }


def true_numbers(path: Path) -> Numbered:
    root = etree.parse(path).getroot()
    return [
        (bare("".join(number.itertext())), words_of(paragraph))
        for paragraph in root.iter(f"{_AKN}paragraph")
        if paragraph.get("eId", "").startswith("para_")
        and next(paragraph.iterancestors(f"{_AKN}embeddedStructure"), None) is None
        and (number := paragraph.find(f"{_AKN}num")) is not None
    ]


def words_of(paragraph: etree._Element) -> str:
    """Give the letters of a paragraph's first block, notes left out."""
    first = next(paragraph.iter(f"{_AKN}p"), None)
    return bare("".join(texts(first))) if first is not None else ""


def texts(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag != f"{_AKN}authorialNote":
            yield from texts(child)
        yield child.tail or ""


def bare(text: str) -> str:
    return re.sub(r"\W", "", text)


def found_numbers(book: Extraction) -> Numbered:
    blocks = {block.start: block for block in book.content.blocks}
    return [
        (row.label, letters_of(book, blocks[row.start]))
        for row in book.content.pinpoints
        if row.scheme == "paragraph"
    ]


def letters_of(book: Extraction, block: Block) -> str:
    """Give the letters of a block without its number and its calls of notes."""
    letters = list(book.content.text[block.start : block.end])
    for marker in book.content.markers:
        if marker.kind is MarkerKind.FOOTNOTE_CALL and block.start <= marker.start < block.end:
            for at in range(marker.start - block.start, marker.end - block.start):
                letters[at] = ""
    return bare("".join(letters).removeprefix(block.label))


def test_the_judgments_keep_the_invariants(pairs: dict[str, tuple[Extraction, Numbered]]) -> None:
    assert len(pairs) == 4
    assert {name: check_invariants(book.content) for name, (book, _) in pairs.items()} == {
        name: [] for name in pairs
    }


def test_paragraph_numbers_are_those_of_the_akoma_ntoso(
    pairs: dict[str, tuple[Extraction, Numbered]], record_property: Callable[[str, object], None]
) -> None:
    total = right = invented = 0
    for book, truth in pairs.values():
        found = found_numbers(book)
        same = SequenceMatcher(None, truth, found, autojunk=False).get_matching_blocks()
        matched = sum(block.size for block in same)
        total, right, invented = (
            total + len(truth),
            right + matched,
            invented + len(found) - matched,
        )
    record_property("paragraphs with the number and text of the Akoma Ntoso", f"{right} of {total}")
    assert (right >= _LEAST * total, invented) == (True, 0)


def test_each_judgment_has_a_caption(pairs: dict[str, tuple[Extraction, Numbered]]) -> None:
    for name, (book, _) in pairs.items():
        caption = book.caption
        known = (caption.court, caption.decided, caption.citation, caption.parties, caption.judges)
        assert all(known), name
