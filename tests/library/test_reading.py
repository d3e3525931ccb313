"""Where reading was left, and how much is marked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from glossator.library.library import Library
from glossator.library.reading import ReadingPlaces, coverage
from tests.library.opinions import only_source


def test_reading_goes_on_where_it_was_left_also_after_a_restart(library: Library) -> None:
    source = only_source(library)
    ReadingPlaces(library).leave_at(source.id, 42)
    place = ReadingPlaces(library).place_in(source)
    assert (place.start, place.at[:2]) == (42, "20")


def test_a_damaged_file_of_places_is_no_matter(library: Library) -> None:
    (library.folder / "reading-places.json").write_bytes(b"{nonsense")
    assert ReadingPlaces(library).place_in(only_source(library)).start == 0


def test_the_time_of_reading_goes_on_after_a_restart(library: Library) -> None:
    source = only_source(library)
    ReadingPlaces(library).spend(source.id, 40)
    assert ReadingPlaces(library).spend(source.id, 2) == 42
    (library.folder / "reading-times.json").write_bytes(b"{nonsense")
    assert ReadingPlaces(library).seconds_in(source) == 0


def test_a_column_shows_the_pen_that_has_most_marks_in_it() -> None:
    spans = [(0, 10, "rule"), (0, 10, "facts"), (5, 10, "facts"), (90, 100, "rule")]
    assert coverage(spans, 100, columns=10) == [("facts", 0, 1), ("rule", 9, 10)]


def test_a_text_of_no_length_has_no_coverage() -> None:
    assert coverage([(0, 0, "rule")], 0) == []


@given(
    st.lists(
        st.tuples(st.integers(0, 500), st.integers(1, 80), st.sampled_from("abc")), max_size=20
    )
)
def test_runs_are_in_order_and_cover_every_mark(marks: list[tuple[int, int, str]]) -> None:
    spans = [(start, start + length, pen) for start, length, pen in marks]
    runs = coverage(spans, 600, columns=60)
    covered = [column for _, first, end in runs for column in range(first, end)]
    assert covered == sorted(set(covered))
    assert {start * 60 // 600 for start, _, _ in spans} <= set(covered)
