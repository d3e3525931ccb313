"""A course goes over to other pens."""

from __future__ import annotations

import pytest

from glossator.library.binned import bin_sources
from glossator.library.library import Library
from glossator.library.notes import make_notes
from glossator.library.pen_moves import (
    list_pens_to_move,
    list_pens_to_move_to_preset,
    move_course,
    move_course_to_preset,
)
from glossator.library.pen_systems import add_pen_system, import_pen_system
from glossator.model.errors import InvalidRequestError, NotFoundError
from glossator.model.ids import AnnotationId, PenSystemId
from tests.library.opinions import mark_words, new_id, only_source

MINE = """\
name = "Mine"

[[pen]]
id = "law"
name = "Law"
colour = "#0072b2"
becomes = "rule"

[[form]]
id = "brief"
title = "Brief"
kind = "brief"

[[form.section]]
title = "Law"
takes = ["rule"]
"""


@pytest.fixture
def mine(library: Library) -> PenSystemId:
    """A pen system with one pen, used by no course."""
    ((_, system),) = import_pen_system(library, new_id(), "mine.toml", MINE).touched
    return PenSystemId(system)


def pen_of(library: Library, mark: str) -> str:
    return library.get_annotation(AnnotationId(mark)).pen


def test_the_pens_that_marks_have_are_listed_with_their_count_and_a_proposal(
    library: Library, mine: PenSystemId
) -> None:
    mark_words(library, "He must not.", "rule")
    mark_words(library, "only where he knew", "rule")
    mark_words(library, "It walked into the road", "facts")
    found = list_pens_to_move(library, only_source(library).course, mine)
    assert [(pen.id, pen.marks, pen.proposal and pen.proposal.pen) for pen in found] == [
        ("facts", 1, None),
        ("rule", 2, "law"),
    ]


def test_course_and_marks_move_in_one_step_and_one_undo_takes_all_back(
    library: Library, mine: PenSystemId
) -> None:
    source = only_source(library)
    before = library.catalogue.system_of(source).id
    rule = mark_words(library, "He must not.", "rule")
    facts = mark_words(library, "It walked into the road", "facts")
    change = move_course(library, new_id(), source.course, mine, {"rule": "law"})
    assert change.label == "Moved My course to the pens Mine (1 mark not placed)"
    assert library.catalogue.system_of(source).id == mine
    assert (pen_of(library, rule), pen_of(library, facts)) == ("law", "facts")
    library.undo(new_id())
    assert library.catalogue.system_of(source).id == before
    assert (pen_of(library, rule), pen_of(library, facts)) == ("rule", "facts")
    library.redo(new_id())
    assert pen_of(library, rule) == "law"


def test_marks_that_no_pen_takes_stand_under_not_placed(
    library: Library, mine: PenSystemId
) -> None:
    source = only_source(library)
    mark_words(library, "He must not.", "rule")
    left = mark_words(library, "It walked into the road", "facts")
    move_course(library, new_id(), source.course, mine, {"rule": "law"})
    notes = make_notes(library, "brief", source=source.id, course=None)
    (not_placed,) = [section for section in notes.sections if section.title == "Not placed"]
    assert [line.annotation for line in not_placed.lines] == [left]


def test_a_pen_that_both_have_needs_no_choice(library: Library) -> None:
    source = only_source(library)
    mark = mark_words(library, "He must not.", "rule")
    ((_, statutes),) = add_pen_system(library, new_id(), "statutes").touched
    (rule,) = list_pens_to_move(library, source.course, statutes)
    assert rule.is_in_both
    change = move_course(library, new_id(), source.course, statutes, {})
    assert "not placed" not in change.label
    assert pen_of(library, mark) == "rule"


def test_marks_in_the_bin_move_too(library: Library, mine: PenSystemId) -> None:
    source = only_source(library)
    mark = mark_words(library, "He must not.", "rule")
    bin_sources(library, new_id(), [source.id])
    (rule,) = list_pens_to_move(library, source.course, mine)
    assert rule.marks == 1
    move_course(library, new_id(), source.course, mine, {"rule": "law"})
    assert pen_of(library, mark) == "law"


def test_a_retry_moves_nothing_twice(library: Library, mine: PenSystemId) -> None:
    source = only_source(library)
    step = new_id()
    move_course(library, step, source.course, mine, {"rule": "law"})
    assert move_course(library, step, source.course, mine, {"rule": "law"}).repeated


def test_a_course_moves_to_new_pens_of_a_preset_in_one_step_that_one_undo_takes_back(
    library: Library,
) -> None:
    source = only_source(library)
    mark = mark_words(library, "He must not.", "rule")
    before = library.catalogue
    (rule,) = list_pens_to_move_to_preset(library, source.course, "cornell")
    assert (rule.marks, rule.proposal and rule.proposal.pen) == (1, "idea")
    assert library.catalogue.systems == before.systems
    change = move_course_to_preset(library, new_id(), source.course, "cornell", {"rule": "idea"})
    assert change.label == "Moved My course to the new pens Cornell notes, 6 pens"
    assert library.catalogue.system_of(source).name == "Cornell notes, 6 pens"
    assert pen_of(library, mark) == "idea"
    library.undo(new_id())
    assert library.catalogue.systems == before.systems
    assert library.catalogue.system_of(source) == before.system_of(source)
    assert pen_of(library, mark) == "rule"
    library.redo(new_id())
    assert library.catalogue.system_of(source).name == "Cornell notes, 6 pens"


def test_new_pens_of_a_preset_get_a_name_of_their_own(library: Library) -> None:
    source = only_source(library)
    now = library.catalogue.system_of(source).name
    move_course_to_preset(library, new_id(), source.course, "case-brief-7", {})
    assert library.catalogue.system_of(source).name == f"{now} (2)"


def test_a_preset_that_is_not_there_moves_nothing(library: Library) -> None:
    source = only_source(library)
    before = library.catalogue.systems
    with pytest.raises(InvalidRequestError, match="There is no pen system “nothing”"):
        move_course_to_preset(library, new_id(), source.course, "nothing", {})
    with pytest.raises(NotFoundError, match="pen in Cornell"):
        move_course_to_preset(library, new_id(), source.course, "cornell", {"rule": "nothing"})
    assert library.catalogue.systems == before


def test_pens_that_are_not_there_and_pens_in_use_already_are_refused(
    library: Library, mine: PenSystemId
) -> None:
    source = only_source(library)
    with pytest.raises(NotFoundError, match="pen in Mine"):
        move_course(library, new_id(), source.course, mine, {"rule": "nothing"})
    now = library.catalogue.system_of(source).id
    with pytest.raises(InvalidRequestError, match=r"uses the pens .* already"):
        move_course(library, new_id(), source.course, now, {})
