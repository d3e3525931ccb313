"""Marking: make, change and delete annotations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from glossator.anchors.describe import describe
from glossator.library.areas import moved_area
from glossator.library.catalogue import Catalogue, require_pen
from glossator.library.labels import name_mark
from glossator.library.library import Library
from glossator.model.books import Source
from glossator.model.courses import Topic
from glossator.model.errors import InvalidRequestError
from glossator.model.ids import AnnotationId, TopicId
from glossator.model.marks import MOST_IMPORTANT, Annotation, SpanPart, Target
from glossator.model.operations import Change, Holds, IsNew, Step, Write
from glossator.model.pictures import Rectangle
from glossator.model.text import Span
from glossator.store.records import (
    annotation_writes,
    deletion,
    encode_target,
    format_time,
    topic_writes,
)


@dataclass(frozen=True, slots=True)
class NewMark:
    """What a reader gives to make an annotation.

    `id` is made by the client. `more` are further passages of the same mark, in
    the order in which they are to be quoted. `topics` may name topics of
    `new_topics`, which are made in the same step.
    """

    id: str
    source: str
    edition: str
    span: Span
    pen: str
    own_words: str = ""
    comment: str = ""
    topics: tuple[str, ...] = ()
    new_topics: tuple[Topic, ...] = ()
    more: tuple[Span, ...] = ()
    importance: int = 0


@dataclass(frozen=True, slots=True)
class MarkChanges:
    """What to change on an annotation; None leaves a field as it is.

    `spans` are all passages of a mark on words, which take the place of those it has.
    """

    pen: str | None = None
    own_words: str | None = None
    comment: str | None = None
    topics: tuple[str, ...] | None = None
    importance: int | None = None
    answered: bool | None = None
    spans: tuple[Span, ...] | None = None
    area: Rectangle | None = None


def annotate(library: Library, step_id: str, mark: NewMark) -> Change:
    """Mark a passage.

    Raises:
        NotFoundError: there is no such source, pen or topic.
        InvalidRequestError: the span is empty or outside the text, or belongs to
            another edition than the one in use.
        ChangedMeanwhileError: there is a mark of this id already, or the text went
            out of use this moment.
        NotSavedError: it could not be written.
    """
    catalogue = library.catalogue
    source = catalogue.get_source(mark.source)
    pen = require_pen(catalogue.system_of(source), mark.pen)
    spans = (mark.span, *mark.more)
    parts = _describe_parts(library, source, mark.edition, spans)
    annotation = Annotation(
        id=AnnotationId(mark.id),
        target=Target(source.id, source.edition, parts),
        pen=pen.id,
        own_words=mark.own_words.strip(),
        comment=mark.comment.strip(),
        topics=known_topics(catalogue, mark.topics, mark.new_topics),
        importance=check_importance(mark.importance),
        creator=library.actor,
        created=timestamp(library.clock()),
    )
    label = f"Marked {name_mark(library, annotation)} as {pen.name}"
    return commit_mark(library, (step_id, "annotate", label), annotation, source, mark.new_topics)


def commit_mark(
    library: Library,
    named: tuple[str, str, str],
    annotation: Annotation,
    source: Source,
    new_topics: Sequence[Topic] = (),
) -> Change:
    """Make a mark as one step, which fails where the text of its source changed meanwhile.

    Args:
        library: the library.
        named: the step's id, name and label.
        annotation: the mark.
        source: of the mark, as it was read.
        new_topics: made in the same step, before it.

    Raises:
        ChangedMeanwhileError: there is a mark of this id already, or the text went
            out of use this moment.
        NotSavedError: it could not be written.
    """
    made = tuple(write for topic in new_topics for write in topic_writes(topic))
    step = Step(*named, made + annotation_writes(annotation))
    unchanged = Holds("source", source.id, "edition", source.edition)
    return library.commit(step, [IsNew("annotation", annotation.id), unchanged])


def change_annotation(
    library: Library, step_id: str, annotation_id: str, changes: MarkChanges
) -> Change:
    """Change an annotation's pen, words, topics, importance, state, passages or area.

    Raises:
        NotFoundError: there is no such mark, pen or topic.
        InvalidRequestError: a span or the area cannot be used, or nothing was given to change.
        ChangedMeanwhileError: a span is of a text that went out of use this moment.
        NotSavedError: it could not be written.
    """
    annotation = library.get_annotation(annotation_id)
    source = library.catalogue.get_source(annotation.target.source)
    planned = [
        *_plan_statement(library.catalogue, source, changes),
        *_plan_target(library, source, annotation, changes),
    ]
    if not planned:
        raise InvalidRequestError("Nothing was given to change on the mark.")
    name = name_mark(library, annotation)
    label = f"{name[:1].upper()}{name[1:]}: {', '.join(said for _, _, said in planned)}"
    writes = tuple(Write("annotation", annotation.id, field, value) for field, value, _ in planned)
    same_text = [Holds("source", source.id, "edition", source.edition)]
    step = Step(step_id, "change_annotation", label, writes)
    return library.commit(step, same_text if changes.spans is not None else [])


def _plan_statement(
    catalogue: Catalogue, source: Source, changes: MarkChanges
) -> Iterator[tuple[str, object, str]]:
    """Plan what a mark is to say: field, value, and what the label calls it."""
    if changes.pen is not None:
        pen = require_pen(catalogue.system_of(source), changes.pen)
        yield "pen", pen.id, f"made {pen.name}"
    if changes.own_words is not None:
        yield "own_words", changes.own_words.strip(), "own words changed"
    if changes.comment is not None:
        yield "comment", changes.comment.strip(), "comment changed"
    if changes.topics is not None:
        yield "topics", list(known_topics(catalogue, changes.topics)), "topics changed"
    if changes.importance is not None:
        importance = check_importance(changes.importance)
        yield "importance", importance, f"importance {importance}"
    if changes.answered is not None:
        yield "answered", changes.answered, "answered" if changes.answered else "open again"


def _plan_target(
    library: Library, source: Source, annotation: Annotation, changes: MarkChanges
) -> Iterator[tuple[str, object, str]]:
    """Plan what a mark is to be about, likewise."""
    if changes.spans is not None:
        target = _moved_target(library, source, annotation, changes.spans)
        yield "target", encode_target(target), _said_of_spans(annotation, changes.spans)
    if changes.area is not None:
        target = moved_area(library, source, annotation, changes.area)
        yield "target", encode_target(target), "moved or resized"


def delete_annotations(library: Library, step_id: str, annotations: Sequence[str]) -> Change:
    """Delete annotations, as one step.

    Raises:
        NotFoundError: one of them does not exist; none is deleted.
        InvalidRequestError: none was named.
        NotSavedError: it could not be written.
    """
    if not annotations:
        raise InvalidRequestError("No mark was named to delete.")
    found = [library.get_annotation(annotation) for annotation in annotations]
    label = (
        f"Deleted the mark on {name_mark(library, found[0])}"
        if len(found) == 1
        else f"Deleted {len(found)} marks"
    )
    writes = tuple(deletion("annotation", annotation.id) for annotation in found)
    return library.commit(Step(step_id, "delete_annotations", label, writes))


def timestamp(milliseconds: int) -> str:
    """Write a time as RFC 3339 in UTC with milliseconds."""
    return format_time(milliseconds)


def check_importance(importance: int) -> int:
    """Give an importance as it is.

    Raises:
        InvalidRequestError: it is below 0 or above `MOST_IMPORTANT`.
    """
    if not 0 <= importance <= MOST_IMPORTANT:
        raise InvalidRequestError(
            f"The importance {importance} is none: it goes from 0 to {MOST_IMPORTANT}. "
            "Nothing was changed."
        )
    return importance


def _describe_parts(
    library: Library, source: Source, edition: str, spans: Sequence[Span]
) -> tuple[SpanPart, ...]:
    """Describe passages, each once; those that touch or overlap become one."""
    content = library.content_of(source)
    if content is None:
        raise InvalidRequestError(
            f"{source.title} has no file in this library, so nothing can be marked in it. "
            "Import its file first; its marks will find their places."
        )
    if edition != source.edition:
        raise InvalidRequestError(
            f"The text of {source.title} has changed since the page was opened, so the passage "
            "was not marked. Load the page again and mark it once more."
        )
    for span in spans:
        if span.start == span.end or span.end > len(content.text):
            raise InvalidRequestError(
                f"Characters {span.start} to {span.end} are not a passage of {source.title}, "
                f"which has {len(content.text)} characters. Select the words again."
            )
    return tuple(SpanPart(span, describe(content.text, span)) for span in join_spans(spans))


def join_spans(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Give spans in their order, those that overlap or touch others as one, where the first was."""
    joined: list[Span] = []
    for span in spans:
        whole, first = span, len(joined)
        for at in reversed(range(len(joined))):
            other = joined[at]
            if other.start <= whole.end and whole.start <= other.end:
                whole = Span(min(whole.start, other.start), max(whole.end, other.end))
                del joined[at]
                first = at
        joined.insert(first, whole)
    return tuple(joined)


def _moved_target(
    library: Library, source: Source, annotation: Annotation, spans: Sequence[Span]
) -> Target:
    """Give the target with other passages; parts that are none keep their places."""
    if not spans:
        raise InvalidRequestError(
            "A mark needs a passage: delete the mark instead of its last one."
        )
    described = _describe_parts(library, source, source.edition or "", spans)
    target = annotation.target
    kept = [part for part in target.parts if not isinstance(part, SpanPart)]
    was = [isinstance(part, SpanPart) for part in target.parts]
    first = was.index(True) if True in was else 0
    parts = (*kept[:first], *described, *kept[first:])
    return replace(target, edition=source.edition, parts=parts)


def _said_of_spans(annotation: Annotation, spans: Sequence[Span]) -> str:
    before, after = len(annotation.spans), len(join_spans(spans))
    if before == 0:
        return "placed in the text"
    if after > before:
        return "passage added"
    return "passage taken out" if after < before else "resized"


def known_topics(
    catalogue: Catalogue, topics: Sequence[str], made: Sequence[Topic] = ()
) -> tuple[TopicId, ...]:
    """Give the ids of topics, each once.

    Args:
        catalogue: where they are looked up.
        topics: their ids, in order.
        made: those that the same step makes.

    Raises:
        NotFoundError: there is no such topic.
    """
    fresh = {topic.id for topic in made}
    known = (TopicId(t) if TopicId(t) in fresh else catalogue.get_topic(t).id for t in topics)
    return tuple(dict.fromkeys(known))
