"""Entries: what a reader writes into notes, and the lines that are moved or hidden by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from glossator.library.entry_shelf import entries_of, get_entry
from glossator.library.labels import shorten
from glossator.library.library import Library
from glossator.library.order import order_between
from glossator.model.entries import LONGEST_ENTRY, WRITING, Entry, EntryKind
from glossator.model.errors import InvalidRequestError
from glossator.model.ids import AnnotationId, EntryId, SourceId
from glossator.model.operations import Change, IsNew, Step, Write
from glossator.store.entry_records import entry_writes
from glossator.store.records import deletion

_NAMES = {
    EntryKind.PARAGRAPH: "a paragraph",
    EntryKind.HEADING: "a heading",
    EntryKind.LIST: "a list",
    EntryKind.PICTURE: "a picture",
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """Which notes: those of a form over a source or a course."""

    form: str
    scope: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in notes: in a section ("" above the first), after a line or an entry there.

    `after` is the id of an annotation or of an entry; None for the head of the section.
    """

    section: str
    after: str | None


def add_entry(
    library: Library,
    step_id: str,
    entry_id: str,
    sheet: Sheet,
    spot: Spot,
    *,
    kind: str,
    text: str,
    mark: str | None = None,
) -> Change:
    """Write something into notes.

    Args:
        library: the library.
        step_id: the client's id for this step.
        entry_id: the client's id for the entry.
        sheet: into which notes.
        spot: where.
        kind: "paragraph", "heading", "list" or "picture".
        text: the words, kept as they are.
        mark: of a picture, the area mark.

    Raises:
        InvalidRequestError: there are no words, too many, or the kind is none of these.
        NotFoundError: there are no such notes, or no such mark.
        NotSavedError: it could not be written.
    """
    wanted = _writing(kind)
    picture = library.get_annotation(mark).id if mark else None
    _check_text(wanted, text, picture)
    _check_sheet(library, sheet)
    known = entries_of(library, sheet.form, sheet.scope)
    under, order = find_place(known, spot)
    entry = Entry(
        id=EntryId(entry_id),
        form=sheet.form,
        scope=SourceId(sheet.scope),
        kind=wanted,
        section=spot.section,
        under=under,
        order=order,
        text=text,
        mark=picture,
    )
    label = f"Wrote {_called(entry)} in the notes"
    step = Step(step_id, "add_entry", label, entry_writes(entry))
    return library.commit(step, [IsNew("entry", entry.id)])


def change_entry(
    library: Library,
    step_id: str,
    entry_id: str,
    *,
    text: str | None = None,
    kind: str | None = None,
    spot: Spot | None = None,
) -> Change:
    """Write an entry otherwise, make another kind of it, or move it within its notes.

    Raises:
        NotFoundError: there is no such entry.
        InvalidRequestError: nothing is to be changed, or as `add_entry`.
        NotSavedError: it could not be written.
    """
    entry = get_entry(library, entry_id)
    writes: list[Write] = []
    label = f"Moved {_called(entry)}"
    if kind is not None and _writing(kind) is not entry.kind:
        writes.append(Write("entry", entry.id, "kind", str(_writing(kind))))
        label = f"Made {_NAMES[_writing(kind)]} of {_called(entry)}"
    if text is not None and text != entry.text:
        _check_text(entry.kind, text, entry.mark)
        writes.append(Write("entry", entry.id, "text", text))
        label = f"Wrote {_called(replace(entry, text=text))} in the notes"
    if spot is not None:
        known = entries_of(library, entry.form, entry.scope)
        under, order = find_place(known, spot, moving=entry.id)
        writes += _to_place(entry, spot.section, under, order)
    if not writes:
        raise InvalidRequestError("Nothing was given to change in your notes.")
    return library.commit(Step(step_id, "change_entry", label, tuple(writes)))


def delete_entry(library: Library, step_id: str, entry_id: str) -> Change:
    """Delete what a reader wrote.

    Raises:
        NotFoundError: there is no such entry.
        NotSavedError: it could not be written.
    """
    entry = get_entry(library, entry_id)
    label = f"Deleted {_called(entry)} from the notes"
    return library.commit(Step(step_id, "delete_entry", label, (deletion("entry", entry.id),)))


def move_line(
    library: Library, step_id: str, entry_id: str, sheet: Sheet, line: tuple[str, Spot | None]
) -> Change:
    """Put a line of notes where the reader wants it, or back where it stands by itself.

    Args:
        library: the library.
        step_id: the client's id for this step.
        entry_id: the client's id for the entry that a first move makes.
        sheet: of which notes.
        line: the mark, and where its line is to stand; None for back to its own place.

    Raises:
        NotFoundError: there is no such mark.
        InvalidRequestError: it is to stand after itself, or was never moved.
        NotSavedError: it could not be written.
    """
    annotation, spot = line
    mark = library.get_annotation(annotation).id
    moves = _of_line(library, sheet, mark, EntryKind.MOVED)
    if spot is None:
        back = tuple(deletion("entry", move.id) for move in moves)
        if not back:
            raise InvalidRequestError("This line stands in its own place already.")
        return library.commit(Step(step_id, "move_line", "Put a line back in its place", back))
    moves = [move for move in moves if move.section == spot.section]
    moving = moves[-1].id if moves else None
    known = entries_of(library, sheet.form, sheet.scope)
    under, order = find_place(known, spot, moving=moving)
    if under == mark:
        raise InvalidRequestError("A line cannot stand under itself. It stays where it was.")
    if moves:
        writes = tuple(_to_place(moves[-1], spot.section, under, order))
    else:
        writes = entry_writes(
            Entry(
                id=EntryId(entry_id),
                form=sheet.form,
                scope=SourceId(sheet.scope),
                kind=EntryKind.MOVED,
                section=spot.section,
                under=under,
                order=order,
                mark=mark,
            )
        )
    return library.commit(Step(step_id, "move_line", "Moved a line in the notes", writes))


def hide_line(
    library: Library, step_id: str, entry_id: str, sheet: Sheet, line: tuple[str, str]
) -> Change:
    """Take a line out of sight in one section of some notes; its mark and other notes keep it.

    Args:
        library: the library.
        step_id: the client's id for this step.
        entry_id: the client's id for the entry.
        sheet: of which notes.
        line: the mark and the key of the section.

    Raises:
        NotFoundError: there is no such mark.
        NotSavedError: it could not be written.
    """
    annotation, section = line
    entry = Entry(
        id=EntryId(entry_id),
        form=sheet.form,
        scope=SourceId(sheet.scope),
        kind=EntryKind.HIDDEN,
        section=section,
        mark=library.get_annotation(annotation).id,
    )
    step = Step(step_id, "hide_line", "Hid a line in the notes", entry_writes(entry))
    return library.commit(step, [IsNew("entry", entry.id)])


def show_line(library: Library, step_id: str, sheet: Sheet, line: tuple[str, str]) -> Change:
    """Bring a hidden line back into sight; `line` as in `hide_line`.

    Raises:
        InvalidRequestError: it is not hidden there.
        NotSavedError: it could not be written.
    """
    annotation, section = line
    hidden = [
        entry
        for entry in _of_line(library, sheet, AnnotationId(annotation), EntryKind.HIDDEN)
        if entry.section == section
    ]
    if not hidden:
        raise InvalidRequestError("This line is not hidden here.")
    writes = tuple(deletion("entry", entry.id) for entry in hidden)
    return library.commit(Step(step_id, "show_line", "Showed a hidden line again", writes))


def _of_line(library: Library, sheet: Sheet, mark: AnnotationId, kind: EntryKind) -> list[Entry]:
    return [
        entry
        for entry in entries_of(library, sheet.form, sheet.scope)
        if entry.kind is kind and entry.mark == mark
    ]


def _writing(kind: str) -> EntryKind:
    if kind not in WRITING:
        known = ", ".join(WRITING)
        raise InvalidRequestError(f"Notes have no “{kind}” of your own: use one of {known}.")
    return EntryKind(kind)


def _check_text(kind: EntryKind, text: str, mark: AnnotationId | None) -> None:
    if kind is EntryKind.PICTURE and mark is None:
        raise InvalidRequestError("A picture needs the mark of an area. Nothing was written.")
    if kind is not EntryKind.PICTURE and not text.strip():
        raise InvalidRequestError(f"There are no words for {_NAMES[kind]}. Nothing was written.")
    if len(text) > LONGEST_ENTRY:
        raise InvalidRequestError(
            f"These are {len(text):,} characters: one piece of notes holds {LONGEST_ENTRY:,}. "
            "Nothing was written; divide them into several."
        )


def _check_sheet(library: Library, sheet: Sheet) -> None:
    catalogue = library.catalogue
    if SourceId(sheet.scope) not in catalogue.sources:
        catalogue.get_course(sheet.scope)


def find_place(
    known: Iterable[Entry], spot: Spot, *, moving: str | None = None
) -> tuple[AnnotationId | None, str]:
    """Find the line that a place is under, and an order there.

    Args:
        known: the entries of the notes.
        spot: the place.
        moving: the entry that is to go there, None for a new one.
    """
    entries = [entry for entry in known if entry.id != moving]
    before = next((entry for entry in entries if entry.id == spot.after), None)
    under = before.under if before else AnnotationId(spot.after) if spot.after else None
    after = before.order if before else ""
    siblings = (e.order for e in entries if (e.section, e.under) == (spot.section, under))
    return under, order_between(after, _next(siblings, after))


def _next(orders: Iterable[str], after: str) -> str:
    return min((order for order in orders if order > after), default="")


def _to_place(entry: Entry, section: str, under: AnnotationId | None, order: str) -> list[Write]:
    values = {"section": section, "under": under, "order": order}
    return [Write("entry", entry.id, name, value) for name, value in values.items()]


def _called(entry: Entry) -> str:
    words = shorten(entry.text)
    return f"“{words}”" if words else _NAMES.get(entry.kind, "a line")
