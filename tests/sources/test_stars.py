"""Star pages in running text, and whose pages they are."""

import re
from pathlib import Path

import pytest

from glossator.model.books import EditionText, Extractor
from glossator.model.pinpoints import pinpoint_at
from glossator.model.text import MarkerKind, PinpointOrigin, Span
from glossator.sources.blocks import check_invariants
from glossator.sources.html import read_html
from glossator.sources.plain import read_text
from glossator.sources.reporters import reporter_in_head, reporter_in_path
from tests.sources.docx_making import open_docx, p
from tests.sources.making import OPINION, open_bytes, set_pdf

_PAGE = "The court below had found that the staircase was let with the house. " * 12


def starred(*marks: str, head: str = "", between: str = _PAGE) -> EditionText:
    """Read a text whose pages begin with marks."""
    return read_text(head + between + "".join(f"{mark} {between}" for mark in marks)).content


def labels(content: EditionText) -> list[str]:
    return [mark.label for mark in content.markers if mark.kind is MarkerKind.STAR_PAGE]


def test_star_pages_count_only_where_they_rise() -> None:
    assert labels(starred("*12", "*13", "[*14]")) == ["12", "13", "14"]
    assert labels(starred("*12", "*7", "*40")) == []


def test_starred_items_that_lie_closer_than_pages_are_none() -> None:
    assert labels(starred("*1", "*2", "*3", "*4", between="the rent is due ")) == []


def test_stars_in_a_corner_of_a_long_text_are_none() -> None:
    assert labels(starred("*12", "*13", "*14", head=_PAGE * 40 + "\n\n")) == []


def test_signs_that_call_notes_are_no_star_pages() -> None:
    assert labels(starred("a rule*1", "a rule*2", "a rule*3")) == []
    assert labels(starred("a rule *1", "*2", "*3", "*1", "*2", "*3")) == []


def star_rows(content: EditionText) -> list[tuple[str, str]]:
    return [(p.scheme, p.label) for p in content.pinpoints if p.scheme.startswith("star-page")]


def test_pages_of_a_second_reporter_have_two_stars_and_a_run_of_their_own() -> None:
    head = "Stone v. Ridge, 12 Alders. 424, 30 Wether. 11 (2001). "
    content = starred("*425", "**12", "*426", "**13", "*427", "**14", head=head)
    assert star_rows(content) == [
        *(("star-page:Alders.", label) for label in ("424", "425", "426", "427")),
        *(("star-page:Wether.", label) for label in ("11", "12", "13", "14")),
    ]


def test_a_declared_first_page_counts_for_its_own_reporter_only() -> None:
    content = starred("*425", "*426", "*427", head="Stone v. Ridge, 12 Alders. 424, 9 Weth. 3. ")
    first = content.pinpoints[0]
    assert (first.scheme, first.label, first.start) == ("star-page:Alders.", "424", 0)
    assert first.origin is PinpointOrigin.DECLARED
    assert {scheme for scheme, _ in star_rows(content)} == {"star-page:Alders."}


def test_a_star_page_in_a_quotation_is_the_page_of_another_work() -> None:
    quoted = f"“as the court said *13 in the other case *14 of that town.” {_PAGE}"
    content = starred("*12", f"*13 {_PAGE} {quoted}", "*14", "*15")
    assert labels(content) == ["12", "13", "14", "15"]
    quotation = content.text.index("“")
    inside = range(quotation, content.text.index("”"))
    assert [row.label for row in content.pinpoints if row.start in inside] == []
    assert labels(starred("*12", f"“{_PAGE} *90 {_PAGE} *91”", "*13", "*14")) == ["12", "13", "14"]


def test_a_pdf_without_star_pages_has_none(tmp_path: Path) -> None:
    sums = OPINION.replace(
        "whatever the custom", "as 3 \\*4 is 12, 3 \\*5 is 15 and 3 \\*6 is 18, whatever"
    )
    assert labels(open_bytes(tmp_path, "a.pdf", set_pdf(sums)).content) == []


@pytest.mark.parametrize(
    ("head", "first", "reporter"),
    [
        ("Stone v. Ridge, 12 Alders. 425 (2001). ", 426, "Alders."),
        ("698 S.E.2d 424 (2010), and 12 Alders. 3. ", 424, "S.E.2d"),
        ("12 Cal. Rptr. 3d 90", 91, "Cal. Rptr. 3d"),
        ("12 Alders. 425, 698 S.E.2d 424", 425, ""),
        ("See 12 Alders. 99.", 426, ""),
        ("Stone v. Ridge, 2010 WL 3515609", 1, "WL"),
        ("Stone v. Ridge, 2010 U.S. Dist. LEXIS 99123", 2, "U.S. Dist. LEXIS"),
        ("T.C. Memo. 2020-26\nTAX COURT", 2, "T.C. Memo."),
        ("Docket No. 2020-26\nTAX COURT", 2, ""),
        ("2010 WL 3515609", 425, ""),
    ],
)
def test_the_reporter_is_the_one_cited_with_the_first_page(
    head: str, first: int, reporter: str
) -> None:
    assert reporter_in_head(head, first) == reporter


@pytest.mark.parametrize(
    ("path", "first", "reporter"),
    [
        ("X:A3d/100/100a3d1112_2.xml", "1112", "A.3d"),
        ("FSupp2d/9/9FSupp2d12", "12", "F.Supp.2d"),
        ("US/410/410us113", "113", "U.S."),
        ("A3d/100/101a3d1112", "1112", ""),
        ("A3d/100/100a3d1112", "1113", ""),
        ("32044078495512_0001", "12", ""),
    ],
)
def test_the_path_of_a_case_names_its_reporter(path: str, first: str, reporter: str) -> None:
    assert reporter_in_path(path, first) == reporter


def test_star_pages_bear_the_reporter_their_file_cites() -> None:
    content = starred("*426", "*427", "*428", head="Stone v. Ridge, 12 Alders. 425 (2001). ")
    assert {row.scheme for row in content.pinpoints} == {"star-page:Alders."}


_HEAD = "Stone v. Ridge, 12 Alders. 424 (2001). "
_BARE = ("[425]", "[426]", "[427]", "[428]")


def test_bare_brackets_are_pages_where_the_text_cites_itself_by_the_page_before() -> None:
    content = starred(*_BARE, head=_HEAD)
    assert star_rows(content) == [
        ("star-page:Alders.", str(page)) for page in (424, 425, 426, 427, 428)
    ]
    assert check_invariants(content) == []


@pytest.mark.parametrize(
    ("marks", "head"),
    [
        (_BARE, ""),  # nothing says that these are pages
        (_BARE, "Stone v. Ridge, 12 Alders. 300 (2001). "),
        (_BARE[:3], _HEAD),  # too few
        (("[425]", "[427]", "[428]", "[430]"), _HEAD),  # they do not rise by one
        (("[2]", "[3]", "[4]", "[5]"), "Stone v. Ridge, 12 Alders. 1 (2001). "),  # calls of notes
        (("[1995]", "[1996]", "[1997]", "[1998]"), "12 Alders. 1994. "),  # years
        ((*_BARE, "[426]"), _HEAD),  # one comes twice, as the label of a note does
    ],
)
def test_other_brackets_are_no_pages(marks: tuple[str, ...], head: str) -> None:
    assert labels(starred(*marks, head=head)) == []


def test_bracketed_numbers_that_begin_paragraphs_are_no_pages() -> None:
    text = _HEAD + "".join(f"\n\n{mark} {_PAGE}" for mark in _BARE)
    assert labels(read_text(text).content) == []


def test_brackets_close_to_one_another_call_notes() -> None:
    between = "The court below had found that the staircase was let with the house. " * 5
    assert labels(starred(*_BARE, head=_HEAD, between=between)) == []


def test_bracketed_numbers_in_a_quotation_are_another_works() -> None:
    text = _HEAD + "".join(f"\n\nHe said: “The house {mark} was let. {_PAGE}”" for mark in _BARE)
    assert labels(read_text(text).content) == []


def test_brackets_with_volume_and_reporter_are_pages_of_it() -> None:
    marks = [f"[698 S.E.2d {page}]" for page in (427, 428, 429)]
    content = starred(*marks)
    assert star_rows(content) == [("star-page:S.E.2d", str(page)) for page in (427, 428, 429)]
    assert content.text[content.markers[0].start : content.markers[0].end] == marks[0]
    assert labels(starred(*marks[:2], "[55 S.E.2d 429]")) == []


def test_pages_in_brackets_of_two_reporters_stand_side_by_side() -> None:
    marks = [f"[{reporter} {page}]" for page in (27, 28, 29) for reporter in ("9 Va.", "1 Wether.")]
    schemes = [scheme for scheme, _ in star_rows(starred(*marks))]
    assert schemes == ["star-page:Va."] * 3 + ["star-page:Wether."] * 3


def test_starred_and_bracketed_pages_of_word_files_are_found(tmp_path: Path) -> None:
    paragraphs = [f"{mark} {_PAGE}" for mark in ("*12", "*13", "*14")]
    body = "".join(map(p, paragraphs))
    assert labels(open_docx(tmp_path, body).content) == ["12", "13", "14"]


def test_the_pages_of_a_report_are_found_when_they_stand_in_bare_brackets(data_dir: Path) -> None:
    """Real opinions, their marked-up star pages rewritten as brackets in the text."""
    found = 0
    for path in sorted((data_dir / "interop" / "cap-fastcase").glob("*.html")):
        markup = path.read_text(encoding="utf-8")
        truth = set(labels(read_html(markup, Extractor("html", 1)).content))
        bare = re.sub(r'<a [^>]*class="page-label"[^>]*>\*+(\d+)</a>', r"[\1]", markup)
        got = set(labels(read_html(bare, Extractor("html", 1)).content))
        if "708se2d429" not in path.name:  # it has the pages of a second reporter as **246
            assert got <= truth
        found += len(got & truth)
    assert found >= 90


def test_after_a_page_that_does_not_fit_nothing_is_cited() -> None:
    content = starred("*425", "*426", "*427", "*429", head=_HEAD)
    assert star_rows(content)[-2:] == [("star-page:Alders.", "427"), ("star-page:Alders.", "")]
    assert pinpoint_at(content.pinpoints, Span(len(content.text) - 5, len(content.text))) == ()
