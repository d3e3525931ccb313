"""Conflicts: what was changed on two devices without knowing of each other, and its decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from glossator.library.history_words import MarkWords, describe_fields
from glossator.library.labels import name_mark, shorten
from glossator.library.library import Library
from glossator.model.errors import ChangedMeanwhileError, GlossatorError, InvalidRequestError
from glossator.model.operations import Change, Conflict, Side, Step, Write
from glossator.store.chain import canonical_json

_TEXTS = frozenset({"own_words", "comment", "text", "title", "name"})
"""Registers whose sides can be put together by hand."""

_KINDS = {
    "annotation": "mark",
    "entry": "text in the notes",
    "pen-system": "pen system",
}


@dataclass(frozen=True, slots=True)
class ShownSide:
    """One of the values, as a reader sees it.

    Attributes:
        operation: by which it is chosen.
        words: the value in words; "" for none.
        made_ms: when, milliseconds since 1970 UTC.
        actor: who.
        here: it was written on this device.
    """

    operation: str
    words: str
    made_ms: int
    actor: str
    here: bool


@dataclass(frozen=True, slots=True)
class ShownConflict:
    """A conflict, as a reader sees it.

    Attributes:
        entity: what kind of thing, as in the log.
        id: which one.
        field: which of its registers.
        kind: what kind of thing, in words.
        name: of the thing, in words.
        source: of a mark, to go there; "" for none.
        is_text: its sides are texts, which can be put together.
        sides: that which is shown now first. Of a deletion: the deletion, then
            what was changed without knowing of it, which is why the thing is there.
    """

    entity: str
    id: str
    field: str
    kind: str
    name: str
    source: str
    is_text: bool
    sides: tuple[ShownSide, ...]


def list_conflicts(library: Library) -> list[ShownConflict]:
    """List what waits for a decision, as a reader sees it; nothing else waits for it."""
    words = MarkWords(library)
    return [_shown(library, words, conflict) for conflict in library.store.list_conflicts()]


def settle(library: Library, step_id: str, wanted: Mapping[str, str], text: str | None) -> Change:
    """Decide a conflict: by one of its sides, or by a text made of them.

    Args:
        library: the library.
        step_id: the client's id for this step.
        wanted: `entity`, `id` and `field` of the conflict, and `operation`: of the
            side that holds.
        text: of a conflict of texts, what holds instead of any side.

    Raises:
        ChangedMeanwhileError: there is no such conflict any more.
        InvalidRequestError: a text was given where the sides are none.
        NotSavedError: it could not be written.
    """
    conflict = _find(library, wanted)
    chosen = next((s for s in conflict.sides if s.operation == wanted["operation"]), None)
    name = _name(library, conflict)
    if text is not None:
        if conflict.field not in _TEXTS:
            raise InvalidRequestError(
                f"The sides of this conflict about {name} are no texts. Choose one of them."
            )
        value: object = text
    elif chosen is None:
        raise _gone()
    elif conflict.field == "deleted":
        value = chosen is conflict.sides[0] and chosen.value
    else:
        value = chosen.value
    write = Write(conflict.entity, conflict.id, conflict.field, value or None, settles=True)
    label = f"Decided about {name}"
    return library.commit(Step(step_id, "settle", label, (write,)))


def _find(library: Library, wanted: Mapping[str, str]) -> Conflict:
    key = (wanted["entity"], wanted["id"], wanted["field"])
    for conflict in library.store.list_conflicts():
        if (conflict.entity, conflict.id, conflict.field) == key:
            return conflict
    raise _gone()


def _gone() -> ChangedMeanwhileError:
    return ChangedMeanwhileError("The decision", "this conflict was decided elsewhere meanwhile")


def _shown(library: Library, words: MarkWords, conflict: Conflict) -> ShownConflict:
    mark = library.find_annotation(conflict.id) if conflict.entity == "annotation" else None
    return ShownConflict(
        entity=conflict.entity,
        id=conflict.id,
        field=conflict.field,
        kind=_KINDS.get(conflict.entity, conflict.entity),
        name=_name(library, conflict),
        source=mark.target.source if mark else "",
        is_text=conflict.field in _TEXTS,
        sides=tuple(_side(library, words, conflict, side) for side in conflict.sides),
    )


def _side(library: Library, words: MarkWords, conflict: Conflict, side: Side) -> ShownSide:
    return ShownSide(
        operation=side.operation,
        words=_in_words(words, conflict, side),
        made_ms=side.made_ms,
        actor=side.actor,
        here=side.replica == library.store.replica,
    )


def _in_words(words: MarkWords, conflict: Conflict, side: Side) -> str:
    if side.value is None:
        return ""
    if side.field == "deleted":
        return "deleted" if side.value is True else ""
    is_plain = conflict.entity != "annotation" or side.field in _TEXTS
    if is_plain and isinstance(side.value, str):
        return side.value
    value = canonical_json(side.value)
    if conflict.entity != "annotation":
        return value
    said = list(describe_fields(words, {side.field: (None, value)}))
    return said[0].after if said else value


def _name(library: Library, conflict: Conflict) -> str:
    """Say which thing it is."""
    fields = library.store.read_fields(conflict.entity, conflict.id)
    if conflict.entity == "annotation":
        mark = library.find_annotation(conflict.id) or library.find_deleted_annotation(conflict.id)
        try:
            return name_mark(library, mark) if mark else "a mark"
        except GlossatorError:  # its source is gone
            return "a mark"
    if conflict.entity == "pen-system":
        systems = {str(name): system for name, system in library.catalogue.systems.items()}
        return f"“{systems[conflict.id].name}”" if conflict.id in systems else conflict.id
    words = next((str(fields[f]) for f in ("title", "name", "text", "words") if f in fields), "")
    return f"“{shorten(words)}”" if words else f"a {conflict.entity}"
