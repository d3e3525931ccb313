"""Make an edition's text of the paragraphs that a word processor's file holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from glossator.model.books import EditionText
from glossator.model.text import (
    BlockKind,
    ForeignKind,
    ForeignMark,
    PinpointOrigin,
    Span,
)
from glossator.sources.blocks import TextBuilder
from glossator.sources.office_drafts import Draft, ForeignDraft
from glossator.sources.office_kinds import judge_kinds
from glossator.sources.own_numbers import bare_label
from glossator.sources.paragraph_ends import end_paragraphs
from glossator.sources.paragraph_numbers import with_paragraph_numbers
from glossator.sources.stars import mark_stars


@dataclass(slots=True)
class OfficeText:
    """What a reader of such a file gives.

    Attributes:
        drafts: its paragraphs and tables.
        notes: those of each note by its name; the first has it among its names.
        endnotes: the names of the notes that stand at the end.
        foreign: the marks of other programs by name.
        language: BCP 47 tag, "" for none.
    """

    drafts: list[Draft]
    notes: Mapping[str, list[Draft]] = field(default_factory=dict)
    endnotes: Sequence[str] = ()
    foreign: Mapping[str, ForeignDraft] = field(default_factory=dict)
    language: str = ""


def build_text(office: OfficeText) -> EditionText:
    """Give the whole as an edition's text: notes after the paragraph that calls them."""
    own = judge_kinds(office.drafts)
    assembly = _Assembly(office)
    for draft in office.drafts:
        start = assembly.add(draft)
        if id(draft) in own and draft.number is not None:
            origin = PinpointOrigin.DETECTED if draft.number.is_typed else PinpointOrigin.MARKUP
            sure = 0.9 if draft.number.is_typed else 1.0
            label = bare_label(draft.number.label)
            assembly.builder.pin("paragraph", label, start, origin, confidence=sure)
        for name in draft.piece.calls.values():
            if name not in office.endnotes:
                assembly.add_note(name)
    for name in office.endnotes:
        assembly.add_note(name)
    content = assembly.finish(office.language, _direction(office.drafts))
    return mark_stars(end_paragraphs(content) if own else with_paragraph_numbers(content))


class _Assembly:
    """Adds drafts to a builder, and finds the places of foreign marks as it goes."""

    def __init__(self, office: OfficeText) -> None:
        self._office = office
        self.builder = TextBuilder()
        self._placed: set[str] = set()
        self._open: dict[str, int] = {}
        self._spans: dict[str, list[Span]] = {}
        self._points: dict[str, Span] = {}

    def add(self, draft: Draft) -> int:
        """Add a paragraph and give where it starts."""
        start = self.builder.add(draft.piece)
        self._place_marks(draft, start)
        return start

    def add_note(self, name: str) -> None:
        """Add a note that was called, once."""
        if name in self._placed:
            return
        self._placed.add(name)
        outer, self._open = self._open, {}  # a mark on the text around does not take in the note
        for draft in self._office.notes.get(name, ()):
            self.add(draft)
        self._open = outer

    def _place_marks(self, draft: Draft, start: int) -> None:
        text = draft.text
        self._open = dict.fromkeys(self._open, 0)
        for anchor in draft.anchors:
            if not anchor.ends:
                self._open[anchor.mark] = anchor.at
            elif anchor.mark in self._open:
                self._note_span(anchor.mark, text, self._open.pop(anchor.mark), anchor.at, start)
            elif text:
                self._points.setdefault(anchor.mark, Span(start, start + len(text)))
        for mark, at in self._open.items():
            self._note_span(mark, text, at, len(text), start)

    def _note_span(self, mark: str, text: str, first: int, last: int, start: int) -> None:
        held = text[first:last]
        first += len(held) - len(held.lstrip())
        last = first + len(held.strip())
        if first < last:
            self._spans.setdefault(mark, []).append(Span(start + first, start + last))

    def finish(self, language: str, direction: str) -> EditionText:
        """Give the text with the marks that have a place, or something to say."""
        content = self.builder.finish(language=language, direction=direction)
        marks = [self._mark(draft) for draft in self._office.foreign.values()]
        kept = [mark for mark in marks if mark.spans or mark.comment]
        end = len(content.text)
        kept.sort(key=lambda mark: mark.spans[0].start if mark.spans else end)
        return replace(content, foreign_marks=tuple(kept))

    def _mark(self, draft: ForeignDraft) -> ForeignMark:
        spans = tuple(self._spans.get(draft.name, ()))
        if not spans and draft.kind is ForeignKind.NOTE and draft.name in self._points:
            spans = (self._points[draft.name],)
        return ForeignMark(
            draft.name if draft.is_named else "",
            draft.kind,
            spans,
            author=draft.author,
            created=draft.created,
            colour=draft.colour,
            comment=draft.comment,
        )


def make_note(drafts: list[Draft], name: str, label: str) -> list[Draft]:
    """Turn paragraphs into a note: the first that holds text is called by its name."""
    filled = [draft for draft in drafts if draft.text]
    for at, draft in enumerate(filled):
        if draft.piece.kind is not BlockKind.TABLE:
            draft.piece.kind, draft.piece.level = BlockKind.FOOTNOTE, 0
        if at == 0:
            draft.piece.names, draft.piece.label = (name,), label
    return filled


def _direction(drafts: Sequence[Draft]) -> str:
    """Give "rtl" where most of the text runs from right to left."""
    total = sum(len(draft.text) for draft in drafts)
    turned = sum(len(draft.text) for draft in drafts if draft.is_rtl)
    return "rtl" if turned * 2 > total else ""
