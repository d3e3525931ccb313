"""Judge what the paragraphs of a word processor's file are where it does not say so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from glossator.model.text import BlockKind
from glossator.sources.office_drafts import Draft, Numbered
from glossator.sources.office_headings import infer_headings, settle_headings
from glossator.sources.own_numbers import Candidate, covers_work, find_own_numbers

_DEEPER = 24.0  # points that a quotation is set in beyond the text around it
_NUMBERED = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING})
_QUOTE_SIGNS = "“\"‘'«„"
_TYPED = re.compile(
    r"(?P<label>[“\"‘]?(?:\[\d{1,4}\]|\(?(?:\d{1,4}|[a-z]{1,4}|[A-Z])[.)]|\d{1,4}(?=\s)))\s+(?=\S)"
)
_NO_END = frozenset('.;:,!…)]”"-–—_')


def judge_kinds(drafts: Sequence[Draft]) -> frozenset[int]:
    """Settle the kind and the label of every draft.

    Returns:
        The `id`s of the drafts that bear the work's own paragraph numbers.
    """
    settle_headings(drafts)
    for draft in drafts:
        _take_typed_number(draft)
    _settle_quotations(drafts)
    own = _own_numbers(drafts)
    for draft in drafts:
        _settle_number(draft, is_own=id(draft) in own)
    infer_headings(drafts, own)
    return own


def _take_typed_number(draft: Draft) -> None:
    """See the number that an author typed before a paragraph."""
    if draft.number is not None or draft.piece.kind is BlockKind.TABLE or draft.is_contents:
        return
    found = _TYPED.match(draft.text)
    if found:
        label = found["label"].lstrip('“"‘')
        draft.number = Numbered(label, f"typed at {round(draft.left / 9)}", is_typed=True)


def _settle_quotations(drafts: Sequence[Draft]) -> None:
    """See quotations in paragraphs set in deeper than the text around them.

    One begins with a sign of quotation or is set in from the right too, and
    goes on as long as paragraphs are set in.
    """
    body = _body_indent(drafts)
    inside = False
    for draft in drafts:
        if draft.piece.kind is BlockKind.QUOTATION:
            inside = True
        elif draft.text:
            inside = _is_set_in(draft, body) and (inside or _opens_quotation(draft))
            if inside:
                draft.piece.kind, draft.piece.confidence = BlockKind.QUOTATION, 0.7


def _is_set_in(draft: Draft, body: float) -> bool:
    if draft.piece.kind is not BlockKind.PARAGRAPH or draft.is_centred or draft.in_table:
        return False
    is_listed = draft.number is not None and not draft.number.is_typed
    return draft.left - body >= _DEEPER and not is_listed


def _opens_quotation(draft: Draft) -> bool:
    return draft.text[0] in _QUOTE_SIGNS or draft.right >= _DEEPER / 2


def _body_indent(drafts: Sequence[Draft]) -> float:
    """Give the indentation of most of the text."""
    weights: Counter[float] = Counter()
    for draft in drafts:
        if draft.piece.kind is BlockKind.PARAGRAPH and not draft.in_table:
            weights[draft.left] += len(draft.text)
    return weights.most_common(1)[0][0] if weights else 0.0


def _own_numbers(drafts: Sequence[Draft]) -> frozenset[int]:
    run = find_own_numbers(
        Candidate(place, draft.number.label, draft.number.series, len(draft.text))
        for place, draft in enumerate(drafts)
        if draft.number is not None and _may_be_own(draft, draft.number)
    )
    if not covers_work(run, [len(draft.text) for draft in drafts]):
        return frozenset()
    return frozenset(id(drafts[candidate.place]) for candidate in run)


def _may_be_own(draft: Draft, number: Numbered) -> bool:
    """Tell whether a number may be the work's own: typed inside a quotation it is not."""
    if not draft.text or number.is_bullet or draft.in_box:
        return False
    kind = draft.piece.kind
    return kind in _NUMBERED or (kind is BlockKind.QUOTATION and not number.is_typed)


def _settle_number(draft: Draft, *, is_own: bool) -> None:
    """Give a numbered paragraph its label, and make it an item where it is not the work's own."""
    number, piece = draft.number, draft.piece
    if number is None or piece.kind is BlockKind.TABLE:
        return
    piece.label = number.label
    if is_own and piece.kind is not BlockKind.HEADING:
        piece.kind, piece.level = BlockKind.PARAGRAPH, 0
    elif piece.kind is BlockKind.PARAGRAPH:
        piece.kind, piece.level = BlockKind.LIST_ITEM, number.level + 1
        piece.confidence = 0.8 if number.is_typed else 1.0
