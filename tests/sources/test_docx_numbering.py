from pathlib import Path

import pytest

from glossator.model.text import BlockKind, PinpointOrigin
from tests.sources.docx_making import (
    abstract,
    labels,
    level,
    num,
    open_docx,
    p,
    paragraphs_pinned,
    restart,
    style,
)

_OUTLINE = abstract(
    0, level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)"), level(2, "lowerRoman", "(%3)")
)


def items(*levels: int, of: int = 1) -> str:
    return "".join(p(f"Item {at}", item=(of, at)) for at in levels)


def counted(folder: Path, body: str, numbering: str, styles: str = "") -> list[str]:
    return labels(open_docx(folder, body, numbering=numbering, styles=styles))


def test_numbers_are_counted_by_level_and_begin_anew_below(tmp_path: Path) -> None:
    found = counted(tmp_path, items(0, 1, 1, 2, 1, 0, 1), _OUTLINE + num(1, 0))
    assert found == ["1.", "(a)", "(b)", "(i)", "(c)", "2.", "(a)"]


def test_a_number_is_no_part_of_the_text(tmp_path: Path) -> None:
    book = open_docx(tmp_path, p("The rule.", item=(1, 0)), numbering=_OUTLINE + num(1, 0))
    assert (book.content.text, labels(book)) == ("The rule.", ["1."])


def test_numbers_of_several_levels_stand_in_one(tmp_path: Path) -> None:
    levels = (
        level(0, "upperRoman", "%1"),
        level(1, "decimal", "%1.%2"),
        level(2, "decimal", "%1.%2.%3"),
    )
    found = counted(tmp_path, items(0, 1, 2, 2, 0, 1), abstract(0, *levels) + num(1, 0))
    assert found == ["I", "I.1", "I.1.1", "I.1.2", "II", "II.1"]


def test_legal_numbers_are_in_digits_on_all_levels(tmp_path: Path) -> None:
    legal = level(1, "decimal", "%1.%2", more="<w:isLgl/>")
    found = counted(
        tmp_path, items(0, 1), abstract(0, level(0, "upperRoman", "%1"), legal) + num(1, 0)
    )
    assert found == ["I", "1.1"]


@pytest.mark.parametrize(
    ("form", "third"),
    [
        ("decimal", "3"),
        ("decimalZero", "03"),
        ("lowerLetter", "c"),
        ("upperLetter", "C"),
        ("lowerRoman", "iii"),
        ("upperRoman", "III"),
        ("ordinal", "3rd"),
        ("cardinalText", "Three"),
        ("ordinalText", "Third"),
        ("decimalEnclosedCircle", "③"),
        ("chicago", "‡"),
        ("russianLower", "в"),
        ("none", ""),
        ("aFormOfTheFuture", "3"),
    ],
)
def test_each_number_format_is_written_as_word_does(tmp_path: Path, form: str, third: str) -> None:
    found = counted(tmp_path, items(0), abstract(0, level(0, form, "%1", start=3)) + num(1, 0))
    assert found == [third]


def test_a_list_without_restart_goes_on_where_its_abstract_list_was(tmp_path: Path) -> None:
    body = items(0, 0) + p("Between.") + items(0, of=2) + items(0)
    found = counted(tmp_path, body, _OUTLINE + num(1, 0) + num(2, 0))
    assert found == ["1.", "2.", "", "3.", "4."]


def test_a_list_begins_anew_once_where_it_says_so(tmp_path: Path) -> None:
    body = items(0, 0) + items(0, 0, of=2) + items(0) + items(0, of=2)
    found = counted(tmp_path, body, _OUTLINE + num(1, 0) + num(2, 0, restart(0, 7)))
    assert found == ["1.", "2.", "7.", "8.", "9.", "10."]


def test_a_list_first_met_on_a_deeper_level_goes_on_above(tmp_path: Path) -> None:
    numbering = _OUTLINE + num(1, 0) + num(2, 0, restart(0, 1) + restart(1, 1))
    found = counted(tmp_path, items(0, 0) + items(1, 0, of=2), numbering)
    assert found == ["1.", "2.", "(a)", "3."]


def test_a_level_that_never_restarts_counts_through(tmp_path: Path) -> None:
    through = level(1, "decimal", "%2", more='<w:lvlRestart w:val="0"/>')
    found = counted(
        tmp_path, items(0, 1, 1, 0, 1), abstract(0, level(0, "decimal", "%1."), through) + num(1, 0)
    )
    assert found == ["1.", "1", "2", "2.", "3"]


def test_a_list_may_change_a_level_of_its_abstract_list(tmp_path: Path) -> None:
    changed = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "[%1]")}</w:lvlOverride>'
    found = counted(tmp_path, items(0, 0), _OUTLINE + num(1, 0, changed))
    assert found == ["[A]", "[B]"]


def test_a_style_gives_its_list_and_what_is_based_on_it(tmp_path: Path) -> None:
    numbers = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    styles = style("Para", paragraph=numbers) + style("ParaBold", based_on="Para", face="<w:b/>")
    body = p("One", style="Para") + p("Two", style="ParaBold") + p("Three", style="Para")
    assert counted(tmp_path, body, _OUTLINE + num(1, 0), styles=styles) == ["1.", "2.", "3."]


def test_a_style_stands_at_the_level_that_is_linked_to_it(tmp_path: Path) -> None:
    numbers = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    linked = level(1, "lowerLetter", "(%2)", more='<w:pStyle w:val="Sub"/>')
    body = p("One", item=(1, 0)) + p("Under it", style="Sub")
    numbering = abstract(0, level(0, "decimal", "%1."), linked) + num(1, 0)
    styles = style("Sub", paragraph=numbers)
    assert counted(tmp_path, body, numbering, styles=styles) == ["1.", "(a)"]


def test_list_zero_switches_a_styles_numbers_off(tmp_path: Path) -> None:
    styles = style("Para", paragraph='<w:numPr><w:numId w:val="1"/></w:numPr>')
    body = p("One", style="Para") + p("Not", style="Para", item=(0, 0)) + p("Two", style="Para")
    assert counted(tmp_path, body, _OUTLINE + num(1, 0), styles=styles) == ["1.", "", "2."]


def test_a_list_that_names_a_numbering_style_has_that_styles_levels(tmp_path: Path) -> None:
    numbering = (
        abstract(0, level(0, "upperLetter", "%1)"))
        + abstract(1, more='<w:numStyleLink w:val="Courts"/>')
        + num(1, 0)
        + num(2, 1)
    )
    styles = style("Courts", kind="numbering", paragraph='<w:numPr><w:numId w:val="1"/></w:numPr>')
    body = items(0, of=1) + items(0, 0, of=2)
    assert counted(tmp_path, body, numbering, styles=styles) == ["A)", "A)", "B)"]


def test_bullets_are_read_out_of_their_symbol_fonts(tmp_path: Path) -> None:
    fonts = '<w:lvlJc w:val="left"/><w:rPr><w:rFonts w:ascii="{}"/></w:rPr>'
    levels = [
        f'<w:lvl w:ilvl="{at}"><w:numFmt w:val="bullet"/><w:lvlText w:val="{sign}"/>'
        f"{fonts.format(font)}</w:lvl>"
        for at, (sign, font) in enumerate(
            [("\uf0b7", "Symbol"), ("o", "Courier New"), ("\uf0a7", "Wingdings"), ("–", "Arial")]
        )
    ]
    assert counted(tmp_path, items(0, 1, 2, 3), abstract(0, *levels) + num(1, 0)) == list("•◦▪–")


def test_fields_that_count_number_the_paragraph_they_begin(tmp_path: Path) -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText> LISTNUM "Own" \\l 1 </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>By field</w:t></w:r>'
    )
    named = abstract(0, level(0, "decimal", "%1."), more='<w:name w:val="Own"/>')
    book = open_docx(tmp_path, items(0) + p(field) + items(0), numbering=named + num(1, 0))
    assert labels(book) == ["1.", "2.", "3."]
    assert book.content.text.split("\n")[1] == "By field"


def test_an_empty_paragraph_takes_a_number(tmp_path: Path) -> None:
    body = items(0) + p("", item=(1, 0)) + items(0)
    assert counted(tmp_path, body, _OUTLINE + num(1, 0)) == ["1.", "3."]


def test_an_empty_paragraph_that_ends_a_section_takes_none(tmp_path: Path) -> None:
    body = items(0) + p("", item=(1, 0), more="<w:sectPr/>") + items(0)
    assert counted(tmp_path, body, _OUTLINE + num(1, 0)) == ["1.", "2."]


def test_a_list_that_is_not_defined_numbers_nothing(tmp_path: Path) -> None:
    assert counted(tmp_path, items(0, of=9), _OUTLINE + num(1, 0)) == [""]


_PROSE = " The landlord covenanted to keep the staircase in repair, and he did not do it."


def judgment(count: int, *, first: int = 1) -> str:
    return "".join(p(f"Point {at}.{_PROSE}", item=(1, 0)) for at in range(first, first + count))


def test_the_works_own_numbers_are_cited_without_their_ornaments(tmp_path: Path) -> None:
    numbering = abstract(0, level(0, "decimal", "[%1]")) + num(1, 0)
    book = open_docx(tmp_path, judgment(4), numbering=numbering)
    assert labels(book) == ["[1]", "[2]", "[3]", "[4]"]
    assert paragraphs_pinned(book) == [(f"{at}", f"Point {at}. The landlor") for at in range(1, 5)]
    assert {row.origin for row in book.content.pinpoints} == {PinpointOrigin.MARKUP}
    assert {block.kind for block in book.content.blocks} == {BlockKind.PARAGRAPH}


def test_a_list_inside_a_paragraph_is_not_the_works_own(tmp_path: Path) -> None:
    inner = "".join(p(f"Ground {at}", item=(2, 0)) for at in range(1, 5))
    numbering = _OUTLINE + abstract(1, level(0, "decimal", "%1.")) + num(1, 0) + num(2, 1)
    book = open_docx(tmp_path, judgment(3) + inner + judgment(4, first=4), numbering=numbering)
    assert [label for label, _ in paragraphs_pinned(book)] == [f"{at}" for at in range(1, 8)]
    assert not [words for _, words in paragraphs_pinned(book) if words.startswith("Ground")]


def test_numbers_inside_a_quotation_are_not_the_works_own(tmp_path: Path) -> None:
    quoted = "".join(p(f"{at}. Quoted.{_PROSE}", style="Quote") for at in range(4, 8))
    book = open_docx(
        tmp_path,
        judgment(3) + quoted + judgment(3, first=4),
        numbering=_OUTLINE + num(1, 0),
        styles=style("Quote"),
    )
    assert [label for label, _ in paragraphs_pinned(book)] == list("123456")
    assert not [words for _, words in paragraphs_pinned(book) if "Quoted" in words]


def test_numbers_that_were_typed_are_a_run_as_well(tmp_path: Path) -> None:
    typed = "".join(
        p(f"<w:r><w:t>{at}.</w:t><w:tab/><w:t>Point {at}.{_PROSE}</w:t></w:r>")
        for at in range(1, 5)
    )
    book = open_docx(tmp_path, typed)
    assert [label for label, _ in paragraphs_pinned(book)] == list("1234")
    assert {row.origin for row in book.content.pinpoints} == {PinpointOrigin.DETECTED}
    assert book.content.text.startswith("1. Point 1.")
    assert labels(book)[0] == "1."


def test_a_short_list_in_a_long_text_numbers_nothing(tmp_path: Path) -> None:
    body = p(_PROSE * 3) * 4 + judgment(3) + p(_PROSE * 3) * 4
    assert paragraphs_pinned(open_docx(tmp_path, body, numbering=_OUTLINE + num(1, 0))) == []


def test_what_is_annexed_to_a_judgment_is_not_its_own(tmp_path: Path) -> None:
    order = "".join(p(f"Order {at}.{_PROSE}", item=(2, 0)) for at in range(1, 9))
    numbering = _OUTLINE + abstract(1, level(0, "decimal", "%1.")) + num(1, 0) + num(2, 1)
    book = open_docx(tmp_path, judgment(5) + order, numbering=numbering)
    assert [words[:5] for _, words in paragraphs_pinned(book)] == ["Point"] * 5
