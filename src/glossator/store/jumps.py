"""Jumping back and forth: many undos or redos at once, each a step of its own.

Each is a step of its own, so that redo, and a jump forth, can stop anywhere
between them. All are written in one transaction. The first has the id of the
request, the others' ids are made from it: a repeated request finds them.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import count

import apsw

from glossator.model.errors import InvalidRequestError, NotFoundError, StaleUndoError
from glossator.model.operations import Change, Operation, Step, StepRecord
from glossator.store import undo
from glossator.store.chain import Tail
from glossator.store.journal import Journal, append_step, read_cursor, read_step
from glossator.store.steps import find_step

_IDS = uuid.UUID("5f0c6a52-8a53-4c58-9d3e-6f7b4d1e2a90")

_Plan = Callable[[apsw.Connection, Journal, str, tuple[str, str]], Step]


@dataclass(frozen=True, slots=True)
class Jump:
    """A wish to undo or redo many steps.

    Attributes:
        id: names the first step that it writes.
        actor: whose steps.
        target: the last step to be undone, or done again.
        forth: redo instead of undo.
    """

    id: str
    actor: str
    target: str
    forth: bool = False

    @property
    def verb(self) -> str:
        """What happens to the steps."""
        return "done again" if self.forth else "undone"


def jump(db: apsw.Connection, journal: Journal, tail: Tail, wish: Jump) -> tuple[Tail, Change]:
    """Undo or redo step by step until the target; stop at the first that was changed since.

    Args:
        db: with a transaction open.
        journal: whose log it is.
        tail: the end of its chain.
        wish: what to do.

    Returns:
        The chain's new end, and what was altered; its `note` says where it
        had to stop.

    Raises:
        NotFoundError: there is no such step.
        InvalidRequestError: the step is another reader's, or cannot be reached.
        StaleUndoError: the very first was changed since; nothing was done.
    """
    before = _written_before(db, wish)
    if before:
        return tail, _told_again(db, wish, before)
    plan: _Plan = undo.plan_redoing if wish.forth else undo.plan_undoing
    changes: list[Change] = []
    note = ""
    for step_id, found in zip(_ids(wish.id), _way(db, wish), strict=False):
        try:
            step = plan(db, journal, step_id, found)
        except StaleUndoError as error:
            if not changes:
                raise
            note = f"{_counted(len(changes), wish)}. {error}"
            break
        tail, change = append_step(db, journal, tail, step, wish.actor)
        changes.append(change)
    return tail, _merged(wish, changes, note)


def _way(db: apsw.Connection, wish: Jump) -> list[tuple[str, str]]:
    """List the steps to undo, or the undos to take back, in order: id and label."""
    target = find_step(db, wish.target)
    if target is None:
        raise NotFoundError("step", wish.target)
    if target.actor != wish.actor:
        raise InvalidRequestError(
            f"“{target.label}” was done by {target.actor}: each reader undoes only what she did "
            "herself. Nothing was changed."
        )
    return _way_forth(db, wish, target) if wish.forth else _way_back(db, wish, target)


def _way_back(db: apsw.Connection, wish: Jump, target: StepRecord) -> list[tuple[str, str]]:
    if target.undone_ms is not None:
        raise InvalidRequestError(f"“{target.label}” is undone already. Nothing was changed.")
    return undo.list_standing(db, wish.actor, target.id)


def _way_forth(db: apsw.Connection, wish: Jump, target: StepRecord) -> list[tuple[str, str]]:
    redoable = undo.list_redoable(db, wish.actor)
    ends = [at for at, (_, _, step) in enumerate(redoable, 1) if step == target.id]
    if not ends:
        reason = "it stands" if target.undone_ms is None else "something else was done since"
        raise InvalidRequestError(
            f"“{target.label}” cannot be done again: {reason}. Nothing was changed."
        )
    return [(undoing, label) for undoing, label, _ in redoable[: ends[0]]]


def _ids(first: str) -> Iterator[str]:
    yield first
    for number in count(2):
        yield str(uuid.uuid5(_IDS, f"{first} {number}"))


def _written_before(db: apsw.Connection, wish: Jump) -> list[list[Operation]]:
    """Read the steps that this very request has written; none where it is new."""
    written = []
    for step_id in _ids(wish.id):
        operations = read_step(db, step_id)
        if not operations:
            break
        written.append(operations)
    return written


def _told_again(db: apsw.Connection, wish: Jump, written: list[list[Operation]]) -> Change:
    """Say what a request did that comes again."""
    cursor = read_cursor(db)
    changes = [
        Change(cursor, wish.id, step[0].label, tuple((o.entity, o.entity_id) for o in step))
        for step in written
    ]
    reached = written[-1][0].undoes
    if wish.forth:
        reached = read_step(db, reached)[0].undoes
    note = (
        ""
        if reached == wish.target
        else f"{_counted(len(changes), wish)}. The next one was not {wish.verb}: it has been "
        "changed since. Change it by hand instead; nothing was lost."
    )
    return replace(_merged(wish, changes, note), repeated=True)


def _merged(wish: Jump, changes: list[Change], note: str) -> Change:
    touched = dict.fromkeys(thing for change in changes for thing in change.touched)
    label = changes[0].label if len(changes) == 1 else _counted(len(changes), wish)
    return Change(changes[-1].cursor, wish.id, label, tuple(touched), note=note)


def _counted(number: int, wish: Jump) -> str:
    return f"1 step was {wish.verb}" if number == 1 else f"{number} steps were {wish.verb}"
