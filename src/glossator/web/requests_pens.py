"""What a page may ask about pen systems as a whole, and about the pens that a course uses."""

from __future__ import annotations

from glossator.web.request_base import Asked, NewId
from glossator.web.wire_forms import FormDetail


class AddPenSystem(Asked, frozen=True, tag="add_pen_system"):
    """Make a pen system from a preset."""

    preset: str


class CopyPenSystem(Asked, frozen=True, tag="copy_pen_system"):
    """Make a pen system that is like another."""

    system: str


class ImportPenSystem(Asked, frozen=True, tag="import_pen_system"):
    """Make a pen system from the text of a file."""

    file_name: str
    text: str


class RenamePenSystem(Asked, frozen=True, tag="rename_pen_system"):
    """Give a pen system another name."""

    system: str
    name: str


class DeletePenSystem(Asked, frozen=True, tag="delete_pen_system"):
    """Delete a pen system that no course uses."""

    system: str


class RestorePens(Asked, frozen=True, tag="restore_pens"):
    """Put an earlier version into force as a new one; `version` is the step that made it."""

    system: str
    version: str


class SaveForms(Asked, frozen=True, tag="save_forms"):
    """Replace the forms of a system (pens stay); refused when `version` is not the current one."""

    system: str
    version: int
    forms: list[FormDetail]


class AddCourseWithPens(Asked, frozen=True, tag="add_course_with_pens"):
    """Add a course that uses a pen system there is."""

    course: NewId
    name: str
    system: str


class MoveCourse(Asked, frozen=True, tag="move_course"):
    """Let a course use other pens; `pens` names for each old pen the one that takes over."""

    course: str
    system: str
    pens: dict[str, str]


class MoveCourseToPreset(Asked, frozen=True, tag="move_course_to_preset"):
    """Make pens from a preset and let a course use them; `pens` as in `MoveCourse`."""

    course: str
    preset: str
    pens: dict[str, str]


PenRequest = (
    AddPenSystem
    | CopyPenSystem
    | ImportPenSystem
    | RenamePenSystem
    | DeletePenSystem
    | RestorePens
    | SaveForms
    | AddCourseWithPens
    | MoveCourse
    | MoveCourseToPreset
)
