"""What a page may ask about whole parts of a topic tree."""

from __future__ import annotations

from glossator.web.request_base import Asked, NewId


class MergeTopics(Asked, frozen=True, tag="merge_topics"):
    """Merge a topic into another: marks and children go there, and it is deleted."""

    topic: str
    into: str


class SplitTopic(Asked, frozen=True, tag="split_topic"):
    """Split a topic: `made` is the new one after it, which takes over the marks given."""

    topic: str
    made: NewId
    name: str
    marks: list[str]


class SeedTopics(Asked, frozen=True, tag="seed_topics"):
    """Add the topics of a syllabus, one a line, the deeper ones indented."""

    course: str
    text: str


TopicTreeRequest = MergeTopics | SplitTopic | SeedTopics
