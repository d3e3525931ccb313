"""The notes that pages have now: of them only what changed is sent again."""

from __future__ import annotations

import threading
from collections import OrderedDict

from glossator.library.library import Library
from glossator.model.notes import Notes
from glossator.study.differing import without_same

_MOST_NOTES, _MOST_VERSIONS = 6, 4
_Which = tuple[str, str]
"""A form and a scope."""


class NotesVersions:
    """The last states of the notes that were asked for last, by the log's cursor."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sent: OrderedDict[_Which, OrderedDict[int, Notes]] = OrderedDict()

    def remember(self, cursor: int, notes: Notes) -> None:
        """Keep a state of notes that is being sent."""
        with self._lock:
            which = (notes.form, str(notes.scope))
            versions = self._sent.setdefault(which, OrderedDict())
            self._sent.move_to_end(which)
            versions[cursor] = notes
            while len(versions) > _MOST_VERSIONS:
                versions.popitem(last=False)
            while len(self._sent) > _MOST_NOTES:
                self._sent.popitem(last=False)

    def find(self, form: str, scope: str, cursor: int) -> Notes | None:
        """Give the notes that were sent as of a cursor; None where they are not kept any more."""
        with self._lock:
            versions = self._sent.get((form, scope))
            return versions.get(cursor) if versions else None

    def close(self) -> None:
        """Forget all."""
        with self._lock:
            self._sent.clear()


def changes_since(
    library: Library, notes: Notes, cursor: int, since: int
) -> tuple[Notes, tuple[str, ...]]:
    """Give of notes what differs from what was sent before, and remember what they are now.

    Args:
        library: whose notes they are.
        notes: as they are.
        cursor: as of which position of the log.
        since: as of which they were sent to who asks; 0 for never.

    Returns:
        The notes, and the keys of the sections that are as they were and left out of them;
        whole notes and no key where what was sent is not known any more.
    """
    versions = library.service(NotesVersions, NotesVersions)
    before = versions.find(notes.form, notes.scope, since) if since else None
    versions.remember(cursor, notes)
    return without_same(notes, before) if before else (notes, ())
