"""A request that comes again: the step that it asks for is done already."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from glossator.library.library import Library
from glossator.model.operations import Change


def once(do: Callable[[Library, Any], Change]) -> Callable[[Library, Any], Change]:
    """Make an operation do nothing for a step that is in the log.

    For those that would refuse a second time what they did the first: to add a
    book of a title that is there by now. A request's `id` is that of its step.
    """

    def do_once(library: Library, request: Any) -> Change:
        if library.store.has_step(request.id):
            return Change(library.store.cursor(), request.id, "", (), repeated=True)
        return do(library, request)

    return do_once
