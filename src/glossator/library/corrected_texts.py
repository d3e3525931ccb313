"""The texts in use: editions with their readers' corrections laid over them."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable
from functools import lru_cache

from glossator.model.books import EditionText, Source
from glossator.model.corrections import Correction
from glossator.model.ids import EditionId, SourceId
from glossator.sources.corrected import apply_corrections
from glossator.store.correction_records import decode_correction
from glossator.store.protocol import Store

_IN_MEMORY = 8

BySource = dict[SourceId, tuple[Correction, ...]]


class CorrectedTexts:
    """Keeps all corrections in memory, and the last few texts as they were corrected."""

    def __init__(self, store: Store, read: Callable[[EditionId], EditionText]) -> None:
        self._store = store
        self._read = read
        self._lock = threading.Lock()
        self._known: BySource | None = None
        self._corrected = lru_cache(maxsize=_IN_MEMORY)(self._correct)

    def forget(self) -> None:
        """Read the corrections anew the next time: some have been made or taken back."""
        with self._lock:
            self._known = None

    def corrections_of(self, source: Source) -> tuple[Correction, ...]:
        """List the corrections of the text a source is read in, in the order they apply."""
        with self._lock:
            if self._known is None:
                self._known = self._list_all()
            known = self._known.get(source.id, ())
        return tuple(correction for correction in known if correction.edition == source.edition)

    def text_of(self, source: Source) -> EditionText | None:
        """Give the text in use of a source, corrected; None where it has no file.

        Raises:
            LibraryUnusableError: its file is missing or damaged.
        """
        if source.edition is None:
            return None
        return self._corrected(source.edition, self.corrections_of(source))

    def _list_all(self) -> BySource:
        found: defaultdict[SourceId, list[Correction]] = defaultdict(list)
        for id_, fields in self._store.list_entities("correction").items():
            try:
                correction = decode_correction(id_, fields)
            except ValueError:
                # Of a newer program, perhaps: it stays in the log, and the book can be read.
                continue
            found[correction.source].append(correction)
        return {
            source: tuple(sorted(corrections, key=lambda c: (c.made, c.id)))
            for source, corrections in found.items()
        }

    def _correct(self, edition: EditionId, corrections: tuple[Correction, ...]) -> EditionText:
        return apply_corrections(self._read(edition), corrections)
