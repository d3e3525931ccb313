"""Numbers that count the lines of a page stand apart from its text, whatever margin they are in."""

from itertools import pairwise
from pathlib import Path

import pytest

from glossator.model.books import EditionText
from glossator.model.text import BlockKind
from glossator.sources.blocks import check_invariants
from glossator.sources.boxes import unpack_boxes
from tests.sources.making import blocks_of, open_bytes, write_pdf

_TEXT = (
    "The landlord covenanted to keep the staircase in repair and in November he had still not "
    "done so when the tenant fell upon it at night and broke her arm. She had told him of it "
    "twice by letter, and he had promised to send for the carpenter, but the carpenter was never "
    "sent for and the winter came. Nothing in the lease relieved him of that undertaking, and "
    "the custom of the town has nothing to say about it. The tenant relied upon the covenant, as "
    "she was entitled to do, and the judgment below, which gave her damages for the fall, must "
    "therefore be affirmed in every part."
)
_WORDS = _TEXT.split()
_ROWS = [" ".join(_WORDS[at : at + 7]) for at in range(0, len(_WORDS), 7)]
_COUNT = len(_ROWS)


def open_sound(folder: Path, pdf: bytes) -> EditionText:
    content = open_bytes(folder, "a.pdf", pdf).content
    assert check_invariants(content) == []
    return content


def page(numbers: dict[int, int], x: float, *, apart: bool = False) -> bytes:
    """Set the text with numbers beside some of its rows, in a margin that begins at x."""
    rows = [(100.0, 700.0 - 20 * at, text) for at, text in enumerate(_ROWS)]
    marks = [(x, 700.0 - 20 * at, str(number)) for at, number in numbers.items()]
    return write_pdf([marks + rows if apart else sorted(marks + rows, key=lambda one: -one[1])])


@pytest.mark.parametrize("apart", [True, False])
@pytest.mark.parametrize("x", [60, 540])
def test_pleading_paper_numbers_each_row(tmp_path: Path, x: float, apart: bool) -> None:
    content = open_sound(tmp_path, page({at: at + 1 for at in range(_COUNT)}, x, apart=apart))
    assert blocks_of(content, BlockKind.PARAGRAPH) == [_TEXT]
    numbers = " ".join(str(at + 1) for at in range(_COUNT))
    assert blocks_of(content, BlockKind.LINE_NUMBER) == [numbers]


@pytest.mark.parametrize("x", [60, 540])
def test_a_statute_numbers_each_fifth_row(tmp_path: Path, x: float) -> None:
    content = open_sound(tmp_path, page({at: at + 1 for at in range(4, _COUNT, 5)}, x))
    assert blocks_of(content, BlockKind.PARAGRAPH) == [_TEXT]
    numbers = " ".join(str(at + 1) for at in range(4, _COUNT, 5))
    assert blocks_of(content, BlockKind.LINE_NUMBER) == [numbers]


def test_pleading_paper_has_numbers_where_no_row_of_text_is(tmp_path: Path) -> None:
    rows = [(110, 700 - 13 * at, text) for at, text in enumerate(_ROWS)]
    numbers = [(60, 704 - 24 * at, str(at + 1)) for at in range(25)]
    content = open_sound(tmp_path, write_pdf([[*numbers, *rows]], drawing="90 60 m 90 740 l S"))
    assert blocks_of(content, BlockKind.PARAGRAPH) == [_TEXT]
    assert blocks_of(content, BlockKind.LINE_NUMBER)[0].split()[-1] == "25"


def test_line_numbers_keep_their_boxes(tmp_path: Path) -> None:
    extraction = open_bytes(tmp_path, "a.pdf", page({at: at + 1 for at in range(_COUNT)}, 60))
    text = extraction.content.text
    boxes = [box for box in unpack_boxes(extraction.boxes[0], 0) if box.x < 100]
    assert [text[box.start : box.end] for box in boxes] == [str(at + 1) for at in range(_COUNT)]
    assert {round(two.y - one.y) for one, two in pairwise(boxes)} == {20}


def test_numbers_of_paragraphs_are_no_line_numbers(tmp_path: Path) -> None:
    rows = [
        one
        for at in range(6)
        for one in (
            (80, 700 - 80 * at, f"{at + 1}."),
            (110, 700 - 80 * at, "The landlord covenanted to keep the staircase in good repair,"),
            (110, 686 - 80 * at, "and in November he had still not done so."),
        )
    ]
    content = open_sound(tmp_path, write_pdf([rows]))
    assert blocks_of(content, BlockKind.LINE_NUMBER) == []
    assert content.text.count("The landlord covenanted") == 6
