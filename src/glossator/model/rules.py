"""Rules: "always propose this pen for these words"."""

from __future__ import annotations

from dataclasses import dataclass

from glossator.model.finding import Wanted
from glossator.model.ids import CourseId, PenId, RuleId, TopicId


@dataclass(frozen=True, slots=True)
class Rule:
    """What a reader wants proposed in every source of a course.

    Attributes:
        id: made by the client.
        course: in whose sources it looks.
        pen: what it proposes.
        wanted: the words or the pattern.
        topic: that a mark made by it gets; None for none.
        on: whether it proposes; a new one does not.
        dismissed: names of the passages that it must not propose again.
    """

    id: RuleId
    course: CourseId
    pen: PenId
    wanted: Wanted
    topic: TopicId | None = None
    on: bool = False
    dismissed: frozenset[str] = frozenset()
