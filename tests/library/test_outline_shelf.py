"""An outline follows every kind of change: it is always the one that a fresh start would make."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossator.library.library import Library
from glossator.library.marks import MarkChanges, change_annotation, delete_annotations
from glossator.library.notes import make_notes
from glossator.library.notes_versions import changes_since
from glossator.library.opening import open_library
from glossator.library.outline_shelf import OutlineShelf
from glossator.library.topics import add_topic, delete_topic
from glossator.model.errors import NothingToUndoError
from glossator.model.ids import PenId, TopicId
from glossator.model.notes import Notes
from tests.library.opinions import mark_words, new_id, only_source

WORDS = ("Weir kept", "a tame heron", "a yard", "a gate", "the road")


def outline(library: Library) -> Notes:
    return make_notes(library, "outline", source=None, course=only_source(library).course)


def afresh(library: Library) -> Notes:
    """Make the outline from nothing that is kept."""
    course = library.catalogue.get_course(only_source(library).course)
    system = library.catalogue.get_system(course.pen_system)
    form = next(form for form in system.forms if form.id == "outline")
    shelf = OutlineShelf(library)
    try:
        return shelf.outline(form, system, course, kept=())
    finally:
        shelf.close()


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 99)), max_size=14))
def test_after_any_history_the_outline_is_the_one_made_afresh(
    folder: Path, history: list[tuple[int, int]]
) -> None:
    with open_library(folder) as opened:
        library = opened.library
        for what, which in history:
            step(library, what, which)
            assert outline(library) == afresh(library)


def step(library: Library, what: int, which: int) -> None:
    """Do one of seven things to the library, as far as it can be done."""
    marks = sorted(mark.id for mark in library.store.list_annotations())
    topics = sorted(topic.id for topic in library.catalogue.topics_of(only_source(library).course))
    mark = marks[which % len(marks)] if marks else None
    topic = topics[which % len(topics)] if topics else None
    if what == 0 or (what in {1, 2, 3, 4} and mark is None):
        mark_words(library, WORDS[which % len(WORDS)], pen=("rule", "facts")[which % 2])
    elif what == 1 and mark:
        words = MarkChanges(own_words=f"Said {which}.")
        change_annotation(library, new_id(), mark, words)
    elif what == 2 and mark and topic:
        change_annotation(library, new_id(), mark, MarkChanges(topics=(TopicId(topic),)))
    elif what == 3 and mark:
        change_annotation(library, new_id(), mark, MarkChanges(pen=PenId("holding")))
    elif what == 4 and mark:
        delete_annotations(library, new_id(), [mark])
    elif what == 5 and topic and which % 2:
        delete_topic(library, new_id(), topic)
    elif what == 5:
        course = only_source(library).course
        add_topic(library, new_id(), new_id(), course, (topic, f"Topic {which}"))
    else:
        with suppress(NothingToUndoError):
            library.undo(new_id())


def test_only_what_changed_is_given_to_who_has_the_rest(library: Library) -> None:
    mark_words(library, "a tame heron", pen="rule")
    first, cursor = outline(library), library.store.cursor()
    assert changes_since(library, first, cursor, 0) == (first, ())
    assert changes_since(library, outline(library), cursor, cursor)[1] == ("tray",)
    mark_words(library, "a yard", pen="rule")
    now = outline(library)
    assert changes_since(library, now, library.store.cursor(), cursor) == (now, ())
    assert changes_since(library, now, library.store.cursor(), 99_999) == (now, ())
