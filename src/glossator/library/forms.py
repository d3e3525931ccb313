"""The forms of a pen system: change them, and see notes of one that is not saved yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from glossator.library.library import Library
from glossator.library.notes import make_notes_of
from glossator.library.pens import list_presets, read_back_pen_files
from glossator.model.errors import InvalidRequestError, PenSystemError
from glossator.model.notes import Notes
from glossator.model.operations import Change, Holds, Step, Write
from glossator.model.pens import Form, PenSystem
from glossator.study.pen_file import read_pen_system, write_pen_system
from glossator.study.presets import load_more_forms


def save_forms(
    library: Library, step_id: str, system_id: str, version: int, forms: Sequence[Form]
) -> Change:
    """Replace the forms of a pen system; its pens stay.

    What was written into notes of a form that is taken out stays, and is back with the form.

    Args:
        library: the library.
        step_id: the client's id for this step.
        system_id: which pen system.
        version: the version the reader saw.
        forms: in order.

    Raises:
        NotFoundError: there is no such pen system.
        InvalidRequestError: it was changed by somebody since `version`, or a form is not
            complete or contradicts itself.
        ChangedMeanwhileError: it was changed by somebody at this very moment.
        NotSavedError: it could not be written.
    """
    with library.pens_lock:
        read_back_pen_files(library)
        system = library.catalogue.get_system(system_id)
        if version != system.version and not library.store.has_step(step_id):
            raise InvalidRequestError(
                f"The pens and forms of {system.name} were changed elsewhere since this page was "
                "loaded, so these changes were not saved. Load the page again and make them "
                "once more."
            )
        before = library.catalogue.system_texts[system.id]
        wanted = replace(system, forms=tuple(forms), version=system.version + 1)
        text, _ = _checked(wanted, before)
        label = f"Changed the forms of {system.name}"
        step = Step(step_id, "save_forms", label, (Write("pen-system", system.id, "toml", text),))
        return library.commit(step, [Holds("pen-system", system.id, "toml", before)])


def preview_notes(library: Library, form: Form, *, course: str | None, source: str | None) -> Notes:
    """Compile notes of a form as it is being changed; nothing is kept.

    Raises:
        NotFoundError: there is no such source or course.
        InvalidRequestError: the form is not complete or contradicts itself, or is of one
            source and none is given.
    """
    catalogue = library.catalogue
    of_source = catalogue.get_source(source) if source else None
    of_course = catalogue.get_course(of_source.course if of_source else course or "")
    system = catalogue.get_system(of_course.pen_system)
    others = tuple(each for each in system.forms if each.id != form.id)
    _, checked = _checked(replace(system, forms=(form, *others)), None)
    return make_notes_of(library, checked.forms[0], system, of_course, of_source)


def list_shipped_forms() -> list[tuple[PenSystem, Form]]:
    """List the forms that ship with the program, each with the pens it was made for.

    Of forms of one title that take the same the first is listed.
    """
    seen: dict[tuple[object, ...], tuple[PenSystem, Form]] = {}
    more = read_pen_system(load_more_forms(), file_name="forms.toml")
    for system in (more, *list_presets()):
        for form in system.forms:
            takes = tuple((section.title, section.takes) for section in form.sections)
            seen.setdefault((form.title, form.kind, takes), (system, form))
    return list(seen.values())


def _checked(system: PenSystem, previous: str | None) -> tuple[str, PenSystem]:
    """Write a pen system and read it again: what can be read can be kept.

    Raises:
        InvalidRequestError: it cannot be read.
    """
    try:
        text = write_pen_system(system, previous)
        return text, read_pen_system(text, file_name=f"{system.id}.toml")
    except PenSystemError as error:
        raise InvalidRequestError(f"The forms were not saved: {error.cause}.") from error
