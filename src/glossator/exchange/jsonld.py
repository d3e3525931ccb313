"""The lossless dump: annotations, and what a reader made around them, as W3C JSON-LD.

An AnnotationCollection whose items are W3C annotations, each valid by itself;
what belongs to no single annotation rides along under our own context. What
other programs write is read too, as far as W3C selectors go.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, TypeVar

from glossator.exchange.jsonld_adopting import SOURCELESS, adopt_items
from glossator.exchange.jsonld_corrections import read_corrections, write_corrections
from glossator.exchange.jsonld_entries import read_entries, write_entries
from glossator.exchange.jsonld_hypothesis import item_from_row
from glossator.exchange.jsonld_items import ReadItem, read_item, write_item
from glossator.exchange.jsonld_records import (
    read_records,
    read_systems,
    write_records,
    write_systems,
)
from glossator.exchange.jsonld_rules import read_rules, write_rules
from glossator.exchange.jsonld_terms import (
    CONTEXT,
    CORRECTIONS,
    COURSES,
    ENTRIES,
    PEN_SYSTEMS,
    RULES,
    SOURCES,
    TOPICS,
    BrokenItemError,
    Json,
    short,
    without_half_pairs,
)
from glossator.model.books import Source
from glossator.model.corrections import Correction
from glossator.model.courses import Course, Topic
from glossator.model.entries import Entry
from glossator.model.errors import InvalidRequestError, PenSystemError
from glossator.model.ids import CourseId, PenId, TopicId
from glossator.model.marks import Annotation
from glossator.model.pens import Pen
from glossator.model.rules import Rule
from glossator.study.pen_file import read_pen_system


@dataclass(frozen=True)
class Dump:
    """Annotations with everything they point at.

    Attributes:
        courses: with the ids of their pen systems.
        topics: of these courses.
        pen_systems: (id, text of the pen system file).
        sources: that the annotations are of.
        annotations: the marks.
        corrections: of the texts of these sources.
        entries: what the reader wrote and arranged in notes of these courses and sources.
        rules: of these courses.
    """

    courses: tuple[Course, ...] = ()
    topics: tuple[Topic, ...] = ()
    pen_systems: tuple[tuple[str, str], ...] = ()
    sources: tuple[Source, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    corrections: tuple[Correction, ...] = ()
    entries: tuple[Entry, ...] = ()
    rules: tuple[Rule, ...] = ()


class NotAnnotationsError(InvalidRequestError):
    """A text that was to be imported is no collection of annotations; `cause` is a clause."""

    def __init__(self, cause: str) -> None:
        self.cause = cause
        super().__init__(
            f"No marks were imported: {cause}. Give a file that Glossator exported, or a list of "
            "W3C Web Annotations; nothing was changed."
        )


def write_annotations(dump: Dump) -> str:
    """Write a dump: the same text for the same values, in whatever order they come.

    Everything is sorted by id and no time of export is noted, so two dumps
    can be compared line by line.
    """
    pens = _pens_by_course(dump.courses, dump.pen_systems)
    courses = {source.id: source.course for source in dump.sources}
    paths = _topic_paths(dump.topics)
    items = []
    for annotation in sorted(dump.annotations, key=attrgetter("id")):
        course = courses.get(annotation.target.source)
        pen = pens.get(course, {}).get(annotation.pen) if course else None
        items.append(write_item(annotation, pen.name if pen else annotation.pen, paths))
    collection = {
        "@context": CONTEXT,
        "id": "urn:glossator:annotations",
        "type": "AnnotationCollection",
        "total": len(items),
        COURSES: write_records(dump.courses),
        TOPICS: write_records(dump.topics),
        PEN_SYSTEMS: write_systems(dump.pen_systems),
        SOURCES: write_records(dump.sources),
        CORRECTIONS: write_corrections(dump.corrections),
        ENTRIES: write_entries(dump.entries),
        RULES: write_rules(dump.rules),
        "items": items,
    }
    return without_half_pairs(json.dumps(collection, ensure_ascii=False, indent=2)) + "\n"


def read_annotations(text: str) -> tuple[Dump, tuple[str, ...]]:
    """Read a dump, ours or what another program wrote.

    Read are: what `write_annotations` wrote; a W3C annotation, a list, page or
    collection of them; an export of Hypothesis. Marks of another program get a
    pen named by their first tag (or “Imported”), their sources no file.

    Returns:
        The dump, everything in it sorted by id, and a sentence for each thing
        that was left out or is kept without being understood.

    Raises:
        NotAnnotationsError: the text is no JSON, or no annotations are in it.
    """
    frame, items = _open(text)
    report: list[str] = []
    courses = read_records(frame.get(COURSES), Course, "course", report)
    topics = read_records(frame.get(TOPICS), Topic, "topic", report)
    sources = read_records(frame.get(SOURCES), Source, "source", report)
    systems = read_systems(frame.get(PEN_SYSTEMS), courses, report)
    pens = {
        course: {pen.name.casefold(): id_ for id_, pen in by_id.items()}
        for course, by_id in _pens_by_course(courses, systems).items()
    }
    read = _read_items(items, report)
    made = adopt_items(read, {source.id: source for source in sources}, pens)
    return Dump(
        courses=_sorted((*courses, *made.courses)),
        topics=_sorted((*topics, *made.topics)),
        pen_systems=tuple(sorted((*systems, *made.pen_systems))),
        sources=_sorted((*sources, *made.sources)),
        annotations=_sorted(made.annotations),
        corrections=_sorted(read_corrections(frame.get(CORRECTIONS), report)),
        entries=_sorted(read_entries(frame.get(ENTRIES), report)),
        rules=_sorted(read_rules(frame.get(RULES), report)),
    ), tuple(report)


def _open(text: str) -> tuple[Json, list[Any]]:
    """Parse a text; give the object that stands around the annotations, and these."""
    try:
        value = json.loads(text.removeprefix("\ufeff"))
        value = json.loads(without_half_pairs(json.dumps(value, ensure_ascii=False)))
    except (ValueError, RecursionError) as error:
        raise NotAnnotationsError("the text is not JSON") from error
    if isinstance(value, list):
        return {}, value
    if not isinstance(value, dict):
        raise NotAnnotationsError("the text is JSON, but neither a list nor an object")
    page = value.get("first")
    for around in (value, page if isinstance(page, dict) else {}):
        for key in ("items", "annotations", "rows"):
            if isinstance(around.get(key), list):
                return value, around[key]
    if "target" in value:
        return {}, [value]
    raise NotAnnotationsError("the text is JSON, but there are no annotations in it")


def _read_items(items: Iterable[Any], report: list[str]) -> list[ReadItem]:
    """Read what can be read; say what was left out, and once what was kept unread."""
    read: dict[str, ReadItem] = {}
    unread: Counter[str] = Counter()
    for number, item in enumerate(items, 1):
        name = _name_of(item, number)
        try:
            mark = read_item(_in_w3c_words(item))
        except BrokenItemError as error:
            report.append(f"{name} was left out: {error}.")
            continue
        if mark.annotation.id in read:
            report.append(f"{name} was left out: the file has it twice.")
            continue
        read[mark.annotation.id] = mark
        unread.update(mark.unread)
        if mark.has_odd_id:
            report.append(f"{name} has got another id: its own is not a short line of text.")
        if not mark.source_name:
            report.append(f"{name} names no source: it is kept under “{SOURCELESS}”.")
    report += [
        f"{count} × {_kind_shown(kind)} that is kept as it came, but not used to find a passage."
        for kind, count in sorted(unread.items())
    ]
    return list(read.values())


def _kind_shown(kind: str) -> str:
    return f"“{short(kind)}”: a selector" if kind else "a selector without a type"


def _in_w3c_words(item: object) -> object:
    if isinstance(item, dict) and "uri" in item and "body" not in item:
        return item_from_row(item)
    return item


def _name_of(item: object, number: int) -> str:
    id_ = item.get("id") if isinstance(item, dict) else None
    return f"Annotation {short(id_)}" if isinstance(id_, str) else f"Annotation no. {number}"


def _pens_by_course(
    courses: Iterable[Course], systems: Iterable[tuple[str, str]]
) -> Mapping[CourseId, Mapping[PenId, Pen]]:
    """Give each course's pens; a system whose file has an error counts as having none."""
    by_system: dict[str, dict[PenId, Pen]] = {}
    for id_, text in systems:
        try:
            system = read_pen_system(text, file_name=f"{id_}.toml")
        except PenSystemError:
            continue
        by_system[id_] = {pen.id: pen for pen in system.pens}
    return {course.id: by_system.get(course.pen_system, {}) for course in courses}


def _topic_paths(topics: Iterable[Topic]) -> dict[TopicId, str]:
    """Give "Homicide > Murder" for each topic; a loop of parents ends where it closes."""
    by_id = {topic.id: topic for topic in topics}
    paths = {}
    for topic in by_id.values():
        names: dict[TopicId, str] = {}
        above: Topic | None = topic
        while above and above.id not in names:
            names[above.id] = above.name
            above = by_id.get(above.parent) if above.parent else None
        paths[topic.id] = " > ".join(reversed(names.values()))
    return paths


_Identified = TypeVar("_Identified", Course, Topic, Source, Annotation, Correction, Entry, Rule)


def _sorted(things: Iterable[_Identified]) -> tuple[_Identified, ...]:
    return tuple(sorted(things, key=attrgetter("id")))
