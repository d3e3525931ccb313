"""Versions of pens as a reader remembers them: the small changes of one sitting are one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from glossator.library.library import Library
from glossator.library.pen_versions import PenVersion, list_versions
from glossator.model.marks import Annotation
from glossator.study.pen_changes import describe_changes

_PAUSE_MS = 10 * 60 * 1000
"""After so long one has got up in between."""

_SMALL = "save_pens"
"""The step that saves pens as they are edited; every other one stands alone."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """Versions that one person made in one go, of pens that were not used in between.

    Attributes:
        versions: latest first; never empty.
        changes: what they changed together, in words.
    """

    versions: tuple[PenVersion, ...]
    changes: tuple[str, ...]


def list_sittings(library: Library, system_id: str) -> list[Sitting]:
    """List the versions of a pen system by sittings, latest first.

    Nothing is left out: every version stands in one sitting and can be restored.

    Raises:
        NotFoundError: there is no such pen system.

    O(versions), and O(marks of its courses) where versions follow closely.
    """
    versions = list_versions(library, system_id)
    close = any(_follows(*pair) for pair in zip(versions[1:], versions, strict=False))
    return group_versions(versions, _times_of_use(library, system_id) if close else [])


def group_versions(versions: Sequence[PenVersion], used: Sequence[int]) -> list[Sitting]:
    """Group versions by sittings.

    Args:
        versions: latest first.
        used: when the pens were used, in milliseconds since 1970 UTC, sorted.
    """
    groups: list[list[PenVersion]] = []
    for version in reversed(versions):
        last = groups[-1][-1] if groups else None
        if last and _follows(last, version) and not _any_between(used, last, version):
            groups[-1].append(version)
        else:
            groups.append([version])
    before = [None, *(group[-1].system for group in groups)]
    return [
        Sitting(tuple(reversed(group)), describe_changes(was, group[-1].system))
        for was, group in zip(before, groups, strict=False)
    ][::-1]


def _follows(one: PenVersion, later: PenVersion) -> bool:
    """Say whether a version goes on where the one before it left off."""
    return (
        one.name == later.name == _SMALL
        and one.actor == later.actor
        and later.made_ms - one.made_ms <= _PAUSE_MS
    )


def _times_of_use(library: Library, system_id: str) -> list[int]:
    """List when marks were made or changed with these pens, in milliseconds since 1970 UTC."""
    catalogue = library.catalogue
    users = {course.id for course in catalogue.courses.values() if course.pen_system == system_id}
    sources = [source.id for source in catalogue.sources.values() if source.course in users]
    return sorted(
        time
        for source in sources
        for mark in library.store.list_annotations(source=source)
        for time in _times(mark)
    )


def _times(mark: Annotation) -> list[int]:
    """Give when a mark was made and last changed."""
    written = (mark.created, mark.modified)
    return [int(datetime.fromisoformat(one).timestamp() * 1000) for one in written if one]


def _any_between(times: Sequence[int], one: PenVersion, later: PenVersion) -> bool:
    return bisect_right(times, one.made_ms) < bisect_right(times, later.made_ms)
