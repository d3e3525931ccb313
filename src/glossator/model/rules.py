"""Rules: "always propose this pen for these words"."""

from __future__ import annotations

from dataclasses import dataclass

from glossator.model.finding import Wanted
from glossator.model.ids import CourseId, PenId, RuleId, SourceId, TopicId


@dataclass(frozen=True, slots=True)
class Dismissal:
    """A passage that a rule must not propose again.

    Attributes:
        name: made from its words and what stands around them, so that it lasts over editions.
        source: where it stands; None where that is not known.
        start: where it began when it was dismissed, in code points.
        exact: its words then.
    """

    name: str
    source: SourceId | None = None
    start: int = 0
    exact: str = ""


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
        dismissed: the passages that it must not propose again, sorted by name.
    """

    id: RuleId
    course: CourseId
    pen: PenId
    wanted: Wanted
    topic: TopicId | None = None
    on: bool = False
    dismissed: tuple[Dismissal, ...] = ()
