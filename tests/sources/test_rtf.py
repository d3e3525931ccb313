import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from striprtf.striprtf import rtf_to_text

from glossator.model.books import Extraction
from glossator.model.errors import RefusedFileError
from glossator.model.text import BlockKind, ForeignKind, MarkerKind, Table
from glossator.sources.blocks import check_invariants
from tests.sources.docx_making import labels, paragraphs_pinned
from tests.sources.making import open_bytes, outline
from tests.sources.test_docx import picture

_PROSE = "The landlord covenanted to keep the staircase in repair, and he did not do it at all."


def open_rtf(folder: Path, inside: str, head: str = r"\ansi\ansicpg1252") -> Extraction:
    return open_bytes(folder, "book.rtf", rf"{{\rtf1{head} {inside}}}".encode("latin-1"))


def text_of(folder: Path, inside: str, head: str = r"\ansi\ansicpg1252") -> str:
    return open_rtf(folder, inside, head).content.text


def test_paragraphs_are_parted_by_par(tmp_path: Path) -> None:
    assert text_of(tmp_path, "One\\par Two\\\nThree\\par") == "One\nTwo\nThree"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"caf\'e9", "café"),
        (r"\u8212?dash", "—dash"),
        (r"\u8212\'97dash", "—dash"),
        (r"{\uc2\u8212\'97\'97dash}", "—dash"),
        (r"{\uc0\u8212 dash}", "—dash"),
        (r"\u-10179?\u-8704?", "\U0001f600"),
        (r"a\emdash b\~c\_d", "a—b\xa0c\u2011d"),
        (r"\ldblquote a\rdblquote", "“a”"),
        (r"\{a\}\\", "{a}\\"),
        ("a\r\nb", "ab"),
    ],
)
def test_letters_are_what_they_stand_for(tmp_path: Path, written: str, read: str) -> None:
    assert text_of(tmp_path, written) == read


def test_a_font_has_its_own_code_page(tmp_path: Path) -> None:
    rows = ((0, 0, "Arial"), (1, 204, "Arial Cyr"), (2, 128, "Mincho"), (3, 2, "Symbol"))
    named = "".join(rf"{{\f{at}\fcharset{charset} {name};}}" for at, charset, name in rows)
    fonts = rf"{{\fonttbl{named}}}"
    inside = fonts + r"\f0 \'e9 \f1 \'e9 \f2 \'93\'fa \f3 \'61"
    assert text_of(tmp_path, inside) == "é й 日 α"


def test_the_files_code_page_counts(tmp_path: Path) -> None:
    assert text_of(tmp_path, r"\'e9", r"\ansi\ansicpg1251") == "й"


def test_styles_hold_until_their_group_ends(tmp_path: Path) -> None:
    content = open_rtf(
        tmp_path, r"In {\i Stone} it was \b held\b0  x{\super 2} {\scaps Brandt}\plain  J."
    ).content
    found = [(s.kind.value, content.text[s.start : s.end].strip()) for s in content.styles]
    assert found == [
        ("italic", "Stone"),
        ("bold", "held"),
        ("superscript", "2"),
        ("small-caps", "Brandt"),
    ]


def test_what_is_no_text_is_left_out(tmp_path: Path) -> None:
    inside = (
        r"{\fonttbl{\f0 Arial;}}{\colortbl;\red0\green0\blue0;}{\header Head}{\*\unknown what}"
        r"{\field{\*\fldinst HYPERLINK x}{\fldrslt link}}{\v hidden}{\deleted gone}"
    )
    book = open_rtf(tmp_path, inside)
    assert book.content.text == "link"
    assert "1 tracked change" in book.problems[0]


def test_headings_are_told_by_style_or_level(tmp_path: Path) -> None:
    styles = r"{\stylesheet{\s1 heading 1;}{\s0 Normal;}}"
    inside = styles + rf"\pard\s1 Facts\par\pard {_PROSE}\par\pard\outlinelevel1 Lease\par"
    content = open_rtf(tmp_path, inside).content
    assert [(b.kind.value, b.level) for b in content.blocks] == [
        ("heading", 1),
        ("paragraph", 0),
        ("heading", 2),
    ]


def test_the_numbers_of_lists_are_labels(tmp_path: Path) -> None:
    item = r"\pard{{\listtext {}\tab}}\ls1\ilvl{} {}\par"
    inside = item.format("1.", 0, "One") + item.format("(a)", 1, "Under it")
    book = open_rtf(tmp_path, inside)
    assert (labels(book), book.content.text) == (["1.", "(a)"], "One\nUnder it")


def test_the_works_own_numbers_are_cited(tmp_path: Path) -> None:
    inside = "".join(
        rf"\pard{{\listtext [{at}]\tab}}\ls1 Point {at}. {_PROSE}\par" for at in range(1, 5)
    )
    book = open_rtf(tmp_path, inside)
    assert [label for label, _ in paragraphs_pinned(book)] == list("1234")
    assert {b.kind for b in book.content.blocks} == {BlockKind.PARAGRAPH}


def test_footnotes_follow_their_paragraph_and_endnotes_stand_at_the_end(tmp_path: Path) -> None:
    inside = (
        r"He fell.{\super\chftn}{\footnote\pard{\super\chftn} See the lease.}"
        r"{\super\chftn}{\footnote\ftnalt\pard At last.} Then\par Affirmed.\par"
    )
    content = open_rtf(tmp_path, inside).content
    assert content.text == "He fell.12 Then\nSee the lease.\nAffirmed.\nAt last."
    assert [(m.kind, m.label, m.target) for m in content.markers] == [
        (MarkerKind.FOOTNOTE_CALL, "1", 16),
        (MarkerKind.FOOTNOTE_CALL, "2", content.text.index("At last")),
    ]


def test_tables_keep_their_cells(tmp_path: Path) -> None:
    head = r"\trowd\trhdr\clmgf\cellx100\clmrg\cellx200\cellx300\pard\intbl Party\cell\cell Sum"
    head += r"\cell\row"
    first = r"\trowd\clvmgf\cellx100\cellx200\cellx300\pard\intbl Stone\cell rent\cell 10\cell\row"
    second = r"\trowd\clvmrg\cellx100\cellx200\cellx300\pard\intbl\cell costs\cell 4\cell\row"
    content = open_rtf(tmp_path, head + first + second + r"\pard After.\par").content
    assert content.text == "Party\t\tSum\nStone\trent\t10\n\tcosts\t4\nAfter."
    assert content.tables == (Table(0, 1, ((0, 0, 1, 2), (1, 0, 2, 1))),)


def test_cells_stand_in_the_columns_that_their_ends_tell(tmp_path: Path) -> None:
    first = r"\trowd\cellx100\cellx200\pard\intbl a\cell b\cell\row"
    second = r"\trowd\cellx200\pard\intbl wide\cell\row"
    content = open_rtf(tmp_path, first + second).content
    assert content.text == "a\tb\nwide\t"
    assert content.tables == (Table(0, 0, ((1, 0, 1, 2),)),)


def test_pictures_stand_where_they_are(tmp_path: Path) -> None:
    book = open_rtf(tmp_path, rf"Plan: {{\pict\pngblip {picture().hex()}}} so.")
    assert book.content.text == "Plan: \ufffc so."
    assert book.pictures[book.content.images[0].name] == picture()


def test_highlighted_passages_are_marks(tmp_path: Path) -> None:
    colours = r"{\colortbl;\red255\green255\blue0;}"
    content = open_rtf(tmp_path, colours + r"It was {\highlight1 so {\b held}} here.").content
    (mark,) = content.foreign_marks
    assert (mark.kind, mark.colour) == (ForeignKind.HIGHLIGHT, "#ffff00")
    assert content.text[mark.spans[0].start : mark.spans[0].end] == "so held"


def test_the_file_says_what_it_is(tmp_path: Path) -> None:
    info = r"{\info{\title On Staircases}{\author Ada Vinton}{\creatim\yr2021\mo3\dy4}}"
    book = open_rtf(tmp_path, info + _PROSE, r"\ansi\deflang2057")
    assert (book.title, book.bibliography.issued) == ("On Staircases", "2021-03-04")
    assert book.bibliography.language == "en-GB"


def test_what_an_independent_reader_strips_is_all_there(tmp_path: Path) -> None:
    inside = (
        rf"{{\fonttbl{{\f0 Arial;}}}}\pard {_PROSE}\par {{\b Bold\b0}} caf\'e9 \u8212?\par"
        r"\trowd\cellx100\cellx200\pard\intbl a\cell b\cell\row\pard{\listtext 1.\tab}Item\par"
    )
    book = open_rtf(tmp_path, inside)
    theirs = rtf_to_text(rf"{{\rtf1\ansi\ansicpg1252 {inside}}}")
    ours = book.content.text + " ".join(labels(book))
    assert sorted(re.findall(r"\w", theirs)) == sorted(re.findall(r"\w", ours))


@pytest.mark.parametrize("inside", ["", r"{\v hidden}", r"\par\par", r"{\*\x a}"])
def test_a_file_without_text_is_refused(tmp_path: Path, inside: str) -> None:
    with pytest.raises(RefusedFileError, match="no text"):
        open_rtf(tmp_path, inside)


def test_groups_without_end_are_read_in_linear_time(tmp_path: Path) -> None:
    assert text_of(tmp_path, "{" * 200_000 + "deep") == "deep"
    assert text_of(tmp_path, "a" + "}" * 200_000 + "b") == "ab"
    assert outline(open_rtf(tmp_path, r"{\footnote " * 500 + "deep").content)[-1][1] == "deep"


# fmt: off
_TOKENS = (
    "{", "}", "\\par ", "\\cell ", "\\row ", "\\trowd ", "\\intbl ", "\\cellx9 ", "\\u-1 ",
    "{\\footnote ", "\\pard ", "\\'e9", "\\*", "\\b ", "\\bin3 ", "\\pict ", "a", "b c", "\\clmrg",
    "\\clvmrg", "{\\listtext 1.}", "\\uc0 ", "\\highlight1 ", "{\\colortbl;;",
)
# fmt: on


@given(st.lists(st.sampled_from(_TOKENS), max_size=60))
def test_any_order_of_tokens_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, parts: list[str]
) -> None:
    folder = tmp_path_factory.getbasetemp()
    try:
        book = open_rtf(folder, "".join(parts))
    except RefusedFileError:
        return
    assert check_invariants(book.content) == []
