"""Courses and topics."""

from __future__ import annotations

from dataclasses import dataclass

from glossator.model.ids import CourseId, PenSystemId, TopicId


@dataclass(frozen=True, slots=True)
class Course:
    """A set of sources with one pen system and one topic tree."""

    id: CourseId
    name: str
    pen_system: PenSystemId


@dataclass(frozen=True, slots=True)
class Topic:
    """A node of a course's outline tree.

    `order` sorts siblings (ties: by id); `parent` is None at the top.
    """

    id: TopicId
    course: CourseId
    name: str
    parent: TopicId | None
    order: str
