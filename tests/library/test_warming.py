"""What is likely to be opened next is made ready; nothing depends on it."""

from __future__ import annotations

from glossator.library.library import Library
from glossator.library.mark_shelf import MarkShelf
from glossator.library.notes import make_notes
from glossator.library.outline_shelf import OutlineShelf
from glossator.library.reading import ReadingPlaces, last_read
from glossator.library.warming import Warming
from tests.library.opinions import mark_words, only_source


def test_the_course_read_last_is_made_ready(library: Library) -> None:
    mark_words(library, "a tame heron", pen="rule")
    ReadingPlaces(library).leave_at(only_source(library).id, 3)
    warming = Warming(library, after=0)
    warming.wait()
    warming.close()
    assert library.find_service(MarkShelf)
    assert library.find_service(OutlineShelf)
    notes = make_notes(library, "outline", source=None, course=only_source(library).course)
    assert [line.quote for line in notes.sections[-1].lines] == ["a tame heron"]


def test_it_ends_at_once_and_leaves_nothing_begun(library: Library) -> None:
    warming = Warming(library, after=60)
    warming.close()  # and does not wait the minute out
    assert library.find_service(OutlineShelf) is None


def test_an_empty_library_has_nothing_to_make_ready(empty: Library) -> None:
    assert last_read(empty) is None
    warming = Warming(empty, after=0)
    warming.wait()
    warming.close()
