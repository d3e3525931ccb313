"""Pen systems as things: made, duplicated, imported, renamed, deleted."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossator.library.courses import add_course, add_course_with_pens
from glossator.library.library import Library
from glossator.library.opening import open_library
from glossator.library.pen_moves import move_course
from glossator.library.pen_systems import (
    add_pen_system,
    copy_pen_system,
    delete_pen_system,
    import_pen_system,
    rename_pen_system,
)
from glossator.library.pens import read_back_pen_files, save_pens
from glossator.model.errors import InvalidRequestError
from glossator.model.ids import PenSystemId
from glossator.model.operations import Change
from tests.library.opinions import mark_words, new_id, only_source

SHARED = """\
# from Ada, with thanks
name = "Torts"

[[pen]]
name = "Rule"
group = "The law"
colour = "#0072B2"
"""


def made(change: Change) -> PenSystemId:
    """The pen system that a step made."""
    ((entity, system),) = change.touched
    assert entity == "pen-system"
    return PenSystemId(system)


def file_of(library: Library, system: PenSystemId) -> Path:
    return library.folder / "pens" / f"{system}.toml"


def test_a_system_is_made_from_a_preset_and_has_a_file(library: Library) -> None:
    system = made(add_pen_system(library, new_id(), "cornell"))
    assert library.catalogue.get_system(system).name == "Cornell notes, 6 pens"
    assert file_of(library, system).exists()
    again = made(add_pen_system(library, new_id(), "cornell"))
    assert library.catalogue.get_system(again).name == "Cornell notes, 6 pens (2)"


def test_a_copy_has_the_pens_and_comments_and_goes_its_own_way(library: Library) -> None:
    first = made(import_pen_system(library, new_id(), "ada.toml", SHARED))
    copy = made(copy_pen_system(library, new_id(), first))
    system = library.catalogue.get_system(copy)
    assert system.name == "Torts, copy"
    assert system.pens == library.catalogue.get_system(first).pens
    assert "with thanks" in file_of(library, copy).read_text("utf-8")
    save_pens(library, new_id(), copy, system.version, ("Mine", system.pens))
    assert library.catalogue.get_system(first).name == "Torts"


def test_an_imported_file_keeps_groups_comments_and_a_free_name(library: Library) -> None:
    import_pen_system(library, new_id(), "ada.toml", SHARED)
    system = made(import_pen_system(library, new_id(), "ada.toml", SHARED))
    found = library.catalogue.get_system(system)
    assert (found.name, found.pens[0].group, found.pens[0].id) == ("Torts (2)", "The law", "rule")
    assert file_of(library, system).read_text("utf-8").startswith("# from Ada, with thanks")


def test_a_file_with_an_error_is_not_imported_and_names_line_and_cause(library: Library) -> None:
    systems = set(library.catalogue.systems)
    broken = SHARED.replace("#0072B2", "blue")
    with pytest.raises(InvalidRequestError, match=r"ada\.toml, line 7: .*blue.*No pens were imp"):
        import_pen_system(library, new_id(), "ada.toml", broken)
    with pytest.raises(InvalidRequestError, match="not valid TOML"):
        import_pen_system(library, new_id(), "ada.toml", "[[pen]\n")
    assert set(library.catalogue.systems) == systems


def test_a_name_is_changed_and_the_file_keeps_its_own(library: Library) -> None:
    system = made(import_pen_system(library, new_id(), "ada.toml", SHARED))
    rename_pen_system(library, new_id(), system, "  Tort   law ")
    assert library.catalogue.get_system(system).name == "Tort law"
    assert 'name = "Tort law"' in file_of(library, system).read_text("utf-8")
    with pytest.raises(InvalidRequestError, match="needs a name"):
        rename_pen_system(library, new_id(), system, " ")


def test_a_deleted_system_goes_with_its_file_and_undo_brings_both_back(library: Library) -> None:
    system = made(import_pen_system(library, new_id(), "ada.toml", SHARED))
    text = file_of(library, system).read_text("utf-8")
    delete_pen_system(library, new_id(), system)
    read_back_pen_files(library)
    assert system not in library.catalogue.systems
    assert not file_of(library, system).exists()
    assert made(import_pen_system(library, new_id(), "ada.toml", SHARED)) != system
    library.undo(new_id())
    library.undo(new_id())
    assert library.catalogue.get_system(system).name == "Torts"
    assert file_of(library, system).read_text("utf-8") == text


def test_a_system_whose_making_is_undone_leaves_no_file_that_brings_it_back(folder: Path) -> None:
    with open_library(folder) as opened:
        system = made(add_pen_system(opened.library, new_id(), "cornell"))
        opened.library.undo(new_id())
        assert not file_of(opened.library, system).exists()
    with open_library(folder) as opened:
        assert system not in opened.library.catalogue.systems


def test_a_deleted_system_whose_file_is_put_back_by_hand_is_there_again(library: Library) -> None:
    system = made(import_pen_system(library, new_id(), "ada.toml", SHARED))
    text = file_of(library, system).read_text("utf-8")
    delete_pen_system(library, new_id(), system)
    file_of(library, system).write_text(text, "utf-8")
    read_back_pen_files(library)
    assert library.catalogue.get_system(system).name == "Torts"


def test_a_system_that_a_course_uses_is_not_deleted(library: Library) -> None:
    system = library.catalogue.system_of(only_source(library))
    with pytest.raises(InvalidRequestError, match=r"My course uses the pens .* Move the course"):
        delete_pen_system(library, new_id(), system.id)


def test_a_system_whose_pens_marks_still_have_is_not_deleted(library: Library) -> None:
    mark_words(library, "He must not.", "separate")
    source = only_source(library)
    old = library.catalogue.system_of(source)
    new = made(import_pen_system(library, new_id(), "ada.toml", SHARED))
    move_course(library, new_id(), source.course, new, {})
    with pytest.raises(InvalidRequestError, match=r"1 mark still has a pen of .*Not placed"):
        delete_pen_system(library, new_id(), old.id)


def test_two_courses_share_their_pens(library: Library) -> None:
    system = library.catalogue.system_of(only_source(library))
    add_course_with_pens(library, new_id(), course := new_id(), "Second term", system.id)
    assert library.catalogue.get_course(course).pen_system == system.id


def test_a_new_course_never_gets_the_id_of_a_deleted_system(library: Library) -> None:
    named = SHARED.replace("Torts", "Seminar")
    system = made(import_pen_system(library, new_id(), "a.toml", named))
    delete_pen_system(library, new_id(), system)
    add_course(library, new_id(), course := new_id(), "Seminar", "cornell")
    assert library.catalogue.get_course(course).pen_system == "seminar-2"
