"""Steps that change which text a source is read in, and so where its marks stand.

Such a step is planned from all marks of a source at once. It is committed only
if nothing was written in between, and planned anew otherwise, so that no mark
is left standing in a text that is out of use.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace

from glossator.library.library import Library
from glossator.library.placing import carry_annotations
from glossator.library.printed_places import printed_place
from glossator.model.books import Source, SourceEdition
from glossator.model.errors import ChangedMeanwhileError
from glossator.model.marks import Annotation
from glossator.model.operations import Change, Step, StillAt, Write
from glossator.store.records import encode_target

_ATTEMPTS = 20
_NOT_FOUND_ONE = "The mark from the printed book was not found"
_PLACE_THEM = (
    "What was not found is kept with its page: select the passage and place the mark there."
)


@dataclass(frozen=True, slots=True)
class Moved:
    """What a change of text did to the marks.

    Attributes:
        change: the operation.
        placed: how many marks have a place in the text now in use.
        lost: how many had one and have none in it; they keep their words.
        printed: a sentence on the marks from the printed book that were looked
            for in it; "" for none.
    """

    change: Change
    placed: int
    lost: int
    printed: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a step will do; `placed`, `lost` and `printed` as in `Moved`."""

    label: str
    writes: tuple[Write, ...]
    placed: int = 0
    lost: int = 0
    printed: str = ""


def list_editions(source: Source) -> tuple[SourceEdition, ...]:
    """List all texts of a source, that in use among them; () without a file."""
    if source.editions or source.original is None or source.edition is None:
        return source.editions
    return (
        SourceEdition(
            original=source.original,
            edition=source.edition,
            length=source.length,
            made_by=source.original.kind,
            problems=source.problems,
            offers=source.offers,
        ),
    )


def text_writes(source: Source, text: SourceEdition) -> tuple[Write, ...]:
    """Give the writes that put a text of a source into use."""
    record = {
        "original": asdict(text.original),
        "edition": text.edition,
        "length": text.length,
        "problems": list(text.problems),
        "offers": list(text.offers),
        "expected_hash": None,
    }
    return tuple(Write("source", source.id, name, value) for name, value in record.items())


def editions_write(source: Source, editions: Iterable[SourceEdition]) -> Write:
    """Give the write of all texts of a source."""
    return Write("source", source.id, "editions", [asdict(one) for one in editions])


Carried = dict[Annotation, Annotation]
"""Marks as they stood, and as they stand in the text that comes into use."""


def with_marks(
    library: Library,
    plan: Plan,
    marks: Sequence[Annotation],
    text: SourceEdition,
    carried: Carried,
) -> Plan:
    """Complete a plan: find marks in the text that will be in use.

    Args:
        library: the library.
        plan: the step but for the marks.
        marks: each on the source it will belong to.
        text: the text; its file is there already.
        carried: of an earlier attempt at this plan; completed here.

    Returns:
        The plan with the new places of the marks; its label says how many have none.
    """
    content = library.content(text.edition)
    original_of = {
        one.edition: one.original.hash
        for source in library.catalogue.sources.values()
        for one in list_editions(source)
    }
    fresh = [mark for mark in marks if mark not in carried]
    found = carry_annotations(fresh, text, content, original_of)
    carried.update(zip(fresh, found, strict=True))
    pairs = [(mark, carried[mark]) for mark in marks]
    writes = [
        Write("annotation", new.id, "target", encode_target(new.target))
        for old, new in pairs
        if new != old
    ]
    lost = sum(1 for old, new in pairs if old.span is not None and new.span is None)
    return replace(
        plan,
        label=f"{plan.label} ({_not_placed(lost)})" if lost else plan.label,
        writes=(*plan.writes, *writes),
        placed=sum(1 for _, new in pairs if new.span is not None),
        lost=lost,
        printed=_said_of_printed(pairs),
    )


def _said_of_printed(pairs: Sequence[tuple[Annotation, Annotation]]) -> str:
    """Say how many marks from the printed book found a place; "" where none waited for one."""
    waited = [new for old, new in pairs if old.span is None and printed_place(new)]
    found = sum(1 for new in waited if new.span is not None)
    if not waited:
        return ""
    if len(waited) == 1:
        said = "The mark from the printed book was found" if found else _NOT_FOUND_ONE
    elif found == len(waited):
        said = f"All {found} marks from the printed book were found"
    else:
        was = "was" if found == 1 else "were"
        said = f"{found or 'None'} of the {len(waited)} marks from the printed book {was} found"
    kept = "" if found == len(waited) else f" {_PLACE_THEM}"
    return f"{said} in this text.{kept}"


def commit_plan(
    library: Library, step_id: str, name: str, plan: Callable[[Carried], Plan]
) -> Moved:
    """Make a plan and commit it; made anew when something was written meanwhile.

    Args:
        library: the library.
        step_id: the client's id; of a step that is done already, nothing is done.
        name: the step's name.
        plan: makes the plan from what the library holds now; given what an
            earlier attempt has carried over already.

    Raises:
        ChangedMeanwhileError: others never let it come through.
        NotSavedError: it could not be written.
    """
    if library.store.has_step(step_id):
        return Moved(Change(library.store.cursor(), step_id, "", (), repeated=True), 0, 0)
    carried: Carried = {}
    for attempt in range(1, _ATTEMPTS + 1):
        cursor = library.store.cursor()
        made = plan(carried)
        try:
            step = Step(step_id, name, made.label, made.writes)
            change = replace(library.commit(step, [StillAt(cursor)]), note=made.printed)
            return Moved(change, made.placed, made.lost, made.printed)
        except ChangedMeanwhileError:
            if attempt == _ATTEMPTS:
                raise
    raise AssertionError(f"{name} was tried less than once")


def _not_placed(count: int) -> str:
    return "1 mark has no place in it" if count == 1 else f"{count} marks have no place in it"
