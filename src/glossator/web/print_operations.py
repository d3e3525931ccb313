"""From requests about printed books to the library's operations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from glossator.library import printed_books, printed_marks
from glossator.library.library import Library
from glossator.library.retries import once
from glossator.model.marks import PlacePart
from glossator.model.operations import Change
from glossator.web import requests_print
from glossator.web.book_operations import bibliography_of


def _annotate_printed(library: Library, request: requests_print.AnnotatePrinted) -> Change:
    mark = printed_marks.NewPrintedMark(
        id=request.annotation,
        source=request.source,
        place=_place(request.printed),
        pen=request.pen,
        own_words=request.own_words,
        comment=request.comment,
        topics=tuple(request.topics),
        importance=request.importance,
    )
    return printed_marks.annotate_printed(library, request.id, mark)


def _place(view: requests_print.TypedPlace) -> PlacePart:
    return PlacePart(view.scheme, view.label, view.words)


_PERFORM: dict[type, Callable[[Library, Any], Change]] = {
    requests_print.AddSource: lambda lib, r: printed_books.add_source(
        lib, r.id, r.source, r.course, (r.title, bibliography_of(r.bibliography))
    ),
    requests_print.AnnotatePrinted: _annotate_printed,
    requests_print.ChangePrinted: lambda lib, r: printed_marks.change_printed(
        lib, r.id, r.annotation, _place(r.printed)
    ),
}

PERFORM = {request: once(do) for request, do in _PERFORM.items()}
