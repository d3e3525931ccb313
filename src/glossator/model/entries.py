"""Entries: what a reader writes and arranges in notes by hand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from glossator.model.ids import AnnotationId, CourseId, EntryId, SourceId

LINK_TO_MARK = re.compile(r"\[\[([0-9a-f-]{36})(?:\|([^\[\]\n]*))?\]\]")
"""A link in the reader's own writing: the id of a mark, then the words that stand for it."""

LONGEST_ENTRY = 1 << 20
"""Code points that the text of one entry may hold."""


class EntryKind(StrEnum):
    """What an entry is: the reader's writing, or the hand that moves or hides a line."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST = "list"
    PICTURE = "picture"  # of an area mark, with a caption
    MOVED = "moved"  # its line stands where the entry does
    HIDDEN = "hidden"  # its line is out of sight in its section


WRITING = (EntryKind.PARAGRAPH, EntryKind.HEADING, EntryKind.LIST, EntryKind.PICTURE)


@dataclass(frozen=True, slots=True)
class Entry:
    """Something a reader put into notes, attached to the line it stands under.

    Attributes:
        id: made by the client.
        form: the form of the notes.
        scope: the source or course they are of.
        kind: what it is.
        section: the key of the section it was put in, "" above the first one.
        under: the mark whose line it stands under, "" at the head of the section.
        order: sorts what stands under the same line (ties: by id).
        text: the reader's words; of a list one item a line; "" of a moved or hidden line.
        mark: of a picture, a moved or a hidden line: which mark.
    """

    id: EntryId
    form: str
    scope: SourceId | CourseId
    kind: EntryKind
    section: str = ""
    under: AnnotationId | None = None
    order: str = ""
    text: str = ""
    mark: AnnotationId | None = None
