"""Reading: where each source was left, how long it was read, and how much of it is marked."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Sequence

from glossator.library.library import Library
from glossator.library.marks import timestamp
from glossator.model.books import Source
from glossator.model.courses import Course
from glossator.model.ids import SourceId
from glossator.store.reading_places import ReadingPlace, read_places, write_places
from glossator.store.reading_times import read_times, write_times

COVERAGE_COLUMNS = 120
_SECONDS_AT_ONCE = 120  # a page tells of its time more often than that


def percent_read(library: Library, sources: Sequence[Source]) -> list[tuple[Source, int]]:
    """Say how far each source was read, in percent of its text; at least 1 where it was begun."""
    places = read_places(library.folder)
    return [
        (source, max(1, 100 * place.start // max(1, source.length)) if place and place.at else 0)
        for source in sources
        for place in [places.get(source.id)]
    ]


def last_read(library: Library) -> Course | None:
    """Give the course of the source that was read last, else the first; None without courses."""
    catalogue = library.catalogue
    places = read_places(library.folder)
    sources = [source for source in catalogue.sources.values() if source.id in places]
    latest = max(sources, key=lambda source: places[source.id].at, default=None)
    courses = catalogue.courses
    first = next(iter(courses.values()), None)
    return courses.get(latest.course, first) if latest else first


class ReadingPlaces:
    """Remembers where reading was left, and how long it took; kept on disk, not in the log."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._places = read_places(library.folder)
        self._times = read_times(library.folder)
        self._lock = threading.Lock()

    def place_in(self, source: Source) -> ReadingPlace:
        """Give where reading was left; the beginning, at no time, where it never began."""
        return self._places.get(source.id, ReadingPlace(0, ""))

    def leave_at(self, source_id: str, start: int) -> None:
        """Remember where reading stands.

        Raises:
            NotFoundError: there is no such source.
        """
        source = self._library.catalogue.get_source(source_id)
        with self._lock:
            at = timestamp(self._library.clock())
            self._places[SourceId(source.id)] = ReadingPlace(max(0, min(start, source.length)), at)
            write_places(self._library.folder, self._places)

    def seconds_in(self, source: Source) -> int:
        """Give how long a source has been read, in seconds."""
        return self._times.get(source.id, 0)

    def spend(self, source_id: str, seconds: int) -> int:
        """Add to the time a source has been read.

        Args:
            source_id: which.
            seconds: of reading; at most `_SECONDS_AT_ONCE` of them count.

        Returns:
            How long it has been read, in seconds.

        Raises:
            NotFoundError: there is no such source.
        """
        source = self._library.catalogue.get_source(source_id)
        with self._lock:
            spent = self.seconds_in(source) + max(0, min(seconds, _SECONDS_AT_ONCE))
            self._times[source.id] = spent
            write_times(self._library.folder, self._times)
        return spent

    def forget_times(self, source_id: str | None = None) -> None:
        """Forget how long one source was read, or each of them.

        Raises:
            NotFoundError: there is no such source.
        """
        forgotten = self._library.catalogue.get_source(source_id).id if source_id else None
        with self._lock:
            kept = {} if forgotten is None else self._times
            self._times = {source: spent for source, spent in kept.items() if source != forgotten}
            write_times(self._library.folder, self._times)


def coverage(
    spans: Sequence[tuple[int, int, str]], length: int, columns: int = COVERAGE_COLUMNS
) -> list[tuple[str, int, int]]:
    """Say which pen has most marks in each column of a strip over a text's length.

    Args:
        spans: (start, end, pen) of each mark, in code points.
        length: of the text.
        columns: of the strip.

    Returns:
        Runs (pen, first column, one past the last), in order; unmarked columns
        are in no run.
    """
    if not length:
        return []
    counts: list[Counter[str]] = [Counter() for _ in range(columns)]
    for start, end, pen in spans:
        first = min(columns - 1, start * columns // length)
        last = min(columns - 1, max(start, end - 1) * columns // length)
        for column in range(first, last + 1):
            counts[column][pen] += 1
    runs: list[tuple[str, int, int]] = []
    for column, pens in enumerate(counts):
        if not pens:
            continue
        pen = min(pens, key=lambda name: (-pens[name], name))
        if runs and runs[-1][0] == pen and runs[-1][2] == column:
            runs[-1] = (pen, runs[-1][1], column + 1)
        else:
            runs.append((pen, column, column + 1))
    return runs
