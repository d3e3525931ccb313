"""Forms are changed and tried; what was written into notes stays with its part."""

from __future__ import annotations

from dataclasses import replace

import pytest

from glossator.library.entries import Sheet, Spot, add_entry
from glossator.library.forms import list_shipped_forms, preview_notes, save_forms
from glossator.library.library import Library
from glossator.library.note_places import lines_using
from glossator.library.notes import make_notes
from glossator.model.errors import InvalidRequestError, NotFoundError
from glossator.model.notes import Notes, walk_sections
from glossator.model.pens import Form, FormKind, FormSection, PenSystem
from tests.library.opinions import mark_words, new_id, only_source


def system_of(library: Library) -> PenSystem:
    (system,) = library.catalogue.systems.values()
    return system


def brief(library: Library) -> Notes:
    return make_notes(library, "brief", source=only_source(library).id, course=None)


def save(library: Library, *forms: Form) -> None:
    system = system_of(library)
    save_forms(library, new_id(), system.id, system.version, forms)


def brief_form(library: Library) -> Form:
    return next(form for form in system_of(library).forms if form.id == "brief")


def test_forms_are_saved_in_one_step_that_is_undone(library: Library) -> None:
    before = system_of(library).forms
    form = replace(brief_form(library), title="My brief")
    save(library, form)
    assert [each.title for each in system_of(library).forms] == ["My brief"]
    text = (library.folder / "pens" / f"{system_of(library).id}.toml").read_text(encoding="utf-8")
    assert 'title = "My brief"' in text
    library.undo(new_id())
    assert system_of(library).forms == before


def test_what_was_written_stays_with_a_part_whose_heading_is_changed(library: Library) -> None:
    mark_words(library, "tame heron", pen="facts")
    sheet, spot = Sheet("brief", only_source(library).id), Spot("section:Facts", None)
    add_entry(library, new_id(), new_id(), sheet, spot, kind="paragraph", text="Who kept it?")
    form = brief_form(library)
    renamed = tuple(
        replace(section, title="What happened", id="Facts") if section.title == "Facts" else section
        for section in form.sections
    )
    save(library, replace(form, sections=renamed))
    (part,) = [section for section in brief(library).sections if section.title == "What happened"]
    assert [own.text for own in part.written] == ["Who kept it?"]
    assert [section.key for section in brief(library).sections][-1] != "written"


def test_forms_that_contradict_themselves_are_refused_in_a_sentence(library: Library) -> None:
    twins = replace(brief_form(library), sections=(FormSection("A", ()), FormSection("A", ())))
    with pytest.raises(InvalidRequestError, match=r"were not saved: the section “A” .* same title"):
        save(library, twins)
    stale = system_of(library).version - 1
    with pytest.raises(InvalidRequestError, match="changed elsewhere"):
        save_forms(library, new_id(), system_of(library).id, stale, [twins])


def test_a_form_is_tried_without_being_kept(library: Library) -> None:
    mark_words(library, "tame heron", pen="facts")
    form = Form("new", "New", FormKind.LIST, (FormSection("Seen", ("facts",)),))
    course = only_source(library).course
    notes = preview_notes(library, form, course=course, source=None)
    assert [line.quote for line in notes.sections[0].lines] == ["tame heron"]
    assert "new" not in {each.id for each in system_of(library).forms}
    with pytest.raises(InvalidRequestError, match="made of one source"):
        preview_notes(library, replace(form, kind=FormKind.BRIEF), course=course, source=None)


def test_every_form_that_ships_can_be_made_of_any_course(library: Library) -> None:
    mark = mark_words(library, "tame heron", pen="facts")
    source = only_source(library)
    titles = {form.title for _, form in list_shipped_forms()}
    assert {"IRAC", "FIRAC", "Long brief", "Exam sheet", "Reading list", "Glossary"} <= titles
    for _, form in list_shipped_forms():
        notes = preview_notes(library, form, course=source.course, source=source.id)
        lines = {
            line.annotation for part in walk_sections(notes.sections) for line in part.own_lines()
        }
        if form.kind is not FormKind.LIST:
            assert lines == {mark}


def test_a_mark_knows_the_lines_that_use_it(library: Library) -> None:
    mark = mark_words(library, "tame heron", pen="facts")
    places = lines_using(library, mark)
    assert ("brief", "Case brief", ("Facts",)) in [
        (each.form, each.form_title, each.path) for each in places
    ]
    assert ("outline", ("Without topic",)) in [(each.form, each.path) for each in places]
    with pytest.raises(NotFoundError):
        lines_using(library, "nothing")
