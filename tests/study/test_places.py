"""How a place is cited and what its passage says."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.model.books import EditionText, Original, SourceEdition
from glossator.model.ids import EditionId, OriginalHash
from glossator.model.marks import AreaPart, PlacePart, SpanPart, TextQuote
from glossator.model.text import (
    BlockKind,
    Image,
    Marker,
    MarkerKind,
    Page,
    Pinpoint,
    PinpointOrigin,
    Span,
)
from glossator.study.places import make_place
from glossator.study.printed import UNPLACED
from tests.study.made import CASE, make_annotation, make_content, span_of

PDF = replace(CASE, original=Original(OriginalHash("0" * 64), "palmer.pdf", "pdf", 1))
TEXT = EditionText("The keeper of a dog answers for its bite.", ())


def passage(content: EditionText, span: Span) -> SpanPart:
    return SpanPart(span, TextQuote(content.text[span.start : span.end]))


def shown(content: EditionText, first: str, last: str) -> str:
    part = passage(content, span_of(content, first, last))
    return make_place(CASE, content, make_annotation(part)).quote


def cited(content: EditionText, start: int, end: int) -> str:
    return make_place(CASE, content, make_annotation(passage(content, Span(start, end)))).pinpoint


def numbered(scheme: str, *labels: str, part: str = "", confidence: float = 1.0) -> EditionText:
    """A text whose every tenth code point begins the next label."""
    rows = tuple(
        Pinpoint(scheme, part, label, 10 * number, PinpointOrigin.DETECTED, confidence)
        for number, label in enumerate(labels)
    )
    return replace(TEXT, pinpoints=rows)


@pytest.mark.parametrize(
    ("content", "one", "two"),
    [
        (numbered("printed-page", "214", "215"), "214", "214–215"),
        (numbered("printed-page", "13", "14", part="dissent"), "13 (dissent)", "13–14 (dissent)"),
        (numbered("star-page:Rep.", "425", "426"), "*425", "*425–426"),
        (numbered("paragraph", "12", "13"), "¶ 12", "¶¶ 12–13"),
        (numbered("paragraph", "§ 18-301", "§ 18-302"), "§ 18-301", "§ 18-301 – § 18-302"),
        (numbered("epub-page", "xii", "xiii"), "p. xii", "pp. xii–xiii"),
        (numbered("pdf-label", "A-1", "A-2"), "p. A-1", "pp. A-1–A-2"),
        (numbered("footnote", "3", "4"), "", ""),
    ],
)
def test_each_scheme_is_written_in_its_own_way(content: EditionText, one: str, two: str) -> None:
    assert (cited(content, 2, 10), cited(content, 2, 11)) == (one, two)


def test_a_range_from_one_opinion_into_the_next_names_both() -> None:
    first = numbered("printed-page", "13", part="majority").pinpoints[0]
    rows = (first, replace(first, part="dissent", label="1", start=10))
    assert cited(replace(TEXT, pinpoints=rows), 5, 15) == "13 (majority)–1 (dissent)"


def test_star_pages_of_two_reporters_are_not_mixed() -> None:
    rows = (
        *numbered("star-page:A.2d", "101", "102").pinpoints,
        *numbered("star-page:N.Y.", "7", "8").pinpoints,
    )
    assert cited(replace(TEXT, pinpoints=rows), 5, 15) == "*101–102"


def test_an_unsure_pinpoint_is_not_cited() -> None:
    assert cited(numbered("printed-page", "214", confidence=0.3), 2, 5) == ""


def test_a_passage_on_an_unsure_page_is_not_cited_by_the_page_before() -> None:
    sure, unsure = numbered("printed-page", "214", "251").pinpoints
    rows = (sure, replace(unsure, confidence=0.2))
    assert cited(replace(TEXT, pinpoints=rows), 12, 15) == ""


def test_a_pdf_without_page_numbers_is_cited_by_counting_its_pages() -> None:
    content = replace(TEXT, pages=(Page(0, "", 0), Page(1, "", 10), Page(2, "", 20)))
    on_one = make_annotation(passage(content, Span(12, 15)))
    on_two = make_annotation(passage(content, Span(12, 25)))
    assert make_place(PDF, content, on_one).pinpoint == "PDF p. 2"
    assert make_place(PDF, content, on_two).pinpoint == "PDF pp. 2–3"
    assert make_place(CASE, content, on_one).pinpoint == ""


def test_an_area_is_cited_by_its_page_and_stands_where_the_page_begins() -> None:
    content = replace(TEXT, pages=(Page(0, "", 0), Page(1, "", 10)))
    place = make_place(PDF, content, make_annotation(AreaPart(1, 0, 0, 9, 9)))
    assert (place.pinpoint, place.order, place.span, place.quote) == ("PDF p. 2", 10, None, "")


def test_an_area_bears_the_number_printed_on_its_page() -> None:
    pages = tuple(Page(index, "", start) for index, start in enumerate((0, 10, 20, 20)))
    rows = numbered("printed-page", "214", "215", "217").pinpoints
    content = replace(TEXT, pages=pages, pinpoints=rows)
    places = [make_place(PDF, content, make_annotation(AreaPart(n, 0, 0, 9, 9))) for n in range(4)]
    assert [place.pinpoint for place in places] == ["214", "215", "PDF p. 3", "217"]
    assert [place.area.words for place in places if place.area][1:3] == [
        "Area of p. 215",
        "Area of PDF p. 3",
    ]


def test_an_area_of_a_picture_is_cited_where_the_picture_stands() -> None:
    seal = Image(12, "seal", "image/png", 40, 30)
    content = replace(numbered("paragraph", "1", "2"), images=(seal,))
    place = make_place(CASE, content, make_annotation(AreaPart(0, 5, 5, 9, 9, "seal")))
    assert (place.pinpoint, place.order) == ("¶ 2", 12)
    assert place.area is not None
    assert place.area.words == "Area of the picture at ¶ 2"
    assert (place.area.picture_width, place.area.picture_height) == (40, 30)


def test_an_area_of_another_file_than_the_text_has_no_place_in_it() -> None:
    content = replace(numbered("printed-page", "214"), pages=(Page(0, "", 0),))
    mark = make_annotation(AreaPart(0, 0, 0, 9, 9))
    of_other = replace(mark, target=replace(mark.target, edition=EditionId("another")))
    place = make_place(PDF, content, of_other)
    assert (place.pinpoint, place.order) == ("", UNPLACED)


def test_an_area_stands_in_every_text_of_its_file_and_in_no_other_files() -> None:
    """Recognition and newer programs make further texts of one file; its pages stay the same."""
    content = replace(numbered("printed-page", "214"), pages=(Page(0, "", 0),))
    older, other = EditionId("a" * 64), EditionId("b" * 64)
    assert PDF.original is not None
    another_file = replace(PDF.original, hash=OriginalHash("f" * 64))
    texts = (SourceEdition(PDF.original, older, 40), SourceEdition(another_file, other, 40))
    source = replace(PDF, edition=EditionId("c" * 64), editions=texts)
    mark = make_annotation(AreaPart(0, 0, 0, 9, 9))
    on_older, on_other = (
        make_place(source, content, replace(mark, target=replace(mark.target, edition=edition)))
        for edition in (older, other)
    )
    assert on_older.pinpoint == "214"
    assert on_older.area is not None
    assert (on_older.area.edition, on_older.area.at) == (source.edition, 0)
    assert on_other.pinpoint == ""
    assert on_other.area is not None
    assert (on_other.area.edition, on_other.area.at) == (other, None)


def test_a_place_in_a_printed_book_is_cited_as_typed() -> None:
    part = PlacePart("printed-page", "88", "the keeper\nanswers")
    place = make_place(replace(CASE, original=None), None, make_annotation(part))
    assert (place.pinpoint, place.quote) == ("88", "the keeper answers")
    assert place.order > UNPLACED


def test_a_passage_without_a_place_keeps_its_words_and_comes_last() -> None:
    place = make_place(CASE, TEXT, make_annotation(SpanPart(None, TextQuote("gone  now"))))
    assert (place.pinpoint, place.quote, place.order) == ("", "gone now", UNPLACED)


def test_the_parts_of_a_target_are_joined_and_cited_together() -> None:
    content = numbered("printed-page", "1", "2", "3")
    part_one, part_three = passage(content, Span(0, 10)), passage(content, Span(24, 27))
    place = make_place(CASE, content, make_annotation(part_three, part_one))
    assert (place.pinpoint, place.quote, place.order) == ("3, 1", "ers … The keeper", 0)


def test_a_quote_leaves_out_running_heads_and_footnotes_it_runs_across() -> None:
    content = make_content(
        (BlockKind.PARAGRAPH, "The keeper of a dog\tanswers"),
        (BlockKind.FOOTNOTE, "3 See Adams."),
        (BlockKind.RUNNING_HEAD, "Palmer v. Reed"),
        (BlockKind.PARAGRAPH, "for its bite."),
    )
    assert shown(content, "keeper", "its") == "keeper of a dog answers for its"


def test_a_quote_that_begins_in_a_footnote_shows_it() -> None:
    content = make_content(
        (BlockKind.FOOTNOTE, "3 See Adams."),
        (BlockKind.PAGE_NUMBER, "17"),
        (BlockKind.FOOTNOTE, "4 But see Zeller."),
    )
    assert shown(content, "Adams", "Zeller") == "Adams. 4 But see Zeller"


def test_a_quote_leaves_out_markers_even_those_it_cuts() -> None:
    words = make_content((BlockKind.PARAGRAPH, "the *425 keeper3 answers *426"))
    markers = (
        Marker(MarkerKind.STAR_PAGE, 4, 8, "425"),
        Marker(MarkerKind.FOOTNOTE_CALL, 15, 16, "3"),
        Marker(MarkerKind.STAR_PAGE, 25, 29, "426"),
    )
    content = replace(words, markers=markers)
    assert shown(content, "25 keep", "*42") == "keeper answers"


def test_a_passage_of_nothing_but_a_marker_shows_it() -> None:
    content = make_content((BlockKind.PARAGRAPH, "the *425 keeper"))
    marked = replace(content, markers=(Marker(MarkerKind.STAR_PAGE, 4, 8, "425"),))
    assert shown(marked, "*425", "*425") == "*425"


@given(
    kinds=st.lists(st.sampled_from(BlockKind), min_size=1, max_size=6),
    ends=st.tuples(st.integers(0, 40), st.integers(0, 40)),
)
def test_a_quote_has_no_word_that_is_not_in_its_passage(
    kinds: list[BlockKind], ends: tuple[int, int]
) -> None:
    content = make_content(*((kind, f"{number}a {number}b") for number, kind in enumerate(kinds)))
    start, end = sorted(min(end, len(content.text)) for end in ends)
    place = make_place(CASE, content, make_annotation(passage(content, Span(start, end))))
    words = iter(content.text[start:end].split())
    assert all(word in words for word in place.quote.split())


def test_the_judges_of_a_part_are_not_shouted() -> None:
    shouted = "BREYER,\N{NO-BREAK SPACE}SOTOMAYOR, and KAGAN, JJ., dissenting"
    content = numbered("printed-page", "8", part=shouted)
    assert cited(content, 2, 9) == "8 (Breyer, Sotomayor, and Kagan, JJ., dissenting)"
