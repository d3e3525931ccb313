"""From requests about pen systems to the library's operations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from glossator.library import courses, forms, pen_moves, pen_systems, pen_versions
from glossator.library.library import Library
from glossator.model.operations import Change
from glossator.web import requests_pens
from glossator.web.wire_forms import form_of

PERFORM: dict[type, Callable[[Library, Any], Change]] = {
    requests_pens.AddPenSystem: lambda lib, r: pen_systems.add_pen_system(lib, r.id, r.preset),
    requests_pens.CopyPenSystem: lambda lib, r: pen_systems.copy_pen_system(lib, r.id, r.system),
    requests_pens.ImportPenSystem: lambda lib, r: pen_systems.import_pen_system(
        lib, r.id, r.file_name, r.text
    ),
    requests_pens.RenamePenSystem: lambda lib, r: pen_systems.rename_pen_system(
        lib, r.id, r.system, r.name
    ),
    requests_pens.DeletePenSystem: lambda lib, r: pen_systems.delete_pen_system(
        lib, r.id, r.system
    ),
    requests_pens.RestorePens: lambda lib, r: pen_versions.restore_version(
        lib, r.id, r.system, r.version
    ),
    requests_pens.SaveForms: lambda lib, r: forms.save_forms(
        lib, r.id, r.system, r.version, list(map(form_of, r.forms))
    ),
    requests_pens.AddCourseWithPens: lambda lib, r: courses.add_course_with_pens(
        lib, r.id, r.course, r.name, r.system
    ),
    requests_pens.MoveCourse: lambda lib, r: pen_moves.move_course(
        lib, r.id, r.course, r.system, r.pens
    ),
    requests_pens.MoveCourseToPreset: lambda lib, r: pen_moves.move_course_to_preset(
        lib, r.id, r.course, r.preset, r.pens
    ),
}
