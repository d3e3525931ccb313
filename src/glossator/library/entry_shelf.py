"""All entries of a library in memory, by the notes they stand in; kept as the log goes on."""

from __future__ import annotations

import threading

from glossator.library.library import Job, Library
from glossator.model.entries import Entry
from glossator.model.errors import NotFoundError
from glossator.model.operations import Change
from glossator.store.entry_records import decode_entry

_Notes = tuple[str, str]


class EntryShelf:
    """The entries of a library; read once, then only those that changed."""

    def __init__(self, library: Library) -> None:
        self._store = library.store
        self._lock = threading.Lock()
        self._entries: dict[str, Entry] = {}
        self._by_notes: dict[_Notes, dict[str, Entry]] = {}
        self._told: set[str] = set()
        self._stop = library.subscribe(self._on_change)
        for entry_id, fields in self._store.list_entities("entry").items():
            if entry_id not in self._told:
                self._keep(entry_id, fields)

    def of(self, form: str, scope: str) -> list[Entry]:
        """List the entries of some notes, in no order."""
        with self._lock:
            return list(self._by_notes.get((form, scope), {}).values())

    def within(self, section: str) -> list[Entry]:
        """List the entries in a section and the parts below it, of all notes, by id."""
        with self._lock:
            found = (each for each in self._entries.values() if _is_within(each.section, section))
            return sorted(found, key=lambda each: each.id)

    def get(self, entry_id: str) -> Entry | None:
        """Give an entry; None where there is none, or it was deleted."""
        with self._lock:
            return self._entries.get(entry_id)

    def close(self) -> None:
        """Listen no more."""
        self._stop()

    def _on_change(self, happening: Change | Job) -> None:
        if isinstance(happening, Change):
            for entity, entry_id in happening.touched:
                if entity == "entry":
                    self._told.add(entry_id)
                    self._keep(entry_id, self._store.read_fields("entry", entry_id))

    def _keep(self, entry_id: str, fields: dict[str, object]) -> None:
        """Put an entry as it is now in the place of what was known of it.

        One that cannot be read (of a newer program, perhaps) is left out; the log keeps it.
        """
        try:
            entry = decode_entry(entry_id, fields) if not fields.get("deleted") else None
        except ValueError:
            entry = None
        with self._lock:
            before = self._entries.pop(entry_id, None)
            if before:
                self._by_notes[before.form, before.scope].pop(entry_id, None)
            if entry:
                self._entries[entry_id] = entry
                self._by_notes.setdefault((entry.form, entry.scope), {})[entry_id] = entry


def entries_of(library: Library, form: str, scope: str) -> list[Entry]:
    """List the entries of the notes of a form over a source or course."""
    return _shelf(library).of(form, scope)


def entries_within(library: Library, section: str) -> list[Entry]:
    """List the entries in a section and the parts below it, of all notes, by id."""
    return _shelf(library).within(section)


def find_entry(library: Library, entry_id: str) -> Entry | None:
    """Look an entry up by id; None where there is none, or it was deleted."""
    return _shelf(library).get(entry_id)


def get_entry(library: Library, entry_id: str) -> Entry:
    """Look an entry up by id.

    Raises:
        NotFoundError: there is none, or it was deleted.
    """
    found = find_entry(library, entry_id)
    if found is None:
        raise NotFoundError("entry", entry_id)
    return found


def _is_within(section: str, above: str) -> bool:
    return section == above or section.startswith(f"{above}/")


def _shelf(library: Library) -> EntryShelf:
    return library.service(EntryShelf, lambda: EntryShelf(library))
