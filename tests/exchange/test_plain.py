"""Notes as plain text for the clipboard: every line with what it is cited by."""

from __future__ import annotations

from dataclasses import replace

from glossator.exchange.losses import losses
from glossator.exchange.plain import write_plain, write_plain_line
from glossator.exchange.shown import all_lines
from glossator.model.entries import EntryKind
from glossator.model.ids import EntryId, SourceId
from glossator.model.marks import AreaPart
from glossator.model.notes import Notes, ShownArea, Written
from glossator.model.pens import Layout
from tests.exchange.made_notes import CASE, LineMaker, make_brief

CITED = {SourceId("s1"): "[1901] Westm. 12"}


def test_a_line_alone_comes_with_its_quote_and_its_citation() -> None:
    line = LineMaker().line("rule", "Malice is a will to harm.", "malice  is\na will", at="404")
    assert write_plain_line(line, CITED) == (
        f"Malice is a will to harm. “malice is a will” ({CASE}, [1901] Westm. 12, 404)"
    )
    quoted = LineMaker().line("rule", "", "malice is a will", at="404")
    assert write_plain_line(quoted, {}) == f"“malice is a will” ({CASE}, 404)"


def test_whole_notes_have_headings_numbers_and_gaps() -> None:
    text = write_plain(make_brief(), CITED)
    assert text.startswith(f"{CASE} - Case brief\n\n")
    assert "\n\nProcedure\n- " in text
    assert "1. " in text
    assert text.endswith("\n")
    assert text.count("[1901] Westm. 12") == len(list(all_lines(make_brief().sections)))


def test_own_writing_is_there_without_its_signs() -> None:
    own = Written(EntryId("e"), EntryKind.LIST, "- *one*\n- two [[mark:x|there]]")
    text = write_plain(replace(make_brief(), written=(own,)), {})
    assert "- one\n- two" in text


def test_what_a_file_cannot_carry_is_counted() -> None:
    make = LineMaker()
    line = make.line("rule", "A map.")
    area = ShownArea("Area of p. 4", None, AreaPart(0, 1, 1, 9, 9))
    pictured = replace(line, place=replace(line.place, area=area))
    notes: Notes = make_brief()
    section = replace(
        notes.sections[0], lines=(pictured,), pairs=(), hidden=(line,), layout=Layout.TABLE
    )
    changed = replace(notes, sections=(section,))
    assert losses(changed, "text", {}) == (
        "1 line that you hid here is not in plain text.",
        "1 picture is not in plain text.",
    )
    assert losses(changed, "md", {})[-1].startswith("In Markdown every line stands on its own")
    assert losses(notes, "pdf", {}) == ()
