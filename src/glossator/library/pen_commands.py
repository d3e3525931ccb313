"""The commands on pen systems: list, export, import."""

from __future__ import annotations

from typing import Any

from glossator.library.catalogue import Catalogue
from glossator.library.command_table import Arguments, Command, Table
from glossator.library.library import Library
from glossator.library.pen_systems import import_pen_system
from glossator.model.errors import AmbiguousNameError, NotFoundError
from glossator.model.ids import PenSystemId
from glossator.model.pens import PenSystem


class _Export(Arguments, frozen=True):
    system: str


class _Import(Arguments, frozen=True):
    file_name: str
    text: str


def _list(library: Library, _given: Arguments) -> dict[str, Any]:
    catalogue = library.catalogue
    return {"pen_systems": [_shown(catalogue, system) for system in catalogue.systems.values()]}


def _export(library: Library, given: _Export) -> dict[str, Any]:
    catalogue = library.catalogue
    system = _find_system(catalogue, given.system)
    return {"id": system.id, "text": catalogue.system_texts[system.id]}


def _import(library: Library, given: _Import) -> dict[str, Any]:
    change = import_pen_system(library, library.new_id(), given.file_name, given.text)
    _, system = change.touched[0]
    return _shown(library.catalogue, library.catalogue.get_system(system))


def _find_system(catalogue: Catalogue, name: str) -> PenSystem:
    """Find a pen system by its id, its name, or the course that uses it alone, in any case."""
    if PenSystemId(name) in catalogue.systems:
        return catalogue.systems[PenSystemId(name)]
    wanted = name.casefold()
    courses = catalogue.courses.values()
    ids = {course.pen_system for course in courses if course.name.casefold() == wanted}
    ids |= {id_ for id_, system in catalogue.systems.items() if system.name.casefold() == wanted}
    if not ids:
        raise NotFoundError("pen system", name)
    if len(ids) > 1:
        raise AmbiguousNameError("pen system", name, tuple(sorted(ids)))
    return catalogue.systems[ids.pop()]


def _shown(catalogue: Catalogue, system: PenSystem) -> dict[str, Any]:
    courses = [course for course in catalogue.courses.values() if course.pen_system == system.id]
    return {
        "id": system.id,
        "name": system.name,
        "version": system.version,
        "courses": [course.name for course in courses],
        "pens": [
            {
                "id": pen.id,
                "name": pen.name,
                "letter": pen.letter,
                "key": pen.key,
                "group": pen.group,
                "retired": pen.retired,
            }
            for pen in system.pens
        ],
    }


COMMANDS: Table = {
    "pens-list": Command(Arguments, _list),
    "pens-export": Command(_Export, _export),
    "pens-import": Command(_Import, _import),
}
