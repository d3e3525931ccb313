from __future__ import annotations

import io
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import typst

from glossator.exchange import pdf
from glossator.exchange.pdf import write_pdf
from glossator.exchange.stand_ins import stand_in
from glossator.model.errors import ExportError, InvalidRequestError
from glossator.model.notes import Line, LinePair, Notes, NotesSection
from glossator.model.pens import FormKind
from tests.exchange.made_notes import PENS, LineMaker, make_brief, make_outline

FONTS = Path(pdf.__file__).parent / "fonts"
WITHOUT_TOTO = pytest.mark.skipif(
    any("Toto" in family or "Last" in family for family in typst.Fonts().families()),
    reason="this machine has a font for the rare script that the test needs to be missing",
)


def a4(notes: Notes) -> bytes:
    return write_pdf(notes, paper="a4", printed_on="1 March 2026")


def pages_of(written: bytes) -> list[str]:
    """Give the words of each page, single-spaced."""
    document = pypdfium2.PdfDocument(written)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    return [" ".join(text.replace("\N{WORD JOINER}", "").split()) for text in texts]


def notes_with(*lines: Line) -> Notes:
    return replace(make_brief(), sections=(NotesSection("section:Rule", "Rule", 1, lines=lines),))


def lines_of(section: NotesSection) -> list[Line]:
    pairs = [line for pair in section.pairs for line in (pair.first, pair.second) if line]
    below = [line for part in section.sections for line in lines_of(part)]
    return [*section.lines, *pairs, *below]


@pytest.fixture(scope="module")
def brief_pages() -> list[str]:
    return pages_of(a4(make_brief()))


@pytest.fixture(scope="module")
def outline() -> bytes:
    return write_pdf(
        make_outline(),
        paper="letter",
        printed_on="1 March 2026",
        author="Ada",
        link=lambda id_: f"http://127.0.0.1:8000/#{id_}",
    )


def test_a_brief_of_27_lines_is_set_on_one_page(brief_pages: list[str]) -> None:
    assert len(brief_pages) == 1


def test_a_brief_shows_every_line_with_quote_comment_letter_and_pinpoint(
    brief_pages: list[str],
) -> None:
    for line in [line for section in make_brief().sections for line in lines_of(section)]:
        assert line.own_words in brief_pages[0]
        assert line.quote in brief_pages[0]
        assert line.comment in brief_pages[0]
        assert f"{line.letter} {line.place.pinpoint}" in brief_pages[0]
    assert "no Policy marked yet" in brief_pages[0]
    assert "Court of Appeal of Westmark · 14 March 1998 · 212 Wmk. 401" in brief_pages[0]


def test_head_and_foot_name_course_source_page_and_date() -> None:
    pages = pages_of(a4(replace(make_brief(), sections=make_brief().sections * 3)))
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        assert page.startswith("Criminal Law " + ("Case brief", "Crown v. Harrow")[number > 1])
        assert page.endswith(f"1 March 2026 Page {number} of {len(pages)}")


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_each_paper_has_its_size(paper: str, size: tuple[int, int]) -> None:
    written = write_pdf(notes_with(), paper=paper, printed_on="1 March 2026")
    assert tuple(map(round, pypdfium2.PdfDocument(written)[0].get_size())) == size


def test_an_unknown_paper_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InvalidRequestError, match="“a7” to print on: choose a4 or letter"):
        write_pdf(make_brief(), paper="a7", printed_on="")


def test_words_are_never_read_as_markup() -> None:
    words = '#panic("x") *bold* _it_ $x^2$ @ref <label> = title \\u{41} // no `raw` --- “q”'
    assert words in pages_of(a4(notes_with(LineMaker().line("rule", words))))[0]


def test_line_breaks_of_the_reader_stay() -> None:
    written = a4(notes_with(LineMaker().line("rule", "one\ntwo\n\nthree")))
    text = pypdfium2.PdfDocument(written)[0].get_textpage().get_text_bounded()
    assert "one\r\ntwo\r\nthree" in text


def test_the_file_says_title_author_and_that_it_is_accessible(outline: bytes) -> None:
    with pikepdf.open(io.BytesIO(outline)) as document:
        assert document.docinfo["/Title"] == "Criminal Law"
        assert document.docinfo["/Author"] == "Ada"
        assert "/StructTreeRoot" in document.Root
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"


def test_the_outline_of_the_file_has_the_legal_numbers(outline: bytes) -> None:
    items = [item.get_title() for item in pypdfium2.PdfDocument(outline).get_toc()]
    assert items[:4] == [
        "I. Homicide",
        "A. Murder",
        "1. Malice aforethought",
        "2. Intent to cause grievous harm",
    ]
    assert items[-2:] == ["Without topic", "Authorities"]


def test_every_pinpoint_opens_its_passage(outline: bytes) -> None:
    with pikepdf.open(io.BytesIO(outline)) as document:
        addresses = {
            str(note.A.URI)
            for page in document.pages
            for note in page.get("/Annots", [])
            if "/URI" in note.get("/A", {})
        }
    lines = [line for section in make_outline().sections for line in lines_of(section)]
    assert addresses == {f"http://127.0.0.1:8000/#{line.annotation}" for line in lines}


def test_only_a_long_outline_begins_with_its_contents() -> None:
    short = replace(make_outline(), sections=make_outline().sections[:1])
    assert "II. Defences 2" in pages_of(a4(make_outline()))[0]
    assert "B. Manslaughter 1" not in pages_of(a4(short))[0]


def test_no_heading_ends_a_page() -> None:
    headings = {item.get_title() for item in pypdfium2.PdfDocument(a4(make_outline())).get_toc()}
    for rounds in range(1, 6):
        for page in pages_of(a4(make_outline(rounds=rounds))):
            last = page.split(" 1 March 2026")[0]
            assert not any(last.endswith(heading) for heading in headings)


def test_a_long_pinpoint_never_runs_into_the_next_one() -> None:
    make = LineMaker()
    long = make.line("rule", "One.", at="402–403, 405 n.2, 411–413 & nn.4–7")
    textpage = pypdfium2.PdfDocument(a4(notes_with(long, make.line("rule", "Two.", at="999"))))[
        0
    ].get_textpage()
    text = textpage.get_text_range()
    _, lowest, _, _ = textpage.get_charbox(text.index("nn.4"))
    _, _, _, highest = textpage.get_charbox(text.index("999"))
    assert lowest > highest  # points from the foot of the page


def test_an_issue_stands_on_the_page_of_its_holding() -> None:
    make = LineMaker()
    pairs = tuple(
        LinePair(str(n), make.line("issue", f"Question {n}?"), make.line("holding", f"Answer {n}."))
        for n in range(60)
    )
    section = NotesSection("section:Issues", "Issues", 1, pairs=pairs)
    for page in pages_of(a4(replace(make_brief(), sections=(section,)))):
        assert page.count("Question") == page.count("Answer")


def test_a_missing_issue_leaves_its_number_and_a_gap() -> None:
    pair = LinePair("7", None, LineMaker().line("holding", "No."), "no Issue marked yet")
    section = NotesSection("section:Issues", "Issues", 1, pairs=(pair,))
    [page] = pages_of(a4(replace(make_brief(), sections=(section,))))
    assert "Issues 7. no Issue marked yet Holding No. H" in page


def test_the_same_notes_give_the_same_bytes() -> None:
    assert a4(make_brief()) == a4(make_brief())


def test_a_character_of_no_meaning_is_printed_as_the_sign_for_that() -> None:
    line = LineMaker().line("rule", "bullet \uf0b7 half \ud800 mark \ufeffend")
    assert "bullet \ufffd half \ufffd mark \ufffdend" in pages_of(a4(notes_with(line)))[0]


def test_greek_and_hebrew_words_are_printed() -> None:
    page = pages_of(a4(notes_with(LineMaker().line("rule", "lex νόμος תורה закон"))))[0]
    assert all(word in page or word[::-1] in page for word in ("νόμος", "תורה", "закон"))


@WITHOUT_TOTO
def test_a_script_without_a_font_is_named_with_a_font_to_install() -> None:
    toto = "\N{TOTO LETTER PA}"
    with pytest.raises(ExportError) as caught:
        a4(notes_with(LineMaker().line("rule", f"a {toto} b")))
    assert str(caught.value) == (
        "The PDF of “Crown v. Harrow” was not written: no font on this computer has Toto "
        f"characters such as “{toto}”. Install “Noto Sans Toto” and try again, or save the notes "
        "as Markdown; the notes themselves are complete."
    )


@pytest.mark.parametrize("picture", ["👩‍👩‍👧", "🇬🇧", "1️⃣", "👍🏽"])
def test_a_picture_without_a_font_is_printed_as_its_name(picture: str) -> None:
    page = pages_of(a4(notes_with(LineMaker().line("rule", f"Read this {picture} twice."))))[0]
    assert f"Read this {stand_in(picture)} twice." in page or f"Read this {picture} twice" in page


def test_no_name_of_a_picture_falls_off_the_page() -> None:
    pages = pages_of(a4(notes_with(LineMaker().line("rule", "🇬🇧 " * 890 + "the end"))))
    assert "the end" in pages[-1]
    assert " ".join(pages).count("[flag GB]") in (0, 890)


@pytest.mark.skipif(not FONTS.is_dir(), reason="the fonts for paper come with the built page")
def test_notes_are_set_in_source_serif() -> None:
    with pikepdf.open(io.BytesIO(a4(make_brief()))) as document:
        fonts = document.pages[0].Resources.Font
        names = {str(font.BaseFont).split("+")[-1] for font in fonts.as_dict().values()}
    assert {name.split("-")[0] for name in names} == {"SourceSerif4"}


def test_a_heading_without_lines_stands_before_what_follows_it() -> None:
    below = NotesSection("section:Votes", "Votes", 2, lines=(LineMaker().line("rule", "Six."),))
    sections = (
        NotesSection("section:Empty", "Empty", 1),
        NotesSection("section:Opinions", "Opinions", 1, sections=(below,)),
        NotesSection("section:End", "End", 1),
    )
    [page] = pages_of(a4(replace(make_brief(), sections=sections)))
    assert "Empty Opinions Votes Six. R End" in page


def test_a_long_title_is_shortened_in_the_running_head() -> None:
    long = "The Attorney-General for Westmark ex rel. the Guardians of the Poor v. Harrow"
    pages = pages_of(a4(replace(make_brief(), title=long, sections=make_brief().sections * 3)))
    assert long in pages[0]
    assert pages[1].startswith("Criminal Law The Attorney-General for Westmark ex rel. the … ")


def test_an_address_longer_than_a_row_is_broken_and_not_cut() -> None:
    address = "https://courts.example/" + "a" * 200
    [page] = pages_of(a4(notes_with(LineMaker().line("rule", address))))
    assert address in page.replace(" ", "").replace("\u200b", "")


def test_pens_without_letters_and_notes_without_lines_are_printed() -> None:
    bare = replace(make_brief(), pens=(replace(PENS[0], letter=""),), sections=(), caption=None)
    assert pages_of(a4(bare))[0].startswith("Criminal Law Case brief Crown v. Harrow Facts")


def cpu_seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


@pytest.mark.long
@pytest.mark.parametrize("words", ["The Crown must prove intent. ", "a" * 29])
def test_a_brief_of_many_pages_takes_no_longer_than_an_outline(words: str) -> None:
    brief = notes_with(LineMaker().line("rule", words * 4000))
    outline = replace(brief, kind=FormKind.OUTLINE)
    assert cpu_seconds(lambda: a4(brief)) < 2 * cpu_seconds(lambda: a4(outline))


@pytest.mark.long
@pytest.mark.parametrize("words", ["The Crown must prove intent. ", "a" * 29])
def test_ten_times_the_words_in_one_line_take_about_ten_times_as_long(words: str) -> None:
    short = notes_with(LineMaker().line("rule", words * 1000))
    long = notes_with(LineMaker().line("rule", words * 10_000))
    assert cpu_seconds(lambda: a4(long)) < 25 * cpu_seconds(lambda: a4(short))


def refuse(notes: Notes) -> None:
    with pytest.raises(ExportError):
        a4(notes)


@pytest.mark.long
@WITHOUT_TOTO
def test_a_missing_script_is_refused_before_the_notes_are_set() -> None:
    refused = notes_with(LineMaker().line("rule", "\N{TOTO LETTER PA} the Crown " * 5000))
    printed = notes_with(LineMaker().line("rule", "x the Crown " * 5000))
    assert cpu_seconds(lambda: refuse(refused)) < cpu_seconds(lambda: a4(printed))
