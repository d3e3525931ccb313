"""What a reader wrote and arranged in notes goes out in the dump and comes in again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossator.library.binned import restore_sources
from glossator.library.courses import add_course, course_for_import, delete_source
from glossator.library.entries import (
    Sheet,
    Spot,
    add_entry,
    change_entry,
    delete_entry,
    hide_line,
    move_line,
)
from glossator.library.entry_shelf import entries_of, find_entry, get_entry
from glossator.library.imports import FileToImport, import_file
from glossator.library.interchange import export_annotations, export_some, import_annotations
from glossator.library.library import Library
from glossator.library.notes import make_notes
from glossator.library.topics import add_topic
from glossator.model.notes import Line, Notes, Written, walk_sections
from tests.exchange.made_dumps import json_values
from tests.library.opinions import mark_words, new_id, only_source

FACTS = "section:Facts"


def _sheet(library: Library, form: str = "brief") -> Sheet:
    source = only_source(library)
    return Sheet(form, source.id if form == "brief" else source.course)


def _write(library: Library, text: str, after: str | None = None, **more: str) -> str:
    entry = new_id()
    sheet = _sheet(library, more.pop("form", "brief"))
    spot = Spot(more.pop("section", FACTS), after)
    kind = more.pop("kind", "paragraph")
    add_entry(library, new_id(), entry, sheet, spot, kind=kind, text=text, mark=more.get("mark"))
    return entry


def _arrange_some(library: Library) -> dict[str, str]:
    """Mark four passages, write between them, move the third up and hide the fourth."""
    words = ("Weir kept", "a tame heron", "a yard", "a gate")
    first, second, third, fourth = (mark_words(library, each, pen="facts") for each in words)
    heading = _write(library, "The bird 🐦\n", first, kind="heading")
    _write(library, "- tame\n- a *heron*", heading, kind="list")
    note = _write(library, f"  See [[{second}|the heron]].  ", second)
    move_line(library, new_id(), new_id(), _sheet(library), (third, Spot(FACTS, None)))
    hide_line(library, new_id(), new_id(), _sheet(library), (fourth, FACTS))
    return {"second": second, "note": note}


def _shown(notes: Notes) -> Iterator[str]:
    """Give everything that stands in notes, with its place and its flag."""
    yield from (f"top: {written.text}" for written in notes.written)
    for section in walk_sections(notes.sections):
        for item in section.items():
            if isinstance(item, Written):
                yield f"{section.key}: {item.kind} {item.text!r} {item.flag}"
            elif isinstance(item, Line):
                yield f"{section.key}: {item.quote} {'moved' if item.moved else ''}"
        yield from (f"{section.key} hides {line.quote}" for line in section.hidden)


def _brief(library: Library) -> list[str]:
    return list(_shown(make_notes(library, "brief", source=only_source(library).id, course=None)))


def _entries(dump: str) -> list[dict[str, Any]]:
    return list(json.loads(dump)["glossator:entries"])


def _take_file(library: Library, empty: Library) -> None:
    """Import the file of the one library's source into the other."""
    original = only_source(library).original
    assert original is not None
    path = library.folder / "originals" / original.hash
    import_file(empty, FileToImport(path, "crane.md", course_for_import(empty, None).id))


@pytest.mark.parametrize("first", ["file", "dump"])
def test_an_empty_library_that_takes_a_dump_has_the_same_notes(
    library: Library, empty: Library, first: str
) -> None:
    second = _arrange_some(library)["second"]
    if first == "file":
        _take_file(library, empty)
    report = import_annotations(empty, export_annotations(library))
    if first == "dump":
        _take_file(library, empty)
    assert report.sentences == ()
    assert [row.removeprefix(FACTS) for row in _brief(empty)] == [
        ": a yard moved",
        ": Weir kept ",
        ": heading 'The bird 🐦\\n' ",
        ": list '- tame\\n- a *heron*' ",
        ": a tame heron ",
        f": paragraph '  See [[{second}|the heron]].  ' ",
        " hides a gate",
    ]
    assert _brief(empty) == _brief(library)


def test_what_comes_out_again_is_what_came_in_byte_for_byte(
    library: Library, empty: Library
) -> None:
    _arrange_some(library)
    dump = export_annotations(library)
    import_annotations(empty, dump)
    assert export_annotations(library) == dump
    assert _entries(export_annotations(empty)) == _entries(dump)
    assert [entry["kind"] for entry in _entries(dump)].count("moved") == 1
    assert [entry["id"] for entry in _entries(dump)] == sorted(e["id"] for e in _entries(dump))


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=st.text(min_size=1).filter(str.strip), kind=st.sampled_from(["paragraph", "heading"]))
def test_any_words_come_through_a_library_as_they_were(
    empty: Library, text: str, kind: str
) -> None:
    if not empty.catalogue.courses:
        course_for_import(empty, None)
    (course,) = empty.catalogue.courses
    entry = {"id": new_id(), "form": "outline", "scope": course, "kind": kind, "text": text}
    import_annotations(empty, json.dumps({"items": [], "glossator:entries": [entry]}))
    [out] = [each for each in _entries(export_annotations(empty)) if each["id"] == entry["id"]]
    assert (out["text"], out["kind"]) == (text, kind)


def test_a_dump_adds_nothing_to_the_library_it_came_from_nor_a_second_time(
    library: Library, empty: Library
) -> None:
    _arrange_some(library)
    dump = export_annotations(library)
    import_annotations(empty, dump)
    for each in (library, empty):
        before = each.store.cursor()
        assert import_annotations(each, dump).sentences == ()
        assert each.store.cursor() == before


def test_what_was_written_otherwise_since_stays_as_it_is(library: Library) -> None:
    note = _arrange_some(library)["note"]
    dump = export_annotations(library)
    change_entry(library, new_id(), note, text="Later.")
    import_annotations(library, dump)
    assert get_entry(library, note).text == "Later."


def test_what_was_deleted_comes_again_exactly_as_the_dump_has_it(library: Library) -> None:
    _arrange_some(library)
    entry = _write(library, "At the head.")
    dump = export_annotations(library)
    before = get_entry(library, entry)
    mark = mark_words(library, "The judgment", pen="holding")
    change_entry(library, new_id(), entry, spot=Spot("section:Holding", mark))
    delete_entry(library, new_id(), entry)
    import_annotations(library, dump)
    assert get_entry(library, entry) == before


def test_an_import_is_one_step_that_says_what_came_and_undo_takes_back(
    library: Library, empty: Library
) -> None:
    note = _arrange_some(library)["note"]
    import_annotations(empty, export_annotations(library))
    assert empty.next_steps()[0] == "Imported 4 marks, 5 entries of notes"
    empty.undo(new_id())
    assert find_entry(empty, note) is None


def test_writing_under_a_mark_that_is_missing_stays_in_its_part_and_is_told(
    library: Library, empty: Library
) -> None:
    second = _arrange_some(library)["second"]
    frame = json.loads(export_annotations(library))
    frame["items"] = [item for item in frame["items"] if item["id"] != f"urn:uuid:{second}"]
    report = import_annotations(empty, json.dumps(frame))
    assert report.sentences == (
        "1 × a piece of your own writing under a mark that is neither here nor in the file: it "
        "stands at the end of its part.",
    )
    told = f"  See [[{second}|the heron]].  "
    assert f"{FACTS}: paragraph {told!r} The mark this stood under is gone." in _brief(empty)
    import_annotations(empty, export_annotations(library))
    assert _brief(empty) == _brief(library)


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("picture", "a picture of a mark that is neither here nor in the file: its words are kept"),
        (
            "hidden",
            "a moved or hidden line of a mark that is neither here nor in the file: it waits for "
            "the mark",
        ),
    ],
)
def test_a_picture_or_a_hidden_line_of_a_mark_that_is_missing_is_kept_and_told(
    library: Library, empty: Library, kind: str, told: str
) -> None:
    entry = _write(library, "The scene.")
    frame = json.loads(export_annotations(library))
    frame["glossator:entries"][0] |= {"kind": kind, "mark": "gone"}
    report = import_annotations(empty, json.dumps(frame))
    assert report.sentences == (f"1 × {told}.",)
    assert (get_entry(empty, entry).text, get_entry(empty, entry).mark) == ("The scene.", "gone")


def test_writing_of_a_source_that_is_missing_gets_one_without_a_name(
    library: Library, empty: Library
) -> None:
    _write(library, "All that is left.")
    frame = json.loads(export_annotations(library))
    frame["glossator:sources"] = []
    report = import_annotations(empty, json.dumps(frame))
    assert report.sentences == (
        "1 × a piece of your own writing whose source or course is neither here nor in the file: "
        "it stands in the notes of “Unknown source” in “My course” now.",
    )
    assert f"{FACTS}: paragraph 'All that is left.' " in _brief(empty)
    before = empty.store.cursor()
    import_annotations(empty, json.dumps(frame))
    assert empty.store.cursor() == before


def test_writing_of_a_course_that_is_missing_stands_in_another_one(
    library: Library, empty: Library
) -> None:
    _write(library, "On the course.", form="outline", section="tray")
    entry = _entries(export_annotations(library))[0] | {"scope": "gone"}
    add_course(empty, new_id(), new_id(), "Torts", "case-brief-7")
    report = import_annotations(empty, json.dumps({"items": [], "glossator:entries": [entry]}))
    assert report.sentences[0].endswith("it stands in “Outline” of “Torts” now.")
    (course,) = empty.catalogue.courses
    notes = make_notes(empty, "outline", source=None, course=course)
    assert list(_shown(notes)) == ["tray: paragraph 'On the course.' "]


def test_writing_of_nothing_that_is_known_makes_a_course_where_there_is_none(
    empty: Library,
) -> None:
    entry = {"id": "e", "form": "my form", "scope": "gone", "kind": "paragraph", "text": "Words."}
    import_annotations(empty, json.dumps({"items": [], "glossator:entries": [entry]}))
    (shown,) = (row for row in _brief(empty) if "Words" in row)
    assert shown == "top: Words."


def test_writing_in_a_form_that_the_pens_lack_is_kept_and_told(
    library: Library, empty: Library
) -> None:
    entry = _write(library, "In my own form.")
    frame = json.loads(export_annotations(library))
    frame["glossator:entries"][0]["form"] = "mine"
    report = import_annotations(empty, json.dumps(frame))
    assert report.sentences == (
        "1 × a piece of your own writing in the form “mine”, which the pens of “My course” do not "
        "have: it is kept, and shows once they have it.",
    )
    assert get_entry(empty, entry).text == "In my own form."
    assert _entries(export_annotations(empty)) == frame["glossator:entries"]


def test_writing_goes_to_the_source_that_has_the_same_file_here(
    library: Library, empty: Library
) -> None:
    theirs = only_source(library).id
    _write(library, "In a cell.", form="matrix", section=f"source:{theirs}/{FACTS}")
    _write(library, "In a group.", form="outline", section=f"topic:t/{FACTS}/group:{theirs}")
    _write(library, "In the brief.")
    _take_file(library, empty)
    import_annotations(empty, export_annotations(library))
    ours = only_source(empty)
    assert ours.id != theirs
    assert [e.text for e in entries_of(empty, "brief", ours.id)] == ["In the brief."]
    [cell] = entries_of(empty, "matrix", only_source(library).course)
    [group] = entries_of(empty, "outline", only_source(library).course)
    assert cell.section == f"source:{ours.id}/{FACTS}"
    assert group.section == f"topic:t/{FACTS}/group:{ours.id}"


def test_writing_of_a_source_in_the_bin_is_kept_with_it_and_told(library: Library) -> None:
    entry, source = _write(library, "Kept."), only_source(library).id
    dump = export_annotations(library)
    delete_entry(library, new_id(), entry)
    delete_source(library, new_id(), source)
    assert import_annotations(library, dump).sentences == (
        "1 × a piece of your own writing in notes over a source or course that was deleted here: "
        "it is kept, and shows when that is brought back.",
    )
    restore_sources(library, new_id(), [source])
    assert f"{FACTS}: paragraph 'Kept.' " in _brief(library)


def test_writing_under_a_topic_comes_with_the_outline(library: Library, empty: Library) -> None:
    topic, course = new_id(), only_source(library).course
    add_topic(library, new_id(), topic, course, (None, "Animals"))
    _write(library, "Of tame ones.", form="outline", section=f"topic:{topic}")
    import_annotations(empty, export_annotations(library))
    ours, theirs = (
        list(_shown(make_notes(each, "outline", source=None, course=course)))
        for each in (empty, library)
    )
    assert ours == theirs == [f"topic:{topic}: paragraph 'Of tame ones.' "]


def test_a_dump_of_one_source_has_its_notes_and_one_of_some_marks_has_none(
    library: Library,
) -> None:
    mark = mark_words(library, "Weir kept", pen="facts")
    _write(library, "Of the source.")
    _write(library, "Of the course.", form="outline", section="tray")
    one = export_annotations(library, only_source(library).id)
    assert [entry["text"] for entry in _entries(one)] == ["Of the source."]
    assert _entries(export_some(library, [mark])) == []
    assert len(_entries(export_annotations(library))) == 2


def test_broken_entries_are_told_one_by_one_and_the_others_come(
    library: Library, empty: Library
) -> None:
    note = _arrange_some(library)["note"]
    frame = json.loads(export_annotations(library))
    frame["glossator:entries"] += [7, {"id": "x", "form": "brief"}, {"text": [], "kind": 3}]
    report = import_annotations(empty, json.dumps(frame))
    assert len(report.sentences) == 3
    assert all("was left out: " in sentence for sentence in report.sentences)
    assert find_entry(empty, note) is not None


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    damage=st.dictionaries(
        st.sampled_from(["id", "form", "scope", "kind", "section", "under", "order", "mark"]),
        json_values,
        min_size=1,
    )
)
def test_no_damaged_entry_hinders_an_import_or_the_notes(
    library: Library, damage: dict[str, object]
) -> None:
    scope = next(source.id for source in library.catalogue.sources.values() if source.original)
    sound = {"id": new_id(), "form": "brief", "scope": scope, "section": FACTS}
    entry = {**sound, "kind": "paragraph", "order": "V", "text": "Words.", **damage}
    import_annotations(library, json.dumps({"items": [], "glossator:entries": [entry]}))
    sheet, spot = Sheet("brief", scope), Spot(FACTS, None)
    add_entry(library, new_id(), new_id(), sheet, spot, kind="paragraph", text="More.")
    assert make_notes(library, "brief", source=scope, course=None).title
