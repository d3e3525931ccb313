"""The versions of a pen system: when, by whom, what changed, and back to an earlier one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from glossator.library.library import Library
from glossator.library.pens import keep_used_pens, read_back_pen_files, text_given_by
from glossator.model.errors import NotFoundError
from glossator.model.operations import Change, Holds, Operation, Step, Write
from glossator.model.pens import PenSystem
from glossator.store.chain import COUNTER_BITS
from glossator.study.pen_changes import describe_changes
from glossator.study.pen_file import read_pen_system, write_pen_system


@dataclass(frozen=True, slots=True)
class PenVersion:
    """A version of a pen system.

    Attributes:
        step: the step that made it.
        name: what kind of step.
        number: from 1, in the order of the log.
        label: the step's sentence.
        actor: who.
        made_ms: when, milliseconds since 1970 UTC.
        changes: what it changed, in words.
        system: the pens as they were then.
    """

    step: str
    name: str
    number: int
    label: str
    actor: str
    made_ms: int
    changes: tuple[str, ...]
    system: PenSystem


def list_versions(library: Library, system_id: str) -> list[PenVersion]:
    """List the versions of a pen system, latest first; the first of them is in force.

    Raises:
        NotFoundError: there is no such pen system.
    """
    system = library.catalogue.get_system(system_id)
    versions: list[PenVersion] = []
    for operation in library.store.list_operations("pen-system", system.id):
        text = text_given_by(operation)
        if text is not None:
            versions.append(_version(operation, text, versions))
    return versions[::-1]


def restore_version(library: Library, step_id: str, system_id: str, version_step: str) -> Change:
    """Put an earlier version of a pen system into force, as a new version.

    A pen that has marks and is not in the earlier version is kept as retired.

    Args:
        library: the library.
        step_id: the client's id for this step.
        system_id: which pen system.
        version_step: the step that made the earlier version.

    Raises:
        NotFoundError: there is no such pen system or version.
        NotSavedError: it could not be written.
    """
    with library.pens_lock:
        read_back_pen_files(library)
        versions = list_versions(library, system_id)
        found = next((one for one in versions if one.step == version_step), None)
        if found is None:
            raise NotFoundError("version of the pens", version_step)
        now = library.catalogue.get_system(system_id)
        before = library.catalogue.system_texts[now.id]
        wanted = keep_used_pens(library, replace(found.system, id=now.id))
        text = write_pen_system(replace(wanted, version=now.version + 1), before)
        label = f"Restored version {found.number} of the pens {now.name}"
        step = Step(step_id, "restore_pens", label, (Write("pen-system", now.id, "toml", text),))
        return library.commit(step, [Holds("pen-system", now.id, "toml", before)])


def _version(operation: Operation, text: str, earlier: Sequence[PenVersion]) -> PenVersion:
    system = read_pen_system(text, file_name=f"{operation.entity_id}.toml")
    before = earlier[-1].system if earlier else None
    return PenVersion(
        step=operation.step,
        name=operation.name,
        number=len(earlier) + 1,
        label=operation.label,
        actor=operation.actor,
        made_ms=operation.clock >> COUNTER_BITS,
        changes=describe_changes(before, system),
        system=system,
    )
