"""From a decoded request to the library's operation, one line a kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import UNSET, structs

from glossator.library import conflicts, courses, editions, inbox_sorting, pens, topic_trees, topics
from glossator.library.library import Library
from glossator.library.retries import once
from glossator.model.books import Caption
from glossator.model.errors import InvalidRequestError
from glossator.model.ids import PenId
from glossator.model.operations import Change
from glossator.model.pens import Pen, Stroke
from glossator.web import (
    book_operations,
    correction_operations,
    entry_operations,
    mark_operations,
    pen_operations,
    print_operations,
    requests,
    requests_history,
    requests_inbox,
    requests_keeping,
    requests_texts,
    requests_topics,
    rule_operations,
    wire,
)
from glossator.web.request_base import given


def perform(library: Library, request: requests.Request) -> Change:
    """Do what a request asks for.

    Raises:
        GlossatorError: it could not be done; nothing was changed.
    """
    return _PERFORM[type(request)](library, request)


def _change_topic(library: Library, request: requests.ChangeTopic) -> Change:
    place = None
    if request.parent is not UNSET:
        place = topics.NewPlaceInTree(request.parent, request.before)
    return topics.change_topic(
        library, request.id, request.topic, name=given(request.name), place=place
    )


def _save_pens(library: Library, request: requests.SavePens) -> Change:
    changed = (request.name, [_pen(view) for view in request.pens])
    return pens.save_pens(library, request.id, request.system, request.version, changed)


def _change_source(library: Library, request: requests.ChangeSource) -> Change:
    caption = given(request.caption)
    return courses.change_source(
        library,
        request.id,
        request.source,
        title=given(request.title),
        caption=None if caption is None else Caption(**structs.asdict(caption)),
        course=given(request.course),
    )


def _pen(view: wire.PenView) -> Pen:
    if view.stroke not in set(Stroke):
        raise InvalidRequestError(
            f"The pen {view.name} has the stroke “{view.stroke}”: use {', '.join(Stroke)}."
        )
    return Pen(
        id=PenId(view.id),
        name=view.name.strip(),
        colour=view.colour.lower(),
        stroke=Stroke(view.stroke),
        letter=view.letter.strip(),
        key=view.key,
        meaning=view.meaning.strip(),
        becomes=view.becomes.strip(),
        retired=view.retired,
        group=" ".join(view.group.split()),
    )


def _settle(library: Library, request: requests_keeping.Settle) -> Change:
    wanted = {
        "entity": request.entity,
        "id": request.thing,
        "field": request.field,
        "operation": request.operation,
    }
    return conflicts.settle(library, request.id, wanted, request.text)


_PERFORM: dict[type, Callable[[Library, Any], Change]] = {
    **mark_operations.PERFORM,
    requests.AddTopic: lambda lib, r: topics.add_topic(
        lib, r.id, r.topic, r.course, (r.parent, r.name)
    ),
    requests.ChangeTopic: _change_topic,
    requests.DeleteTopic: lambda lib, r: topics.delete_topic(lib, r.id, r.topic),
    requests_topics.MergeTopics: once(
        lambda lib, r: topic_trees.merge_topics(lib, r.id, r.topic, r.into)
    ),
    requests_topics.SplitTopic: once(
        lambda lib, r: topic_trees.split_topic(lib, r.id, r.topic, (r.made, r.name), r.marks)
    ),
    requests_topics.SeedTopics: once(
        lambda lib, r: topic_trees.seed_topics(
            lib, r.id, r.course, topic_trees.topics_in_text(r.text)
        )
    ),
    requests.SavePens: _save_pens,
    requests.ChangeSource: _change_source,
    requests.DeleteSource: lambda lib, r: courses.delete_source(lib, r.id, r.source),
    requests.AddCourse: lambda lib, r: courses.add_course(lib, r.id, r.course, r.name, r.preset),
    requests.ChangeCourse: lambda lib, r: courses.change_course(lib, r.id, r.course, r.name),
    requests_inbox.AdoptForeign: lambda lib, r: inbox_sorting.adopt_foreign(
        lib, r.id, r.source, r.pens
    ),
    requests_inbox.DismissForeign: lambda lib, r: inbox_sorting.dismiss_foreign(
        lib, r.id, r.source, groups=r.groups, marks=r.marks, bring_back=r.bring_back
    ),
    **correction_operations.PERFORM,
    requests_texts.UseEdition: lambda lib, r: (
        editions.use_edition(lib, r.id, r.source, r.edition).change
    ),
    **book_operations.PERFORM,
    **pen_operations.PERFORM,
    **print_operations.PERFORM,
    **rule_operations.PERFORM,
    **entry_operations.PERFORM,
    requests.Undo: lambda lib, r: lib.undo(r.id),
    requests.Redo: lambda lib, r: lib.redo(r.id),
    requests_history.UndoTo: lambda lib, r: lib.undo_to(r.id, r.step),
    requests_keeping.Settle: once(_settle),
    requests_history.RedoTo: lambda lib, r: lib.redo_to(r.id, r.step),
}
