"""Conditions: what must still be so for a step to be done, asked inside its transaction."""

from __future__ import annotations

from collections.abc import Iterable

import apsw

from glossator.model.errors import ChangedMeanwhileError
from glossator.model.operations import Condition, Holds, IsNew, Step, StillAt
from glossator.store.chain import canonical_json
from glossator.store.fold import NULL
from glossator.store.journal import read_cursor
from glossator.store.schema import fetch

_VALUE = "SELECT value FROM register WHERE entity = ? AND entity_id = ? AND field = ?"
_ANY_VALUE = "SELECT 1 FROM register WHERE entity = ? AND entity_id = ? AND value <> 'null' LIMIT 1"


def require(db: apsw.Connection, step: Step, conditions: Iterable[Condition]) -> None:
    """Refuse a step unless all its conditions hold.

    Args:
        db: with the writer's transaction open, so that nothing can come between.
        step: what to do; its label names it in the error.
        conditions: values compare as canonical JSON, so that 1 is not 1.0.

    Raises:
        ChangedMeanwhileError: one of them does not hold.
        InvalidRequestError: a value is no JSON value.
    """
    for condition in conditions:
        if isinstance(condition, StillAt):
            if read_cursor(db) != condition.cursor:
                raise ChangedMeanwhileError(
                    step.label, "something else was changed in the same moment"
                )
        elif isinstance(condition, IsNew):
            if fetch(db, _ANY_VALUE, condition.entity, condition.id):
                raise ChangedMeanwhileError(step.label, "there is one of this id already")
        elif canonical_json(condition.value) != _read_shown(db, condition):
            raise ChangedMeanwhileError(
                step.label, "what it is about has been changed elsewhere since it was loaded"
            )


def _read_shown(db: apsw.Connection, register: Holds) -> str:
    rows = fetch(db, _VALUE, register.entity, register.id, register.field)
    return str(rows[0][0]) if rows else NULL
