"""A clerk's stamp in a corner of the first page is furniture, whatever stands beside it."""

from pathlib import Path

import pytest

from glossator.model.books import EditionText
from glossator.model.text import BlockKind
from glossator.sources.blocks import check_invariants
from glossator.sources.boxes import unpack_boxes
from glossator.sources.extract import extract
from tests.sources.making import Words, blocks_of, open_bytes, write_pdf

_TEXT: list[Words] = [
    (
        72.0,
        560.0 - 14 * at,
        f"The landlord covenanted to keep the staircase in repair, {at} times he",
    )
    for at in range(12)
]
_CAPTION: list[Words] = [
    (200.0, 720.0, "IN THE COURT OF APPEALS"),
    (210.0, 690.0, "FOR THE NORTH CIRCUIT"),
    (250.0, 650.0, "No. 07-308"),
]
_STAMP: list[Words] = [
    (470.0, 704.0, "Court of Appeals", 7.0),
    (474.0, 690.0, "North Circuit", 7.0),
    (474.0, 676.0, "F I L E D"),
    (460.0, 662.0, "May 3, 2010"),
    (464.0, 650.0, "B. R. Crane"),
    (482.0, 638.0, "Clerk"),
]


def read(folder: Path, *pages: list[Words]) -> EditionText:
    content = open_bytes(folder, "a.pdf", write_pdf(pages)).content
    assert check_invariants(content) == []
    return content


def in_order(*parts: list[Words]) -> list[Words]:
    """Draw rows from top to bottom, as programs do: what stands side by side comes mixed."""
    return sorted((one for part in parts for one in part), key=lambda one: (-one[1], one[0]))


def test_a_stamp_is_read_apart_from_the_caption(tmp_path: Path) -> None:
    content = read(tmp_path, in_order(_CAPTION, _STAMP, _TEXT))
    assert blocks_of(content, BlockKind.RUNNING_HEAD) == [words for _, _, words, *_ in _STAMP]
    shown = [b for b in content.blocks if b.kind is not BlockKind.RUNNING_HEAD]
    words = " ".join(content.text[block.start : block.end] for block in shown)
    assert words.startswith("IN THE COURT OF APPEALS FOR THE NORTH CIRCUIT No. 07-308")


def test_the_words_of_a_stamp_keep_their_places(tmp_path: Path) -> None:
    made = open_bytes(tmp_path, "a.pdf", write_pdf([in_order(_CAPTION, _STAMP, _TEXT)]))
    text = made.content.text
    boxes = {text[b.start : b.end]: b for b in unpack_boxes(made.boxes[0], 0)}
    assert (round(boxes["Clerk"].x), round(boxes["May"].x)) == (482, 460)


@pytest.mark.parametrize(
    "beside",
    [
        [(474.0, 676.0, "FILED")],  # alone: no stamp
        [(474.0, 676.0, "was filed"), (470.0, 662.0, "in May 2010"), (474.0, 648.0, "by Crane")],
        [(250.0, 676.0, "FILED"), (246.0, 662.0, "in May 2010"), (250.0, 648.0, "by Crane")],
    ],
)
def test_other_short_rows_are_no_stamp(tmp_path: Path, beside: list[Words]) -> None:
    content = read(tmp_path, in_order(beside, _TEXT))
    assert blocks_of(content, BlockKind.RUNNING_HEAD) == []


def test_only_the_first_page_is_stamped(tmp_path: Path) -> None:
    content = read(tmp_path, _TEXT, in_order(_STAMP, [(72.0, 600.0, "Annexed is the plan.")]))
    assert "Clerk" not in blocks_of(content, BlockKind.RUNNING_HEAD)


def test_the_stamp_of_a_real_opinion_stands_apart(data_dir: Path) -> None:
    path = data_dir / "documents" / "us-ca5-07-30815.pdf"
    made = extract(path, path.name)
    heads = blocks_of(made.content, BlockKind.RUNNING_HEAD)
    assert heads[:2] == [
        "Case: 07-30815 Document: 00511021443 Page: 1 Date Filed: 02/05/2010",
        "United States Court of Appeals",
    ]
    assert {"F I L E D", "February 5, 2010", "Charles R. Fulbruge III", "Clerk"} <= set(heads)
    assert made.caption.court == "United States Court of Appeals for the Fifth Circuit"


def test_counsel_and_the_course_of_a_case_are_no_quotations(data_dir: Path) -> None:
    path = data_dir / "documents" / "us-ca3-09-1225.pdf"
    quoted = blocks_of(extract(path, path.name).content, BlockKind.QUOTATION)
    assert not [words for words in quoted if words.startswith(("On Appeal", "Counsel for Appell"))]
    assert len(quoted) > 5


def test_rows_that_end_where_there_was_room_are_no_quotation(tmp_path: Path) -> None:
    text: list[Words] = [(72.0, y, words) for _, y, words, *_ in _TEXT]
    address = [(108.0, 380.0, "Counsel for the Appellee,"), (108.0, 366.0, "Weir & Weir")]
    quotation = [
        (108.0, 330.0, "A covenant to repair binds him who made it, whether or not"),
        (108.0, 316.0, "he knows of the want of repair, for so the lease has it."),
    ]
    content = read(tmp_path, [*text, *address, *quotation])
    assert blocks_of(content, BlockKind.QUOTATION) == [f"{quotation[0][2]} {quotation[1][2]}"]
