"""Pen systems: change the pens, keep the files in step with the journal, read hand edits back.

The journal holds every version; `pens/<id>.toml` is its mirror. A file that was
edited by hand is read back as an operation; one with an error leaves the last
good version in force, and `Library.pen_problems` names line and cause.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from glossator.library.library import Library
from glossator.model.books import Source
from glossator.model.errors import InvalidRequestError, PenSystemError
from glossator.model.ids import PenSystemId
from glossator.model.operations import Change, Holds, Operation, Step, Write
from glossator.model.pens import Pen, PenSystem
from glossator.store.pen_files import (
    discard_pen_file,
    list_pen_files,
    read_pen_file,
    write_pen_file,
)
from glossator.store.records import decode_source
from glossator.study.pen_file import read_pen_system, write_pen_system
from glossator.study.presets import PRESETS, describe_preset, load_preset


def save_pens(
    library: Library, step_id: str, system_id: str, version: int, changed: tuple[str, Sequence[Pen]]
) -> Change:
    """Replace a pen system's name and pens; its forms stay.

    Args:
        library: the library.
        step_id: the client's id for this step.
        system_id: which pen system.
        version: the version the reader saw.
        changed: its name and its pens, in order.

    Raises:
        NotFoundError: there is no such pen system.
        InvalidRequestError: it was changed by somebody since `version`, a pen
            that has marks is missing, or the pens contradict one another.
        ChangedMeanwhileError: it was changed by somebody at this very moment.
        NotSavedError: it could not be written.
    """
    with library.pens_lock:
        read_back_pen_files(library)
        return _save_pens(library, step_id, system_id, version, changed)


def _save_pens(
    library: Library, step_id: str, system_id: str, version: int, changed: tuple[str, Sequence[Pen]]
) -> Change:
    catalogue = library.catalogue
    system = catalogue.get_system(system_id)
    if version != system.version and not library.store.has_step(step_id):
        raise InvalidRequestError(
            f"The pens of {system.name} were changed elsewhere since this page was loaded, so "
            "these changes were not saved. Load the page again and make them once more."
        )
    name, pens = changed
    _refuse_dropping_used_pens(library, system, pens)
    wanted = replace(system, name=name.strip(), pens=tuple(pens), version=system.version + 1)
    before = catalogue.system_texts[system.id]
    text = write_pen_system(wanted, before)
    try:
        read_pen_system(text, file_name=f"{system.id}.toml")
    except PenSystemError as error:
        raise InvalidRequestError(f"The pens were not saved: {error.cause}.") from error
    label = f"Changed the pens of {wanted.name}"
    step = Step(step_id, "save_pens", label, (Write("pen-system", system.id, "toml", text),))
    return library.commit(step, [Holds("pen-system", system.id, "toml", before)])


def mirror_pen_systems(library: Library, systems: Sequence[str]) -> None:
    """Write the files of these pen systems as the journal has them.

    The file of one that is no longer there is taken away, unless it was edited
    by hand: then it stays, and is read as a new pen system.

    Raises:
        NotSavedError: a file could not be written; the journal has the change.
    """
    for system in systems:
        text = library.catalogue.system_texts.get(PenSystemId(system))
        on_disk = read_pen_file(library.folder, PenSystemId(system))
        if text is None and on_disk in texts_of(library, system):
            discard_pen_file(library.folder, PenSystemId(system))
        elif text not in {None, on_disk}:
            write_pen_file(library.folder, PenSystemId(system), text)


def texts_of(library: Library, system: str) -> list[str]:
    """List every text that a pen system ever had, oldest first."""
    operations = library.store.list_operations("pen-system", system)
    return [text for one in operations if (text := text_given_by(one)) is not None]


def text_given_by(operation: Operation) -> str | None:
    """Give the text that an operation gave a pen system; None where it gave none."""
    if operation.field != "toml" or operation.value is None:
        return None
    value = json.loads(operation.value)
    return value if isinstance(value, str) else None


def read_back_pen_files(library: Library) -> None:
    """Take over what was changed by hand in `pens/*.toml`, each file as one operation.

    A file with an error changes nothing and is named in `library.pen_problems`;
    a file that is missing is written anew; a new file is a new pen system.

    Raises:
        NotSavedError: a change could not be written.
    """
    with library.pens_lock:
        on_disk = list_pen_files(library.folder)
        for system_id in sorted({*on_disk, *library.catalogue.systems}):
            _read_back(library, system_id, is_there=system_id in on_disk)


def _read_back(library: Library, system_id: PenSystemId, *, is_there: bool) -> None:
    known = library.catalogue.system_texts.get(system_id)
    try:
        text = read_pen_file(library.folder, system_id) if is_there else None
    except PenSystemError as error:
        library.pen_problems[system_id] = str(error)
        return
    if text is None or text == known:
        library.pen_problems.pop(system_id, None)
    if text is None:
        mirror_pen_systems(library, [system_id])
    elif text != known:
        _take_over(library, system_id, text)


def list_presets() -> list[PenSystem]:
    """List the pen systems that ship with the program."""
    return [read_pen_system(load_preset(preset), file_name=f"{preset}.toml") for preset in PRESETS]


def purpose_of(preset: str) -> str:
    """Say in a sentence what a preset is for.

    Raises:
        ValueError: there is no such preset.
    """
    return describe_preset(preset)


def preset_writes(preset: str, system_id: str) -> tuple[PenSystemId, tuple[Write, ...]]:
    """Plan a pen system made from a preset; `system_id` names it and its file.

    Raises:
        InvalidRequestError: there is no such preset.
    """
    if preset not in PRESETS:
        raise InvalidRequestError(
            f"There is no pen system “{preset}” to begin with. There are: {', '.join(PRESETS)}."
        )
    write = Write("pen-system", system_id, "toml", load_preset(preset))
    return PenSystemId(system_id), (write,)


def _take_over(library: Library, system_id: str, text: str) -> None:
    try:
        system = read_pen_system(text, file_name=f"{system_id}.toml")
    except PenSystemError as error:
        library.pen_problems[system_id] = str(error)
        return
    library.pen_problems.pop(system_id, None)
    before = library.catalogue.systems.get(PenSystemId(system_id))
    if before is not None and system.version < before.version:
        mirror_pen_systems(library, [system_id])  # the program was killed before it wrote the file
        return
    taken = keep_used_pens(library, replace(system, id=PenSystemId(system_id)))
    if before is not None:
        taken = replace(taken, version=max(taken.version, before.version + 1))
    text = write_pen_system(taken, text)
    try:
        read_pen_system(text, file_name=f"{system_id}.toml")
    except PenSystemError as error:
        library.pen_problems[system_id] = str(error)
        return
    label = f"Read the pens of {taken.name} from their file"
    writes = [Write("pen-system", system_id, "toml", text)]
    if system_id in library.catalogue.deleted_systems:
        writes.append(Write("pen-system", system_id, "deleted", value=None))
    library.commit(Step(library.new_id(), "read_pen_file", label, tuple(writes)))


def keep_used_pens(library: Library, system: PenSystem) -> PenSystem:
    """Bring pens back as retired that a new version lacks but that have marks."""
    before = library.catalogue.systems.get(system.id)
    if before is None:
        return system
    used, kept = _used_pens(library, system.id), {pen.id for pen in system.pens}
    lost = [pen for pen in before.pens if pen.id in used and pen.id not in kept]
    names = {pen.name.casefold() for pen in system.pens}
    retired = (
        replace(
            pen,
            name=f"{pen.name} (retired)" if pen.name.casefold() in names else pen.name,
            letter="",  # reading finds a free one
            key="",
            retired=True,
        )
        for pen in lost
    )
    return replace(system, pens=(*system.pens, *retired))


def _refuse_dropping_used_pens(library: Library, system: PenSystem, pens: Sequence[Pen]) -> None:
    used, kept = _used_pens(library, system.id), {pen.id for pen in pens}
    lost = [pen.name for pen in system.pens if pen.id in used and pen.id not in kept]
    if lost:
        raise InvalidRequestError(
            f"The pen {lost[0]} has marks, so it cannot be taken out. Retire it instead: "
            "its marks stay and it is no longer offered."
        )


def _used_pens(library: Library, system: PenSystemId) -> set[str]:
    courses = library.catalogue.courses.values()
    using = {course.id for course in courses if course.pen_system == system}
    sources = {source.id for source in every_source(library) if source.course in using}
    counts = library.store.count_annotations_by_pen()
    return {pen for source, pen in counts if source in sources}


def every_source(library: Library) -> list[Source]:
    """List all sources, those in the bin too, since their marks come back with them."""
    binned = library.store.list_deleted("source").items()
    return [
        *library.catalogue.sources.values(),
        *(decode_source(source, fields) for source, fields in binned),
    ]
