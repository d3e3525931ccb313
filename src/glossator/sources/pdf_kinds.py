"""Tell headings, list items and quotations among the blocks of a PDF."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from glossator.model.text import BlockKind
from glossator.sources.numbering import (
    enumeration_label,
    heading_rank,
    in_capitals,
    in_title_case,
)
from glossator.sources.pdf_drafts import Draft, ends_sentence, is_bare_number, is_bold, whole_face
from glossator.sources.pdf_rows import Row

_TITLE_LENGTH = 200  # characters: a longer block is text, however it is set
_TITLE_ROWS = 4
_ON_AXIS = 6.0  # points: left less right indent of what stands in the middle
_UNEVEN = 3.0  # points between the left edges of rows that are centred, and not one below the other
_FEW_ROWS = 3
_SYMMETRY = 1.25  # a quotation's indent at the right is seldom more than this times the left one
_SIDE_HEAD_LENGTH = 120  # characters: the same for one that begins at the margin
_TITLE_PAGE = 3  # so many headings one right below the other are the lines of a title page
_LARGE = 1.15  # times the size of the body
_LARGE_SIZES = 3  # so many sizes of headings are told apart
# What stands on a title page but heads nothing: dockets, dates, the course of the case.
_NO_HEADING = re.compile(
    r"[(\[].*|.*\bNos?\.|(?:Docket )?Nos?\..*|vs?\.|(?:Argued|Filed|Decided|Submitted|Before)\b.*"
    r"|(?:On )?(?:Appeals? from|Appeal|Writ|Petition|Certiorari)\b.*|.*\b(?:1[89]|20)\d\d\W*",
    re.IGNORECASE,
)
_TITLE_FORMS = (is_bare_number, in_capitals, heading_rank, in_title_case)


def classify(drafts: Sequence[Draft], size: float) -> None:
    """Set kind, level, label and confidence of each draft.

    Args:
        drafts: paragraphs so far.
        size: of the body, as in `Row`.
    """
    for draft in drafts:
        if draft.picture is None and draft.table is None:
            _classify(draft, size)
    _set_levels(drafts, size)
    for run in _title_runs(drafts):
        _thin_titles(run)


def _classify(draft: Draft, size: float) -> None:
    text = draft.text
    is_large = draft.rows[0].size > _LARGE * size
    if _is_heading(draft, text, is_large=is_large):
        draft.kind = BlockKind.HEADING
        draft.confidence = _sureness_of_heading(draft, text, is_large=is_large)
    elif label := _list_label(draft, text):
        draft.kind, draft.level, draft.label = BlockKind.LIST_ITEM, 1, label
        draft.confidence = 0.8 if label[0] in "(•·▪◦" else 0.65
    elif _is_quotation(draft):
        draft.kind = BlockKind.QUOTATION
        right = max(row.right for row in draft.rows)
        draft.confidence = 0.8 if right < draft.rows[0].column.right - draft.rows[0].size else 0.6
    elif len(draft.rows) == 1 and not ends_sentence(text):
        draft.confidence = 0.7  # it may be a title of some sort


def _sureness_of_heading(draft: Draft, text: str, *, is_large: bool) -> float:
    """Give the confidence in a heading: each thing that sets it apart adds to it."""
    signs = (
        is_large,
        draft.centred,
        all(map(is_bold, draft.rows)),
        all(row.underlined for row in draft.rows),
        heading_rank(text) > 0,
        in_capitals(text) or in_title_case(text),
    )
    return round(min(0.9, 0.4 + 0.15 * sum(signs)), 2)


def _set_levels(drafts: Sequence[Draft], size: float) -> None:
    """Set the levels of headings: by their size where that is large, else by their numbers."""
    headings = [draft for draft in drafts if draft.kind is BlockKind.HEADING]
    sizes = {round(d.rows[0].size) for d in headings if d.rows[0].size > _LARGE * size}
    large = sorted(sizes, reverse=True)[:_LARGE_SIZES]
    for draft in headings:
        own = round(draft.rows[0].size)
        if own in sizes:
            draft.level = large.index(own) + 1 if own in large else len(large)
        else:
            draft.level = min(6, max(1, len(large)) + (heading_rank(draft.text) or 1))


def _is_heading(draft: Draft, text: str, *, is_large: bool) -> bool:
    """Tell headings by how they are set; their words only confirm it.

    A centred block needs little more to be one. At the margin, run-in titles
    and defined terms are bold too, so what reads as a sentence is none there.
    """
    if not _may_head(draft, text):
        return False
    stands_out = is_large or all(is_bold(row) or row.underlined for row in draft.rows)
    if draft.centred:
        return stands_out or any(form(text) for form in _TITLE_FORMS)
    if len(text) > _SIDE_HEAD_LENGTH or ends_sentence(text):
        return False
    return stands_out or _is_numbered_title(draft, text)


def _may_head(draft: Draft, text: str) -> bool:
    """Tell whether a block is short enough to head something, and says something.

    Names parted by semicolons are the parties of a title page.
    """
    short = len(text) <= _TITLE_LENGTH and len(draft.rows) <= _TITLE_ROWS
    return (
        short and any(map(str.isalnum, text)) and not (";" in text or _NO_HEADING.fullmatch(text))
    )


def _is_numbered_title(draft: Draft, text: str) -> bool:
    """Tell "A. Facts" from a numbered sentence: by its face, or by its capitals."""
    return heading_rank(text) > 0 and (all(map(whole_face, draft.rows)) or in_title_case(text))


def _list_label(draft: Draft, text: str) -> str:
    """Give the label of a list item: "(a)" and bullets anywhere, "1." where it is drawn in."""
    label = "" if draft.centred else enumeration_label(text)
    if label.startswith(("(", "•", "·", "▪", "◦")):
        return label
    row = draft.rows[0]
    return label if len(label) <= 3 and row.left > row.column.left + 4 else ""


def _is_quotation(draft: Draft) -> bool:
    """Tell whether every row is drawn in, at the left by an em at least."""
    if len(draft.rows) < 2 or draft.centred:
        return False
    first, *others = draft.rows
    least = 0.8 * first.size
    if not all(row.left - row.column.left > least for row in draft.rows):
        return False
    if _is_titling(draft.rows) or _is_broken_at_will(draft.rows):
        return False
    # Lines that stand in the middle have no common edge.
    edges = [row.left - row.column.left for row in others]
    return max(edges) - min(edges) < first.size


def _is_titling(rows: Sequence[Row]) -> bool:
    """Tell rows that all stand in the middle of their column and differ in width."""
    on_axis = all(abs(r.left + r.right - 2 * r.column.middle) < _ON_AXIS for r in rows)
    return on_axis and max(r.left for r in rows) - min(r.left for r in rows) > _UNEVEN


def _is_broken_at_will(rows: Sequence[Row]) -> bool:
    """Tell two or three rows each of which ends where the next word had room: an address.

    A quotation runs on; how far its rows reach is as far from the right edge of
    the column as they are from the left one.
    """
    if len(rows) > _FEW_ROWS:
        return False
    drawn_in = rows[-1].left - rows[-1].column.left
    edge = max(*(row.right for row in rows), rows[0].column.right - _SYMMETRY * drawn_in)
    return all(
        not row.broken and row.right + following.words[4] + 0.4 * row.size < edge
        for row, following in pairwise(rows)
    )


def _title_runs(drafts: Sequence[Draft]) -> Iterator[list[Draft]]:
    """Give the runs of centred blocks on one page; a bare number ("II") begins a new one."""
    run: list[Draft] = []
    for draft in drafts:
        if run and not _goes_on_titling(run[-1], draft):
            yield run
            run = []
        if draft.centred:
            run.append(draft)
    yield run


def _goes_on_titling(before: Draft, draft: Draft) -> bool:
    same_page = before.rows[0].page == draft.rows[0].page
    return draft.centred and same_page and not is_bare_number(draft.text)


def _thin_titles(run: Sequence[Draft]) -> None:
    """Leave one heading of a title page's many centred lines: the first that outweighs others."""
    headings = [title for title in run if title.kind is BlockKind.HEADING]
    if len(headings) < _TITLE_PAGE:
        return
    weights = [(round(title.rows[0].size), is_bold(title.rows[0])) for title in headings]
    stands_out = weights.count(max(weights)) < len(weights)
    largest = headings[weights.index(max(weights))] if stands_out else None
    for title in headings:
        if title is largest:
            title.level = 1
        else:
            title.kind, title.level = BlockKind.PARAGRAPH, 0
