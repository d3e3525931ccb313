"""The topics of a course as a tree: what stands under what, in which order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from glossator.model.courses import Topic
from glossator.model.ids import TopicId

TopicTree = Mapping[TopicId | None, Sequence[Topic]]
"""The topics under each topic, in their order; None holds those at the top."""


def in_tree_order(topics: Sequence[Topic]) -> tuple[Topic, ...]:
    """Sort topics as an outline has them: each before those under it."""
    return tuple(_walk(topic_tree(topics), None))


def topics_within(topics: Sequence[Topic], names: Iterable[str]) -> frozenset[TopicId]:
    """Find the topics of these names, whatever their capitals, and all that stand under them."""
    wanted = {" ".join(name.split()).casefold() for name in names}
    tree = topic_tree(topics)
    named = [topic for topic in topics if " ".join(topic.name.split()).casefold() in wanted]
    below = (under.id for topic in named for under in _walk(tree, topic.id))
    return frozenset([*(topic.id for topic in named), *below])


def _walk(tree: TopicTree, parent: TopicId | None) -> Iterator[Topic]:
    for topic in tree.get(parent, ()):
        yield topic
        yield from _walk(tree, topic.id)


def topic_tree(topics: Sequence[Topic]) -> dict[TopicId | None, list[Topic]]:
    """Give the topics under each, in their order; None holds those at the top."""
    known = {topic.id: topic for topic in topics}
    tree: dict[TopicId | None, list[Topic]] = {}
    for topic in sorted(topics, key=_topic_order):
        tree.setdefault(_parent(topic, known), []).append(topic)
    return tree


def _parent(topic: Topic, known: Mapping[TopicId, Topic]) -> TopicId | None:
    """Give the topic that one stands under, None where that is gone.

    Two windows may each move a topic under the other; the first of such a
    circle then stands at the top, so that none of it is lost.
    """
    chain = [topic]
    while (above := _above(chain[-1], known)) and above not in chain:
        chain.append(above)
    if above == topic and topic == min(chain, key=_topic_order):
        return None
    return chain[1].id if len(chain) > 1 else None


def _above(topic: Topic, known: Mapping[TopicId, Topic]) -> Topic | None:
    return known.get(topic.parent) if topic.parent else None


def _topic_order(topic: Topic) -> tuple[str, TopicId]:
    return topic.order, topic.id
