"""Tell the headings of a word processor's file from its text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from glossator.model.text import BlockKind, StyleKind
from glossator.sources.numbering import in_capitals
from glossator.sources.office_drafts import Draft

_LONG = 250  # characters: more is a paragraph set in a heading's style
_LONG_INFERRED = 110
_NO_END = frozenset('.;:,!…)]”"-–—_')

_Look = tuple[float, ...]


def settle_headings(drafts: Sequence[Draft]) -> None:
    """Take for paragraphs what is set in styles that are headings by name and text by use."""
    headings = [draft for draft in drafts if draft.piece.kind is BlockKind.HEADING and draft.text]
    used = Counter(map(_style_of, headings))
    long = Counter(_style_of(draft) for draft in headings if len(draft.text) > _LONG)
    for draft in headings:
        style = _style_of(draft)
        if len(draft.text) > _LONG or long[style] * 5 > used[style]:
            draft.piece.kind, draft.piece.level = BlockKind.PARAGRAPH, 0


def _style_of(draft: Draft) -> tuple[str, int]:
    return draft.style, draft.piece.level


def infer_headings(drafts: Sequence[Draft], own: frozenset[int]) -> None:
    """See headings in short lines that are set apart; their level by how strongly they are.

    Args:
        drafts: of the whole text, their numbers settled.
        own: the `id`s of those that bear the work's own paragraph numbers.
    """
    filled = [draft for draft in drafts if draft.text]
    found = list(_set_apart(filled, own))
    declared = max((d.piece.level for d in filled if d.piece.kind is BlockKind.HEADING), default=0)
    levels = {look: at for at, look in enumerate(sorted({look for _, look in found}), 1)}
    for draft, look in found:
        draft.piece.kind, draft.piece.confidence = BlockKind.HEADING, 0.7
        draft.piece.level = min(6, declared + levels[look])
    for draft in filled:
        if draft.piece.kind is BlockKind.HEADING:
            _drop_whole_styles(draft)


def _set_apart(filled: Sequence[Draft], own: frozenset[int]) -> Iterator[tuple[Draft, _Look]]:
    """Give the lines that may be headings, from the one before the first paragraph on."""
    begun = False
    for at, draft in enumerate(filled):
        begun = begun or id(draft) in own or _is_prose(draft)
        following = filled[at + 1] if at + 1 < len(filled) else draft
        leads = begun or id(following) in own or _is_prose(following)
        if leads and _may_be_heading(draft, own) and (look := _look(draft)):
            yield draft, look


def _is_prose(draft: Draft) -> bool:
    return len(draft.text) > 2 * _LONG_INFERRED and draft.piece.kind is not BlockKind.TABLE


def _may_be_heading(draft: Draft, own: frozenset[int]) -> bool:
    text = draft.text
    if len(text) >= _LONG_INFERRED or text[-1] in _NO_END:
        return False
    if draft.in_table or draft.in_box or draft.is_contents or id(draft) in own:
        return False
    if draft.piece.kind not in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}:
        return False
    is_bullet = draft.number is not None and draft.number.is_bullet
    has_word = sum(map(str.isalpha, text)) > 2
    return has_word and not is_bullet


def _look(draft: Draft) -> _Look:
    """Give how strongly a line is set apart, the strongest sorting first; () for not at all."""
    marks = (
        in_capitals(draft.text) or draft.is_all(StyleKind.SMALL_CAPS),
        draft.is_all(StyleKind.BOLD),
        draft.is_underlined,
        draft.is_all(StyleKind.ITALIC),
    )
    return (-draft.size, *(float(not mark) for mark in marks)) if any(marks) else ()


def _drop_whole_styles(draft: Draft) -> None:
    """Take from a heading the styles that all of it has: its being a heading shows it."""
    for kind in (StyleKind.BOLD, StyleKind.ITALIC):
        if draft.is_all(kind):
            draft.piece.styles = [run for run in draft.piece.styles if run[2] is not kind]
