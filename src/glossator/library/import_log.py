"""What was odd about imports: told until the reader dismisses it, over restarts too."""

from __future__ import annotations

import threading
from collections.abc import Collection

from glossator.library.library import Job, Library
from glossator.library.marks import timestamp
from glossator.store.import_records import (
    ImportRecord,
    read_import_records,
    write_import_records,
)

_OPEN, _BROKEN_OFF = "open", "refused"
_REMEMBERED = 500


class ImportLog:
    """Remembers the imports that ended with something to say; may be used from any thread."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lock = threading.Lock()
        self._records = {
            id: _as_broken_off(record) if record.state == _OPEN else record
            for id, record in read_import_records(library.folder).items()
        }

    def begin(self, job: Job) -> None:
        """Note that an import is under way."""
        self._note(job, _OPEN)

    def end(self, job: Job) -> None:
        """Note how an import ended; one that went as it should is forgotten."""
        if job.problems:
            self._note(job, job.state)
        else:
            self.dismiss([job.id])

    def problems(self) -> list[ImportRecord]:
        """List what there is to tell, the latest first."""
        with self._lock:
            return [r for r in reversed(self._records.values()) if r.state != _OPEN]

    def dismiss(self, ids: Collection[str] | None) -> None:
        """Forget what the reader has seen: these, or all with None; those under way stay."""
        with self._lock:
            for id, record in list(self._records.items()):
                if id in ids if ids is not None else record.state != _OPEN:
                    del self._records[id]
            write_import_records(self._library.folder, self._records)

    def _note(self, job: Job, state: str) -> None:
        record = ImportRecord(
            id=job.id,
            file=job.file,
            at=timestamp(self._library.clock()),
            state=state,
            source=job.source,
            title=job.title,
            problems=job.problems,
        )
        with self._lock:
            self._records.pop(job.id, None)  # so that it comes last
            self._records[job.id] = record
            while len(self._records) > _REMEMBERED:
                del self._records[next(iter(self._records))]
            write_import_records(self._library.folder, self._records)


def _as_broken_off(record: ImportRecord) -> ImportRecord:
    sentence = (
        f"“{record.file}” was not imported: the program was stopped while it was being read. "
        "Import it again."
    )
    return ImportRecord(record.id, record.file, record.at, _BROKEN_OFF, problems=(sentence,))
