"""One annotation to one W3C annotation and back.

Everything the W3C model can say is said in its words; what it cannot (which
pen, which topic, which edition) is added under the prefix `glossator:`. After
the Web Annotation Data Model, W3C Recommendation of 23 February 2017.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from glossator.exchange.jsonld_parts import read_part, write_part
from glossator.exchange.jsonld_terms import (
    ANNO,
    ANSWERED,
    EDITION,
    FOREIGN,
    IMPORTANCE,
    LINK,
    LINK_ID,
    OTHER_TARGETS,
    PEN,
    TOPIC,
    BrokenItemError,
    Json,
    as_list,
    canonical,
    is_count,
    name_in_urn,
    named,
    safe_id,
    urn,
)
from glossator.model.ids import AnnotationId, EditionId, LinkId, PenId, SourceId, TopicId
from glossator.model.marks import MOST_IMPORTANT, Annotation, Link, Part, Target

_READ = frozenset(
    {"@context", "id", "type", "motivation", "creator", "created", "modified"}
    | {"body", "bodyValue", "target", IMPORTANCE, ANSWERED}
)
_MOTIVATION = "classifying"
_SETS = ("Choice", "Composite", "Independents", "List")  # W3C 3.2.7; the vocabulary, appendix A
_EDITION_ID = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class ReadItem:
    """An annotation as an item gives it, with what must still be looked up.

    Attributes:
        annotation: its pen is "" where the item names no pen of ours.
        tags: those that are neither a pen nor a topic of ours, in order.
        source_name: what the item calls its source: a title or an address; "" where it says none.
        unread: the types of the selectors that are kept but not read.
        has_odd_id: no store could hold the id it names, so it got one made from that.
    """

    annotation: Annotation
    tags: tuple[str, ...] = ()
    source_name: str = ""
    unread: tuple[str, ...] = ()
    has_odd_id: bool = False


@dataclass(frozen=True)
class _Statement:
    """What the bodies of an item say; `kept` are those that are not read."""

    pen: str
    tags: tuple[str, ...]
    topics: tuple[TopicId, ...]
    own_words: str
    comment: str
    links: tuple[Link, ...]
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
    if annotation.importance:
        item[IMPORTANCE] = annotation.importance
    if annotation.answered:
        item[ANSWERED] = True
    item["body"] = _write_bodies(annotation, pen_name, topics)
    targets = [_write_target(annotation.target, part) for part in annotation.target.parts]
    item["target"] = targets if len(targets) > 1 else targets[0]
    if not annotation.foreign:
        return item
    as_it_came = _merge_foreign(item, annotation.foreign)
    same = read_item(as_it_came).annotation == annotation
    return as_it_came if same else item | {FOREIGN: annotation.foreign}


def _write_bodies(
    annotation: Annotation, pen_name: str, topics: Mapping[TopicId, str]
) -> list[Json]:
    bodies = [_body("tagging", pen_name) | {PEN: annotation.pen}]
    if annotation.own_words:
        bodies.append(_body("describing", annotation.own_words))
    if annotation.comment:
        bodies.append(_body("commenting", annotation.comment))
    paths = ((topic, topics.get(topic, topic)) for topic in annotation.topics)
    bodies += [_body("tagging", path) | {TOPIC: topic} for topic, path in paths]
    return bodies + [_link_body(link) for link in annotation.links]


def _link_body(link: Link) -> Json:
    """Write a link as a body of its own: a resource that the mark is linked with (W3C 3.3.5)."""
    to = urn("annotation", link.to)
    resource: Json = {"type": "SpecificResource", "purpose": "linking", "source": to}
    return resource | {LINK: link.kind, LINK_ID: link.id}


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
    except (ValueError, RecursionError):
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

    A field that has another shape than W3C's is kept with the foreign ones.

    Raises:
        BrokenItemError: it is no annotation.
    """
    if not isinstance(item, dict) or not as_list(item.get("target")):
        raise BrokenItemError("it is not an annotation with a target")
    statement = _read_bodies([*as_list(item.get("body")), *_value_body(item)])
    targets = _members(as_list(item["target"]))
    address = _address(targets[0])
    ours = [target for target in targets if _address(target) == address]
    target, unread = _read_target(ours, address)
    identifier = _text(item, "id") or canonical(item)
    name = name_in_urn("annotation", identifier)
    name = named(identifier) if name is None else name
    annotation = Annotation(
        id=AnnotationId(safe_id(name)),
        target=target,
        pen=PenId(statement.pen),
        own_words=statement.own_words,
        comment=statement.comment,
        topics=statement.topics,
        importance=_importance(item),
        answered=item.get(ANSWERED) is True,
        links=statement.links,
        creator=_creator(item),
        created=_text(item, "created"),
        modified=_text(item, "modified"),
        foreign=_foreign(item, statement.kept),
    )
    source_name = _title(ours[0]) or address
    return ReadItem(annotation, statement.tags, source_name, unread, safe_id(name) != name)


def _read_bodies(bodies: list[Any]) -> _Statement:
    """Read what the bodies say; several of a kind are joined by an empty line."""
    by_kind: dict[str, list[Any]] = defaultdict(list)
    for body in bodies:
        by_kind[_kind_of(body)].append(body)
    return _Statement(
        pen="".join(_text(body, PEN) for body in by_kind["pen"][:1]),
        tags=tuple(_text(body, "value") for body in by_kind["tagging"]),
        topics=tuple(TopicId(safe_id(_text(body, TOPIC))) for body in by_kind["topic"]),
        own_words="\n\n".join(_text(body, "value") for body in by_kind["describing"]),
        comment="\n\n".join(_text(body, "value") for body in by_kind["commenting"]),
        links=tuple(sorted(map(_read_link, by_kind["link"]), key=lambda link: link.id)),
        kept=tuple(by_kind["kept"]),
    )


def _kind_of(body: object) -> str:
    """Say what a body is for; W3C 3.3.5 leaves a body without a purpose to its motivation."""
    if _is_link(body):
        return "link"
    if not isinstance(body, dict) or body.get("type") != "TextualBody":
        return "kept"
    if not all(isinstance(body.get(key, ""), str) for key in (PEN, TOPIC, "value")):
        return "kept"
    if PEN in body or TOPIC in body:
        return "pen" if PEN in body else "topic"
    purpose = body.get("purpose", "commenting")
    return purpose if purpose in ("tagging", "describing", "commenting") else "kept"


def _is_link(body: object) -> bool:
    if not isinstance(body, dict) or body.get("purpose") != "linking":
        return False
    named = all(isinstance(body.get(key), str) and body[key] for key in (LINK, LINK_ID))
    return named and name_in_urn("annotation", _text(body, "source")) is not None


def _read_link(body: Json) -> Link:
    to = name_in_urn("annotation", _text(body, "source")) or ""
    return Link(LinkId(safe_id(body[LINK_ID])), AnnotationId(safe_id(to)), body[LINK])


def _importance(item: Json) -> int:
    """Give how important an item is, 0 where that is not said in our words."""
    said: Any = item.get(IMPORTANCE)
    return int(said) if is_count(said) and said <= MOST_IMPORTANT else 0


def _value_body(item: Json) -> list[Json]:
    words = _text(item, "bodyValue")
    return [_body("commenting", words)] if words else []


def _text(record: object, key: str) -> str:
    """Get a text, "" where it is absent or none."""
    value = record.get(key) if isinstance(record, dict) else None
    return value if isinstance(value, str) else ""


def _members(targets: list[Any]) -> list[Any]:
    """Give what stands in the sets among some targets in place of these sets."""
    sets = (target["items"] if _is_set(target) else [target] for target in targets)
    return list(chain.from_iterable(sets))


def _is_set(target: object) -> bool:
    items = target.get("items") if isinstance(target, dict) else None
    return _text(target, "type") in _SETS and isinstance(items, list) and bool(items)


def _address(target: object) -> str:
    """Give the address of the source a target is in, "" where it names none."""
    source = target.get("source", target.get("id")) if isinstance(target, dict) else target
    return source if isinstance(source, str) else _text(source, "id")


def _title(target: object) -> str:
    return _text(target.get("source"), "title") if isinstance(target, dict) else ""


def _read_target(targets: list[Any], address: str) -> tuple[Target, tuple[str, ...]]:
    """Read the parts of one source; an unknown source gets an id made from its address."""
    resources = [target if isinstance(target, dict) else {} for target in targets]
    read = [read_part(as_list(resource.get("selector"))) for resource in resources]
    editions = filter(_EDITION_ID.fullmatch, (_text(resource, EDITION) for resource in resources))
    edition = next(editions, None)
    name = name_in_urn("source", address)
    target = Target(
        source=SourceId(named(address) if name is None else safe_id(name)),
        edition=EditionId(edition) if edition else None,
        parts=tuple(part for part, _ in read),
    )
    return target, tuple(chain.from_iterable(unread for _, unread in read))


def _creator(item: Json) -> str:
    first = next(iter(as_list(item.get("creator"))), "")
    if isinstance(first, dict):
        return _text(first, "name") or _text(first, "nickname") or _text(first, "id")
    return first if isinstance(first, str) else ""


def _foreign(item: Json, bodies: tuple[Any, ...]) -> str:
    """Give as JSON text what of an item is not read, so that it goes out again as it came."""
    if isinstance(item.get(FOREIGN), str):
        return str(item[FOREIGN])
    extras, others = _unread_targets(as_list(item["target"]))
    motivation, id_ = item.get("motivation"), item.get("id")
    kept = {
        "motivation": motivation if motivation != _MOTIVATION else None,
        # W3C 3.3.7: the id it had before it came here.
        "canonical": id_ if name_in_urn("annotation", _text(item, "id")) is None else None,
        "body": list(bodies),
        "target": extras if any(extras) else None,
        OTHER_TARGETS: others,
    }
    fields = {key: value for key, value in kept.items() if value}
    fields |= _unread_fields(item, _read_in(item))
    return canonical(fields) if fields else ""


def _unread_targets(targets: list[Any]) -> tuple[list[Json], list[Any]]:
    """Give the unread fields of the targets that are read, and the other targets as they came."""
    if any(map(_is_set, targets)):
        return [], targets
    address = _address(targets[0])
    ours = [target for target in targets if _address(target) == address]
    others = [target for target in targets if _address(target) != address]
    if not address:
        others = [target for target in targets if not isinstance(target, dict)]
    return [_unread_fields(target, _read_in_target(target)) for target in ours], others


def _read_in(item: Json) -> frozenset[str]:
    """Name the fields of an item that are read, which depends on their shapes."""
    texts = ("created", "modified", "bodyValue")
    odd = {key for key in texts if not isinstance(item.get(key, ""), str)}
    return _READ - odd - (set() if _creator(item) else {"creator"})


def _read_in_target(target: object) -> frozenset[str]:
    read = {"type", "selector"} | ({"source"} if _address(target) else set())
    return frozenset(read | ({EDITION} if _EDITION_ID.fullmatch(_text(target, EDITION)) else set()))


def _unread_fields(record: object, read: frozenset[str]) -> Json:
    if not isinstance(record, dict):
        return {}
    return {key: value for key, value in record.items() if key not in read}
