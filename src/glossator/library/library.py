"""An open library: the store, what is cached of it, and who listens for changes."""

from __future__ import annotations

import json
import threading
from calendar import month_name
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Protocol, TypeVar, cast

from glossator.library.catalogue import Catalogue, read_catalogue
from glossator.library.corrected_texts import CorrectedTexts
from glossator.library.keyed_locks import KeyedLocks
from glossator.model.books import EditionText, Source
from glossator.model.corrections import Correction
from glossator.model.errors import NotFoundError
from glossator.model.ids import AnnotationId, EditionId, OriginalHash, PenSystemId
from glossator.model.marks import Annotation
from glossator.model.notes import Place
from glossator.model.operations import Change, Condition, Step
from glossator.model.text import ForeignMark
from glossator.sources.footnotes import pin_footnotes
from glossator.store.damage import damage_told
from glossator.store.files import read_edition, read_foreign_marks
from glossator.store.protocol import Store
from glossator.store.records import decode_annotation_json
from glossator.study.places import make_place

_CATALOGUED = frozenset({"course", "topic", "source", "pen-system"})
_EDITIONS_IN_MEMORY = 8
_INBOXES_IN_MEMORY = 1024


@dataclass(frozen=True, slots=True)
class Job:
    """Work in the background, under way or ended: what `web.wire.Job` says of it."""

    id: str
    file: str
    state: str
    done: int = 0
    total: int = 0
    source: str = ""
    title: str = ""
    problems: tuple[str, ...] = ()
    has_preview: bool = False
    kind: str = "import"
    seconds_left: int = 0


class Service(Protocol):
    """What works for a library as long as it is open."""

    def close(self) -> None:
        """End it; called once, before the library lets go of its store."""


ServiceOf = TypeVar("ServiceOf", bound=Service)
Listener = Callable[[Change | Job], None]
_Ground = tuple[Source, tuple[Correction, ...]]
"""What a place depends on beside its annotation."""


class Library:
    """An open library. All methods may be called from any thread.

    Every change goes through `commit`, `undo` or `redo`, which return when it is
    durable and have told every listener.

    Attributes:
        folder: where it lies.
        store: keeps and finds everything.
        actor: who works here.
        new_id: makes a fresh id (a lower-case UUID).
        clock: milliseconds since 1970 UTC.
        pens_lock: held while pens are changed or their files are read back, so
            that a file not yet written is not taken for one edited by hand.
        passwords: of locked books by the hash of their file, as given since the
            start; in memory only.
        importing: held, by the hash of a file, while that file is imported.
        pen_problems: for each pen system whose file cannot be read, the sentence.
    """

    def __init__(
        self,
        folder: Path,
        store: Store,
        *,
        actor: str,
        new_id: Callable[[], str],
        clock: Callable[[], int],
    ) -> None:
        self.folder = folder
        self.store = store
        self.actor = actor
        self.new_id = new_id
        self.clock = clock
        self.pens_lock = threading.RLock()
        self.passwords: dict[OriginalHash, str] = {}
        self.pen_problems: dict[str, str] = {}
        self.importing = KeyedLocks()
        self._lock = threading.RLock()
        self._catalogue: Catalogue | None = None
        self._places: dict[AnnotationId, tuple[Annotation, _Ground, Place]] = {}
        self._listeners: list[Listener] = []
        self._edition = lru_cache(maxsize=_EDITIONS_IN_MEMORY)(self._read_edition)
        self._services: dict[type, Service] = {}
        self._foreign = lru_cache(maxsize=_INBOXES_IN_MEMORY)(self._read_foreign_marks)
        self._texts = CorrectedTexts(store, self.content)
        store.subscribe(self._on_change)

    # ------------------------------------------------------------ reading

    @property
    def catalogue(self) -> Catalogue:
        """Courses, topics, sources and pen systems as they are now."""
        with self._lock:
            if self._catalogue is None:
                with damage_told(self.folder):
                    self._catalogue = read_catalogue(self.store)
            return self._catalogue

    def content(self, edition: EditionId) -> EditionText:
        """Give the text of an edition as it was extracted; the last few stay in memory.

        Raises:
            LibraryUnusableError: its file is missing or damaged.
        """
        return self._edition(edition)

    def content_of(self, source: Source) -> EditionText | None:
        """Give the text in use of a source as its reader corrected it; None without a file.

        Raises:
            LibraryUnusableError: its file is missing or damaged.
        """
        return self._texts.text_of(source)

    def corrections_of(self, source: Source) -> tuple[Correction, ...]:
        """List the corrections of the text a source is read in, in the order they apply."""
        return self._texts.corrections_of(source)

    def foreign_marks(self, edition: str) -> tuple[ForeignMark, ...]:
        """Give the marks of other programs that an edition's file came with; without its text.

        Raises:
            LibraryUnusableError: its file is missing or damaged.
        """
        return self._foreign(edition)

    def find_annotation(self, annotation: str) -> Annotation | None:
        """Look an annotation up by id; None where there is none, or it was deleted."""
        return self.store.get_annotation(AnnotationId(annotation))

    def find_deleted_annotation(self, annotation: str) -> Annotation | None:
        """Look up an annotation that is gone, as it was last; None where there never was one.

        Its making may have been undone: then only the log still knows its values.
        """
        operations = self.store.list_operations("annotation", annotation)
        values = {op.field: op.value for op in operations if op.value not in (None, "null")}
        fields = ",".join(f"{json.dumps(name)}:{value}" for name, value in values.items())
        try:
            return decode_annotation_json(annotation, f"{{{fields}}}", 0) if fields else None
        except ValueError:
            return None  # of a newer program, perhaps

    def get_annotation(self, annotation: str) -> Annotation:
        """Look an annotation up by id.

        Raises:
            NotFoundError: there is none, or it was deleted.
        """
        found = self.find_annotation(annotation)
        if found is None:
            raise NotFoundError("mark", annotation)
        return found

    def pen_problem(self, system: PenSystemId) -> str:
        """Say what is wrong with a pen system's file, or its text in the journal; "" if sound."""
        return self.pen_problems.get(system) or self.catalogue.problems.get(system, "")

    def place_of(self, annotation: Annotation) -> Place:
        """Say where an annotation stands and how it is cited; remembered until it changes.

        Raises:
            NotFoundError: its source is gone.
        """
        source = self.catalogue.get_source(annotation.target.source)
        ground = (source, self.corrections_of(source))
        known = self._places.get(annotation.id)
        if known is not None and known[0] == annotation and known[1] == ground:
            return known[2]
        place = self.place_afresh(annotation)
        self._places[annotation.id] = (annotation, ground, place)
        return place

    def place_afresh(self, annotation: Annotation) -> Place:
        """Say where an annotation stands, for one who remembers it.

        Raises:
            NotFoundError: its source is gone.
        """
        source = self.catalogue.get_source(annotation.target.source)
        return make_place(source, self.content_of(source), annotation)

    # ------------------------------------------------------------ changing

    def commit(self, step: Step, expects: Sequence[Condition] = ()) -> Change:
        """Do a step: durable when this returns, and every listener has been told.

        Args:
            step: what to do.
            expects: what must still be so.

        Raises:
            ChangedMeanwhileError: something expected is not so; nothing was changed.
            NotSavedError: it could not be written; nothing was changed.
        """
        return self.store.commit(step, self.actor, expects=expects)

    def undo(self, step_id: str) -> Change:
        """Undo this reader's latest step in the library, as a step of its own.

        Raises:
            NothingToUndoError: there is none.
            StaleUndoError: what it changed has been changed since.
            NotSavedError: it could not be written.
        """
        with self.pens_lock:
            return self.store.undo(step_id, self.actor)

    def redo(self, step_id: str) -> Change:
        """Redo what was undone last.

        Raises:
            NothingToUndoError: nothing was undone, or a newer step came after.
            StaleUndoError: what it changed has been changed since.
            NotSavedError: it could not be written.
        """
        with self.pens_lock:
            return self.store.redo(step_id, self.actor)

    def undo_to(self, step_id: str, target: str) -> Change:
        """Undo all of this reader's steps down to a step, that one too, each by a step of its own.

        `Change.note` says where it had to stop. Raises as `Store.undo_to`.
        """
        with self.pens_lock:
            return self.store.undo_to(step_id, self.actor, target)

    def redo_to(self, step_id: str, target: str) -> Change:
        """Redo what this reader undid, up to a step, that one too; likewise.

        Raises as `Store.redo_to`.
        """
        with self.pens_lock:
            return self.store.redo_to(step_id, self.actor, target)

    def today(self) -> str:
        """Give the date where the reader is, as printed: "22 November 2026"."""
        now = datetime.fromtimestamp(self.clock() / 1000, UTC).astimezone()
        return f"{now.day} {month_name[now.month]} {now.year}"

    def next_steps(self) -> tuple[str, str]:
        """Give the labels of the steps that undo and redo would act on, "" for none."""
        return (self.store.next_undo(self.actor) or "", self.store.next_redo(self.actor) or "")

    # ------------------------------------------------------------ listening

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` after every change and on progress of imports; returns how to stop it.

        Changes come in the order of the log, before the call that made them
        returns. The listener must be quick and must not change the library.
        """
        with self._lock:
            self._listeners.append(listener)

        def stop() -> None:
            with self._lock:
                if listener in self._listeners:
                    self._listeners.remove(listener)

        return stop

    def tell(self, happening: Change | Job) -> None:
        """Tell every listener that something happened."""
        with self._lock:
            listeners = tuple(self._listeners)
        for listener in listeners:
            listener(happening)

    # ------------------------------------------------------------ closing

    def service(self, kind: type[ServiceOf], make: Callable[[], ServiceOf]) -> ServiceOf:
        """Give the one service of a kind that works for this library.

        Args:
            kind: its class.
            make: makes it, when it is first asked for.
        """
        with self._lock:
            if kind not in self._services:
                self._services[kind] = make()
            return cast(ServiceOf, self._services[kind])

    def find_service(self, kind: type[ServiceOf]) -> ServiceOf | None:
        """Give the service of a kind if it has been asked for already."""
        with self._lock:
            return cast(ServiceOf | None, self._services.get(kind))

    def close(self) -> None:
        """End the services and let go of the store; everything acknowledged is on disk already."""
        with self._lock:
            services, self._services = tuple(self._services.values()), {}
        for service in services:
            service.close()
        self.store.close()

    def _on_change(self, change: Change) -> None:
        if any(entity in _CATALOGUED for entity, _ in change.touched):
            with self._lock:
                self._catalogue = None
        if any(entity == "correction" for entity, _ in change.touched):
            self._texts.forget()
        self.tell(change)

    def _read_edition(self, edition: EditionId) -> EditionText:
        content = read_edition(self.folder, edition)
        # Editions of older programs have no pinpoints for their notes.
        has_notes = any(row.scheme == "footnote" for row in content.pinpoints)
        return content if has_notes else pin_footnotes(content)

    def _read_foreign_marks(self, edition: str) -> tuple[ForeignMark, ...]:
        return read_foreign_marks(self.folder, EditionId(edition))
