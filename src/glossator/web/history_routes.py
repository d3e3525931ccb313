"""The routes of what was done."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from glossator.library.history import (
    HistoryRow,
    MarkChange,
    list_history,
    mark_history,
)
from glossator.library.library import Library
from glossator.library.marks import timestamp
from glossator.web.replies import number, reply, route
from glossator.web.wire_history import (
    FieldChangeView,
    HistoryView,
    MarkChangeView,
    MarkHistoryView,
    StepView,
)

_STEPS = 50
_STEPS_AT_MOST = 1000


def history_routes(library: Library) -> list[Route]:
    """List the routes, as `web.wire_history` documents them."""

    async def show_history(request: Request) -> Response:
        before = number(request, "before", 0)
        limit = max(1, min(number(request, "limit", _STEPS), _STEPS_AT_MOST))
        return await reply(lambda: _history(library, before or None, limit))

    async def show_mark_history(request: Request) -> Response:
        return await reply(lambda: _mark_history(library, request.path_params["id"]))

    return [
        route("/api/history", show_history),
        route("/api/annotations/{id}/history", show_mark_history),
    ]


def _history(library: Library, before: int | None, limit: int) -> HistoryView:
    found = list_history(library, before, limit)
    return HistoryView([_step(row) for row in found.rows], found.before)


def _step(row: HistoryRow) -> StepView:
    return StepView(
        id=row.step.id,
        label=row.step.label,
        time=timestamp(row.step.made_ms),
        actor="" if row.own else row.step.actor,
        undone=_time(row.step.undone_ms),
        way=row.way,
        redone=row.redone,
    )


def _mark_history(library: Library, annotation: str) -> MarkHistoryView:
    found = mark_history(library, annotation)
    return MarkHistoryView(
        creator=_other(library, found.creator),
        created=found.created,
        changes=[_change(library, change) for change in found.changes],
    )


def _change(library: Library, change: MarkChange) -> MarkChangeView:
    return MarkChangeView(
        step=change.step,
        label=change.label,
        time=timestamp(change.made_ms),
        fields=[FieldChangeView(one.field, one.before, one.after) for one in change.fields],
        actor=_other(library, change.actor),
        undone=_time(change.undone_ms),
    )


def _other(library: Library, actor: str) -> str:
    return "" if actor == library.actor else actor


def _time(milliseconds: int | None) -> str:
    return "" if milliseconds is None else timestamp(milliseconds)
