"""Which marks changed since somebody looked last, or whether everything may have."""

from __future__ import annotations

import threading
from collections.abc import Collection

from glossator.library.library import Job, Library
from glossator.model.ids import AnnotationId
from glossator.model.operations import Change


class Staleness:
    """Gathers what the log tells of, for one who keeps something made of marks."""

    def __init__(self, library: Library, changes_all: Collection[str]) -> None:
        """Listen from now on.

        Args:
            library: whose changes.
            changes_all: entities whose change makes everything stale.
        """
        self._changes_all = changes_all
        self._lock = threading.Lock()
        self._touched: set[AnnotationId] = set()
        self._is_all_stale = False
        self._stop = library.subscribe(self._note)

    def take(self) -> set[AnnotationId] | None:
        """Give the marks that changed since the last time; None where all is stale."""
        with self._lock:
            touched, self._touched = self._touched, set()
            is_all_stale, self._is_all_stale = self._is_all_stale, False
        return None if is_all_stale else touched

    def close(self) -> None:
        """Listen no more."""
        self._stop()

    def _note(self, happening: Change | Job) -> None:
        if not isinstance(happening, Change):
            return
        with self._lock:
            for entity, entity_id in happening.touched:
                if entity == "annotation":
                    self._touched.add(AnnotationId(entity_id))
                elif entity in self._changes_all:
                    self._is_all_stale = True
