"""The command that lists the topics of a course, and seeds them from elsewhere."""

from __future__ import annotations

from typing import Any

from glossator.library.catalogue import find_course, find_source
from glossator.library.command_table import Arguments, Command, Table
from glossator.library.library import Library
from glossator.library.topic_trees import (
    new_topics,
    seed_topics,
    topics_in_course,
    topics_in_source,
    topics_in_text,
)
from glossator.study.syllabus import Proposed


class _Topics(Arguments, frozen=True):
    course: str | None = None
    text: str | None = None
    source: str | None = None
    from_course: str | None = None
    dry_run: bool = False


def _topics(library: Library, given: _Topics) -> dict[str, Any]:
    course = find_course(library.catalogue, given.course)
    proposed = _proposed(library, given)
    added: list[str] = []
    if proposed is not None:
        added = new_topics(library, course.id, proposed)
        if added and not given.dry_run:
            seed_topics(library, library.new_id(), course.id, proposed)
    topics = topics_in_course(library, course.id)
    tree = [{"name": each.name, "level": each.level} for each in topics]
    return {"course": course.name, "topics": tree, "added": added}


def _proposed(library: Library, given: _Topics) -> list[Proposed] | None:
    if given.text is not None:
        return topics_in_text(given.text)
    if given.source is not None:
        return topics_in_source(library, find_source(library.catalogue, given.source).id)
    if given.from_course is not None:
        return topics_in_course(library, find_course(library.catalogue, given.from_course).id)
    return None


COMMANDS: Table = {"topics": Command(_Topics, _topics)}
