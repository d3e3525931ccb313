"""One annotation to one W3C annotation and back.

Everything the W3C model can say is said in its words; what it cannot (which
pen, which topic, which edition) is added under the prefix `glossator:`. After
the Web Annotation Data Model, W3C Recommendation of 23 February 2017.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from glossator.exchange.jsonld_parts import read_part, write_part
from glossator.exchange.jsonld_terms import (
    ANNO,
    EDITION,
    FOREIGN,
    OTHER_TARGETS,
    PEN,
    TOPIC,
    BrokenItemError,
    Json,
    as_list,
    canonical,
    name_in_urn,
    text_of,
    urn,
)
from glossator.model.ids import AnnotationId, EditionId, PenId, SourceId, TopicId
from glossator.model.marks import Annotation, Part, Target

_READ = frozenset(
    {"@context", "id", "type", "motivation", "creator", "created", "modified"}
    | {"body", "bodyValue", "target"}
)
_MOTIVATION = "classifying"
_READ_IN_TARGET = frozenset({"type", "source", "selector", EDITION})


@dataclass(frozen=True)
class ReadItem:
    """An annotation as an item gives it, with what must still be looked up.

    Attributes:
        annotation: its pen is "" where the item names no pen of ours.
        tags: those that are neither a pen nor a topic of ours, in order.
        source_name: what the item calls its source: a title or an address.
        unread: the types of the selectors that are kept but not read.
    """

    annotation: Annotation
    tags: tuple[str, ...] = ()
    source_name: str = ""
    unread: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Statement:
    """What the bodies of an item say; `kept` are those that are not read."""

    pen: str
    tags: tuple[str, ...]
    topics: tuple[TopicId, ...]
    own_words: str
    comment: str
    kept: tuple[Any, ...]


def write_item(annotation: Annotation, pen_name: str, topics: Mapping[TopicId, str]) -> Json:
    """Write an annotation as a W3C annotation that is valid by itself.

    Args:
        annotation: any annotation.
        pen_name: what its pen is called, for other programs.
        topics: paths of topics by id, likewise.
    """
    item: Json = {"@context": ANNO, "id": urn("annotation", annotation.id), "type": "Annotation"}
    item["motivation"] = _MOTIVATION
    if annotation.creator:
        item["creator"] = {"type": "Person", "name": annotation.creator}
    times = {"created": annotation.created, "modified": annotation.modified}
    item |= {key: time for key, time in times.items() if time}
    item["body"] = _write_bodies(annotation, pen_name, topics)
    targets = [_write_target(annotation.target, part) for part in annotation.target.parts]
    item["target"] = targets if len(targets) > 1 else targets[0]
    if not annotation.foreign:
        return item
    as_it_came = _merge_foreign(item, annotation.foreign)
    return as_it_came if _says(as_it_came, annotation) else item | {FOREIGN: annotation.foreign}


def _says(item: Json, annotation: Annotation) -> bool:
    """Tell whether an item, read again, gives the annotation with its foreign fields."""
    try:
        return read_item(item).annotation == annotation
    except BrokenItemError:
        return False


def _write_bodies(
    annotation: Annotation, pen_name: str, topics: Mapping[TopicId, str]
) -> list[Json]:
    bodies = [_body("tagging", pen_name) | {PEN: annotation.pen}]
    if annotation.own_words:
        bodies.append(_body("describing", annotation.own_words))
    if annotation.comment:
        bodies.append(_body("commenting", annotation.comment))
    paths = ((topic, topics.get(topic, topic)) for topic in annotation.topics)
    return bodies + [_body("tagging", path) | {TOPIC: topic} for topic, path in paths]


def _body(purpose: str, value: str) -> Json:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}


def _write_target(target: Target, part: Part) -> Json:
    resource: Json = {"type": "SpecificResource", "source": urn("source", target.source)}
    if target.edition:
        resource[EDITION] = target.edition
    return resource | {"selector": write_part(part)}


def _merge_foreign(item: Json, foreign: str) -> Json:
    """Put another program's fields back where they were, as far as they fit."""
    try:
        fields = json.loads(foreign)
    except ValueError:
        return item
    if not isinstance(fields, dict):
        return item
    bodies, targets = as_list(fields.get("body")), as_list(fields.get("target"))
    merged = fields | item | {"body": item["body"] + bodies}
    merged["motivation"] = fields.get("motivation", item["motivation"])
    if targets and len(targets) == len(as_list(item["target"])):
        pairs = zip(targets, as_list(item["target"]), strict=True)
        both = [{**extra, **target} for extra, target in pairs if isinstance(extra, dict)]
        merged["target"] = both if len(both) > 1 else both[0] if both else item["target"]
    return merged


def read_item(item: object) -> ReadItem:
    """Read a W3C annotation, ours or another program's.

    Raises:
        BrokenItemError: it is no annotation, or a field of it has another shape.
    """
    if not isinstance(item, dict) or not as_list(item.get("target")):
        raise BrokenItemError("it is not an annotation with a target")
    statement = _read_bodies([*as_list(item.get("body")), *_value_body(item)])
    targets = as_list(item["target"])
    addresses = [_address(target) for target in targets]
    ours = [t for t, address in zip(targets, addresses, strict=True) if address == addresses[0]]
    others = [t for t, address in zip(targets, addresses, strict=True) if address != addresses[0]]
    target, unread = _read_target(ours, addresses[0])
    identifier = text_of(item, "id") or canonical(item)
    annotation = Annotation(
        id=AnnotationId(name_in_urn("annotation", identifier) or _named(identifier)),
        target=target,
        pen=PenId(statement.pen),
        own_words=statement.own_words,
        comment=statement.comment,
        topics=statement.topics,
        creator=_creator(item),
        created=text_of(item, "created"),
        modified=text_of(item, "modified"),
        foreign=_foreign(item, statement.kept, ours, others),
    )
    return ReadItem(annotation, statement.tags, _title(ours[0]) or addresses[0], unread)


def _read_bodies(bodies: list[Any]) -> _Statement:
    """Read what the bodies say; several of a kind are joined by an empty line."""
    by_kind: dict[str, list[Any]] = defaultdict(list)
    for body in bodies:
        by_kind[_kind_of(body)].append(body)
    return _Statement(
        pen="".join(text_of(body, PEN) for body in by_kind["pen"][:1]),
        tags=tuple(text_of(body, "value") for body in by_kind["tagging"]),
        topics=tuple(TopicId(text_of(body, TOPIC)) for body in by_kind["topic"]),
        own_words="\n\n".join(text_of(body, "value") for body in by_kind["describing"]),
        comment="\n\n".join(text_of(body, "value") for body in by_kind["commenting"]),
        kept=tuple(by_kind["kept"]),
    )


def _kind_of(body: object) -> str:
    """Say what a body is for; W3C 3.3.5 leaves a body without a purpose to its motivation."""
    if not isinstance(body, dict) or body.get("type") != "TextualBody":
        return "kept"
    if PEN in body or TOPIC in body:
        return "pen" if PEN in body else "topic"
    purpose = body.get("purpose", "commenting")
    return purpose if purpose in ("tagging", "describing", "commenting") else "kept"


def _value_body(item: Json) -> list[Json]:
    return [_body("commenting", text_of(item, "bodyValue"))] if item.get("bodyValue") else []


def _address(target: object) -> str:
    """Give the address of the source a target is in."""
    if isinstance(target, str):
        return target
    if not isinstance(target, dict):
        raise BrokenItemError("its target is neither an address nor an object")
    source = target.get("source", target.get("id", ""))
    return (
        text_of(source, "id") if isinstance(source, dict) else text_of({"source": source}, "source")
    )


def _title(target: object) -> str:
    source = target.get("source") if isinstance(target, dict) else None
    return text_of(source, "title") if isinstance(source, dict) else ""


def _read_target(targets: list[Any], address: str) -> tuple[Target, tuple[str, ...]]:
    """Read the parts of one source; an unknown source gets an id made from its address."""
    if not address:
        raise BrokenItemError("its target names no source")
    resources = [target if isinstance(target, dict) else {} for target in targets]
    read = [read_part(as_list(resource.get("selector"))) for resource in resources]
    edition = next(
        (text_of(resource, EDITION) for resource in resources if EDITION in resource), ""
    )
    target = Target(
        source=SourceId(name_in_urn("source", address) or _named(address)),
        edition=EditionId(edition) if edition else None,
        parts=tuple(part for part, _ in read),
    )
    return target, tuple(chain.from_iterable(unread for _, unread in read))


def _named(address: str) -> str:
    """Make an id from an address: always the same one, so that a second import adds nothing."""
    return str(uuid5(NAMESPACE_URL, address))


def _creator(item: Json) -> str:
    first = next(iter(as_list(item.get("creator"))), "")
    if isinstance(first, dict):
        return text_of(first, "name") or text_of(first, "nickname") or text_of(first, "id")
    return text_of({"creator": first}, "creator")


def _foreign(item: Json, bodies: tuple[Any, ...], ours: list[Any], others: list[Any]) -> str:
    """Give as JSON text what of an item is not read, so that it goes out again as it came."""
    if FOREIGN in item:
        return text_of(item, FOREIGN)
    extras = [_unread_fields(target, _READ_IN_TARGET) for target in ours]
    kept = {
        "motivation": item.get("motivation") if item.get("motivation") != _MOTIVATION else None,
        # W3C 3.3.7: the id it had before it came here.
        "canonical": item.get("id")
        if name_in_urn("annotation", text_of(item, "id")) is None
        else None,
        "body": list(bodies),
        "target": extras if any(extras) else None,
        OTHER_TARGETS: others,
    }
    fields = {key: value for key, value in kept.items() if value} | _unread_fields(item, _READ)
    return canonical(fields) if fields else ""


def _unread_fields(record: object, read: frozenset[str]) -> Json:
    if not isinstance(record, dict):
        return {}
    return {key: value for key, value in record.items() if key not in read}
