import io
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from glossator.model.books import Extraction
from glossator.model.text import BlockKind, MarkerKind, StyleKind
from glossator.sources.blocks import check_invariants
from glossator.sources.boxes import unpack_boxes
from tests.sources.making import OPINION, blank_pdf, blocks_of, open_bytes, set_pdf, words_of


@pytest.fixture(scope="module")
def opinion(tmp_path_factory: pytest.TempPathFactory) -> Extraction:
    return open_bytes(tmp_path_factory.mktemp("pdf"), "opinion.pdf", set_pdf(OPINION))


def test_the_invariants_hold(opinion: Extraction) -> None:
    assert check_invariants(opinion.content) == []


def test_words_broken_at_line_ends_are_whole_and_have_two_boxes(tmp_path: Path) -> None:
    source = (
        "#set page(width: 130pt, height: 200pt, margin: 20pt);"
        "#set text(hyphenate: true);#set par(justify: true)\n"
        "A counterproductive industrialization of neighbourhoods."
    )
    extraction = open_bytes(tmp_path, "a.pdf", set_pdf(source))
    assert extraction.content.text == "A counterproductive industrialization of neighbourhoods."
    boxes = unpack_boxes(extraction.boxes[0], 0)
    broken = [two for one, two in pairwise(boxes) if one.end == two.start]
    assert len(broken) >= 2
    assert all(box.x == pytest.approx(20, abs=0.5) for box in broken)


def test_every_word_of_the_text_has_its_box(opinion: Extraction) -> None:
    content = opinion.content
    covered = {
        at
        for page, packed in zip(content.pages, opinion.boxes, strict=True)
        for box in unpack_boxes(packed, page.start)
        for at in range(box.start, box.end)
    }
    assert [c for at, c in enumerate(content.text) if at not in covered and not c.isspace()] == []


def test_boxes_lie_on_their_page_and_name_its_words(opinion: Extraction) -> None:
    page = opinion.content.pages[0]
    boxes = unpack_boxes(opinion.boxes[0], page.start)
    assert all(0 <= box.x < page.width and 0 <= box.y < page.height for box in boxes)
    word = next(b for b in boxes if opinion.content.text[b.start : b.end] == "landlord")
    assert 80 < word.y < 105
    assert 60 < word.x < 120


def test_heads_never_stand_inside_a_sentence(opinion: Extraction) -> None:
    heads = blocks_of(opinion.content, BlockKind.RUNNING_HEAD)
    assert len(heads) == 2 * len(opinion.content.pages)
    assert not any("Cite as" in text for text in blocks_of(opinion.content, BlockKind.PARAGRAPH))


def test_a_paragraph_continued_over_a_page_is_one_block(opinion: Extraction) -> None:
    content = opinion.content
    long = next(b for b in content.blocks if "I would reverse." in words_of(content, b))
    assert words_of(content, long).count("The staircase was not part") == 30
    later = [page for page in content.pages if long.start < page.start < long.end]
    assert later
    assert all(content.text[page.start - 1] == " " for page in later)


def test_footnotes_are_blocks_of_their_own_and_called_from_the_text(opinion: Extraction) -> None:
    content = opinion.content
    notes = [block for block in content.blocks if block.kind is BlockKind.FOOTNOTE]
    calls = [m for m in content.markers if m.kind is MarkerKind.FOOTNOTE_CALL]
    assert [note.label for note in notes] == ["1", "2"]
    assert words_of(content, notes[0]) == (
        "1 The fall was on the ninth; the complaint says the tenth."
    )
    assert [(call.label, call.target) for call in calls] == [
        (note.label, note.start) for note in notes
    ]
    assert content.text[: calls[0].start].endswith("fell.")


def test_printed_pages_count_anew_in_each_part(opinion: Extraction) -> None:
    found = {(p.part, p.label) for p in opinion.content.pinpoints if p.scheme == "printed-page"}
    parts = {part for part, _ in found}
    assert parts == {"Opinion of the Court", "Brandt, J., dissenting"}
    assert {(part, "1") for part in parts} <= found


def test_headings_and_block_quotations_are_seen(opinion: Extraction) -> None:
    assert blocks_of(opinion.content, BlockKind.HEADING) == ["I", "Dissent"]
    (quotation,) = blocks_of(opinion.content, BlockKind.QUOTATION)
    assert quotation.startswith("A covenant to repair")
    assert quotation.endswith("careful landlord.")


def test_italics_and_bold_are_kept(tmp_path: Path) -> None:
    source = "#set page(height: 100pt)\nSee _Stone v. Ridge_ and *now* again."
    content = open_bytes(tmp_path, "a.pdf", set_pdf(source)).content
    runs = [(style.kind, content.text[style.start : style.end]) for style in content.styles]
    assert runs == [(StyleKind.ITALIC, "Stone v. Ridge"), (StyleKind.BOLD, "now")]


def test_a_compound_keeps_its_hyphen_at_a_line_end(tmp_path: Path) -> None:
    source = "#set page(width: 160pt, height: 300pt, margin: 20pt)\n" + (
        "an over-detention here. " + "and some over-detention there. " * 12
    )
    text = open_bytes(tmp_path, "a.pdf", set_pdf(source)).content.text
    assert text.count("over-detention") == 13


def test_declared_labels_are_kept_and_pinned_where_they_say_more_than_the_index(
    tmp_path: Path,
) -> None:
    source = '#set page(numbering: "i", height: 90pt)\nOne\n#pagebreak()\nTwo\n#pagebreak()\nThree'
    content = open_bytes(tmp_path, "a.pdf", set_pdf(source)).content
    assert [page.label for page in content.pages] == ["i", "ii", "iii"]
    labels = [p.label for p in content.pinpoints if p.scheme == "pdf-label"]
    assert labels == ["i", "ii", "iii"]


def test_without_declared_labels_none_is_invented(tmp_path: Path) -> None:
    content = open_bytes(tmp_path, "a.pdf", blank_pdf(2)).content
    assert [page.label for page in content.pages] == ["", ""]


def test_a_pdf_of_empty_pages_is_imported_with_a_problem(tmp_path: Path) -> None:
    extraction = open_bytes(tmp_path, "empty.pdf", blank_pdf(2))
    assert extraction.content.text == ""
    assert len(extraction.content.pages) == 2
    assert len(extraction.problems) == 1


def test_text_on_a_turned_page_is_read_upright(tmp_path: Path) -> None:
    sideways = (
        "#set page(width: 200pt, height: 300pt, margin: 20pt)\n"
        "#place(bottom + left, rotate(-90deg, reflow: true)[The landlord fell.#linebreak()Twice.])"
    )
    with pikepdf.open(io.BytesIO(set_pdf(sideways))) as pdf:
        pdf.pages[0].rotate(90, relative=True)
        extraction = open_bytes(tmp_path, "a.pdf", _saved(pdf))
    assert extraction.content.text == "The landlord fell.\nTwice."
    boxes = unpack_boxes(extraction.boxes[0], 0)
    assert (extraction.content.pages[0].width, extraction.content.pages[0].height) == (300, 200)
    assert boxes[0].x == pytest.approx(20, abs=1)
    assert [box.y for box in boxes[1:3]] == pytest.approx([boxes[0].y] * 2, abs=0.2)
    assert boxes[3].y > boxes[0].y + 10


def _saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize("title", ["Microsoft Word - foo.doc", "untitled", "a", "opinion.pdf"])
def test_what_programs_leave_is_no_title(tmp_path: Path, title: str) -> None:
    with pikepdf.open(io.BytesIO(blank_pdf(1))) as pdf:
        pdf.docinfo["/Title"] = title
        assert open_bytes(tmp_path, "a.pdf", _saved(pdf)).title == ""


def test_the_caption_is_read_from_the_first_page(tmp_path: Path) -> None:
    source = """#set page(height: 300pt)
#align(center)[#text(14pt)[*SUPREME COURT OF ALDERSEA*]\n\nSTONE v. RIDGE\n\nNo. 18-0417\n
Decided March 12, 2019]

The landlord covenanted to keep the staircase in repair, and he did not do so for many years.
"""
    caption = open_bytes(tmp_path, "a.pdf", set_pdf(source)).caption
    assert caption.parties == "STONE v. RIDGE"
    assert caption.court == "Supreme Court of Aldersea"
    assert (caption.docket, caption.decided) == ("No. 18-0417", "March 12, 2019")


def test_what_is_set_apart_more_is_a_heading_more_surely(tmp_path: Path) -> None:
    source = "#set page(width: 300pt, height: 300pt)\n#set par(justify: true)\n" + (
        "#align(center)[*II. THE DUTY*]\n\n" + "The landlord covenanted to repair it. " * 9
    )
    source += "\n\n*Remedies*\n\n" + "The tenant may leave, or he may stay. " * 9
    content = open_bytes(tmp_path, "a.pdf", set_pdf(source)).content
    first, second = (b for b in content.blocks if b.kind is BlockKind.HEADING)
    assert 0.5 <= second.confidence < first.confidence < 1


def test_levels_follow_the_size_of_type(tmp_path: Path) -> None:
    source = "#set page(width: 300pt, height: 300pt)\n"
    for size, name in ((18, "Of Staircases"), (14, "Of Repair"), (11, "Of Lamps")):
        source += f"#text({size}pt)[*{name}*]\n\nThe landlord did not so much as answer her.\n\n"
    content = open_bytes(tmp_path, "a.pdf", set_pdf(source)).content
    levels = [block.level for block in content.blocks if block.kind is BlockKind.HEADING]
    assert levels == [1, 2, 3]


def test_no_guess_is_quite_sure(opinion: Extraction) -> None:
    assert all(0 < block.confidence < 1 for block in opinion.content.blocks)
    assert len({block.confidence for block in opinion.content.blocks}) >= 4


def test_parties_in_the_middle_of_a_title_page_are_no_heading(tmp_path: Path) -> None:
    source = (
        "#align(center)[ANNA REED, Keeper of the Weir; JOHN MOSS,\\ Warden of Herons; "
        "THE TOWN OF LOWER BROOK]\n\n#lorem(80)"
    )
    content = open_bytes(tmp_path, "a.pdf", set_pdf(source)).content
    assert content.blocks[0].kind is BlockKind.PARAGRAPH
