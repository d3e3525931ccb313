"""The marks of a course by topic, in reading order, kept while single marks change."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from glossator.model.courses import Topic
from glossator.model.ids import AnnotationId, PenId, TopicId
from glossator.study.rules import Mark, PlaceKey, in_reading_order, place_key


@dataclass(slots=True)
class _Pile:
    """The marks of one topic with what sorts them; `version` rises with every change."""

    keys: list[PlaceKey] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    version: int = 0


class FiledMarks:
    """Marks by topic: each under every topic it has, or under None where none of them is left.

    Putting a mark in and taking it out costs the logarithm of its topic's marks (and the
    moving of a list's end), so that a course of many marks need not be sorted again.

    Attributes:
        topics: those that the marks are filed by, in any order.
    """

    def __init__(self, topics: Iterable[Topic], marks: Iterable[Mark]) -> None:
        self.topics = tuple(topics)
        self._known = {topic.id for topic in self.topics}
        self._piles: dict[TopicId | None, _Pile] = {}
        self._filed: dict[AnnotationId, Mark] = {}
        self._pens: Counter[PenId] = Counter()
        for mark in in_reading_order(list(marks)):
            self._file(mark)
            key = _key(mark)
            for topic in self._topics_of(mark):
                pile = self._piles.setdefault(topic, _Pile())
                pile.keys.append(key)
                pile.marks.append(mark)

    def of(self, topic: TopicId | None) -> list[Mark]:
        """Give the marks of a topic in reading order."""
        pile = self._piles.get(topic)
        return pile.marks if pile else []

    def version(self, topic: TopicId | None) -> int:
        """Give a number that is another one after every change of a topic's marks."""
        pile = self._piles.get(topic)
        return pile.version if pile else -1

    def pens(self) -> frozenset[PenId]:
        """Give the pens that marks have."""
        return frozenset(pen for pen, count in self._pens.items() if count)

    def put(self, mark: Mark) -> None:
        """File a mark, in the place of what it was before."""
        self.drop(mark[0].id)
        self._file(mark)
        key = _key(mark)
        for topic in self._topics_of(mark):
            pile = self._piles.setdefault(topic, _Pile())
            at = bisect_left(pile.keys, key)
            pile.keys.insert(at, key)
            pile.marks.insert(at, mark)
            pile.version += 1

    def drop(self, annotation: AnnotationId) -> None:
        """Take a mark out; nothing happens where it is not filed."""
        mark = self._filed.pop(annotation, None)
        if mark is None:
            return
        self._pens[mark[0].pen] -= 1
        for topic in self._topics_of(mark):
            pile = self._piles[topic]
            at = bisect_left(pile.keys, _key(mark))
            del pile.keys[at], pile.marks[at]
            pile.version += 1

    def _file(self, mark: Mark) -> None:
        self._filed[mark[0].id] = mark
        self._pens[mark[0].pen] += 1

    def _topics_of(self, mark: Mark) -> Iterable[TopicId | None]:
        own = dict.fromkeys(topic for topic in mark[0].topics if topic in self._known)
        return own or (None,)


def _key(mark: Mark) -> PlaceKey:
    annotation, place = mark
    return place_key(annotation.id, place)
