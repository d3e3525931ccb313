"""An exam sheet has the pages it was asked for, and says what is not on it."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest

from glossator.exchange.sheet import Squeezed, draw_pages, squeeze
from glossator.exchange.shown import all_lines
from glossator.model.entries import EntryKind
from glossator.model.errors import InvalidRequestError, SheetTooSmallError
from glossator.model.ids import EntryId
from glossator.model.marks import MOST_IMPORTANT
from glossator.model.notes import Line, Notes, NotesSection, Written, walk_sections
from glossator.model.pens import SheetSize
from tests.exchange.made_notes import make_outline


def squeezed(notes: Notes, **size: object) -> Squeezed:
    return squeeze(notes, replace(SheetSize(), **size), printed_on="1 March 2026")  # type: ignore[arg-type]


def words_of(sheet: Squeezed) -> str:
    document = pypdfium2.PdfDocument(sheet.pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)


def weighed(notes: Notes, weight: int) -> Notes:
    """Give every line an importance."""

    def of(section: NotesSection) -> NotesSection:
        lines = tuple(replace(line, importance=weight) for line in section.lines)
        return replace(section, lines=lines, sections=tuple(map(of, section.sections)))

    return replace(notes, sections=tuple(map(of, notes.sections)))


@pytest.mark.parametrize(("pages", "text_columns", "paper"), [(1, 3, "a4"), (2, 2, "letter")])
def test_it_has_exactly_the_pages_asked_for_where_there_is_enough(
    pages: int, text_columns: int, paper: str
) -> None:
    notes = make_outline(rounds=8)
    sheet = squeezed(notes, pages=pages, text_columns=text_columns, paper=paper)
    with pikepdf.open(io.BytesIO(sheet.pdf)) as document:
        assert len(document.pages) == sheet.pages == pages
        assert float(document.pages[0].mediabox[2]) == pytest.approx(
            595 if paper == "a4" else 612, abs=1
        )
    there = {line.annotation for line in all_lines(sheet.notes.sections)}
    gone = {line.annotation for line in sheet.left_out}
    assert there | gone == {line.annotation for line in all_lines(notes.sections)}
    assert not there & gone
    assert sheet.type_size >= 6.5


def test_all_that_fits_is_there_in_the_largest_type_that_fits() -> None:
    notes = make_outline(rounds=1)
    roomy, tight = squeezed(notes, pages=20), squeezed(notes, pages=1)
    assert roomy.left_out == tight.left_out == ()
    assert (roomy.type_size, roomy.pages < 20) == (10.0, True)
    assert 6.5 <= tight.type_size < roomy.type_size


def test_quotes_and_comments_go_before_lines_and_pinpoints_stay() -> None:
    notes = make_outline(rounds=2)
    sheet = squeezed(notes, pages=1)
    assert (sheet.has_details, len(sheet.left_out)) == (False, 0)
    for line in all_lines(notes.sections):
        assert line.place.pinpoint.replace(" ", "") in words_of(sheet).replace(" ", "")


def test_what_matters_less_and_is_longer_goes_first() -> None:
    sheet = squeezed(make_outline(rounds=8), pages=1, text_columns=1)
    kept = [len(line.own_words or line.quote) for line in all_lines(sheet.notes.sections)]
    gone = [len(line.own_words or line.quote) for line in sheet.left_out]
    assert max(kept) <= min(gone) + 2  # a quote comes with its two marks
    important = weighed(make_outline(rounds=1), 2)
    both = replace(
        important,
        sections=(*important.sections, *(_renamed(s) for s in make_outline(rounds=8).sections)),
    )
    assert {line.importance for line in squeezed(both, pages=1).left_out} == {0}


def _renamed(section: NotesSection) -> NotesSection:
    return replace(
        section, key=f"more/{section.key}", sections=tuple(map(_renamed, section.sections))
    )


def test_too_few_pages_for_what_may_not_go_are_refused_with_the_least_that_will_do() -> None:
    notes = weighed(make_outline(rounds=8), MOST_IMPORTANT)
    with pytest.raises(SheetTooSmallError, match=r"“Criminal Law” cannot be .* 1 page: ") as caught:
        squeezed(notes, pages=1)
    least = caught.value.least
    assert f"Allow {least} pages" in str(caught.value)
    assert squeezed(notes, pages=least).pages == least


def test_parts_without_lines_go_and_no_heading_stands_alone() -> None:
    sheet = squeezed(make_outline(rounds=8), pages=1, text_columns=1)
    for section in walk_sections(sheet.notes.sections):
        assert section.sections or any(section.items())


def test_what_the_reader_wrote_is_on_it_in_its_place_or_said_to_be_left_out() -> None:
    own = Written(EntryId("e"), EntryKind.PARAGRAPH, "Ask *first* whose act it was.", after=1)
    notes = make_outline(rounds=1)
    first = notes.sections[0].sections[0]
    part = replace(first, written=(own,)) if first.lines else first
    sections = (replace(notes.sections[0], sections=(part, *notes.sections[0].sections[1:])),)
    with_own = replace(
        notes, sections=sections, written=(replace(own, entry=EntryId("top"), after=0),)
    )
    sheet = squeezed(with_own, pages=2)
    assert words_of(sheet).count("Ask first whose act it was.") >= 1
    assert sheet.left_out_writing == ()


@pytest.mark.parametrize("size", [{"pages": 0}, {"text_columns": 5}, {"paper": "a3"}])
def test_a_size_that_cannot_be_is_refused(size: dict[str, object]) -> None:
    with pytest.raises(InvalidRequestError):
        squeezed(make_outline(rounds=1), **size)


def test_its_pages_can_be_drawn_and_ink_changes_them() -> None:
    sheet = squeezed(make_outline(rounds=1))
    (drawn, *_) = draw_pages(sheet, 1)
    assert drawn.startswith(b"\x89PNG")
    notes, size = make_outline(rounds=1), SheetSize()
    grey = squeeze(notes, size, printed_on="1 March 2026", ink="grey")
    none = squeeze(notes, size, printed_on="1 March 2026", ink="none")
    assert len({draw_pages(each, 1)[0] for each in (sheet, grey, none)}) == 3


def test_hostile_words_are_set_as_they_are() -> None:
    notes = make_outline(rounds=1)
    hostile = "#panic() $x$ *a* _b_ `c` \\ [d] <e> @f // g"
    lines = tuple(all_lines(notes.sections))
    one: Line = replace(lines[0], own_words=hostile, shows=("own-words",))
    section = NotesSection("s", "#strike[x]", level=1, lines=(one,))
    assert hostile in words_of(squeezed(replace(notes, sections=(section,))))
