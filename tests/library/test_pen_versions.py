"""The versions of a pen system."""

from __future__ import annotations

from dataclasses import replace

import pytest

from glossator.library.library import Library
from glossator.library.pen_versions import list_versions, restore_version
from glossator.library.pens import save_pens
from glossator.model.errors import NotFoundError
from glossator.model.ids import PenId
from glossator.model.pens import Pen, PenSystem
from tests.library.opinions import mark_words, new_id, only_source


def system_of(library: Library) -> PenSystem:
    return library.catalogue.system_of(only_source(library))


def recolour(library: Library, colour: str) -> None:
    system = system_of(library)
    pens = [replace(pen, colour=colour) if pen.id == "rule" else pen for pen in system.pens]
    save_pens(library, new_id(), system.id, system.version, (system.name, pens))


def add_pen(library: Library, name: str) -> None:
    system = system_of(library)
    added = Pen(PenId(name.casefold()), name, "#112233", letter="ZZ")
    pens = (*system.pens, added)
    save_pens(library, new_id(), system.id, system.version, (system.name, pens))


def test_each_version_says_who_made_it_and_what_it_changed(library: Library) -> None:
    recolour(library, "#d55e00")
    latest, first = list_versions(library, system_of(library).id)
    assert (latest.number, latest.changes, latest.actor) == (2, ("Rule: colour",), library.actor)
    assert (first.number, first.changes) == (1, ("Made with 7 pens",))
    assert first.made_ms <= latest.made_ms


def test_an_earlier_version_is_restored_as_a_new_one_that_can_be_undone(library: Library) -> None:
    first = system_of(library)
    recolour(library, "#d55e00")
    *_, made = list_versions(library, first.id)
    restore_version(library, new_id(), first.id, made.step)
    assert system_of(library).pens == first.pens
    assert system_of(library).version == 3
    latest, *_ = list_versions(library, first.id)
    assert (latest.number, latest.changes) == (3, ("Rule: colour",))
    library.undo(new_id())
    assert {pen.id: pen.colour for pen in system_of(library).pens}[PenId("rule")] == "#d55e00"


def test_a_pen_with_marks_that_the_earlier_version_lacks_is_kept_as_retired(
    library: Library,
) -> None:
    system = system_of(library)
    add_pen(library, "Burden")
    mark = mark_words(library, "He must not.", "burden")
    *_, made = list_versions(library, system.id)
    restore_version(library, new_id(), system.id, made.step)
    kept = {pen.id: pen for pen in system_of(library).pens}[library.get_annotation(mark).pen]
    assert (kept.name, kept.retired) == ("Burden", True)


def test_a_pen_without_marks_goes_with_the_version_that_had_it(library: Library) -> None:
    system = system_of(library)
    add_pen(library, "Burden")
    *_, made = list_versions(library, system.id)
    restore_version(library, new_id(), system.id, made.step)
    assert "burden" not in {pen.id for pen in system_of(library).pens}


def test_a_version_that_never_was_cannot_be_restored(library: Library) -> None:
    with pytest.raises(NotFoundError, match="version of the pens"):
        restore_version(library, new_id(), system_of(library).id, new_id())
