"""The topic tree."""

from __future__ import annotations

import pytest

from glossator.library.library import Library
from glossator.library.topics import (
    NewPlaceInTree,
    add_topic,
    change_topic,
    delete_topic,
    plan_topics,
)
from glossator.model.courses import Topic
from glossator.model.errors import InvalidRequestError
from glossator.model.ids import CourseId
from tests.library.opinions import mark_words, new_id, only_source


def _add(library: Library, name: str, parent: str | None = None) -> str:
    topic = new_id()
    add_topic(library, new_id(), topic, only_source(library).course, (parent, name))
    return topic


def _tree(library: Library) -> list[str]:
    """Give the path of every topic of the course, siblings in their order."""
    topics = library.catalogue.topics

    def path(topic: Topic) -> str:
        above = f"{path(topics[topic.parent])} > " if topic.parent else ""
        return above + topic.name

    return [path(topic) for topic in library.catalogue.topics_of(only_source(library).course)]


def test_a_new_topic_comes_last_among_its_siblings(library: Library) -> None:
    _add(library, "Homicide")
    _add(library, "Defences")
    assert _tree(library) == ["Homicide", "Defences"]


def test_a_topic_moves_before_a_sibling_with_all_below_it(library: Library) -> None:
    homicide, defences = _add(library, "Homicide"), _add(library, "Defences")
    _add(library, "Duress", defences)
    change_topic(library, new_id(), defences, place=NewPlaceInTree(None, homicide))
    assert [name for name in _tree(library) if ">" not in name] == ["Defences", "Homicide"]
    assert "Defences > Duress" in _tree(library)


def test_a_topic_cannot_stand_under_itself(library: Library) -> None:
    homicide = _add(library, "Homicide")
    murder = _add(library, "Murder", homicide)
    with pytest.raises(InvalidRequestError, match="cannot stand under itself"):
        change_topic(library, new_id(), homicide, place=NewPlaceInTree(murder, None))


def test_deleting_a_topic_lifts_its_children_and_takes_nothing_else_from_its_marks(
    library: Library,
) -> None:
    homicide, defences = _add(library, "Homicide"), _add(library, "Defences")
    _add(library, "Murder", homicide)
    mark = mark_words(library, "He must not.", topics=(homicide, defences))
    delete_topic(library, new_id(), homicide)
    assert _tree(library) == ["Murder", "Defences"]
    assert library.get_annotation(mark).topics == (defences,)
    library.undo(new_id())
    assert set(_tree(library)) == {"Homicide", "Homicide > Murder", "Defences"}
    assert library.get_annotation(mark).topics == (homicide, defences)


def test_paths_find_what_is_there_in_any_case_and_plan_the_rest_once(library: Library) -> None:
    homicide = _add(library, "Homicide")
    course = CourseId(only_source(library).course)
    found, made = plan_topics(
        library.catalogue, course, ["homicide > Murder", "Homicide > murder > Malice"], new_id
    )
    assert [topic.name for topic in made] == ["Murder", "Malice"]
    assert made[0].parent == homicide
    assert found == (made[0].id, made[1].id)


def test_a_path_with_an_empty_name_is_refused_with_an_example(library: Library) -> None:
    course = CourseId(only_source(library).course)
    with pytest.raises(InvalidRequestError, match="as in “Homicide > Murder”"):
        plan_topics(library.catalogue, course, ["Homicide > "], new_id)


def test_a_renamed_topic_shows_its_new_name_in_every_path(library: Library) -> None:
    homicide = _add(library, "Homicide")
    _add(library, "Murder", homicide)
    change_topic(library, new_id(), homicide, name="Killings")
    assert sorted(_tree(library)) == ["Killings", "Killings > Murder"]
