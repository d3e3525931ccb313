"""Annotations out and in again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from glossator.library.corrections import correct, remove_corrections
from glossator.library.courses import course_for_import
from glossator.library.imports import FileToImport, import_file
from glossator.library.interchange import export_annotations, export_some, import_annotations
from glossator.library.library import Library
from glossator.library.marks import MarkChanges, change_annotation
from glossator.library.pens import save_pens
from glossator.library.topics import add_topic
from glossator.model.corrections import Retype, SetPinpoint
from glossator.model.errors import GlossatorError
from glossator.model.text import BlockKind
from tests.library.opinions import import_opinion, mark_words, new_id, only_source


def _items(dump: str) -> object:
    return json.loads(dump)["items"]


def _mark_some(library: Library) -> None:
    topic = new_id()
    add_topic(library, new_id(), topic, only_source(library).course, (None, "Animals"))
    mark_words(library, "tame heron 🐦", "facts", own_words="A heron, tame.", topics=(topic,))
    mark = mark_words(library, "He must not.", "holding")
    change_annotation(library, new_id(), mark, MarkChanges(comment="Why not?"))


def test_an_empty_library_that_takes_a_dump_gives_the_same_annotations(
    library: Library, empty: Library
) -> None:
    _mark_some(library)
    dump = export_annotations(library)
    report = import_annotations(empty, dump)
    assert (report.added, report.known) == (2, 0)
    assert sorted(empty.store.list_annotations(), key=lambda a: a.id) == sorted(
        library.store.list_annotations(), key=lambda a: a.id
    )
    assert _items(export_annotations(empty)) == _items(dump)


def test_pens_topics_and_the_source_come_along(library: Library, empty: Library) -> None:
    _mark_some(library)
    import_annotations(empty, export_annotations(library))
    catalogue = empty.catalogue
    (source,) = catalogue.sources.values()
    assert (source.title, source.original) == ("Crane v. Weir", None)
    assert [topic.name for topic in catalogue.topics.values()] == ["Animals"]
    assert catalogue.system_of(source) == library.catalogue.system_of(only_source(library))


def test_a_source_without_a_file_is_joined_when_the_file_arrives(
    library: Library, empty: Library
) -> None:
    _mark_some(library)
    import_annotations(empty, export_annotations(library))
    (waiting,) = empty.catalogue.sources.values()
    original = only_source(library).original
    assert original is not None
    path = library.folder / "originals" / original.hash
    done = import_file(empty, FileToImport(path, "crane.md", waiting.course))
    assert done.source == waiting.id
    places = {empty.place_of(a).quote: a.span for a in empty.store.list_annotations()}
    assert places["He must not."] is not None
    assert len(empty.catalogue.sources) == 1


def test_taking_the_same_dump_twice_adds_nothing(library: Library, empty: Library) -> None:
    _mark_some(library)
    dump = export_annotations(library)
    import_annotations(empty, dump)
    before = empty.store.cursor()
    report = import_annotations(empty, dump)
    assert (report.added, report.known) == (0, 2)
    assert empty.store.cursor() == before


def test_a_later_change_is_dated_by_itself_not_by_the_dump(
    library: Library, empty: Library
) -> None:
    _mark_some(library)
    import_annotations(empty, export_annotations(library))
    mark = empty.store.list_annotations()[0]
    change_annotation(empty, new_id(), mark.id, MarkChanges(own_words="Later."))
    assert empty.get_annotation(mark.id).modified > mark.modified


def test_marks_for_a_file_we_have_are_placed_in_it_at_once(
    library: Library, empty: Library
) -> None:
    _mark_some(library)
    dump = export_annotations(library)
    original = only_source(library).original
    assert original is not None
    path = library.folder / "originals" / original.hash
    course = course_for_import(empty, None)
    done = import_file(empty, FileToImport(path, "crane.md", course.id))
    import_annotations(empty, dump)
    assert {a.target.source for a in empty.store.list_annotations()} == {done.source}
    assert all(a.span for a in empty.store.list_annotations())


def test_two_pen_systems_that_only_share_a_name_stay_two(library: Library, empty: Library) -> None:
    _mark_some(library)
    source = only_source(library)
    system = library.catalogue.system_of(source)
    save_pens(library, new_id(), system.id, system.version, ("Of the dump", system.pens))
    course_for_import(empty, None)
    import_annotations(empty, export_annotations(library))
    names = {course.pen_system for course in empty.catalogue.courses.values()}
    assert names == {system.id, f"{system.id}-2"}
    assert empty.catalogue.system_of(only_source(empty)).name == "Of the dump"


def test_marks_whose_pen_is_not_among_the_courses_pens_are_named(
    library: Library, empty: Library
) -> None:
    mark_words(library, "He must not.", "holding")
    dump = json.loads(export_annotations(library))
    text = json.dumps(dump).replace('\\nid = \\"holding\\"', '\\nid = \\"other\\"')
    report = import_annotations(empty, text)
    assert any("“holding” of 1 marks" in sentence for sentence in report.sentences)


def test_a_selector_we_do_not_know_is_kept_and_goes_out_again(empty: Library) -> None:
    foreign = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "urn:uuid:5f0a7a52-9df5-4b3c-8a30-2d2d7b6f7c11",
        "type": "Annotation",
        "target": {
            "source": "http://example.org/book",
            "selector": [
                {"type": "TextQuoteSelector", "exact": "tame heron"},
                {"type": "MoonSelector", "phase": "waxing"},
            ],
        },
    }
    report = import_annotations(empty, json.dumps([foreign]))
    assert report.added == 1
    assert any("MoonSelector" in sentence for sentence in report.sentences)
    assert '"phase": "waxing"' in export_annotations(empty)


@pytest.mark.parametrize("text", ["", "{", "3", '"words"'])
def test_what_is_no_dump_is_refused_in_a_sentence(empty: Library, text: str) -> None:
    with pytest.raises(GlossatorError, match=r"\."):
        import_annotations(empty, text)
    assert empty.store.cursor() == 0


def test_broken_annotations_among_good_ones_are_reported_and_skipped(
    library: Library, empty: Library
) -> None:
    mark_words(library, "He must not.")
    dump = json.loads(export_annotations(library))
    dump["items"] += [1, {"type": "Annotation"}, {"target": {"selector": 7}}]
    report = import_annotations(empty, json.dumps(dump))
    assert report.added >= 1
    assert len(report.sentences) >= 2


def test_a_pen_system_that_cannot_be_read_is_left_out_and_the_library_stays_whole(
    library: Library, empty: Library
) -> None:
    mark_words(library, "He must not.")
    dump = json.loads(export_annotations(library))
    dump["glossator:penSystems"][0]["toml"] = "not [ toml"
    report = import_annotations(empty, json.dumps(dump))
    assert report.added == 1
    assert any("left out" in sentence for sentence in report.sentences)
    assert empty.catalogue.system_of(only_source(empty)).pens
    assert export_annotations(empty)


def test_a_course_whose_pens_are_not_in_the_file_gets_others(
    library: Library, empty: Library
) -> None:
    mark_words(library, "He must not.")
    dump = json.loads(export_annotations(library))
    dump["glossator:penSystems"] = []
    report = import_annotations(empty, json.dumps(dump))
    assert any("got others" in sentence for sentence in report.sentences)
    assert empty.catalogue.system_of(only_source(empty)).pens


def test_a_dump_is_taken_in_whole_as_one_step_that_undo_takes_back(
    library: Library, empty: Library
) -> None:
    _mark_some(library)
    import_annotations(empty, export_annotations(library))
    assert empty.next_steps()[0] == "Imported 2 marks"
    empty.undo(new_id())
    assert empty.store.list_annotations() == []
    assert not empty.catalogue.courses


def _correct_some(library: Library) -> None:
    source, content = only_source(library), library.content_of(only_source(library))
    assert content is not None
    place = (source.id, source.edition or "")
    at = content.text.index("The question")
    correct(library, new_id(), new_id(), place, Retype((at,), BlockKind.QUOTATION))
    correct(library, new_id(), new_id(), place, SetPinpoint(at, "paragraph", "7"))


def _take_file(library: Library, empty: Library) -> str:
    """Import the file of the one library's source into the other."""
    original = only_source(library).original
    assert original is not None
    path = library.folder / "originals" / original.hash
    course = course_for_import(empty, None)
    return str(import_file(empty, FileToImport(path, "crane.md", course.id)).source)


@pytest.mark.parametrize("first", ["file", "dump"])
def test_corrections_come_along_and_are_laid_over_the_text(
    library: Library, empty: Library, first: str
) -> None:
    _correct_some(library)
    dump = export_annotations(library)
    if first == "file":
        _take_file(library, empty)
    import_annotations(empty, dump)
    if first == "dump":
        _take_file(library, empty)
    ours, theirs = library.content_of(only_source(library)), empty.content_of(only_source(empty))
    assert theirs == ours
    assert json.loads(export_annotations(empty))["glossator:corrections"][0]["kind"]


def test_corrections_that_were_taken_back_come_again_with_the_dump(library: Library) -> None:
    _correct_some(library)
    dump, before = export_annotations(library), library.content_of(only_source(library))
    corrections = [c.id for c in library.corrections_of(only_source(library))]
    remove_corrections(library, new_id(), corrections)
    assert library.content_of(only_source(library)) != before
    import_annotations(library, dump)
    assert library.content_of(only_source(library)) == before
    cursor = library.store.cursor()
    import_annotations(library, dump)
    assert library.store.cursor() == cursor


def test_corrections_of_nothing_that_is_known_are_left_out_and_named(
    library: Library, empty: Library
) -> None:
    _correct_some(library)
    dump = json.loads(export_annotations(library))
    dump["glossator:corrections"][0]["source"] = "another"
    broken = json.loads(json.dumps(dump["glossator:corrections"][0]))
    broken |= {
        "id": new_id(),
        "source": only_source(library).id,
        "kind": "remove-pinpoint",
        "value": {"scheme": "moon-phase", "start": 3},
    }
    dump["glossator:corrections"].append(broken)
    report = import_annotations(empty, json.dumps(dump))
    assert {s for s in report.sentences if "a correction that was left out" in s} == {
        "1 × a correction that was left out: its source is neither here nor in the file.",
        "1 × a correction that was left out: it is about a kind of number that is not known here.",
    }


def test_the_dump_of_one_source_has_its_corrections_only(library: Library, tmp_path: Path) -> None:
    _correct_some(library)
    other = import_opinion(library, tmp_path, "# Pond v. Lake\n\nWater.", "pond.md")
    corrected = next(s for s in library.catalogue.sources.values() if s.id != other.id)
    of_other, of_corrected = (
        json.loads(export_annotations(library, source)) for source in (other.id, corrected.id)
    )
    assert of_other["glossator:corrections"] == []
    assert len(of_corrected["glossator:corrections"]) == 2


def test_the_dump_of_some_marks_has_the_corrections_of_their_sources_only(
    library: Library, tmp_path: Path
) -> None:
    _correct_some(library)
    corrected = only_source(library)
    other = import_opinion(library, tmp_path, "# Pond v. Lake\n\nWater.", "pond.md")
    marks = [mark_words(library, "Water", source=other)]
    assert json.loads(export_some(library, marks))["glossator:corrections"] == []
    marks.append(mark_words(library, "He must not.", source=corrected))
    assert len(json.loads(export_some(library, marks))["glossator:corrections"]) == 2
