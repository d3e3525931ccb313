"""Lays a reader's own writing and order over compiled notes.

Pure: the same notes and entries give the same result in whatever order they come. No
character of an entry is dropped: what stood under a mark that is gone stands where that
mark stood, with a flag; what stood in a part that is gone stands in a last part "Without a place".
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from glossator.model.entries import WRITING, Entry, EntryKind
from glossator.model.ids import AnnotationId
from glossator.model.notes import Line, LinePair, Notes, NotesSection, Written, walk_sections
from glossator.study.rules import PlaceKey, place_key

MARK_GONE = "The mark this stood under is gone."
PART_GONE = "The part this stood in is gone."
HOMELESS = "written"
"""The key of the part for what stood in parts that are gone."""

_HEAD = AnnotationId("")
_Item = Line | LinePair


def arrange(notes: Notes, entries: Sequence[Entry], gone: Mapping[AnnotationId, PlaceKey]) -> Notes:
    """Put what a reader wrote, moved and hid into notes.

    Args:
        notes: as compiled.
        entries: those of these notes, in any order.
        gone: for marks that entries stand under and that are not in the notes any
            more, where they stood among the others, as far as that is known.
    """
    if not entries:
        return notes
    ranked = sorted(entries, key=lambda entry: (entry.order, entry.id))
    homes = _Homes(notes.sections)
    by_section: dict[str, list[Entry]] = {}
    for entry in ranked:
        by_section.setdefault(homes.of(entry), []).append(entry)
    pictures = {line.annotation: line for line in _lines(notes.sections) if line.place.area}
    lay = _Laying(by_section, homes, gone, pictures)
    sections = [lay.section(section) for section in notes.sections]
    homeless = [
        lay.written(entry, 0, PART_GONE) for entry in by_section.get(HOMELESS, ()) if _writes(entry)
    ]
    if homeless:
        sections.append(NotesSection(HOMELESS, "Without a place", level=1, written=tuple(homeless)))
    top = [lay.written(entry, 0, "") for entry in by_section.get(_HEAD, ()) if _writes(entry)]
    return replace(notes, sections=tuple(sections), written=tuple(top))


def annotations_of(notes: Notes) -> Iterator[AnnotationId]:
    """Give the annotation of every line of notes; one that stands twice comes twice."""
    for line in _lines(notes.sections):
        yield line.annotation


class _Homes:
    """Which section each entry stands in."""

    def __init__(self, sections: Sequence[NotesSection]) -> None:
        self.keys: set[str] = {_HEAD}
        self.of_mark: dict[AnnotationId, list[str]] = {}
        for section in walk_sections(sections):
            self.keys.add(section.key)
            for line in section.own_lines():
                self.of_mark.setdefault(line.annotation, []).append(section.key)

    def of(self, entry: Entry) -> str:
        """Give the section of an entry: what is written under a line goes where that goes."""
        if entry.under and entry.kind in WRITING:
            homes = self.of_mark.get(entry.under, [])
            if homes:
                return entry.section if entry.section in homes else homes[0]
        return entry.section if entry.section in self.keys else HOMELESS


@dataclass(frozen=True, slots=True)
class _Laying:
    """What is laid over the sections, and what must be known for it."""

    by_section: Mapping[str, Sequence[Entry]]
    homes: _Homes
    gone: Mapping[AnnotationId, PlaceKey]
    pictures: Mapping[AnnotationId, Line]

    def section(self, section: NotesSection) -> NotesSection:
        """Lay the entries of a section and of those below over it."""
        below = tuple(self.section(each) for each in section.sections)
        entries = self.by_section.get(section.key)
        if not entries:
            return section if below == section.sections else replace(section, sections=below)
        items: Sequence[_Item] = section.pairs or section.lines
        shown, written, hidden = _Sheet(self, entries, items).lay()
        lines = tuple(item for item in shown if isinstance(item, Line))
        pairs = tuple(item for item in shown if isinstance(item, LinePair))
        return replace(
            section,
            lines=lines,
            pairs=pairs,
            written=written,
            hidden=hidden,
            sections=below,
        )

    def written(self, entry: Entry, after: int, flag: str) -> Written:
        """Make what the reader wrote ready to be shown."""
        picture = self.pictures.get(entry.mark) if entry.mark else None
        return Written(entry.id, entry.kind, entry.text, after, entry.under or "", picture, flag)


_Node = int | AnnotationId
"""What others stand under: an item by its index, or a mark that is gone; "" is the head."""


@dataclass
class _Sheet:
    """One section while it is laid."""

    laying: _Laying
    entries: Sequence[Entry]
    items: Sequence[_Item]
    at: dict[AnnotationId, int] = field(default_factory=dict)
    moved: dict[int, Entry] = field(default_factory=dict)
    hidden: set[AnnotationId] = field(default_factory=set)
    children: dict[_Node, list[Entry | int]] = field(default_factory=dict)
    shown: list[_Item] = field(default_factory=list)
    written: list[Written] = field(default_factory=list)

    def lay(self) -> tuple[list[_Item], tuple[Written, ...], tuple[Line, ...]]:
        """Give the items shown, what is written between them, and the lines out of sight."""
        self.at = {line.annotation: i for i, item in enumerate(self.items) for line in _sides(item)}
        self.moved = _moves(self.entries, self.at)
        self.hidden = {
            entry.mark
            for entry in self.entries
            if entry.kind is EntryKind.HIDDEN and entry.mark in self.at
        }
        for entry in self.entries:
            self._attach(entry)
        self._emit([_HEAD])
        for node in self._in_place():
            self._emit([node])
        lines = (line for item in self.items for line in _sides(item))
        out = tuple(line for line in lines if line.annotation in self.hidden)
        return _renumbered(self.shown, self.items), tuple(self.written), out

    def _attach(self, entry: Entry) -> None:
        """Put an entry, or the item it moves, under what it stands under."""
        if entry.kind is EntryKind.HIDDEN:
            return
        child: Entry | int = entry
        if entry.kind is EntryKind.MOVED:
            index = self.at.get(entry.mark) if entry.mark else None
            if index is None or self.moved.get(index) is not entry:
                return
            child = index
        node = self.at.get(entry.under, entry.under) if entry.under else _HEAD
        self.children.setdefault(node, []).append(child)

    def _in_place(self) -> Iterator[_Node]:
        """Give the items that were not moved, and among them the places of marks that are gone."""
        ghosts = {node for node in self.children if isinstance(node, str) and node}
        known = {ghost: key for ghost in ghosts if (key := self.laying.gone.get(ghost))}
        waiting = deque(sorted(known, key=lambda ghost: known[ghost]))
        for index, item in enumerate(self.items):
            while waiting and known[waiting[0]] < _key_of(item):
                yield waiting.popleft()
            if index not in self.moved:
                yield index
        yield from waiting
        yield from sorted(ghosts - known.keys())

    def _emit(self, waiting: list[Entry | _Node]) -> None:
        """Show what waits, the last one first, each with what stands under it."""
        while waiting:
            node = waiting.pop()
            if isinstance(node, Entry):
                is_gone = node.under and node.under not in self.at
                flag = MARK_GONE if is_gone else ""
                self.written.append(self.laying.written(node, len(self.shown), flag))
                continue
            if isinstance(node, int):
                self._show(node)
            waiting.extend(reversed(self.children.get(node, ())))

    def _show(self, index: int) -> None:
        item = _without(self.items[index], self.hidden)
        if item is not None:
            self.shown.append(_marked_moved(item) if index in self.moved else item)


def _moves(entries: Iterable[Entry], at: Mapping[AnnotationId, int]) -> dict[int, Entry]:
    """Give for each moved item the entry that moves it.

    Two windows may each move a line under the other; every line of such a circle then
    stands where it does by itself. Of two moves of one line the one with the later id holds.
    """
    moves: dict[int, Entry] = {}
    for entry in sorted(entries, key=lambda each: each.id):
        if entry.kind is EntryKind.MOVED and entry.mark and entry.mark in at:
            moves[at[entry.mark]] = entry
    circling = _circling(
        {index: at.get(e.under) if e.under else None for index, e in moves.items()}
    )
    return {index: entry for index, entry in moves.items() if index not in circling}


def _circling(above: Mapping[int, int | None]) -> set[int]:
    """Give the items that stand under themselves, each step up being `above`."""
    circling: set[int] = set()
    settled: set[int] = set()
    for start in above:
        path: dict[int, int] = {}
        here: int | None = start
        while here is not None and here in above and here not in path and here not in settled:
            path[here] = len(path)
            here = above[here]
        if here is not None and here in path:
            circling.update(list(path)[path[here] :])
        settled.update(path)
    return circling


def _renumbered(shown: list[_Item], before: Sequence[_Item]) -> list[_Item]:
    """Number items anew where they were numbered."""
    if not any(item.number for item in before):
        return shown
    return [replace(item, number=str(number)) for number, item in enumerate(shown, 1)]


def _without(item: _Item, hidden: Collection[AnnotationId]) -> _Item | None:
    """Take hidden lines out of an item; None where nothing is left of it."""
    if isinstance(item, Line):
        return None if item.annotation in hidden else item
    first, second = (
        None if line and line.annotation in hidden else line for line in (item.first, item.second)
    )
    if first is item.first and second is item.second:
        return item
    return replace(item, first=first, second=second) if first or second else None


def _marked_moved(item: _Item) -> _Item:
    if isinstance(item, Line):
        return replace(item, moved=True)
    first, second = (line and replace(line, moved=True) for line in (item.first, item.second))
    return replace(item, first=first, second=second)


def _key_of(item: _Item) -> PlaceKey:
    line = next(_sides(item))
    return place_key(line.annotation, line.place)


def _sides(item: _Item) -> Iterator[Line]:
    return iter((item,)) if isinstance(item, Line) else item.sides()


def _lines(sections: Iterable[NotesSection]) -> Iterator[Line]:
    for section in walk_sections(sections):
        yield from section.own_lines()


def _writes(entry: Entry) -> bool:
    return entry.kind in WRITING
