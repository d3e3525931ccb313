"""What differs between two states of the same notes: all that has to be sent to who has one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from glossator.model.notes import Notes, NotesSection, walk_sections


def without_same(notes: Notes, before: Notes) -> tuple[Notes, tuple[str, ...]]:
    """Leave out of notes the sections that are as they were.

    Args:
        notes: as they are.
        before: the same notes as they were; of what did not change the same objects
            make the comparing fast.

    Returns:
        The notes, in which each section that is as it was, with all below it, has nothing
        but its key, title and level; and the keys of those, in order.
    """
    old = {section.key: section for section in walk_sections(before.sections)}
    same: list[str] = []
    sections = tuple(_pruned(notes.sections, old, same))
    return replace(notes, sections=sections), tuple(same)


def _pruned(
    sections: Sequence[NotesSection], old: Mapping[str, NotesSection], same: list[str]
) -> Iterator[NotesSection]:
    for section in sections:
        if old.get(section.key) == section:
            same.append(section.key)
            yield NotesSection(section.key, section.title, section.level)
        elif section.sections:
            yield replace(section, sections=tuple(_pruned(section.sections, old, same)))
        else:
            yield section
