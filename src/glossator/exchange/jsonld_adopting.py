"""Give annotations of other programs the course, source, pens and topics they need here."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import NAMESPACE_URL, uuid5

from glossator.exchange.jsonld_items import ReadItem
from glossator.model.books import Source
from glossator.model.courses import Course, Topic
from glossator.model.ids import CourseId, PenId, PenSystemId, SourceId, TopicId
from glossator.model.marks import Annotation
from glossator.model.pens import ROLES, Pen, PenSystem
from glossator.study.pen_file import read_pen_system, write_pen_system
from glossator.study.presets import load_preset

NAMELESS = "Imported"
"""What the pen of a mark is called that came without any tag; also the course's name."""

SOURCELESS = "Unknown source"
"""What the source of marks is called that came without the address of one."""

_LONGEST_PEN_ID = 60

# Told apart with any colour vision (Okabe and Ito, 2008).
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#4d4d4d")


@dataclass(frozen=True)
class Adoption:
    """The annotations with their pens and topics, and what had to be made for them."""

    annotations: tuple[Annotation, ...]
    sources: tuple[Source, ...]
    topics: tuple[Topic, ...]
    courses: tuple[Course, ...]
    pen_systems: tuple[tuple[str, str], ...]


def adopt_items(
    items: Sequence[ReadItem],
    sources: Mapping[SourceId, Source],
    pens: Mapping[CourseId, Mapping[str, PenId]],
) -> Adoption:
    """Give each item a source, a pen and topics; make those that are not known.

    What is made is named after what it stands for, so that the same file read
    twice gives the same.

    Args:
        items: the annotations as read.
        sources: the known ones.
        pens: for each course, its pens by name in lower case.
    """
    names = sorted({_pen_and_tags(item)[0] for item in items if not item.annotation.pen})
    course = _course(names)
    made = {
        id_: Source(id_, item.source_name or SOURCELESS, course.id)
        for item in reversed(items)
        if (id_ := item.annotation.target.source) not in sources
    }
    homes = {id_: source.course for id_, source in (*sources.items(), *made.items())}
    annotations, topics = [], {}
    for item in items:
        home = homes[item.annotation.target.source]
        annotation, new_topics = _adopt(item, home, pens.get(home, {}))
        annotations.append(annotation)
        topics.update({topic.id: topic for topic in new_topics})
    return Adoption(
        annotations=tuple(annotations),
        sources=tuple(made.values()),
        topics=tuple(topics.values()),
        courses=(course,) if made else (),
        pen_systems=((course.pen_system, _pen_system(course.pen_system, names)),) if made else (),
    )


def _adopt(
    item: ReadItem, course: CourseId, pens: Mapping[str, PenId]
) -> tuple[Annotation, list[Topic]]:
    name, tags = _pen_and_tags(item)
    topics = [_topic(course, tag, order) for order, tag in enumerate(tags, 1)]
    annotation = replace(
        item.annotation,
        pen=item.annotation.pen or pens.get(name.casefold()) or _pen_id(name),
        topics=item.annotation.topics + tuple(topic.id for topic in topics),
    )
    return annotation, topics


def _pen_and_tags(item: ReadItem) -> tuple[str, tuple[str, ...]]:
    """Part the tag that stands for the pen, the first, from the others, which are topics."""
    if item.annotation.pen or not item.tags:
        return NAMELESS, item.tags
    return item.tags[0].strip() or NAMELESS, item.tags[1:]


def _pen_id(name: str) -> PenId:
    """Make a pen's id from its name; without a Latin letter or too long it comes from its hash."""
    word = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")
    is_short = 0 < len(word) <= _LONGEST_PEN_ID
    return PenId(word if is_short else "pen-" + hashlib.sha256(name.encode()).hexdigest()[:8])


def _course(pen_names: list[str]) -> Course:
    """Make the course of what is adopted: one for each set of pens, since it has one pen system."""
    system = "imported"
    if pen_names not in ([], [NAMELESS]):
        system += "-" + hashlib.sha256("\n".join(pen_names).encode()).hexdigest()[:8]
    return Course(
        CourseId(str(uuid5(NAMESPACE_URL, f"urn:glossator:course:{system}"))),
        NAMELESS,
        PenSystemId(system),
    )


def _pen_system(id_: PenSystemId, names: list[str]) -> str:
    """Write a pen system with a pen for each name, and the note forms of the seven-pen preset."""
    by_id = {_pen_id(name): name for name in reversed(names or [NAMELESS])}
    pens = [
        Pen(
            pen,
            name,
            _COLOURS[index % len(_COLOURS)],
            letter=f"{index + 1}" if index < 99 else "",  # two signs at most; "": one of its name
            becomes=name.casefold() if name.casefold() in ROLES else "other",
        )
        for index, (pen, name) in enumerate(sorted(by_id.items()))
    ]
    forms = read_pen_system(load_preset("case-brief-7"), file_name="case-brief-7.toml").forms
    return write_pen_system(PenSystem(id_, NAMELESS, tuple(pens), forms))


def _topic(course: CourseId, tag: str, order: int) -> Topic:
    id_ = str(uuid5(NAMESPACE_URL, f"urn:glossator:topic:{course}:{tag}"))
    return Topic(TopicId(id_), course, tag, None, f"{order:04d}V")
