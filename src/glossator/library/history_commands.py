"""The command on what was done."""

from __future__ import annotations

from typing import Any

from glossator.library.command_table import Arguments, Command, Table
from glossator.library.history import list_history
from glossator.library.library import Library
from glossator.store.records import format_time


class _History(Arguments, frozen=True):
    limit: int = 20


def _history(library: Library, given: _History) -> list[dict[str, Any]]:
    return [
        {
            "step": row.step.id,
            "label": row.step.label,
            "time": format_time(row.step.made_ms),
            "actor": row.step.actor,
            "undone": "" if row.step.undone_ms is None else format_time(row.step.undone_ms),
        }
        for row in list_history(library, None, given.limit).rows
    ]


COMMANDS: Table = {"history": Command(_History, _history)}
