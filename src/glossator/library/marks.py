"""Marking: make, change and delete annotations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from glossator.anchors.describe import describe
from glossator.library.areas import moved_area
from glossator.library.catalogue import Catalogue, require_pen
from glossator.library.labels import name_mark
from glossator.library.library import Library
from glossator.model.books import Source
from glossator.model.courses import Topic
from glossator.model.errors import InvalidRequestError
from glossator.model.ids import AnnotationId, TopicId
from glossator.model.marks import Annotation, SpanPart, Target
from glossator.model.operations import Change, Holds, IsNew, Step, Write
from glossator.model.pictures import Rectangle
from glossator.model.text import Span
from glossator.store.records import annotation_writes, deletion, encode_target, topic_writes


@dataclass(frozen=True, slots=True)
class NewMark:
    """What a reader gives to make an annotation.

    `id` is made by the client. `topics` may name topics of `new_topics`, which
    are made in the same step.
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


@dataclass(frozen=True, slots=True)
class MarkChanges:
    """What to change on an annotation; None leaves a field as it is."""

    pen: str | None = None
    own_words: str | None = None
    comment: str | None = None
    topics: tuple[str, ...] | None = None
    span: Span | None = None
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
    part = _describe_part(library, source, mark.edition, mark.span)
    annotation = Annotation(
        id=AnnotationId(mark.id),
        target=Target(source.id, source.edition, (part,)),
        pen=pen.id,
        own_words=mark.own_words.strip(),
        comment=mark.comment.strip(),
        topics=known_topics(catalogue, mark.topics, mark.new_topics),
        creator=library.actor,
        created=timestamp(library.clock()),
    )
    label = f"Marked {name_mark(library, annotation)} as {pen.name}"
    made = tuple(write for topic in mark.new_topics for write in topic_writes(topic))
    step = Step(step_id, "annotate", label, made + annotation_writes(annotation))
    unchanged = Holds("source", source.id, "edition", source.edition)
    return library.commit(step, [IsNew("annotation", annotation.id), unchanged])


def change_annotation(
    library: Library, step_id: str, annotation_id: str, changes: MarkChanges
) -> Change:
    """Change an annotation's pen, words, topics, span or area.

    Raises:
        NotFoundError: there is no such mark, pen or topic.
        InvalidRequestError: the span or area cannot be used, or nothing was given to change.
        ChangedMeanwhileError: the span is of a text that went out of use this moment.
        NotSavedError: it could not be written.
    """
    catalogue = library.catalogue
    annotation = library.get_annotation(annotation_id)
    source = catalogue.get_source(annotation.target.source)
    what: list[str] = []
    writes: list[Write] = []
    expects: list[Holds] = []

    def set_field(field: str, value: object, said: str) -> None:
        writes.append(Write("annotation", annotation.id, field, value))
        what.append(said)

    if changes.pen is not None:
        pen = require_pen(catalogue.system_of(source), changes.pen)
        set_field("pen", pen.id, f"made {pen.name}")
    if changes.own_words is not None:
        set_field("own_words", changes.own_words.strip(), "own words changed")
    if changes.comment is not None:
        set_field("comment", changes.comment.strip(), "comment changed")
    if changes.topics is not None:
        set_field("topics", list(known_topics(catalogue, changes.topics)), "topics changed")
    if changes.span is not None:
        target = _moved_target(library, source, annotation, changes.span)
        set_field("target", encode_target(target), "resized")
        expects.append(Holds("source", source.id, "edition", source.edition))
    if changes.area is not None:
        target = moved_area(library, source, annotation, changes.area)
        set_field("target", encode_target(target), "moved or resized")
    if not writes:
        raise InvalidRequestError("Nothing was given to change on the mark.")
    name = name_mark(library, annotation)
    label = f"{name[:1].upper()}{name[1:]}: {', '.join(what)}"
    step = Step(step_id, "change_annotation", label, tuple(writes))
    return library.commit(step, expects)


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
    moment = datetime.fromtimestamp(milliseconds / 1000, UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{milliseconds % 1000:03d}Z"


def _describe_part(library: Library, source: Source, edition: str, span: Span) -> SpanPart:
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
    if span.start == span.end or span.end > len(content.text):
        raise InvalidRequestError(
            f"Characters {span.start} to {span.end} are not a passage of {source.title}, which has "
            f"{len(content.text)} characters. Select the words again."
        )
    return SpanPart(span, describe(content.text, span))


def _moved_target(library: Library, source: Source, annotation: Annotation, span: Span) -> Target:
    part = _describe_part(library, source, source.edition or "", span)
    target = annotation.target
    first = next((i for i, p in enumerate(target.parts) if isinstance(p, SpanPart)), 0)
    parts = (*target.parts[:first], part, *target.parts[first + 1 :])
    return replace(target, edition=source.edition, parts=parts)


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
