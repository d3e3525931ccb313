"""From requests on marks to the library's operations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from msgspec import UNSET, structs

from glossator.library import area_marks, bulk_marks, links, marks
from glossator.library.library import Library
from glossator.model.errors import InvalidRequestError
from glossator.model.marks import AreaPart
from glossator.model.operations import Change
from glossator.model.pictures import Rectangle
from glossator.model.text import Span
from glossator.web import requests, requests_areas, requests_links
from glossator.web.request_base import given


def _annotate(library: Library, request: requests.Annotate) -> Change:
    mark = marks.NewMark(
        id=request.annotation,
        source=request.source,
        edition=request.edition,
        span=span_of(request.start, request.end),
        pen=request.pen,
        own_words=request.own_words,
        comment=request.comment,
        topics=tuple(request.topics),
        more=_spans(request.more),
        importance=request.importance,
    )
    return marks.annotate(library, request.id, mark)


def _annotate_area(library: Library, request: requests_areas.AnnotateArea) -> Change:
    area = request.area
    mark = area_marks.NewAreaMark(
        id=request.annotation,
        source=request.source,
        edition=request.edition,
        area=AreaPart(request.page_index, area.x, area.y, area.width, area.height, request.image),
        pen=request.pen,
        own_words=request.own_words,
        comment=request.comment,
        topics=tuple(request.topics),
    )
    return area_marks.annotate_area(library, request.id, mark)


def _change_annotation(library: Library, request: requests.ChangeAnnotation) -> Change:
    topics, spans = given(request.topics), given(request.spans)
    changes = marks.MarkChanges(
        pen=given(request.pen),
        own_words=given(request.own_words),
        comment=given(request.comment),
        topics=None if topics is None else tuple(topics),
        importance=given(request.importance),
        answered=given(request.answered),
        spans=None if spans is None else _spans(spans),
        area=None if request.area is UNSET else Rectangle(*structs.astuple(request.area)),
    )
    return marks.change_annotation(library, request.id, request.annotation, changes)


def _change_annotations(library: Library, request: requests.ChangeAnnotations) -> Change:
    what = bulk_marks.ForEach(
        pen=given(request.pen),
        add_topics=tuple(request.add_topics),
        remove_topics=tuple(request.remove_topics),
        importance=given(request.importance),
        answered=given(request.answered),
    )
    return bulk_marks.change_annotations(library, request.id, request.annotations, what)


def _spans(pairs: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    return tuple(span_of(start, end) for start, end in pairs)


def span_of(start: int, end: int) -> Span:
    """Give a span as it was asked for.

    Raises:
        InvalidRequestError: it is empty or begins before the text.
    """
    if not 0 <= start < end:
        raise InvalidRequestError(f"Characters {start} to {end} are no passage. Select it again.")
    return Span(start, end)


PERFORM: dict[type, Callable[[Library, Any], Change]] = {
    requests.Annotate: _annotate,
    requests_areas.AnnotateArea: _annotate_area,
    requests.ChangeAnnotation: _change_annotation,
    requests.ChangeAnnotations: _change_annotations,
    requests.DeleteAnnotations: lambda lib, r: marks.delete_annotations(lib, r.id, r.annotations),
    requests_links.AddLink: lambda lib, r: links.add_link(
        lib, r.id, r.annotation, (r.link, r.to, r.kind)
    ),
    requests_links.ChangeLink: lambda lib, r: links.change_link(
        lib, r.id, r.annotation, (r.link, r.kind)
    ),
    requests_links.RemoveLink: lambda lib, r: links.remove_link(lib, r.id, r.annotation, r.link),
}
