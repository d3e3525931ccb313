"""Pages of two columns are read one column after the other, and what only looks so is not."""

from pathlib import Path

import pytest

from glossator.model.books import EditionText
from glossator.model.text import BlockKind, MarkerKind
from glossator.sources.blocks import check_invariants
from tests.sources.making import blocks_of, open_bytes, set_pdf, write_pdf

_LEFT = [
    "The landlord covenanted to keep the",
    "staircase in repair, and in November",
    "he had still not done so when the",
    "tenant fell upon it at night. She had",
    "told him of it twice by letter, and he",
    "had promised to send for the carpenter,",
    "but the carpenter was never sent for,",
]
_RIGHT = [
    "and the winter came. Nothing in the",
    "lease relieved him of that undertaking,",
    "and the custom of the town has nothing",
    "to say about it. The tenant relied upon",
    "the covenant, as she was entitled to do,",
    "and the judgment below, which gave her",
    "damages for the fall, is affirmed.",
]
_JOURNAL = """
#set page(width: 420pt, height: 420pt, margin: 40pt)
#set text(font: "Libertinus Serif", size: 10pt)
#set par(justify: true, first-line-indent: 1em)
#align(center, text(16pt)[*Of Staircases and Those Who Let Them*])
#align(center)[Jane Stone and Richard Ridge]
#columns(2, gutter: 20pt)[
"""


def open_set(folder: Path, source: str) -> EditionText:
    content = open_bytes(folder, "a.pdf", set_pdf(source)).content
    assert check_invariants(content) == []
    return content


def paragraph(content: EditionText) -> str:
    return max(blocks_of(content, BlockKind.PARAGRAPH), key=len)


def test_columns_are_read_one_after_the_other_below_a_title_over_both(tmp_path: Path) -> None:
    sentence = "The landlord covenanted to keep the staircase in good repair. "
    content = open_set(tmp_path, _JOURNAL + sentence * 40 + "]")
    assert blocks_of(content, BlockKind.HEADING)[0] == "Of Staircases and Those Who Let Them"
    assert paragraph(content) == (sentence * 40).strip()


@pytest.mark.parametrize("order", ["columns", "rows"])
def test_the_order_of_drawing_does_not_matter_where_both_columns_are_full(
    tmp_path: Path, order: str
) -> None:
    left = [(50, 700 - 13 * at, text) for at, text in enumerate(_LEFT)]
    right = [(310, 700 - 13 * at, text) for at, text in enumerate(_RIGHT)]
    rows = [one for pair in zip(left, right, strict=True) for one in pair]
    pdf = write_pdf([left + right if order == "columns" else rows])
    content = open_bytes(tmp_path, "a.pdf", pdf).content
    assert content.text == " ".join(_LEFT + _RIGHT)


def test_cells_of_a_table_are_no_columns(tmp_path: Path) -> None:
    names = ["Stone", "Ridge", "Hawkins", "McGee", "Fisher", "Mortimer", "Baca"]
    cells = [
        one
        for at, name in enumerate(names)
        for one in ((50, 700 - 13 * at, name), (310, 700 - 13 * at, str(1850 + at)))
    ]
    content = open_bytes(tmp_path, "a.pdf", write_pdf([cells])).content
    assert content.text.splitlines() == [f"{name}\t{1850 + at}" for at, name in enumerate(names)]


def test_footnotes_follow_the_page_and_not_the_column_they_stand_under(tmp_path: Path) -> None:
    notes = [(50, 560, "1 The fall was on the ninth.", 7), (310, 560, "2 See the lease.", 7)]
    left = [(50, 700 - 13 * at, text, 10) for at, text in enumerate(_LEFT)]
    right = [(310, 700 - 13 * at, text, 10) for at, text in enumerate(_RIGHT)]
    calls = [(213, 625, "1", 6), (452, 625, "2", 6)]
    pdf = write_pdf([[*left, calls[0], notes[0], *right, calls[1], notes[1]]])
    content = open_bytes(tmp_path, "a.pdf", pdf).content
    assert blocks_of(content, BlockKind.FOOTNOTE) == [
        "1 The fall was on the ninth.",
        "2 See the lease.",
    ]
    called = [m.label for m in content.markers if m.kind is MarkerKind.FOOTNOTE_CALL]
    assert called == ["1", "2"]
    assert blocks_of(content, BlockKind.PARAGRAPH)[0].count("carpenter") == 2


def test_a_caption_in_two_halves_is_read_half_by_half_without_its_fence(tmp_path: Path) -> None:
    left = ["JANE STONE,", "", "Plaintiff,", "", "v.", "", "RICHARD RIDGE,", "", "Defendant."]
    right = ["", "", "No. 18-0417", "", "Appeal from the Circuit", "Court of Aldersea", "", "", ""]
    lines = []
    for at, (one, two) in enumerate(zip(left, right, strict=True)):
        y = 700 - 14 * at
        lines += [(72, y, one), (290, y, ")"), (320, y, two)]
    content = open_bytes(tmp_path, "a.pdf", write_pdf([[one for one in lines if one[2]]])).content
    assert content.text.splitlines() == [
        "JANE STONE,",
        "Plaintiff,",
        "v.",
        "RICHARD RIDGE,",
        "Defendant.",
        "No. 18-0417",
        "Appeal from the Circuit Court of Aldersea",
    ]


def test_text_of_one_column_with_wide_spaces_stays_whole(tmp_path: Path) -> None:
    text = "He covenanted" + "#h(2em)to keep the staircase in repair. It was not repaired." * 9
    content = open_set(tmp_path, "#set page(width: 300pt, height: 400pt)\n" + text)
    assert content.text.startswith("He covenanted to keep the staircase in repair. It was not")
    assert len(content.blocks) == 1
