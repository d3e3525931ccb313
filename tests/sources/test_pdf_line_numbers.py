"""Numbers that count the lines of a page stand apart from its text, whatever margin they are in."""

from itertools import pairwise
from pathlib import Path

import pytest

from glossator.model.books import EditionText
from glossator.model.pinpoints import pinpoint_at
from glossator.model.text import BlockKind, Span
from glossator.sources.blocks import check_invariants
from glossator.sources.boxes import unpack_boxes
from glossator.sources.extract import extract
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


def cite(content: EditionText, words: str) -> list[tuple[str, str]]:
    """Give part and label of the lines that some words are cited by."""
    at = content.text.index(words)
    rows = pinpoint_at(content.pinpoints, Span(at, at + len(words)), prefer="line")
    return [(row.part, row.label) for row in rows if row.scheme == "line"]


def test_a_row_is_cited_by_the_number_beside_it_and_the_page(tmp_path: Path) -> None:
    content = open_sound(tmp_path, page({at: at + 1 for at in range(_COUNT)}, 60))
    assert cite(content, _ROWS[2]) == [("PDF p. 1", "3")]
    assert cite(content, f"{_ROWS[3]} {_ROWS[4]}") == [("PDF p. 1", "4"), ("PDF p. 1", "5")]
    assert [r.label for r in content.pinpoints if r.scheme == "line"] == [
        str(at + 1) for at in range(_COUNT)
    ]


@pytest.mark.parametrize("x", [60, 540])
def test_rows_between_two_numbers_are_counted(tmp_path: Path, x: float) -> None:
    content = open_sound(tmp_path, page({at: at + 1 for at in range(4, _COUNT, 5)}, x))
    assert cite(content, _ROWS[6]) == [("PDF p. 1", "7")]


def test_rows_that_do_not_fit_between_two_numbers_are_not_counted(tmp_path: Path) -> None:
    heights = [700, 686, 668, 654, 636, 614, 596, 588, 570, 540, 526, 516, 490]
    rows = [(100.0, float(y), text) for y, text in zip(heights, _ROWS, strict=False)]
    marks = [(60.0, rows[at][1], str(at + 1)) for at in (2, 5, 8, 11)]
    marks = [(x, y, str(5 * (at + 1))) for at, (x, y, _) in enumerate(marks)]
    content = open_sound(tmp_path, write_pdf([sorted(marks + rows, key=lambda one: -one[1])]))
    assert cite(content, _ROWS[3]) == []


def test_lines_are_cited_by_the_number_printed_on_their_page(tmp_path: Path) -> None:
    def sheet(number: int) -> list[tuple[float, float, str]]:
        rows = [(100.0, 700.0 - 20 * at, text) for at, text in enumerate(_ROWS)]
        marks = [(60.0, 700.0 - 20 * at, str(at + 1)) for at in range(_COUNT)]
        foot = [(300.0, 60.0, str(number))]
        return sorted(marks + rows, key=lambda one: -one[1]) + foot

    content = open_sound(tmp_path, write_pdf([sheet(number) for number in (41, 42, 43)]))
    assert {r.part for r in content.pinpoints if r.scheme == "line"} == {"41", "42", "43"}
    # The printed page is what is cited, unless the reader asks for lines.
    assert [r.label for r in pinpoint_at(content.pinpoints, Span(0, 5))] == ["41"]


def test_lines_that_are_counted_on_over_pages_have_no_part(tmp_path: Path) -> None:
    def sheet(since: int) -> list[tuple[float, float, str]]:
        rows = [(100.0, 700.0 - 20 * at, text) for at, text in enumerate(_ROWS)]
        rows = [(x, y, text if since == 1 else text[::-1]) for x, y, text in rows]
        marks = [(60.0, 700.0 - 20 * at, str(at + since)) for at in range(_COUNT)]
        return sorted(marks + rows, key=lambda one: -one[1])

    content = open_sound(tmp_path, write_pdf([sheet(1), sheet(_COUNT + 1)]))
    assert [r.label for r in content.pinpoints if r.scheme == "line"] == [
        str(at) for at in range(1, 2 * _COUNT + 1)
    ]
    assert {r.part for r in content.pinpoints if r.scheme == "line"} == {""}


def test_numbers_end_where_the_next_page_has_none(tmp_path: Path) -> None:
    plain = [(100.0, 700.0 - 20 * at, f"Annexed: {text}") for at, text in enumerate(_ROWS)]
    rows = [(100.0, 700.0 - 20 * at, text) for at, text in enumerate(_ROWS)]
    marks = [(60.0, 700.0 - 20 * at, str(at + 1)) for at in range(_COUNT)]
    content = open_sound(
        tmp_path, write_pdf([sorted(marks + rows, key=lambda one: -one[1]), plain])
    )
    assert cite(content, f"Annexed: {_ROWS[1]}") == []


def test_the_lines_of_an_opinion_are_cited_by_page_and_line(data_dir: Path) -> None:
    path = data_dir / "documents" / "us-ca2-08-6301.pdf"
    content = extract(path, path.name).content
    assert cite(content, "PER CURIAM") == [("2", "1")]
    assert cite(content, content.text[:20]) == []
    assert cite(content, "disqualify him from naturalized citizenship") == [("3", "1")]
    assert cite(content, "Plaintiff now appeals from that ruling") == [("3", "8")]
    rows = [row for row in content.pinpoints if row.scheme == "line"]
    assert len(rows) == 151
    # Each page's lines rise from 1.
    for part in {row.part for row in rows}:
        labels = [int(row.label) for row in rows if row.part == part]
        assert labels == sorted(labels)
        assert labels[0] == 1
