"""Whole parts of a topic tree at once: merge two, split one, seed a tree from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from glossator.library.catalogue import Catalogue
from glossator.library.entry_shelf import entries_within
from glossator.library.library import Library
from glossator.library.order import order_between
from glossator.library.topics import PATH_SEPARATOR, order_after, plan_topics
from glossator.model.courses import Topic
from glossator.model.errors import InvalidRequestError
from glossator.model.ids import CourseId, TopicId
from glossator.model.operations import Change, IsNew, Step, Write
from glossator.store.records import deletion, topic_writes
from glossator.study.syllabus import Proposed, paths_of, read_headings, read_syllabus

MOST_TOPICS = 2_000
"""How many topics one seeding makes at most."""


def merge_topics(library: Library, step_id: str, topic_id: str, into_id: str) -> Change:
    """Merge a topic into another: marks, children and writing go there, and it is deleted.

    Raises:
        NotFoundError: there is no such topic.
        InvalidRequestError: they are one, of two courses, or one stands under the other.
        NotSavedError: it could not be written; nothing was changed.
    """
    catalogue = library.catalogue
    topic, into = catalogue.get_topic(topic_id), catalogue.get_topic(into_id)
    _refuse_merge(catalogue, topic, into)
    marked = [each for each in library.store.list_annotations() if topic.id in each.topics]
    order = max(_orders(catalogue, into.id), default="")
    writes: list[Write] = []
    for child in catalogue.topics_of(topic.course):
        if child.parent == topic.id:
            order = order_between(order, "")
            writes.append(Write("topic", child.id, "parent", into.id))
            writes.append(Write("topic", child.id, "order", order))
    for mark in marked:
        topics = dict.fromkeys(into.id if each == topic.id else each for each in mark.topics)
        writes.append(Write("annotation", mark.id, "topics", list(topics)))
    old, new = f"topic:{topic.id}", f"topic:{into.id}"
    writes += (
        Write("entry", entry.id, "section", new + entry.section.removeprefix(old))
        for entry in entries_within(library, old)
    )
    writes.append(deletion("topic", topic.id))
    label = f"Merged the topic {topic.name} into {into.name}"
    return library.commit(Step(step_id, "merge_topics", label, tuple(writes)))


def split_topic(
    library: Library, step_id: str, topic_id: str, new: tuple[str, str], marks: Sequence[str]
) -> Change:
    """Split a topic: a new one after it takes over some of its marks.

    Args:
        library: the library.
        step_id: the client's id for this step.
        topic_id: which topic.
        new: the client's id for the new topic, and its name.
        marks: ids of the marks that go there; those that are not under the topic stay as
            they are.

    Raises:
        NotFoundError: there is no such topic or mark.
        InvalidRequestError: the name is empty, or none of the marks stands under the topic.
        NotSavedError: it could not be written; nothing was changed.
    """
    catalogue = library.catalogue
    topic = catalogue.get_topic(topic_id)
    new_id, name = TopicId(new[0]), " ".join(new[1].split())
    if not name:
        raise InvalidRequestError("A topic needs a name. Nothing was changed.")
    going = [mark for mark in map(library.get_annotation, marks) if topic.id in mark.topics]
    if not going:
        raise InvalidRequestError(
            f"None of these marks stands under {topic.name}, so it was not split."
        )
    made = Topic(new_id, topic.course, name, topic.parent, order_after(catalogue, topic))
    moves = (
        Write(
            "annotation",
            mark.id,
            "topics",
            list(dict.fromkeys(new_id if each == topic.id else each for each in mark.topics)),
        )
        for mark in going
    )
    label = f"Split {name} off the topic {topic.name}"
    step = Step(step_id, "split_topic", label, (*topic_writes(made), *moves))
    return library.commit(step, [IsNew("topic", new_id)])


def topics_in_text(text: str) -> list[Proposed]:
    """Read a pasted syllabus as topics."""
    return read_syllabus(text)


def topics_in_source(library: Library, source_id: str, deepest: int = 3) -> list[Proposed]:
    """Read the headings of a source as topics; none where it has no text.

    Raises:
        NotFoundError: there is no such source.
    """
    content = library.content_of(library.catalogue.get_source(source_id))
    return read_headings(content.text, content.blocks, deepest) if content else []


def topics_in_course(library: Library, course_id: str) -> list[Proposed]:
    """Give the topics of a course, each under the one it stands under.

    Raises:
        NotFoundError: there is no such course.
    """
    catalogue = library.catalogue
    topics = catalogue.topics_of(catalogue.get_course(course_id).id)
    below: dict[TopicId | None, list[Topic]] = {}
    for topic in topics:
        below.setdefault(topic.parent, []).append(topic)
    found: list[Proposed] = []
    waiting = [(topic, 1) for topic in reversed(below.get(None, []))]
    while waiting:
        topic, level = waiting.pop()
        found.append(Proposed(topic.name, level))
        waiting += ((child, level + 1) for child in reversed(below.get(topic.id, [])))
    return found


def as_lines(proposed: Sequence[Proposed]) -> str:
    """Write topics one a line, the deeper ones indented, as `topics_in_text` reads them."""
    return "".join(f"{'  ' * (topic.level - 1)}{topic.name}\n" for topic in proposed)


def new_topics(library: Library, course_id: str, proposed: Sequence[Proposed]) -> list[str]:
    """Give the paths of the proposed topics that a course does not have yet.

    Raises:
        NotFoundError: there is no such course.
        InvalidRequestError: they are more than `MOST_TOPICS`.
    """
    planned = _plan(library, library.catalogue.get_course(course_id).id, proposed)
    names = {topic.id: topic for topic in (*library.catalogue.topics.values(), *planned)}
    return [_path(names, topic) for topic in planned]


def seed_topics(
    library: Library, step_id: str, course_id: str, proposed: Sequence[Proposed]
) -> Change:
    """Add the proposed topics that a course does not have yet, as one step.

    A topic of the same path, whatever its capitals, is taken for the one that is proposed.

    Raises:
        NotFoundError: there is no such course.
        InvalidRequestError: there is none to add, or they are more than `MOST_TOPICS`.
        NotSavedError: it could not be written; nothing was changed.
    """
    course = library.catalogue.get_course(course_id)
    planned = _plan(library, course.id, proposed)
    if not planned:
        raise InvalidRequestError(f"{course.name} has all of these topics already.")
    writes = tuple(write for topic in planned for write in topic_writes(topic))
    label = f"Added {len(planned)} topics to {course.name}"
    return library.commit(Step(step_id, "seed_topics", label, writes))


def _plan(library: Library, course: CourseId, proposed: Sequence[Proposed]) -> tuple[Topic, ...]:
    if len(proposed) > MOST_TOPICS:
        raise InvalidRequestError(
            f"These are {len(proposed):,} topics: at most {MOST_TOPICS:,} are added at once. "
            "Nothing was added; take fewer levels or a part."
        )
    paths = paths_of(proposed, f" {PATH_SEPARATOR} ")
    return plan_topics(library.catalogue, course, paths, library.new_id)[1]


def _path(topics: dict[TopicId, Topic], topic: Topic) -> str:
    above = topics.get(topic.parent) if topic.parent else None
    return f"{_path(topics, above)} {PATH_SEPARATOR} {topic.name}" if above else topic.name


def _orders(catalogue: Catalogue, parent: TopicId) -> list[str]:
    return [topic.order for topic in catalogue.topics.values() if topic.parent == parent]


def _refuse_merge(catalogue: Catalogue, topic: Topic, into: Topic) -> None:
    if topic.course != into.course:
        raise InvalidRequestError("Topics of two courses cannot be merged. Nothing was changed.")
    at: TopicId | None = into.id
    while at is not None:
        if at == topic.id:
            raise InvalidRequestError(
                f"The topic {topic.name} cannot be merged into itself or one under it. "
                "Nothing was changed."
            )
        at = catalogue.topics[at].parent if at in catalogue.topics else None
