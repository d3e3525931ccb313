"""Tie the entries of a PDF's outline to the places of the text that they name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from glossator.model.books import EditionText
from glossator.model.text import BlockKind, ContentsEntry
from glossator.sources.pdf_drafts import Draft
from glossator.sources.pdf_outline import Bookmark, title_forms, top_of
from glossator.sources.pdf_sheets import Sheet

_ABOVE = 20.0  # points: bookmarks lead to a little above what they name


def locate_contents(
    bookmarks: Sequence[Bookmark],
    drafts: Sequence[Draft],
    sheets: Sequence[Sheet],
    content: EditionText,
) -> tuple[ContentsEntry, ...]:
    """Give the contents that a file declares, each entry where its text begins.

    That is the heading of its words on its page, else the first block below
    the height to which it leads, else the page.

    Args:
        bookmarks: the outline, in its order.
        drafts: the blocks, laid out.
        sheets: the pages.
        content: the text.
    """
    by_page: dict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        by_page[draft.rows[0].page].append(draft)
    used: set[int] = set()
    entries = []
    for bookmark in bookmarks:
        near = by_page[bookmark.page]
        found = _named(near, bookmark, used) or _below(near, top_of(bookmark, sheets))
        start = found.start if found else content.pages[bookmark.page].start
        if 0 <= start < len(content.text):
            entries.append(ContentsEntry(" ".join(bookmark.title.split()), bookmark.level, start))
    return tuple(entries)


def _named(drafts: Sequence[Draft], bookmark: Bookmark, used: set[int]) -> Draft | None:
    """Find the heading that bears a bookmark's title and has not been taken by another."""
    wanted = title_forms(bookmark.title)
    for draft in drafts:
        is_free = draft.kind is BlockKind.HEADING and draft.start not in used
        if is_free and wanted & title_forms(draft.text):
            used.add(draft.start)
            return draft
    return None


def _below(drafts: Sequence[Draft], top: float) -> Draft | None:
    """Find the first block that begins below a height of its page."""
    if top <= 0:
        return None
    return next((draft for draft in drafts if draft.rows[0].top >= top - _ABOVE), None)
