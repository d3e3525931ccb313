"""The small changes of one sitting at the pens are listed as one, and none of them is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from glossator.library.library import Library
from glossator.library.pen_sittings import group_versions, list_sittings
from glossator.library.pen_versions import PenVersion, list_versions, restore_version
from glossator.library.pens import save_pens
from glossator.model.errors import NotFoundError
from glossator.model.pens import PenSystem
from tests.library.opinions import mark_words, new_id, only_source

MINUTE = 60_000


def system_of(library: Library) -> PenSystem:
    return library.catalogue.system_of(only_source(library))


def change_rule(library: Library, **fields: str) -> None:
    system = system_of(library)
    pens = [replace(pen, **fields) if pen.id == "rule" else pen for pen in system.pens]  # type: ignore[arg-type]  # only texts are changed here
    save_pens(library, new_id(), system.id, system.version, (system.name, pens))


def numbers(library: Library) -> list[list[int]]:
    sittings = list_sittings(library, system_of(library).id)
    return [[version.number for version in sitting.versions] for sitting in sittings]


@pytest.fixture
def small_changes(library: Library) -> list[PenVersion]:
    """Three versions after the first, latest first, each a minute after the one before."""
    for name in ("L", "La", "Law"):
        change_rule(library, name=name)
    versions = list_versions(library, system_of(library).id)
    return [replace(one, made_ms=one.number * MINUTE) for one in versions]


def grouped(versions: list[PenVersion], used: list[int] | None = None) -> list[list[int]]:
    sittings = group_versions(versions, used or [])
    return [[version.number for version in sitting.versions] for sitting in sittings]


def test_changes_that_follow_closely_are_one_with_what_they_changed_in_all(
    library: Library,
) -> None:
    for name in ("L", "La", "Law"):
        change_rule(library, name=name)
    latest, made = list_sittings(library, system_of(library).id)
    assert [version.number for version in latest.versions] == [4, 3, 2]
    assert latest.changes == ("Rule: now called Law",)
    assert made.changes == ("Made with 7 pens",)


def test_a_mark_made_in_between_parts_them(library: Library) -> None:
    change_rule(library, name="Law")
    mark_words(library, "He must not.", "rule")
    change_rule(library, colour="#d55e00")
    change_rule(library, letter="L")
    assert numbers(library) == [[4, 3], [2], [1]]


def test_ten_minutes_and_another_person_part_them(small_changes: list[PenVersion]) -> None:
    four, three, two, one = small_changes
    assert grouped([four, three, two, one]) == [[4, 3, 2], [1]]
    late = replace(four, made_ms=three.made_ms + 10 * MINUTE + 1)
    assert grouped([late, three, two, one]) == [[4], [3, 2], [1]]
    by_bob = replace(three, actor="bob")
    assert grouped([four, by_bob, two, one]) == [[4], [3], [2], [1]]


def test_use_before_or_after_does_not_part_them(small_changes: list[PenVersion]) -> None:
    assert grouped(small_changes, [2 * MINUTE - 1, 4 * MINUTE + 1]) == [[4, 3, 2], [1]]
    assert grouped(small_changes, [2 * MINUTE + 1]) == [[4, 3], [2], [1]]


def test_every_version_stands_in_one_sitting_and_can_be_restored(library: Library) -> None:
    for name in ("L", "La", "Law"):
        change_rule(library, name=name)
    system = system_of(library).id
    latest, _ = list_sittings(library, system)
    fine = latest.versions[1]
    restore_version(library, new_id(), system, fine.step)
    assert "La" in {pen.name for pen in system_of(library).pens}
    assert numbers(library) == [[5], [4, 3, 2], [1]]


def test_pens_that_are_not_there_are_said(library: Library) -> None:
    with pytest.raises(NotFoundError):
        list_sittings(library, "nothing")
