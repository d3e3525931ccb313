"""Pen systems as things: make one, duplicate, import, rename, delete."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from glossator.library.catalogue import Catalogue
from glossator.library.courses import free_system_id
from glossator.library.library import Library
from glossator.library.pens import every_source, preset_writes, read_back_pen_files
from glossator.model.errors import InvalidRequestError, PenSystemError
from glossator.model.ids import PenSystemId
from glossator.model.operations import Change, Holds, IsNew, Step, Write
from glossator.model.pens import PenSystem
from glossator.store.records import deletion
from glossator.study.pen_file import read_pen_system, write_pen_system

_LONGEST_FILE = 1_000_000  # characters; the longest preset has 6,000


def add_pen_system(library: Library, step_id: str, preset: str) -> Change:
    """Make a pen system from a preset, for no course yet.

    Raises:
        InvalidRequestError: there is no such preset.
        NotSavedError: it could not be written.
    """
    return _add(library, step_id, "Made", preset_text(preset))


def preset_text(preset: str) -> str:
    """Give the text of a preset's file.

    Raises:
        InvalidRequestError: there is no such preset.
    """
    _, (write,) = preset_writes(preset, preset)
    return str(write.value)


@dataclass(frozen=True, slots=True)
class NewSystem:
    """A pen system that is about to be made: its id is its own, and so is its name."""

    system: PenSystem
    write: Write


def plan_system(catalogue: Catalogue, text: str, file_name: str = "pens.toml") -> NewSystem:
    """Plan a pen system with this text, under a name and an id that no other has.

    Raises:
        PenSystemError: the text is none of a pen system; names the file.
    """
    read = read_pen_system(text, file_name=file_name)
    name = _free_name(catalogue, read.name)
    system = replace(read, id=free_system_id(catalogue, name), name=name, version=1)
    return NewSystem(system, Write("pen-system", system.id, "toml", write_pen_system(system, text)))


def copy_pen_system(library: Library, step_id: str, system_id: str) -> Change:
    """Make a pen system that is like another one; no course uses it yet.

    Raises:
        NotFoundError: there is no such pen system.
        NotSavedError: it could not be written.
    """
    system = library.catalogue.get_system(system_id)
    text = library.catalogue.system_texts[system.id]
    named = replace(system, name=f"{system.name}, copy")
    return _add(library, step_id, "Duplicated", write_pen_system(named, text))


def import_pen_system(library: Library, step_id: str, file_name: str, text: str) -> Change:
    """Make a pen system from a file; one of the same name stays as it is.

    Raises:
        InvalidRequestError: it is no pen system file; says line and cause.
        NotSavedError: it could not be written.
    """
    if len(text) > _LONGEST_FILE:
        raise InvalidRequestError(f"{file_name} is far too long for a pen system. No pens came in.")
    try:
        read_pen_system(text, file_name=file_name)
        return _add(library, step_id, "Imported", text, file_name)
    except PenSystemError as error:
        where = f", line {error.line}" if error.line else ""
        raise InvalidRequestError(
            f"{file_name}{where}: {error.cause}. No pens were imported; mend the file and "
            "choose it again."
        ) from error


def rename_pen_system(library: Library, step_id: str, system_id: str, name: str) -> Change:
    """Give a pen system another name; its file keeps its own.

    Raises:
        NotFoundError: there is no such pen system.
        InvalidRequestError: the name is empty.
        NotSavedError: it could not be written.
    """
    cleaned = " ".join(name.split())
    if not cleaned:
        raise InvalidRequestError("A pen system needs a name. Nothing was changed.")
    with library.pens_lock:
        read_back_pen_files(library)
        system = library.catalogue.get_system(system_id)
        before = library.catalogue.system_texts[system.id]
        renamed = replace(system, name=cleaned, version=system.version + 1)
        write = Write("pen-system", system.id, "toml", write_pen_system(renamed, before))
        label = f"Renamed the pens {system.name} to {cleaned}"
        step = Step(step_id, "rename_pen_system", label, (write,))
        return library.commit(step, [Holds("pen-system", system.id, "toml", before)])


def delete_pen_system(library: Library, step_id: str, system_id: str) -> Change:
    """Delete a pen system that no course uses; its file goes with it, and undo brings both back.

    Raises:
        NotFoundError: there is no such pen system.
        InvalidRequestError: a course uses it, or marks still carry its pens.
        NotSavedError: it could not be written.
    """
    with library.pens_lock:
        read_back_pen_files(library)
        system = library.catalogue.get_system(system_id)
        refusal = why_kept(library, system, stray_marks(library))
        if refusal:
            raise InvalidRequestError(refusal)
        before = library.catalogue.system_texts[system.id]
        write = deletion("pen-system", system.id)
        step = Step(step_id, "delete_pen_system", f"Deleted the pens {system.name}", (write,))
        return library.commit(step, [Holds("pen-system", system.id, "toml", before)])


def why_kept(library: Library, system: PenSystem, strays: Mapping[PenSystemId, int]) -> str:
    """Say why a pen system cannot be deleted; "" where it can.

    Args:
        library: the library.
        system: the pen system.
        strays: as `stray_marks` gives them.
    """
    courses = library.catalogue.courses.values()
    users = [course.name for course in courses if course.pen_system == system.id]
    if users:
        return (
            f"{' and '.join(users)} {'uses' if len(users) == 1 else 'use'} the pens {system.name}, "
            "so they cannot be deleted. Move the course to other pens first."
        )
    count = strays.get(system.id, 0)
    if count:
        marks = "1 mark still has" if count == 1 else f"{count} marks still have"
        return (
            f"{marks} a pen of {system.name} that no other pen system has, so they cannot be "
            "deleted. Give these marks another pen first; in the notes they are “Not placed”."
        )
    return ""


def stray_marks(library: Library) -> dict[PenSystemId, int]:
    """Count for each pen system the marks that have a pen of it, and of no other.

    Only of courses that use other pens: a course was moved and left them as they were.
    """
    catalogue = library.catalogue
    course_of = {source.id: source.course for source in every_source(library)}
    owners: dict[str, set[PenSystemId]] = {}
    for system in catalogue.systems.values():
        for pen in system.pens:
            owners.setdefault(pen.id, set()).add(system.id)
    strays: dict[PenSystemId, int] = {}
    for (source, mark_pen), count in library.store.count_annotations_by_pen().items():
        course = catalogue.courses.get(course_of[source]) if source in course_of else None
        having = owners.get(mark_pen, set())
        if len(having) == 1 and course is not None and course.pen_system not in having:
            (only,) = having
            strays[only] = strays.get(only, 0) + count
    return strays


def _add(
    library: Library, step_id: str, verb: str, text: str, file_name: str = "pens.toml"
) -> Change:
    with library.pens_lock:
        new = plan_system(library.catalogue, text, file_name)
        label = f"{verb} the pens {new.system.name}"
        step = Step(step_id, "add_pen_system", label, (new.write,))
        return library.commit(step, [IsNew("pen-system", new.system.id)])


def _free_name(catalogue: Catalogue, wanted: str) -> str:
    """Give a name that no pen system has: "Torts", "Torts (2)" and so on."""
    taken = {system.name.casefold() for system in catalogue.systems.values()}
    number, name = 1, wanted
    while name.casefold() in taken:
        number += 1
        name = f"{wanted} ({number})"
    return name
