"""What this device writes of the log in a shared folder: segments in a folder of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from glossator.library.library import Library
from glossator.store.segments import Segment, list_segments, read_segment, write_segment
from glossator.store.shared_files import list_devices, shared_library

_IN_A_SEGMENT = 20_000
_MANY_SEGMENTS = 50


def write_log(library: Library, shared: Path, damaged: Iterable[str]) -> int:
    """Write what is here and nowhere in the folder; and anew what somebody found damaged.

    Args:
        library: the library.
        shared: its place in the shared folder.
        damaged: names of segments that were found damaged here.

    Returns:
        How many operations were written that were not there.

    Raises:
        NotSavedError: it could not be written.
        OSError: the folder cannot be read.
    """
    broken = set(damaged).union(*(d.wanted.segments for d in list_devices(shared)))
    own = shared / library.store.replica
    for segment in list_segments(shared):
        if segment.path.name in broken and _is_in(own, segment):
            _write_again(library, own, segment)
    sound = [s for s in list_segments(shared) if s.path.name not in broken or _is_in(own, s)]
    written = 0
    for replica, (seq, _) in library.store.read_vector().items():
        covered = max(
            (s.last for s in sound if s.replica == replica and is_here(library, s)), default=0
        )
        written += seq - covered
        while covered < seq:
            covered = _write_from(library, own, replica, covered)
        _join_small(library, own, replica)
    return written


def _write_from(library: Library, own: Path, replica: str, after: int) -> int:
    """Write a segment behind a seq; gives the seq of its last operation."""
    steps = library.store.read_chain(replica, after, _IN_A_SEGMENT)
    previous = library.store.find_hash(replica, after) or ""
    return write_segment(own, steps, previous).last


def _write_again(library: Library, own: Path, segment: Segment) -> None:
    """Write a segment of our own anew from the log."""
    steps = library.store.read_chain(segment.replica, segment.first - 1, 1 << 62)
    within = [step for step in steps if step[-1].seq <= segment.last]
    write_segment(own, within, library.store.find_hash(segment.replica, segment.first - 1) or "")


def _join_small(library: Library, own: Path, replica: str) -> None:
    """Put many small segments of our own into one, so that their number stays small."""
    small = [
        segment
        for segment in list_segments(own.parent)
        if _is_in(own, segment)
        and segment.replica == replica
        and segment.last - segment.first < _IN_A_SEGMENT // 2
        and is_here(library, segment)
    ]
    for row in _in_a_row(small):
        if len(row) >= _MANY_SEGMENTS:
            whole = row[-1]._replace(first=row[0].first, before=row[0].before)
            _write_again(library, own, whole)
            for segment in row:
                segment.path.unlink(missing_ok=True)


def _in_a_row(segments: list[Segment]) -> list[list[Segment]]:
    """Group segments, sorted, of which each follows the one before."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda one: one.first):
        if rows and rows[-1][-1].last + 1 == segment.first:
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return rows


def erase_in_segments(library: Library, folder: Path, things: Collection[tuple[str, str]]) -> None:
    """Write those segments of our own anew in which erased words stand; their names stay.

    Nothing happens where the folder is not there: `visit` does it then.

    Args:
        library: in whose log the words are erased by now.
        folder: as the reader named it.
        things: kind and id of what was erased.

    Raises:
        NotSavedError: it could not be written.
    """
    own = shared_library(folder, library.store.space) / library.store.replica
    if not own.is_dir():
        return
    erased = frozenset(things)
    for segment in list_segments(own.parent):
        if _is_in(own, segment) and is_here(library, segment):
            operations = (one for step in read_segment(segment) for one in step)
            if any((one.entity, one.entity_id) in erased for one in operations):
                _write_again(library, own, segment)


def is_here(library: Library, segment: Segment) -> bool:
    """Say whether all that a segment holds is in the library's log."""
    known = library.store.find_hash(segment.replica, segment.last)
    return known is not None and known.startswith(segment.end)


def _is_in(own: Path, segment: Segment) -> bool:
    """Say whether a segment lies in this device's own folder."""
    return segment.path.parent.parent == own
