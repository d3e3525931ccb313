"""A mark's registers in words that a reader understands, before and after a step."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import msgspec

from glossator.library.labels import name_mark
from glossator.library.library import Library
from glossator.model.errors import NotFoundError
from glossator.model.ids import AnnotationId, PenId, TopicId
from glossator.model.marks import MOST_IMPORTANT, Annotation, PlacePart, SpanPart, Target
from glossator.store.fold import NULL
from glossator.store.records import LINK, decode_target
from glossator.study.places import make_place

_LONGEST = 300
_PATH_SEPARATOR = " > "


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What became of one field of a mark.

    Attributes:
        field: "passage", "pen", "own_words", "comment", "topics", "importance",
            "answered", "link" or "deleted".
        before: in words; "" for nothing.
        after: likewise.
    """

    field: str
    before: str
    after: str


class MarkWords:
    """Says in words what a mark's registers hold; names are looked up once each."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def passage(self, value: str) -> str:
        """Give the words of a target's passages, or name its area."""
        target = decode_target(value)
        source = self._library.catalogue.sources.get(target.source)
        if source is None or target.edition not in {None, source.edition}:
            return _abridged(_raw_words(target))
        holder = Annotation(AnnotationId(""), target, PenId(""))
        place = make_place(source, self._library.content_of(source), holder)
        words = place.quote or (place.area.words if place.area else "")
        return _abridged(words or _raw_words(target))

    def pen(self, value: str) -> str:
        """Name a pen."""
        pen = msgspec.json.decode(value, type=str)
        return self._pens.get(PenId(pen), pen)

    def topics(self, value: str) -> str:
        """Give the paths of topics, also of those that are gone."""
        topics = msgspec.json.decode(value, type=list[str])
        return "; ".join(self._path(TopicId(topic)) for topic in topics)

    def link(self, value: str) -> str:
        """Say what a link says: "distinguishes “the race as well as the wheel”"."""
        link = msgspec.json.decode(value, type=dict[str, str])
        linked = self._library.find_annotation(link["to"])
        name = name_mark(self._library, linked) if linked else "a mark that is gone"
        return f"{link['kind'].replace('-', ' ')} {name}"

    @cached_property
    def _pens(self) -> Mapping[PenId, str]:
        systems = self._library.catalogue.systems.values()
        return {pen.id: pen.name for system in systems for pen in system.pens}

    def _path(self, topic: TopicId) -> str:
        names: list[str] = []
        topics = self._library.catalogue.topics
        at = topics.get(topic)
        while at is not None and len(names) < len(topics):
            names.append(at.name)
            at = topics.get(at.parent) if at.parent else None
        if not names:
            fields = self._library.store.read_fields("topic", topic)
            names.append(str(fields.get("name", "a topic that is gone")))
        return _PATH_SEPARATOR.join(reversed(names))


def describe_fields(
    words: MarkWords, changed: Mapping[str, tuple[str | None, str | None]]
) -> Iterator[FieldChange]:
    """Say what a step changed on a mark, in the order in which it is read.

    Args:
        words: looks names up.
        changed: for each register the JSON texts that it held before and after;
            None for nothing. Registers that say nothing to a reader are left out.
    """
    for name in sorted(changed, key=_rank):
        say = _says(words, name)
        if say is None:
            continue
        before, after = (_said(say, value) for value in changed[name])
        field = _NAMES.get(name, name.partition(":")[0])
        if before != after:
            yield FieldChange(field, before, after)
        elif field == "passage":
            yield FieldChange(field, "", "the same words, found again in another text")


_NAMES = {"target": "passage"}
_ORDER = ("target", "pen", "own_words", "comment", "topics", "importance", "answered", LINK)


def _rank(name: str) -> tuple[int, str]:
    key = LINK if name.startswith(LINK) else name
    return (_ORDER.index(key) if key in _ORDER else len(_ORDER), name)


def _says(words: MarkWords, name: str) -> Callable[[str], str] | None:
    if name.startswith(LINK):
        return words.link
    return {
        "target": words.passage,
        "pen": words.pen,
        "own_words": _text,
        "comment": _text,
        "topics": words.topics,
        "importance": _importance,
        "answered": _answered,
        "deleted": _deleted,
    }.get(name)


def _said(say: Callable[[str], str], value: str | None) -> str:
    """Say what a register holds; a value of a newer program's is shown as "…"."""
    if value is None or value == NULL:
        return ""
    try:
        return say(value)
    except (ValueError, KeyError, NotFoundError):
        return "…"


def _text(value: str) -> str:
    return msgspec.json.decode(value, type=str)


def _importance(value: str) -> str:
    importance = msgspec.json.decode(value, type=int)
    return f"{importance} of {MOST_IMPORTANT}" if importance else ""


def _answered(value: str) -> str:
    return "answered" if msgspec.json.decode(value, type=bool) else ""


def _deleted(value: str) -> str:
    return "deleted" if msgspec.json.decode(value, type=bool) else ""


def _raw_words(target: Target) -> str:
    """Give a target's words as they were taken from the text then in use."""
    words = [
        part.quote.exact if isinstance(part, SpanPart) else part.words
        for part in target.parts
        if isinstance(part, SpanPart | PlacePart)
    ]
    return " … ".join(" ".join(each.split()) for each in words) or "an area"


def _abridged(words: str) -> str:
    """Cut the middle out of a long passage: a resized one differs at its ends."""
    half = _LONGEST // 2
    return (
        words if len(words) <= _LONGEST else f"{words[:half].rstrip()} … {words[-half:].lstrip()}"
    )
