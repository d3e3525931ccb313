"""The catalogue: courses, topics, sources and pen systems of a library, as read at one moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from glossator.model.books import Source
from glossator.model.courses import Course, Topic
from glossator.model.errors import (
    AmbiguousNameError,
    InvalidRequestError,
    NotFoundError,
    PenSystemError,
)
from glossator.model.ids import CourseId, PenId, PenSystemId, SourceId, TopicId
from glossator.model.pens import Pen, PenSystem
from glossator.store.protocol import Store
from glossator.store.records import decode_course, decode_source, decode_topic
from glossator.study.pen_file import read_pen_system
from glossator.study.presets import load_preset

FIRST_PRESET = "case-brief-7"
"""The pens of a first course."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything in a library but texts and annotations; deleted things are left out.

    Attributes:
        courses: by id, sorted by name.
        topics: by id, siblings in their order.
        sources: by id, sorted by title.
        systems: pen systems by id.
        system_texts: the file text of each pen system.
        deleted_systems: ids of pen systems that were deleted, so that no new one gets them.
        problems: for each pen system whose text in the journal cannot be read,
            the sentence; the first preset stands in for it.
    """

    courses: Mapping[CourseId, Course]
    topics: Mapping[TopicId, Topic]
    sources: Mapping[SourceId, Source]
    systems: Mapping[PenSystemId, PenSystem]
    system_texts: Mapping[PenSystemId, str]
    problems: Mapping[PenSystemId, str]
    deleted_systems: frozenset[PenSystemId]

    def get_source(self, source: str) -> Source:
        """Look a source up by id.

        Raises:
            NotFoundError: there is none.
        """
        found = self.sources.get(SourceId(source))
        if found is None:
            raise NotFoundError("source", source)
        return found

    def get_course(self, course: str) -> Course:
        """Look a course up by id.

        Raises:
            NotFoundError: there is none.
        """
        found = self.courses.get(CourseId(course))
        if found is None:
            raise NotFoundError("course", course)
        return found

    def get_topic(self, topic: str) -> Topic:
        """Look a topic up by id.

        Raises:
            NotFoundError: there is none.
        """
        found = self.topics.get(TopicId(topic))
        if found is None:
            raise NotFoundError("topic", topic)
        return found

    def get_system(self, system: str) -> PenSystem:
        """Look a pen system up by id.

        Raises:
            NotFoundError: there is none.
        """
        found = self.systems.get(PenSystemId(system))
        if found is None:
            raise NotFoundError("pen system", system)
        return found

    def system_of(self, source: Source) -> PenSystem:
        """Give the pen system that a source's course uses.

        Raises:
            NotFoundError: the course or its pen system is gone.
        """
        return self.get_system(self.get_course(source.course).pen_system)

    def sources_of(self, course: CourseId) -> list[Source]:
        """List a course's sources, sorted by title."""
        return [source for source in self.sources.values() if source.course == course]

    def topics_of(self, course: CourseId) -> list[Topic]:
        """List a course's topics, siblings in their order."""
        return [topic for topic in self.topics.values() if topic.course == course]


def read_catalogue(store: Store) -> Catalogue:
    """Read the catalogue from the store's registers.

    Only pen systems that could be read are ever put into the journal; should
    one there be unreadable all the same, the library opens with other pens.
    """
    courses = [decode_course(id, f) for id, f in store.list_entities("course").items()]
    topics = [decode_topic(id, f) for id, f in store.list_entities("topic").items()]
    sources = [decode_source(id, f) for id, f in store.list_entities("source").items()]
    texts = {
        PenSystemId(id): str(fields.get("toml", ""))
        for id, fields in store.list_entities("pen-system").items()
    }
    systems: dict[PenSystemId, PenSystem] = {}
    problems: dict[PenSystemId, str] = {}
    for system, text in texts.items():
        try:
            systems[system] = read_pen_system(text, file_name=f"{system}.toml")
        except PenSystemError as error:
            problems[system] = str(error)
            stand_in = read_pen_system(load_preset(FIRST_PRESET), file_name=f"{system}.toml")
            systems[system] = replace(stand_in, id=system)
    return Catalogue(
        courses=MappingProxyType({c.id: c for c in sorted(courses, key=lambda c: (c.name, c.id))}),
        topics=MappingProxyType({t.id: t for t in sorted(topics, key=lambda t: (t.order, t.id))}),
        sources=MappingProxyType({s.id: s for s in sorted(sources, key=_by_title)}),
        systems=MappingProxyType(systems),
        system_texts=MappingProxyType(texts),
        problems=MappingProxyType(problems),
        deleted_systems=frozenset(map(PenSystemId, store.list_deleted("pen-system"))),
    )


NOTHING_YET = (
    "This library has nothing in it yet. Import a book first (glossator import FILE), or add the "
    "sample course (glossator sample)."
)


def find_source(catalogue: Catalogue, name: str) -> Source:
    """Find a source by its id or an unambiguous beginning of its title, in any case.

    A title that is the name as a whole wins over longer ones that begin with
    it; "" means the only source there is.

    Raises:
        NotFoundError: nothing fits.
        InvalidRequestError: there is no source at all.
        AmbiguousNameError: several titles begin so.
    """
    titles = {str(source.id): source.title for source in catalogue.sources.values()}
    return catalogue.sources[SourceId(_only("source", name, titles))]


def find_course(catalogue: Catalogue, name: str | None) -> Course:
    """Find a course by its id or an unambiguous beginning of its name; None means the only one.

    Raises:
        NotFoundError: nothing fits.
        InvalidRequestError: there is no course at all.
        AmbiguousNameError: several fit, or none was named and there are several.
    """
    names = {str(course.id): course.name for course in catalogue.courses.values()}
    return catalogue.courses[CourseId(_only("course", name or "", names))]


def find_pen(system: PenSystem, name: str) -> Pen:
    """Find a pen of a system by id or by name, in any case.

    Raises:
        InvalidRequestError: nothing fits; the message lists the pens there are.
    """
    for pen in system.pens:
        if name == pen.id or name.casefold() == pen.name.casefold():
            return pen
    known = ", ".join(pen.name for pen in system.pens if not pen.retired)
    raise InvalidRequestError(
        f"There is no pen “{name}” in the pen system {system.name}. Its pens are: {known}."
    )


def require_pen(system: PenSystem, pen: str) -> Pen:
    """Look a pen up by id alone.

    Raises:
        NotFoundError: the system has no such pen.
    """
    found = next((known for known in system.pens if known.id == PenId(pen)), None)
    if found is None:
        raise NotFoundError("pen", pen)
    return found


def _by_title(source: Source) -> tuple[str, str]:
    return (source.title.casefold(), source.id)


def _only(kind: str, name: str, titles: Mapping[str, str]) -> str:
    """Give the id of the one thing that a name means, by id or beginning of its title."""
    if name in titles:
        return name
    if not titles:
        raise InvalidRequestError(NOTHING_YET)
    wanted = name.casefold()
    fits = {id: title for id, title in titles.items() if title.casefold().startswith(wanted)}
    exact = [id for id, title in fits.items() if title.casefold() == wanted]
    chosen = exact if len(exact) == 1 else list(fits)
    if not chosen:
        raise NotFoundError(kind, name)
    if len(chosen) > 1:
        raise AmbiguousNameError(kind, name, tuple(f"{fits[id]} [{id}]" for id in chosen))
    return chosen[0]
