"""Annotations out and in as W3C Web Annotation JSON-LD, the lossless dump."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from glossator.exchange.jsonld import Dump, read_annotations, write_annotations
from glossator.library.catalogue import FIRST_PRESET, Catalogue
from glossator.library.corrections_interchange import list_corrections, new_corrections
from glossator.library.courses import FIRST_COURSE_NAME, free_system_id
from glossator.library.dump_ground import Ground, make_ground
from glossator.library.entries_interchange import list_entries, new_entries
from glossator.library.library import Library
from glossator.library.placing import place_annotation
from glossator.library.rules_interchange import new_rules, rules_to_export
from glossator.model.books import Source
from glossator.model.courses import Course
from glossator.model.errors import InvalidRequestError, PenSystemError
from glossator.model.ids import CourseId, PenSystemId, SourceId
from glossator.model.marks import Annotation
from glossator.model.operations import Step, Write
from glossator.store.records import (
    annotation_writes,
    course_writes,
    source_writes,
    topic_writes,
)
from glossator.study.pen_file import read_pen_system
from glossator.study.presets import load_preset

_AROUND = (("entry", "entry of notes", "entries of notes"), ("rule", "rule", "rules"))


@dataclass(frozen=True, slots=True)
class Report:
    """What an import of annotations did: counts, and sentences on what it could not carry."""

    added: int
    known: int
    sentences: tuple[str, ...]


def export_annotations(library: Library, source: str | None = None) -> str:
    """Write every annotation (or those of one source) with all that was made around them.

    That is pens, topics, sources, corrections, what was written in notes, and rules; of
    one source no rules, and what was written in its own notes only. The text is the
    same for the same library: sorted by id, without a time of export.

    Raises:
        NotFoundError: there is no such source.
    """
    catalogue = library.catalogue
    if source is None:
        return write_annotations(_whole(library, list(catalogue.courses.values())))
    chosen = catalogue.get_source(source)
    whole = _whole(library, [catalogue.get_course(chosen.course)])
    of_source = tuple(a for a in whole.annotations if a.target.source == chosen.id)
    return write_annotations(
        replace(
            whole,
            sources=(chosen,),
            annotations=of_source,
            corrections=tuple(c for c in whole.corrections if c.source == chosen.id),
            entries=tuple(entry for entry in whole.entries if entry.scope == chosen.id),
            rules=(),
        )
    )


def export_some(library: Library, annotations: Sequence[str]) -> str:
    """Write some annotations with the pens, topics and sources that they need.

    Raises:
        NotFoundError: one of them does not exist.
        InvalidRequestError: none was named.
    """
    found = [library.get_annotation(annotation) for annotation in annotations]
    if not found:
        raise InvalidRequestError("No mark was named to export. Choose some first.")
    catalogue = library.catalogue
    wanted = {annotation.id for annotation in found}
    sources = {annotation.target.source for annotation in found}
    courses = {catalogue.get_source(source).course for source in sources}
    whole = _whole(library, [catalogue.get_course(course) for course in sorted(courses)])
    return write_annotations(
        replace(
            whole,
            sources=tuple(source for source in whole.sources if source.id in sources),
            annotations=tuple(each for each in whole.annotations if each.id in wanted),
            corrections=tuple(each for each in whole.corrections if each.source in sources),
            entries=(),
            rules=(),
        )
    )


def _whole(library: Library, courses: Sequence[Course]) -> Dump:
    """Gather everything that belongs to some courses."""
    catalogue = library.catalogue
    systems = {course.pen_system for course in courses}
    sources = [source for course in courses for source in catalogue.sources_of(course.id)]
    scopes = {course.id for course in courses} | {source.id for source in sources}
    return Dump(
        courses=tuple(courses),
        topics=tuple(t for course in courses for t in catalogue.topics_of(course.id)),
        pen_systems=tuple(
            (system, text) for system, text in catalogue.system_texts.items() if system in systems
        ),
        sources=tuple(sources),
        annotations=tuple(
            annotation
            for source in sources
            for annotation in library.store.list_annotations(source=source.id)
        ),
        corrections=tuple(list_corrections(library, {source.id for source in sources})),
        entries=tuple(list_entries(library, scopes)),
        rules=tuple(rules_to_export(library, {course.id for course in courses})),
    )


def import_annotations(library: Library, text: str) -> Report:
    """Take in a dump: what the library does not have is added, what it has stays as it is.

    All of it is one step, so it is taken in whole or not at all. Corrections come
    along and are laid over the text that they were made on, once it is here; so do
    rules and what was written in notes. A source that is not here becomes a source
    without a file, joined when a file of its hash is imported; one whose file is
    here gets the marks at once.

    Raises:
        GlossatorError: the text is no collection of annotations.
        NotSavedError: it could not be written; nothing was added.
    """
    dump, sentences = read_annotations(text)
    dump, problems = _with_sound_pens(library.catalogue, _with_courses(library, dump))
    same = _same_sources(library.catalogue, dump)
    known = {annotation.id for annotation in library.store.list_annotations()}
    fresh = [a for a in dump.annotations if a.id not in known]
    placed = [_settle(library, annotation, same) for annotation in fresh]
    around, unfit = _new_around(library, dump, make_ground(library, dump, marks=known, same=same))
    writes = (
        *_frame_writes(library.catalogue, dump, same),
        *(write for annotation in placed for write in annotation_writes(annotation)),
        *around,
    )
    if writes:
        label = _label(len(fresh), around)
        library.commit(Step(library.new_id(), "import_annotations", label, writes))
    lost = _pens_that_are_gone(library, placed)
    return Report(
        len(fresh), len(dump.annotations) - len(fresh), (*sentences, *problems, *unfit, *lost)
    )


def _new_around(library: Library, dump: Dump, ground: Ground) -> tuple[list[Write], list[str]]:
    """Give the writes for what was made around the marks, and what could not be brought of it."""
    corrections, unfit = new_corrections(library, dump, ground.same)
    entries, lacking = new_entries(library, dump, ground)
    rules, refused = new_rules(library, dump, ground)
    return corrections + entries + rules, unfit + lacking + refused


def _label(marks: int, around: Sequence[Write]) -> str:
    """Name the step of an import: "Imported 2 marks, 3 entries of notes, 1 rule"."""
    counts = Counter(entity for entity, _ in {(write.entity, write.id) for write in around})
    label = f"Imported {marks} marks"
    for entity, one, many in _AROUND:
        count = counts[entity]
        label += f", {count} {one if count == 1 else many}" if count else ""
    return label


def _with_sound_pens(catalogue: Catalogue, dump: Dump) -> tuple[Dump, list[str]]:
    """Leave pen systems out that cannot be read, and give other pens to courses without any.

    Returns:
        The dump, and a sentence on each thing that was not as it should be.
    """
    problems: list[str] = []
    sound: dict[str, str] = {}
    for name, text in dump.pen_systems:
        try:
            read_pen_system(text, file_name=f"{name}.toml")
            sound[name] = text
        except PenSystemError as error:
            problems.append(f"A pen system was left out. {error}")
    courses = []
    for course in dump.courses:
        has_pens = course.pen_system in sound or course.pen_system in catalogue.systems
        if not has_pens and course.id not in catalogue.courses:
            problems.append(f"The pens of {course.name} are not in the file, so it got others.")
            spare = free_system_id(catalogue, course.name)
            sound[spare] = load_preset(FIRST_PRESET)
            courses.append(replace(course, pen_system=spare))
        else:
            courses.append(course)
    return replace(dump, pen_systems=tuple(sound.items()), courses=tuple(courses)), problems


def _with_courses(library: Library, dump: Dump) -> Dump:
    """Give a course to sources whose own is neither in the dump nor here; leave such topics out.

    One is made where there is none at all, also for entries of notes of nothing known.
    """
    known = {*library.catalogue.courses, *(course.id for course in dump.courses)}
    homeless = [source for source in dump.sources if source.course not in known]
    topics = tuple(topic for topic in dump.topics if topic.course in known)
    scopes = {*known, *library.catalogue.sources, *(source.id for source in dump.sources)}
    if not homeless and all(entry.scope in scopes for entry in dump.entries):
        return replace(dump, topics=topics)
    made: tuple[Course, ...] = ()
    home = next(iter((*library.catalogue.courses, *(course.id for course in dump.courses))), None)
    if home is None:
        system = free_system_id(library.catalogue, FIRST_COURSE_NAME)
        made = (Course(CourseId(library.new_id()), FIRST_COURSE_NAME, system),)
        home = made[0].id
    sources = (replace(s, course=home) if s in homeless else s for s in dump.sources)
    return replace(dump, courses=dump.courses + made, sources=tuple(sources), topics=topics)


def _same_sources(catalogue: Catalogue, dump: Dump) -> dict[SourceId, SourceId]:
    """Say which of our sources each of the dump's is: the same id, or the same file."""
    by_hash = {s.original.hash: s.id for s in catalogue.sources.values() if s.original}
    same: dict[SourceId, SourceId] = {}
    for source in dump.sources:
        digest = source.original.hash if source.original else source.expected_hash
        if source.id in catalogue.sources:
            same[source.id] = source.id
        elif digest in by_hash:
            same[source.id] = by_hash[digest]
    return same


def _frame_writes(
    catalogue: Catalogue, dump: Dump, same: Mapping[SourceId, SourceId]
) -> Iterator[Write]:
    """Give the writes for pen systems, courses, topics and sources that are not here yet."""
    new_courses = [course for course in dump.courses if course.id not in catalogue.courses]
    names = _names_for_pen_systems(catalogue, dump, new_courses)
    for system, text in dump.pen_systems:
        if names[PenSystemId(system)] not in catalogue.systems:
            yield Write("pen-system", names[PenSystemId(system)], "toml", text)
    for course in new_courses:
        system_here = names.get(course.pen_system, course.pen_system)
        yield from course_writes(replace(course, pen_system=system_here))
    for topic in dump.topics:
        if topic.id not in catalogue.topics:
            yield from topic_writes(topic)
    for source in dump.sources:
        if source.id not in same:
            yield from source_writes(_without_file(source))


def _names_for_pen_systems(
    catalogue: Catalogue, dump: Dump, new_courses: Sequence[Course]
) -> dict[PenSystemId, PenSystemId]:
    """Name the dump's pen systems here: two that only share a name must not become one."""
    of_new_courses = {course.pen_system for course in new_courses}
    names: dict[PenSystemId, PenSystemId] = {}
    for name, text in dump.pen_systems:
        system = PenSystemId(name)
        ours = catalogue.system_texts.get(system)
        is_another = ours is not None and ours != text and system in of_new_courses
        names[system] = free_system_id(catalogue, system) if is_another else system
    return names


def _pens_that_are_gone(library: Library, annotations: Sequence[Annotation]) -> list[str]:
    """Say of which marks the pen is not among those of their course."""
    catalogue = library.catalogue
    lost: Counter[str] = Counter()
    for annotation in annotations:
        source = catalogue.get_source(annotation.target.source)
        pens = {pen.id for pen in catalogue.system_of(source).pens}
        if annotation.pen not in pens:
            lost[annotation.pen] += 1
    return [
        f"The pen “{pen}” of {count} marks is not among the pens of their course: they stand "
        "under “Not placed” until you give them another."
        for pen, count in sorted(lost.items())
    ]


def _without_file(source: Source) -> Source:
    digest = source.original.hash if source.original else source.expected_hash
    return replace(source, original=None, edition=None, length=0, expected_hash=digest)


def _settle(
    library: Library, annotation: Annotation, same: Mapping[SourceId, SourceId]
) -> Annotation:
    """Put an annotation on our source; where the dump's own edition is ours too, nothing moves."""
    ours = same.get(annotation.target.source)
    if ours is None:
        return annotation  # its source comes with it, without a file
    settled = replace(annotation, target=replace(annotation.target, source=ours))
    source = library.catalogue.get_source(ours)
    content = library.content_of(source)
    if content is None or settled.target.edition == source.edition:
        return settled
    return place_annotation(settled, source, content)
