"""The inbox of a source: marks that another program left in its file, not sorted in yet."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from glossator.library.colours import nearest_pen
from glossator.library.library import Library
from glossator.library.placing import interruptions
from glossator.model.books import EditionText, Source
from glossator.model.ids import AnnotationId, PenId, SourceId
from glossator.model.text import ForeignKind, ForeignMark, Span

LEFT_OUT = "foreign-mark"
"""The kind of entity that remembers which foreign marks the reader has left out."""

_NAMESPACE = uuid.UUID("6b0f4a52-0d0b-5c7e-9a53-51a5d6a2f7c4")
_CONTEXT = 60
_SPACE = re.compile(r"\s+")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class InboxMark:
    """A foreign mark that waits: the id its annotation would have, and what the file says."""

    id: AnnotationId
    mark: ForeignMark


@dataclass(frozen=True, slots=True)
class InboxGroup:
    """Foreign marks that look alike: one kind, one colour, one author.

    Attributes:
        key: names the group within its source.
        marks: at least one, in the order of the text.
        pen: that is proposed for them, None where the course has no pen in use.
    """

    key: str
    marks: tuple[InboxMark, ...]
    pen: PenId | None

    @property
    def kind(self) -> ForeignKind:
        """What they look like in the other program."""
        return self.marks[0].mark.kind

    @property
    def colour(self) -> str:
        """Their colour there, "" for none."""
        return self.marks[0].mark.colour

    @property
    def author(self) -> str:
        """Who made them, "" where not said."""
        return self.marks[0].mark.author


@dataclass(frozen=True, slots=True)
class Inbox:
    """What waits to be sorted in.

    Attributes:
        source: whose file the marks came with.
        groups: those that wait, the largest group first.
        left_out: those that the reader does not want.
        known: how many are annotations already (or were, and have been deleted).
    """

    source: Source
    groups: tuple[InboxGroup, ...]
    left_out: tuple[InboxMark, ...]
    known: int

    @property
    def waiting(self) -> int:
        """Count the marks that wait."""
        return sum(len(group.marks) for group in self.groups)


@dataclass(frozen=True, slots=True)
class Context:
    """A passage with a few whole words before and after it, white space folded.

    A space that stands between them belongs to `before` or `after`.
    """

    before: str
    words: str
    after: str


def open_inbox(library: Library, source: Source) -> Inbox:
    """Look through the marks that came with a source's file.

    O(marks in the file), each asked of the store by its id.
    """
    groups: dict[str, list[InboxMark]] = {}
    left_out, known = [], 0
    for waiting in _marks_of(library, source):
        if _is_known(library, waiting):
            known += 1
        elif library.store.read_fields(LEFT_OUT, waiting.id).get("left_out"):
            left_out.append(waiting)
        else:
            groups.setdefault(group_key(waiting.mark), []).append(waiting)
    pens = library.catalogue.system_of(source).pens if groups else ()
    found = []
    for key, marks in sorted(groups.items(), key=lambda group: -len(group[1])):
        pen = nearest_pen(pens, marks[0].mark.colour)
        found.append(InboxGroup(key, tuple(marks), pen.id if pen else None))
    return Inbox(source, tuple(found), tuple(left_out), known)


def list_inboxes(library: Library) -> list[Inbox]:
    """Give the inboxes in which something waits, in the order of the sources' titles."""
    sources = [source for source in library.catalogue.sources.values() if source.edition]
    inboxes = (open_inbox(library, s) for s in sources if library.foreign_marks(s.edition or ""))
    return [inbox for inbox in inboxes if inbox.groups]


def foreign_id(source: SourceId, mark: ForeignMark) -> AnnotationId:
    """Name the annotation that a foreign mark becomes, the same whenever the file comes again.

    Returns:
        A UUIDv5 of the source and the name that the other program gave the
        mark; where it gave none, of its kind, place and comment. The place is
        the area on the page where there is one, since spans differ between
        editions of one file.
    """
    if mark.name:
        told: list[object] = [source, mark.name]
    elif mark.area:
        area = mark.area
        corner = [round(value) for value in (area.x, area.y, area.width, area.height)]
        told = [source, mark.kind, area.page_index, *corner, mark.comment]
    else:
        told = [source, mark.kind, [[s.start, s.end] for s in mark.spans], mark.comment]
    return AnnotationId(str(uuid.uuid5(_NAMESPACE, json.dumps(told, ensure_ascii=False))))


def group_key(mark: ForeignMark) -> str:
    """Name the group that a mark belongs to: "highlight #ffff00 Ada"."""
    return f"{mark.kind} {mark.colour or 'none'} {mark.author}".strip()


def joined_spans(content: EditionText, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Join the spans of a mark that only furniture, markers or white space part."""
    joined: list[Span] = []
    skipped = interruptions(content) if len(spans) > 1 else ()
    for span in sorted(spans):
        gap = Span(joined[-1].end, max(span.start, joined[-1].end)) if joined else None
        if gap and not _running_text(content.text, gap, skipped).strip():
            joined[-1] = Span(joined[-1].start, max(span.end, joined[-1].end))
        elif span.start < span.end:
            joined.append(span)
    return tuple(joined)


def context_of(content: EditionText, mark: ForeignMark) -> Context:
    """Show a mark's passage in its surroundings; all empty for one that stands on no words."""
    spans = joined_spans(content, mark.spans)
    if not spans:
        return Context("", "", "")
    text, first, last = content.text, spans[0].start, spans[-1].end
    words = " … ".join(_fold(text[span.start : span.end]) for span in spans)
    before = text[max(0, first - _CONTEXT) : first].rpartition("\n")[2]
    after = text[last : last + _CONTEXT].partition("\n")[0]
    if len(before) == _CONTEXT:
        before = "… " + before.partition(" ")[2]
    if len(after) == _CONTEXT:
        after = after.rpartition(" ")[0] + " …"
    return Context(_SPACE.sub(" ", before), words, _SPACE.sub(" ", after))


def _marks_of(library: Library, source: Source) -> Iterator[InboxMark]:
    """Give the foreign marks of the edition in use, each once."""
    marks = library.foreign_marks(source.edition) if source.edition else ()
    yield from {
        waiting.id: waiting
        for waiting in (InboxMark(foreign_id(source.id, mark), mark) for mark in marks)
    }.values()


def _is_known(library: Library, waiting: InboxMark) -> bool:
    """Tell whether a mark is an annotation here: sorted in before, or exported by us."""
    if library.store.read_fields("annotation", waiting.id):
        return True
    name = waiting.mark.name.lower()
    return bool(_UUID.fullmatch(name) and library.store.read_fields("annotation", name))


def _running_text(text: str, gap: Span, skipped: Sequence[Span]) -> str:
    """Give what of a gap is neither furniture nor marker."""
    kept, at = [], gap.start
    for span in skipped:
        if span.end <= at or span.start >= gap.end:
            continue
        kept.append(text[at : max(at, span.start)])
        at = max(at, span.end)
    return "".join((*kept, text[at : gap.end]))


def _fold(words: str) -> str:
    return " ".join(words.split())
