"""The topic tree: add, rename, move and delete topics."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from glossator.library.catalogue import Catalogue
from glossator.library.library import Library
from glossator.library.order import order_between
from glossator.model.courses import Topic
from glossator.model.errors import InvalidRequestError
from glossator.model.ids import CourseId, TopicId
from glossator.model.operations import Change, IsNew, Step, Write
from glossator.store.records import deletion, topic_writes

PATH_SEPARATOR = ">"


@dataclass(frozen=True, slots=True)
class NewPlaceInTree:
    """Where a topic goes: under `parent` (None: at the top), before a sibling (None: last)."""

    parent: str | None
    before: str | None


def add_topic(
    library: Library, step_id: str, topic_id: str, course: str, path: tuple[str | None, str]
) -> Change:
    """Add a topic as the last child of its parent.

    Args:
        library: the library.
        step_id: the client's id for this step.
        topic_id: the client's id for the topic.
        course: the course whose tree it joins.
        path: the parent's id (None: at the top) and the new topic's name.

    Raises:
        NotFoundError: there is no such course or parent.
        InvalidRequestError: the name is empty.
        NotSavedError: it could not be written.
    """
    catalogue = library.catalogue
    parent, name = path
    topic = Topic(
        id=TopicId(topic_id),
        course=catalogue.get_course(course).id,
        name=_clean_name(name),
        parent=catalogue.get_topic(parent).id if parent else None,
        order=order_between(
            max(_orders(catalogue.topics_of(CourseId(course)), parent), default=""), ""
        ),
    )
    step = Step(step_id, "add_topic", f"Added the topic {topic.name}", topic_writes(topic))
    return library.commit(step, [IsNew("topic", topic.id)])


def change_topic(
    library: Library,
    step_id: str,
    topic_id: str,
    *,
    name: str | None = None,
    place: NewPlaceInTree | None = None,
) -> Change:
    """Rename a topic, or move it with all below it.

    Raises:
        NotFoundError: there is no such topic, parent or sibling.
        InvalidRequestError: the name is empty, the topic would stand under
            itself, or nothing was given to change.
        NotSavedError: it could not be written.
    """
    catalogue = library.catalogue
    topic = catalogue.get_topic(topic_id)
    writes: list[Write] = []
    label = f"Moved the topic {topic.name}"
    if place is not None:
        parent = catalogue.get_topic(place.parent).id if place.parent else None
        _refuse_loop(catalogue, topic, parent)
        order = _order_before(catalogue, topic, parent, place.before)
        writes += [
            Write("topic", topic.id, "parent", parent),
            Write("topic", topic.id, "order", order),
        ]
    if name is not None:
        writes.append(Write("topic", topic.id, "name", _clean_name(name)))
        label = f"Renamed the topic {topic.name} to {_clean_name(name)}"
    if not writes:
        raise InvalidRequestError(f"Nothing was given to change on the topic {topic.name}.")
    return library.commit(Step(step_id, "change_topic", label, tuple(writes)))


def delete_topic(library: Library, step_id: str, topic_id: str) -> Change:
    """Delete a topic: its children move up to its parent, its marks lose this topic only.

    Raises:
        NotFoundError: there is no such topic.
        NotSavedError: it could not be written.
    """
    catalogue = library.catalogue
    topic = catalogue.get_topic(topic_id)
    marked = [a for a in library.store.list_annotations() if topic.id in a.topics]
    writes = (
        *_lift_children(catalogue, topic),
        *(
            Write("annotation", a.id, "topics", [known for known in a.topics if known != topic.id])
            for a in marked
        ),
        deletion("topic", topic.id),
    )
    return library.commit(Step(step_id, "delete_topic", f"Deleted the topic {topic.name}", writes))


def order_after(catalogue: Catalogue, topic: Topic) -> str:
    """Give an order directly after a topic, among those it stands with."""
    siblings = [t.order for t in catalogue.topics_of(topic.course) if t.parent == topic.parent]
    following = min((order for order in siblings if order > topic.order), default="")
    return order_between(topic.order, following)


def plan_topics(
    catalogue: Catalogue, course: CourseId, paths: Sequence[str], new_id: Callable[[], str]
) -> tuple[tuple[TopicId, ...], tuple[Topic, ...]]:
    """Find the topics that paths such as "Homicide > Murder" name; plan those that are missing.

    Names are compared without regard to case.

    Returns:
        The topic of each path, and the topics to be made, parents first.

    Raises:
        InvalidRequestError: a path is empty or has an empty part.
    """
    tree = list(catalogue.topics_of(course))
    known = len(tree)
    found: list[TopicId] = []
    for path in paths:
        parent: TopicId | None = None
        for name in _names_of(path):
            topic = _child_named(tree, parent, name)
            if topic is None:
                order = order_between(max(_orders(tree, parent), default=""), "")
                topic = Topic(TopicId(new_id()), course, name, parent, order)
                tree.append(topic)
            parent = topic.id
        if parent is not None:
            found.append(parent)
    return tuple(dict.fromkeys(found)), tuple(tree[known:])


def _names_of(path: str) -> list[str]:
    names = [" ".join(name.split()) for name in path.split(PATH_SEPARATOR)]
    if not all(names):
        raise InvalidRequestError(
            f"“{path}” is not a topic's path: write names parted by “{PATH_SEPARATOR}”, "
            "as in “Homicide > Murder”."
        )
    return names


def _child_named(tree: Sequence[Topic], parent: TopicId | None, name: str) -> Topic | None:
    wanted = name.casefold()
    return next((t for t in tree if t.parent == parent and t.name.casefold() == wanted), None)


def _orders(tree: Sequence[Topic], parent: str | None) -> list[str]:
    return [topic.order for topic in tree if topic.parent == parent]


def _lift_children(catalogue: Catalogue, topic: Topic) -> tuple[Write, ...]:
    """Put a topic's children where it stands itself, in their order."""
    siblings = [t.order for t in catalogue.topics_of(topic.course) if t.parent == topic.parent]
    following = min((order for order in siblings if order > topic.order), default="")
    order = topic.order
    writes: tuple[Write, ...] = ()
    for child in catalogue.topics_of(topic.course):
        if child.parent == topic.id:
            order = order_between(order, following)
            writes += (
                Write("topic", child.id, "parent", topic.parent),
                Write("topic", child.id, "order", order),
            )
    return writes


def _order_before(
    catalogue: Catalogue, topic: Topic, parent: TopicId | None, before: str | None
) -> str:
    siblings = sorted(
        (t for t in catalogue.topics_of(topic.course) if t.parent == parent and t.id != topic.id),
        key=lambda t: (t.order, t.id),
    )
    if before is None:
        return order_between(siblings[-1].order if siblings else "", "")
    at = next((i for i, t in enumerate(siblings) if t.id == before), None)
    if at is None:
        raise InvalidRequestError(
            f"The topic {topic.name} was not moved: its new neighbour is gone."
        )
    return order_between(siblings[at - 1].order if at else "", siblings[at].order)


def _refuse_loop(catalogue: Catalogue, topic: Topic, parent: TopicId | None) -> None:
    at = parent
    while at is not None:
        if at == topic.id:
            raise InvalidRequestError(
                f"The topic {topic.name} cannot stand under itself. It stays where it was."
            )
        at = catalogue.topics[at].parent if at in catalogue.topics else None


def _clean_name(name: str) -> str:
    cleaned = " ".join(name.split())
    if not cleaned:
        raise InvalidRequestError("A topic needs a name. Nothing was changed.")
    return cleaned
