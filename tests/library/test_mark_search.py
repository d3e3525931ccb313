"""Marks are found by their words, their pen and their source, and the search keeps in step."""

from pathlib import Path

import pytest

from glossator.library.courses import add_course
from glossator.library.imports import FileToImport, import_file
from glossator.library.library import Library
from glossator.library.mark_search import find_marks
from glossator.library.marks import MarkChanges, change_annotation, delete_annotations
from glossator.model.errors import NotFoundError
from glossator.model.ids import CourseId
from tests.library.opinions import import_opinion, mark_words, new_id, only_source


def found(library: Library, typed: str, **more: str) -> list[str]:
    course = next(iter(library.catalogue.sources.values())).course
    return [mark.id for mark in find_marks(library, course, typed, **more)]  # type: ignore[arg-type]


def test_every_typed_word_must_stand_in_the_mark_its_pen_or_its_source(library: Library) -> None:
    heron = mark_words(library, "tame heron", "facts", own_words="A bird.")
    rule = mark_words(library, "He must not.")
    assert found(library, "HERON bird") == [heron]
    assert found(library, "rule") == [rule]
    assert found(library, "crane v") == [heron, rule]
    assert found(library, "heron must") == []


def test_a_mark_does_not_find_itself(library: Library) -> None:
    heron, rule = mark_words(library, "tame heron"), mark_words(library, "He must not.")
    assert found(library, "", besides=heron) == [rule]


def test_what_changes_is_found_as_it_is_now(library: Library) -> None:
    heron = mark_words(library, "tame heron")
    assert found(library, "stork") == []
    change_annotation(library, new_id(), heron, MarkChanges(own_words="A stork."))
    assert found(library, "stork") == [heron]
    delete_annotations(library, new_id(), [heron])
    assert found(library, "stork") == []
    library.undo(new_id())
    assert found(library, "stork") == [heron]


def test_marks_come_by_title_then_in_the_order_of_the_text(
    library: Library, tmp_path: Path
) -> None:
    later = mark_words(library, "He must not.")
    earlier = mark_words(library, "tame heron")
    first = only_source(library)
    other = import_opinion(library, tmp_path, "# Abbott v. Weir\n\nA heron flew.\n", "abbott.md")
    elsewhere = mark_words(library, "heron", source=other)
    assert first.course == other.course
    assert found(library, "") == [elsewhere, earlier, later]


def test_the_nearest_marks_come_first_and_those_of_other_courses_last(
    library: Library, tmp_path: Path
) -> None:
    here = mark_words(library, "He must not.")
    beside = mark_words(library, "tame heron")
    course = only_source(library).course
    other = import_opinion(library, tmp_path, "# Abbott v. Weir\n\nA heron flew.\n", "abbott.md")
    of_course = mark_words(library, "heron", source=other)
    birds = CourseId(new_id())
    add_course(library, new_id(), birds, "A course of birds", "case-brief-7")
    path = tmp_path / "a.md"
    path.write_text("# A Bird\n\nOne heron.\n", encoding="utf-8")
    done = import_file(library, FileToImport(path, path.name, birds))
    assert done.source is not None
    far = mark_words(library, "heron", source=library.catalogue.get_source(done.source))
    listed = [mark.id for mark in find_marks(library, course, "", besides=here)]
    assert listed == [beside, of_course, far]


def test_no_more_are_given_than_asked_for_and_they_are_the_nearest(library: Library) -> None:
    first = mark_words(library, "tame heron")
    mark_words(library, "He must not.")
    course = only_source(library).course
    assert [mark.id for mark in find_marks(library, course, "", most=1)] == [first]


def test_a_course_that_is_not_there_is_said(library: Library) -> None:
    with pytest.raises(NotFoundError):
        find_marks(library, new_id(), "")
