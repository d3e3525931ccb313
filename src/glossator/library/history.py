"""What was done in the library, step by step, and what became of one mark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from glossator.library.history_words import FieldChange, MarkWords, describe_fields
from glossator.library.library import Library
from glossator.model.errors import NotFoundError
from glossator.model.operations import Operation, StepRecord
from glossator.store.chain import COUNTER_BITS
from glossator.store.fold import StepState, mark_undone, name_of, step_of


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A step, and how this reader can get to it.

    Attributes:
        step: what was done, when, by whom.
        own: this reader did it.
        way: "undo" or "redo" where she can jump to it, else "".
        redone: how many steps a jump forth to it does again; 0 where `way` is not "redo".
    """

    step: StepRecord
    own: bool
    way: str
    redone: int = 0


@dataclass(frozen=True, slots=True)
class History:
    """Steps, latest first; `before` asks for those that come next, None where there are none."""

    rows: tuple[HistoryRow, ...]
    before: int | None


@dataclass(frozen=True, slots=True)
class MarkChange:
    """One step as far as it changed a mark.

    Attributes:
        step: its id.
        label: its sentence.
        made_ms: when, in milliseconds since 1970 UTC.
        actor: who did it.
        undone_ms: when it was undone, likewise; None while it stands.
        fields: what it changed, in words.
    """

    step: str
    label: str
    made_ms: int
    actor: str
    undone_ms: int | None
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class MarkHistory:
    """What became of a mark.

    Attributes:
        creator: who made it; "" where it does not say.
        created: when, RFC 3339; "" where it does not say.
        changes: latest first, its making the last.
    """

    creator: str
    created: str
    changes: tuple[MarkChange, ...]


def list_history(library: Library, before: int | None, limit: int) -> History:
    """List what everybody did in the library, latest first.

    Args:
        library: the library.
        before: as the history before this one says; None for the latest steps.
        limit: how many steps at most.
    """
    found = library.store.list_steps(before, limit + 1)
    redone = {step: at for at, step in enumerate(library.store.list_redoable(library.actor), 1)}
    rows = tuple(_row(library, step, redone.get(step.id, 0)) for step in found[:limit])
    return History(rows, rows[-1].step.position if len(found) > limit else None)


def mark_history(library: Library, annotation: str) -> MarkHistory:
    """Tell what became of a mark, also of one that was deleted.

    Raises:
        NotFoundError: there never was such a mark.
    """
    operations = library.store.list_operations("annotation", annotation)
    if not operations:
        raise NotFoundError("mark", annotation)
    fields = library.store.read_fields("annotation", annotation)
    changes = tuple(_changes(library, operations))
    return MarkHistory(
        creator=str(fields.get("creator", "")),
        created=str(fields.get("created", "")),
        changes=changes[::-1],
    )


def _row(library: Library, step: StepRecord, redone: int) -> HistoryRow:
    own = step.actor == library.actor
    if own and step.undone_ms is None:
        return HistoryRow(step, own, "undo")
    return HistoryRow(step, own, "redo" if redone else "", redone)


def _changes(library: Library, operations: Sequence[Operation]) -> Iterator[MarkChange]:
    """Tell of each ordinary step among the operations on a mark, oldest first."""
    by_step: dict[str, list[Operation]] = {}
    for operation in operations:
        by_step.setdefault(operation.step, []).append(operation)
    states = {
        step: step_of(written[0], at) for at, (step, written) in enumerate(by_step.items(), 1)
    }
    mark_undone(states)
    before = {name_of(operation): operation.value for operation in operations}
    words = MarkWords(library)
    for step, written in by_step.items():
        state = states[step]
        if not state.undoes:
            pairs = {one.field: (before.get(one.base), one.value) for one in written}
            yield MarkChange(
                step=step,
                label=state.label,
                made_ms=state.clock >> COUNTER_BITS,
                actor=state.actor,
                undone_ms=_undone_ms(state, states),
                fields=tuple(describe_fields(words, pairs)),
            )


def _undone_ms(step: StepState, states: Mapping[str, StepState]) -> int | None:
    if not step.undone:
        return None
    return max(other.clock for other in states.values() if other.undoes == step.id) >> COUNTER_BITS
