"""What goes over HTTP about what was done; see `web.wire` for what holds of all messages.

| method and path | request | reply |
|---|---|---|
| GET /api/history?before=N&limit=M | – | HistoryView |
| GET /api/annotations/{id}/history | – | MarkHistoryView |
"""

from __future__ import annotations

from msgspec import Struct


class StepView(Struct, frozen=True, omit_defaults=True):
    """A step.

    `actor` is left out where it is the reader who asks, `undone` (a time) while
    it stands. `way` is "undo" or "redo" where she can jump to it; `redone` is
    how many steps a jump forth to it does again.
    """

    id: str
    label: str
    time: str
    actor: str = ""
    undone: str = ""
    way: str = ""
    redone: int = 0


class HistoryView(Struct, frozen=True):
    """Steps, latest first; `before` asks for those that come next, null where there are none."""

    steps: list[StepView]
    before: int | None


class FieldChangeView(Struct, frozen=True):
    """What became of a field of a mark, in words: `library.history_words.FieldChange`."""

    field: str
    before: str
    after: str


class MarkChangeView(Struct, frozen=True, omit_defaults=True):
    """One step as far as it changed a mark; `actor` and `undone` as in StepView."""

    step: str
    label: str
    time: str
    fields: list[FieldChangeView]
    actor: str = ""
    undone: str = ""


class MarkHistoryView(Struct, frozen=True):
    """What became of a mark; `creator` is "" where it is the reader who asks."""

    creator: str
    created: str
    changes: list[MarkChangeView]
