"""Pen systems and their files."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from glossator.library.library import Library
from glossator.library.opening import open_library
from glossator.library.pens import list_presets, read_back_pen_files, save_pens
from glossator.model.errors import ChangedMeanwhileError, InvalidRequestError
from glossator.model.ids import PenId
from glossator.model.pens import Pen, PenSystem, Stroke
from tests.library.opinions import mark_words, new_id, only_source


def _system(library: Library) -> PenSystem:
    return library.catalogue.system_of(only_source(library))


def _file(library: Library) -> Path:
    return library.folder / "pens" / f"{_system(library).id}.toml"


def _rename_in_file(library: Library, old: str, new: str) -> None:
    file = _file(library)
    text = file.read_text(encoding="utf-8")
    assert f'name = "{old}"' in text
    file.write_text(text.replace(f'name = "{old}"', f'name = "{new}"'), encoding="utf-8")


def test_saved_pens_stand_in_the_file_and_keep_its_comments(library: Library) -> None:
    system = _system(library)
    file = _file(library)
    file.write_text("# my own words about pens\n" + file.read_text(encoding="utf-8"), "utf-8")
    read_back_pen_files(library)
    system = _system(library)
    pens = [replace(pen, name="Law") if pen.id == "rule" else pen for pen in system.pens]
    save_pens(library, new_id(), system.id, system.version, (system.name, pens))
    text = file.read_text(encoding="utf-8")
    assert text.startswith("# my own words about pens")
    assert 'name = "Law"' in text


def test_a_pen_renamed_in_the_file_is_a_rename_and_its_marks_keep_it(library: Library) -> None:
    mark = mark_words(library, "He must not.", "rule")
    _rename_in_file(library, "Rule", "Rule of law")
    read_back_pen_files(library)
    names = {pen.id: pen.name for pen in _system(library).pens}
    assert names[library.get_annotation(mark).pen] == "Rule of law"
    assert len(names) == 7


def test_a_file_with_an_error_changes_nothing_and_names_line_and_cause(library: Library) -> None:
    before = _system(library)
    file = _file(library)
    file.write_text(file.read_text("utf-8").replace('stroke = "', 'stroke = "zig', 1), "utf-8")
    read_back_pen_files(library)
    assert _system(library) == before
    problem = library.pen_problems[before.id]
    assert "line " in problem
    assert "zig" in problem
    assert "stay in force" in problem


def test_a_file_that_is_not_text_changes_nothing_and_is_named(library: Library) -> None:
    before = _system(library)
    _file(library).write_bytes(b'name = "\xff\xfe"\n')
    read_back_pen_files(library)
    assert _system(library) == before
    assert _file(library).name in library.pen_problems[before.id]


def test_a_mended_file_is_taken_over(library: Library) -> None:
    good = _file(library).read_text("utf-8")
    _file(library).write_text("pen = 3", "utf-8")
    read_back_pen_files(library)
    assert library.pen_problems
    _file(library).write_text(good.replace('name = "Rule"', 'name = "Law"'), "utf-8")
    read_back_pen_files(library)
    assert not library.pen_problems
    assert "Law" in {pen.name for pen in _system(library).pens}


def test_a_hand_edit_made_while_the_program_was_off_is_read_at_the_next_start(
    folder: Path,
) -> None:
    (file,) = (folder / "pens").glob("*.toml")
    text = file.read_text("utf-8")
    file.write_text(text.replace('name = "Rule"', 'name = "Law"'), "utf-8")
    with open_library(folder) as opened:
        assert "Law" in {pen.name for pen in _system(opened.library).pens}


def test_undoing_a_change_of_pens_puts_the_file_back(library: Library) -> None:
    system = _system(library)
    before = _file(library).read_text("utf-8")
    pens = [replace(pen, retired=True) for pen in system.pens]
    save_pens(library, new_id(), system.id, system.version, (system.name, pens))
    assert _file(library).read_text("utf-8") != before
    library.undo(new_id())
    assert _file(library).read_text("utf-8") == before


def test_a_pen_that_has_marks_cannot_be_taken_out_but_retired(library: Library) -> None:
    mark_words(library, "He must not.", "rule")
    system = _system(library)
    without = [pen for pen in system.pens if pen.id != "rule"]
    with pytest.raises(InvalidRequestError, match="Retire it instead"):
        save_pens(library, new_id(), system.id, system.version, (system.name, without))


def test_a_used_pen_deleted_from_the_file_comes_back_retired(library: Library) -> None:
    mark_words(library, "He must not.", "rule")
    system = _system(library)
    file = _file(library)
    pieces = file.read_text("utf-8").split("[[pen]]")
    kept = [piece for piece in pieces if 'id = "rule"' not in piece]
    assert len(kept) == len(pieces) - 1
    file.write_text("[[pen]]".join(kept), "utf-8")
    read_back_pen_files(library)
    rule = next(pen for pen in _system(library).pens if pen.id == "rule")
    assert rule.retired
    assert len(_system(library).pens) == len(system.pens)


def test_a_used_pen_comes_back_also_where_its_name_and_letter_were_given_away(
    library: Library,
) -> None:
    mark = mark_words(library, "He must not.", "rule")
    file = _file(library)
    text = file.read_text("utf-8")
    assert 'id = "rule"\n' in text
    file.write_text(text.replace('id = "rule"\n', 'id = "law"\n', 1), "utf-8")
    read_back_pen_files(library)
    assert not library.pen_problems
    pens = {pen.id: pen for pen in _system(library).pens}
    assert pens[PenId("law")].name == "Rule"
    assert pens[library.get_annotation(mark).pen].retired


def test_pens_changed_from_two_windows_are_not_overwritten(library: Library) -> None:
    system = _system(library)
    save_pens(library, new_id(), system.id, system.version, ("Mine", system.pens))
    with pytest.raises(InvalidRequestError, match="changed elsewhere"):
        save_pens(library, new_id(), system.id, system.version, ("Other", system.pens))


def test_pens_that_contradict_one_another_are_refused_with_the_cause(library: Library) -> None:
    system = _system(library)
    twin = Pen(system.pens[0].id, "Twin", "#112233", Stroke.WAVY, "T")
    with pytest.raises(InvalidRequestError, match="not saved"):
        save_pens(library, new_id(), system.id, system.version, ("Mine", (*system.pens, twin)))


def test_every_preset_can_be_offered() -> None:
    assert [len(system.pens) for system in list_presets()][:3] == [4, 7, 10]


def test_of_two_who_save_the_pens_at_once_one_is_told_that_they_were_changed(
    library: Library,
) -> None:
    system = _system(library)
    outcomes: list[str] = []

    def save(name: str) -> None:
        try:
            save_pens(library, new_id(), system.id, system.version, (name, system.pens))
            outcomes.append("saved")
        except (InvalidRequestError, ChangedMeanwhileError):
            outcomes.append("refused")

    threads = [threading.Thread(target=save, args=(name,)) for name in "abcdefgh"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["refused"] * 7 + ["saved"]
    assert _system(library).version == system.version + 1


def test_a_file_that_a_kill_left_behind_its_journal_is_not_taken_for_an_edit(
    library: Library,
) -> None:
    system = _system(library)
    stale = _file(library).read_bytes()
    save_pens(library, new_id(), system.id, system.version, ("Mine", system.pens))
    _file(library).write_bytes(stale)
    read_back_pen_files(library)
    assert _system(library).name == "Mine"
    assert 'name = "Mine"' in _file(library).read_text("utf-8")
