"""Records: the things of the model as registers (fields with JSON values), and back.

A field that is not there, or is null, has its empty value. So a new thing
writes only the fields that say something, and an undone one has none left.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from sys import intern
from typing import TypeVar

import msgspec

from glossator.model.books import Bibliography, Caption, Original, Source, SourceEdition
from glossator.model.courses import Course, Topic
from glossator.model.ids import (
    AnnotationId,
    CourseId,
    EditionId,
    LinkId,
    OriginalHash,
    PenId,
    PenSystemId,
    SourceId,
    TopicId,
)
from glossator.model.marks import (
    Annotation,
    AreaPart,
    Link,
    Part,
    PlacePart,
    SpanPart,
    Target,
    TextQuote,
)
from glossator.model.operations import Write
from glossator.model.text import Span

Fields = Mapping[str, object]
T = TypeVar("T")

LINK = "link:"
"""What the names of an annotation's registers for links begin with; then comes the link's id.

A register for each, so that links made on two machines are both kept.
"""

_LAST_SECOND = 253402300799  # of the year 9999, the last that RFC 3339 can write


class _SpanPart(msgspec.Struct, tag_field="type", tag="span"):
    exact: str
    start: int | None = None
    end: int | None = None
    prefix: str = ""
    suffix: str = ""
    foreign: tuple[str, ...] = ()


class _AreaPart(msgspec.Struct, tag_field="type", tag="area"):
    page_index: int
    x: float
    y: float
    width: float
    height: float
    image: str = ""


class _PlacePart(msgspec.Struct, tag_field="type", tag="place"):
    scheme: str
    label: str
    words: str


class _Target(msgspec.Struct):
    source: SourceId
    parts: tuple[_SpanPart | _AreaPart | _PlacePart, ...]
    edition: EditionId | None = None


class _Annotation(msgspec.Struct):
    target: _Target
    pen: PenId
    own_words: str = ""
    comment: str = ""
    topics: tuple[TopicId, ...] = ()
    importance: int = 0
    answered: bool = False
    creator: str = ""
    created: str = ""
    foreign: str = ""
    modified: str = ""


class _Link(msgspec.Struct):
    to: AnnotationId
    kind: str


class _Source(msgspec.Struct):
    title: str = ""
    course: CourseId = CourseId("")
    original: Original | None = None
    edition: EditionId | None = None
    caption: Caption = Caption()
    length: int = 0
    problems: tuple[str, ...] = ()
    expected_hash: OriginalHash | None = None
    bibliography: Bibliography = Bibliography()
    archived: bool = False
    editions: tuple[SourceEdition, ...] = ()
    offers: tuple[str, ...] = ()
    preferred_scheme: str = ""


class _Course(msgspec.Struct):
    name: str = ""
    pen_system: PenSystemId = PenSystemId("")


class _Topic(msgspec.Struct):
    course: CourseId = CourseId("")
    name: str = ""
    parent: TopicId | None = None
    order: str = ""


class Emptied(msgspec.Struct):
    """Of a source that left the bin for good: its files that are no longer kept."""

    originals: tuple[OriginalHash, ...] = ()
    editions: tuple[EditionId, ...] = ()


_annotation_decoder = msgspec.json.Decoder(_Annotation)
_link_decoder = msgspec.json.Decoder(dict[str, msgspec.Raw])
_target_decoder = msgspec.json.Decoder(_Target)


def deletion(entity: str, entity_id: str) -> Write:
    """Give the write that deletes a thing."""
    return Write(entity, entity_id, field="deleted", value=True)


def annotation_writes(annotation: Annotation) -> tuple[Write, ...]:
    """Give the writes that make an annotation.

    `modified` is the log's to say, unless the annotation brings it along from
    another library: it is written last, and holds until the next change.
    """
    record = {
        "target": encode_target(annotation.target),
        "pen": annotation.pen,
        "own_words": annotation.own_words,
        "comment": annotation.comment,
        "topics": list(annotation.topics),
        "importance": annotation.importance,
        "answered": annotation.answered,
        **{f"{LINK}{link.id}": encode_link(link) for link in annotation.links},
        "creator": annotation.creator,
        "created": annotation.created,
        "foreign": annotation.foreign,
        "modified": annotation.modified,
    }
    return _writes("annotation", annotation.id, record)


def source_writes(source: Source) -> tuple[Write, ...]:
    """Give the writes that make a source."""
    record = {
        "title": source.title,
        "course": source.course,
        "original": asdict(source.original) if source.original else None,
        "edition": source.edition,
        "caption": encode_caption(source.caption),
        "length": source.length,
        "problems": list(source.problems),
        "expected_hash": source.expected_hash,
        "bibliography": encode_bibliography(source.bibliography),
        "archived": source.archived,
        "editions": [asdict(edition) for edition in source.editions],
        "offers": list(source.offers),
        "preferred_scheme": source.preferred_scheme,
    }
    return _writes("source", source.id, record)


def course_writes(course: Course) -> tuple[Write, ...]:
    """Give the writes that make a course."""
    return _writes("course", course.id, {"name": course.name, "pen_system": course.pen_system})


def topic_writes(topic: Topic) -> tuple[Write, ...]:
    """Give the writes that make a topic."""
    record = {
        "course": topic.course,
        "name": topic.name,
        "parent": topic.parent,
        "order": topic.order,
    }
    return _writes("topic", topic.id, record)


def encode_caption(caption: Caption) -> dict[str, object]:
    """Give the parts of a caption that are known, by name."""
    return {name: value for name, value in asdict(caption).items() if value}


def encode_bibliography(bibliography: Bibliography) -> dict[str, object]:
    """Give what is known of a work, by name."""
    return {name: value for name, value in asdict(bibliography).items() if value}


def encode_link(link: Link) -> dict[str, object]:
    """Give what a link's register holds; its id is in the register's name."""
    return {"to": link.to, "kind": link.kind}


def encode_target(target: Target) -> dict[str, object]:
    """Give a target as a JSON value."""
    return {
        "source": target.source,
        "edition": target.edition,
        "parts": [_encode_part(part) for part in target.parts],
    }


def decode_annotation_json(annotation_id: str, fields: str, modified_ms: int) -> Annotation:
    """Make an annotation from the JSON text of its fields.

    Args:
        annotation_id: its id.
        fields: a JSON object.
        modified_ms: time of its last change, milliseconds since 1970 UTC.

    Raises:
        ValueError: a field is not of its type, or target or pen is missing.
    """
    record = _annotation_decoder.decode(fields)
    links = _links_in(fields) if f'"{LINK}' in fields else ()
    return _to_annotation(annotation_id, record, links, format_time(modified_ms))


def _links_in(fields: str) -> tuple[Link, ...]:
    """Read the links among an annotation's fields; one that cannot be read is left out."""
    links = []
    for name, value in sorted(_link_decoder.decode(fields).items()):
        if name.startswith(LINK):
            try:
                record = msgspec.json.decode(value, type=_Link)
            except msgspec.ValidationError:
                continue  # of a newer program, perhaps; the register keeps it
            links.append(Link(LinkId(name.removeprefix(LINK)), record.to, record.kind))
    return tuple(links)


def decode_source(source_id: str, fields: Fields) -> Source:
    """Make a source from its fields.

    Raises:
        ValueError: a field is not of its type.
    """
    record = _convert(source_id, fields, _Source)
    return Source(
        id=SourceId(source_id),
        title=record.title,
        course=record.course,
        original=record.original,
        edition=record.edition,
        caption=record.caption,
        length=record.length,
        problems=record.problems,
        expected_hash=record.expected_hash,
        bibliography=record.bibliography,
        archived=record.archived,
        editions=record.editions,
        offers=record.offers,
        preferred_scheme=record.preferred_scheme,
    )


def decode_course(course_id: str, fields: Fields) -> Course:
    """Make a course from its fields.

    Raises:
        ValueError: a field is not of its type.
    """
    record = _convert(course_id, fields, _Course)
    return Course(CourseId(course_id), record.name, record.pen_system)


def decode_topic(topic_id: str, fields: Fields) -> Topic:
    """Make a topic from its fields.

    Raises:
        ValueError: a field is not of its type.
    """
    record = _convert(topic_id, fields, _Topic)
    return Topic(TopicId(topic_id), record.course, record.name, record.parent, record.order)


def decode_target(target: str) -> Target:
    """Make a target from its JSON text.

    Raises:
        ValueError: it is not a target.
    """
    return _to_target(_target_decoder.decode(target))


def format_time(milliseconds: int) -> str:
    """Write a time since 1970 UTC as RFC 3339 with milliseconds and Z."""
    seconds, rest = divmod(milliseconds, 1000)
    moment = datetime.fromtimestamp(min(seconds, _LAST_SECOND), UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{rest:03d}Z"


def _writes(entity: str, entity_id: str, record: Fields) -> tuple[Write, ...]:
    return tuple(Write(entity, entity_id, name, value) for name, value in record.items() if value)


def _convert(entity_id: str, fields: Fields, record_type: type[T]) -> T:
    try:
        return msgspec.convert(fields, record_type)
    except msgspec.ValidationError as error:
        raise ValueError(f"the fields of {entity_id} cannot be read: {error}") from error


def _encode_part(part: Part) -> dict[str, object]:
    if isinstance(part, SpanPart):
        return {
            "type": "span",
            "start": part.span.start if part.span else None,
            "end": part.span.end if part.span else None,
            "exact": part.quote.exact,
            "prefix": part.quote.prefix,
            "suffix": part.quote.suffix,
            "foreign": list(part.foreign),
        }
    return {"type": "area" if isinstance(part, AreaPart) else "place", **asdict(part)}


def _to_annotation(
    annotation_id: str, record: _Annotation, links: tuple[Link, ...], modified: str
) -> Annotation:
    return Annotation(
        id=AnnotationId(annotation_id),
        target=_to_target(record.target),
        pen=PenId(intern(record.pen)),
        own_words=record.own_words,
        comment=record.comment,
        topics=tuple(TopicId(intern(topic)) for topic in record.topics),
        importance=record.importance,
        answered=record.answered,
        links=links,
        creator=intern(record.creator),
        created=record.created,
        modified=record.modified or modified,
        foreign=record.foreign,
    )


def _to_target(record: _Target) -> Target:
    # Many marks share these: each text is kept once.
    edition = EditionId(intern(record.edition)) if record.edition else None
    source = SourceId(intern(record.source))
    return Target(source, edition, tuple(_to_part(part) for part in record.parts))


def _to_part(part: _SpanPart | _AreaPart | _PlacePart) -> Part:
    if isinstance(part, _SpanPart):
        quote = TextQuote(part.exact, part.prefix, part.suffix)
        if part.start is None or part.end is None:
            return SpanPart(None, quote, part.foreign)
        return SpanPart(Span(part.start, part.end), quote, part.foreign)
    if isinstance(part, _AreaPart):
        return AreaPart(part.page_index, part.x, part.y, part.width, part.height, part.image)
    return PlacePart(part.scheme, part.label, part.words)
