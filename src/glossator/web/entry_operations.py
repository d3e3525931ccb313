"""From requests about the reader's writing in notes to the library's operations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from glossator.library import entries
from glossator.library.library import Library
from glossator.library.retries import once
from glossator.model.operations import Change
from glossator.web import requests_entries
from glossator.web.request_base import given


def _sheet(
    request: requests_entries.AddEntry
    | requests_entries.MoveLine
    | requests_entries.HideLine
    | requests_entries.ShowLine,
) -> entries.Sheet:
    return entries.Sheet(request.form, request.scope)


def _spot(view: requests_entries.SpotView) -> entries.Spot:
    return entries.Spot(view.section, view.after)


def _add(library: Library, request: requests_entries.AddEntry) -> Change:
    return entries.add_entry(
        library,
        request.id,
        request.entry,
        _sheet(request),
        _spot(request.spot),
        kind=request.kind,
        text=request.text,
        mark=request.mark,
    )


def _change(library: Library, request: requests_entries.ChangeEntry) -> Change:
    spot = given(request.spot)
    return entries.change_entry(
        library,
        request.id,
        request.entry,
        text=given(request.text),
        kind=given(request.kind),
        spot=_spot(spot) if spot else None,
    )


def _move(library: Library, request: requests_entries.MoveLine) -> Change:
    spot = _spot(request.spot) if request.spot else None
    line = (request.mark, spot)
    return entries.move_line(library, request.id, request.entry, _sheet(request), line)


_PERFORM: dict[type, Callable[[Library, Any], Change]] = {
    requests_entries.AddEntry: _add,
    requests_entries.ChangeEntry: _change,
    requests_entries.DeleteEntry: lambda lib, r: entries.delete_entry(lib, r.id, r.entry),
    requests_entries.MoveLine: _move,
    requests_entries.HideLine: lambda lib, r: entries.hide_line(
        lib, r.id, r.entry, _sheet(r), (r.mark, r.section)
    ),
    requests_entries.ShowLine: lambda lib, r: entries.show_line(
        lib, r.id, _sheet(r), (r.mark, r.section)
    ),
}

PERFORM = {request: once(do) for request, do in _PERFORM.items()}
