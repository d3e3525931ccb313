"""What keeps a library: the protocol that every back end fulfils, with one conformance suite."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Protocol

from glossator.model.ids import AnnotationId, PenId, SourceId
from glossator.model.marks import Annotation
from glossator.model.operations import (
    Change,
    Condition,
    Conflict,
    Operation,
    Received,
    Step,
    StepRecord,
)
from glossator.model.text import Span


class Store(Protocol):
    """Keeps and finds everything of one library; every method may be called from any thread.

    Any of them raises LibraryUnusableError where it meets damage, and names `glossator check`.
    """

    @property
    def library_id(self) -> str:
        """Names this library for ever, wherever its folder goes."""

    @property
    def space(self) -> str:
        """Whose log it is: the same on all installations that exchange what they write."""

    @property
    def replica(self) -> str:
        """Names this installation's own chain in the log."""

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""

    def cursor(self) -> int:
        """Count the operations in the log."""

    def close(self) -> None:
        """Finish what waits and let go of all files; a second call does nothing."""

    def subscribe(self, listener: Callable[[Change], None]) -> None:
        """Call `listener` with every change from now on, in the order of the log.

        It is called, one change at a time, when the change is durable and before
        `commit`, `undo` or `redo` return it; not for a repeated step. An error it
        raises is logged and goes no further. It must be quick, since every writer
        waits for it, must not wait for a thread that may be committing, and
        must not commit, undo, redo or refold itself (RuntimeError).
        """

    def commit(self, step: Step, actor: str, *, expects: Sequence[Condition] = ()) -> Change:
        """Do a step: all its writes, durable when this returns.

        A step whose id is in the log already is not done again, whatever it
        expects. Of two writes to one register the last counts.

        Args:
            step: what to do.
            actor: who does it.
            expects: what must still be so; nothing else comes between asking and writing.

        Raises:
            ChangedMeanwhileError: something expected is not so; nothing was written.
            NotSavedError: the disk refused (full, read-only); nothing was written.
            InvalidRequestError: a value cannot be written as text.
            ValueError: the step has no writes.
        """

    def undo(self, step_id: str, actor: str) -> Change:
        """Undo this actor's latest step that still stands, as a new step of this id.

        Raises:
            NothingToUndoError: there is none.
            StaleUndoError: what it changed has been changed since; nothing was done.
            NotSavedError: the disk refused.
        """

    def redo(self, step_id: str, actor: str) -> Change:
        """Do again what this actor undid last, as a new step of this id.

        Raises:
            NothingToUndoError: nothing is undone, or a newer step came after.
            StaleUndoError: what it changed has been changed since; nothing was done.
            NotSavedError: the disk refused.
        """

    def undo_to(self, step_id: str, actor: str, target: str) -> Change:
        """Undo all of this actor's steps that stand, from the latest down to `target`.

        Each is undone by a step of its own, the first of them of this id; all
        at once. The first that was changed since ends it: then `Change.note`
        says so.

        Raises:
            NotFoundError: there is no such step.
            InvalidRequestError: it is another actor's, or undone already.
            StaleUndoError: the latest was changed since; nothing was done.
            NotSavedError: the disk refused; nothing was done.
        """

    def redo_to(self, step_id: str, actor: str, target: str) -> Change:
        """Do again what this actor undid, from what was undone last up to `target`; likewise.

        Raises:
            NotFoundError: there is no such step.
            InvalidRequestError: it is another actor's, it stands, or a newer step came after.
            StaleUndoError: the first was changed since; nothing was done.
            NotSavedError: the disk refused; nothing was done.
        """

    def list_steps(self, before: int | None, limit: int) -> list[StepRecord]:
        """Read what everybody did, latest first, undone or not; undos are told with their steps.

        Args:
            before: only steps before this position; None for the latest.
            limit: how many at most.
        """

    def list_redoable(self, actor: str) -> list[str]:
        """List the ids of the steps that redo would do again, in that order."""

    def list_operations(self, entity: str, entity_id: str) -> list[Operation]:
        """Read all operations on one thing, oldest first; none where it is unknown."""

    def next_undo(self, actor: str) -> str | None:
        """Give the label of the step that undo would take back."""

    def next_redo(self, actor: str) -> str | None:
        """Give the label of the step that redo would do again."""

    def has_step(self, step_id: str) -> bool:
        """Say whether a step is in the log."""

    def read_fields(self, entity: str, entity_id: str) -> dict[str, object]:
        """Read a thing's fields, a deleted one's too; {} if unknown.

        A field without a value (null) is left out.
        """

    def list_entities(self, entity: str) -> dict[str, dict[str, object]]:
        """Read the fields of all things of a kind, sorted by id; deleted ones are left out."""

    def list_deleted(self, entity: str) -> dict[str, dict[str, object]]:
        """Read the fields of all deleted things of a kind, sorted by id."""

    def get_annotation(self, annotation: AnnotationId) -> Annotation | None:
        """Read an annotation; None if unknown or deleted."""

    def list_annotations(self, *, source: SourceId | None = None) -> list[Annotation]:
        """Read annotations, sorted by source, start of span (unplaced ones last), then id."""

    def list_annotations_in(self, source: SourceId, part: Span) -> list[Annotation]:
        """Read those whose first passage touches a part of a source's text, in that order."""

    def list_linking(self) -> list[Annotation]:
        """Read the annotations that link to others, in the order of `list_annotations`."""

    def count_annotations_by_pen(self) -> dict[tuple[SourceId, PenId], int]:
        """Count annotations by source and pen."""

    def list_spans(self, source: SourceId) -> list[tuple[int, int, PenId]]:
        """Give start, end and pen of each placed annotation of a source, sorted by start."""

    def read_vector(self) -> dict[str, tuple[int, str]]:
        """Read what is in the log of each replica: the last seq and its hash."""

    def find_hash(self, replica: str, seq: int) -> str | None:
        """Give the hash of an operation; None where it is not in the log."""

    def read_log(self, after: int, limit: int) -> list[list[Operation]]:
        """Read whole steps in the order of arrival, those behind a position.

        Args:
            after: a position at which a step ends; 0 for all.
            limit: how many operations, about; the last step is whole.
        """

    def read_chain(self, replica: str, after: int, limit: int) -> list[list[Operation]]:
        """Read whole steps of a replica, in its order, those behind a seq.

        Args:
            replica: whose.
            after: a seq at which a step ends; 0 for all.
            limit: how many operations, about; the last step is whole.
        """

    def receive(self, arriving: Iterable[Sequence[Operation]]) -> Received:
        """Take steps of other replicas into the log, all or none.

        What is here already changes nothing; what comes before those it follows
        is not taken, and told. Where another history of a replica comes than the
        one that is here, nothing of it is taken: see `receive_fork`.

        Args:
            arriving: the operations of each step, whole; each replica's in its order.

        Raises:
            InvalidRequestError: they are of another library or a newer program,
                or were altered on the way; nothing was taken.
            NotSavedError: the disk refused; nothing was taken.
        """

    def receive_fork(self, theirs: Sequence[Sequence[Operation]], new_replica: str) -> Received:
        """Take another history of a replica into the log, beside the one that is here.

        What they differ in is kept of both; see `store.forks`. All is folded anew.

        Args:
            theirs: all steps of the replica from its first, as they have it.
            new_replica: names this installation from now on, if it is its own
                history that there are two of.

        Raises:
            InvalidRequestError: as of `receive`.
            NotSavedError: the disk refused; nothing was taken.
        """

    def erase(self, step: Step, actor: str, things: Collection[tuple[str, str]]) -> Change:
        """Erase for good all that was ever written on some things, here and wherever it is sent.

        The chain still verifies. It is not undone. Labels that quote the things
        lose their words too.

        Args:
            step: the erasure's; its name is "erase", by which undo passes over it, its label
                must not quote the things. It may write on the erasure (`store.erasing.ERASURE`,
                by the step's id) what others need to know.
            actor: who does it.
            things: kind and id of each.

        Raises:
            NotSavedError: the disk refused. What the message calls not saved may be
                erased all the same, but its words still be in free room of the file.
        """

    def list_conflicts(self) -> list[Conflict]:
        """List what was changed in two ways and is not decided, sorted by kind, id and field."""

    def state_hash(self) -> str:
        """Hash all that the log says of every thing: the same on every replica with the same log.

        O(registers).
        """

    def refold(self) -> int:
        """Fold the whole log anew and replace what is derived from it.

        Returns:
            How many rows differed from what was there; 0 in a sound library.

        Raises:
            NotSavedError: the disk refused.
        """
