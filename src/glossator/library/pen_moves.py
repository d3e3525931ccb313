"""A course goes over to other pens: which pen takes over, and all its marks in one step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from glossator.library.library import Library
from glossator.library.pen_systems import plan_system, preset_text
from glossator.library.pens import every_source, read_back_pen_files
from glossator.library.text_change import Carried, Plan, commit_plan
from glossator.model.courses import Course
from glossator.model.errors import InvalidRequestError, NotFoundError
from glossator.model.ids import CourseId, PenId, SourceId
from glossator.model.operations import Change, Write
from glossator.model.pens import Pen, PenSystem
from glossator.study.pen_mapping import Proposal, propose_pens


@dataclass(frozen=True, slots=True)
class PenInUse:
    """A pen that marks of a course have.

    Attributes:
        id: the pen.
        pen: what is known of it; None where no pen system has it.
        marks: how many have it, in the bin too.
        proposal: the new pen that does the same; None for none.
        is_in_both: the other pens have one of the same id, so that its marks
            are that pen's unless they are given another.
    """

    id: PenId
    pen: Pen | None
    marks: int
    proposal: Proposal | None
    is_in_both: bool


def list_pens_to_move(library: Library, course_id: str, system_id: str) -> list[PenInUse]:
    """List the pens that a course's marks have, with a proposal for each, were it to move.

    Args:
        library: the library.
        course_id: the course.
        system_id: the pens it would use.

    Returns:
        In the order of the course's pens, then those that are of none of them.

    Raises:
        NotFoundError: there is no such course or pen system.
    """
    new = library.catalogue.get_system(system_id)
    return _list_pens(library, library.catalogue.get_course(course_id), new)


def list_pens_to_move_to_preset(library: Library, course_id: str, preset: str) -> list[PenInUse]:
    """List the pens, as `list_pens_to_move` does, were it to move to new pens of a preset.

    Raises:
        NotFoundError: there is no such course.
        InvalidRequestError: there is no such preset.
    """
    new = plan_system(library.catalogue, preset_text(preset)).system
    return _list_pens(library, library.catalogue.get_course(course_id), new)


def _list_pens(library: Library, course: Course, new: PenSystem) -> list[PenInUse]:
    counts = _marks_by_pen(library, course)
    known = _known_pens(library, course)
    used = [pen for pen in known if counts[pen]] + sorted(counts.keys() - known.keys())
    pens = [known[pen] for pen in used if pen in known]
    proposals = propose_pens(pens, new)
    new_ids = {pen.id for pen in new.pens}
    return [
        PenInUse(pen, known.get(pen), counts[pen], proposals.get(pen), pen in new_ids)
        for pen in used
    ]


def move_course(
    library: Library, step_id: str, course_id: str, system_id: str, mapping: Mapping[str, str]
) -> Change:
    """Let a course use other pens and give its marks the pens that take over, as one step.

    Args:
        library: the library.
        step_id: the client's id for this step.
        course_id: the course.
        system_id: the pens it will use.
        mapping: for each pen the one that takes over; marks of one that is not
            named keep it, and are not placed in notes.

    Raises:
        NotFoundError: there is no such course, pen system or pen in it.
        InvalidRequestError: the course uses these pens already.
        ChangedMeanwhileError: others never let it come through.
        NotSavedError: it could not be written.
    """
    with library.pens_lock:
        read_back_pen_files(library)

        def plan(_carried: Carried) -> Plan:
            catalogue = library.catalogue
            course, system = catalogue.get_course(course_id), catalogue.get_system(system_id)
            if course.pen_system == system.id:
                raise InvalidRequestError(f"{course.name} uses the pens {system.name} already.")
            label = f"Moved {course.name} to the pens {system.name}"
            return _plan(library, course, system, mapping, Plan(label, ()))

        return commit_plan(library, step_id, "move_course", plan).change


def move_course_to_preset(
    library: Library, step_id: str, course_id: str, preset: str, mapping: Mapping[str, str]
) -> Change:
    """Make pens from a preset and let a course use them, its marks too, as one step.

    Args:
        library: the library.
        step_id: the client's id for this step.
        course_id: the course.
        preset: what the new pens are made from.
        mapping: as `move_course` takes it.

    Raises:
        NotFoundError: there is no such course, or pen in the preset.
        InvalidRequestError: there is no such preset.
        ChangedMeanwhileError: others never let it come through.
        NotSavedError: it could not be written.
    """
    text = preset_text(preset)
    with library.pens_lock:

        def plan(_carried: Carried) -> Plan:
            course = library.catalogue.get_course(course_id)
            new = plan_system(library.catalogue, text)
            label = f"Moved {course.name} to the new pens {new.system.name}"
            return _plan(library, course, new.system, mapping, Plan(label, (new.write,)))

        return commit_plan(library, step_id, "move_course_to_preset", plan).change


def _plan(
    library: Library, course: Course, system: PenSystem, mapping: Mapping[str, str], begun: Plan
) -> Plan:
    """Complete a plan by the course's pens and those of its marks."""
    _check(system, mapping)
    writes = [*begun.writes, Write("course", course.id, "pen_system", system.id)]
    names = {pen.id for pen in system.pens}
    left = 0
    for source in _sources_of(library, course.id):
        for mark in library.store.list_annotations(source=source):
            pen = mapping.get(mark.pen, mark.pen)
            if pen != mark.pen:
                writes.append(Write("annotation", mark.id, "pen", pen))
            left += pen not in names
    label = f"{begun.label} ({_not_placed(left)})" if left else begun.label
    return Plan(label, tuple(writes))


def _check(system: PenSystem, mapping: Mapping[str, str]) -> None:
    known = {pen.id for pen in system.pens}
    for pen in mapping.values():
        if pen not in known:
            raise NotFoundError(f"pen in {system.name}", pen)


def _marks_by_pen(library: Library, course: Course) -> Counter[PenId]:
    sources = set(_sources_of(library, course.id))
    counts: Counter[PenId] = Counter()
    for (source, pen), count in library.store.count_annotations_by_pen().items():
        if source in sources:
            counts[pen] += count
    return counts


def _sources_of(library: Library, course: CourseId) -> list[SourceId]:
    return [source.id for source in every_source(library) if source.course == course]


def _known_pens(library: Library, course: Course) -> dict[PenId, Pen]:
    """Give every pen there is by id, the course's own first."""
    catalogue = library.catalogue
    own = catalogue.get_system(course.pen_system)
    known = {pen.id: pen for pen in own.pens}
    for system in catalogue.systems.values():
        for pen in system.pens:
            known.setdefault(pen.id, pen)
    return known


def _not_placed(count: int) -> str:
    return "1 mark not placed" if count == 1 else f"{count} marks not placed"
