"""Let a PDF's own outline decide its headings, where its titles stand on the pages.

Who made the outline knew what is a heading and of which level; type can only
be guessed from. But outlines are also made by machines (a bookmark a page, the
names of merged files), so one is believed only if most of its titles are found
on the pages to which they lead.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice

import pypdfium2

from glossator.model.text import BlockKind
from glossator.sources.pdf_drafts import Draft
from glossator.sources.pdf_rows import Row
from glossator.sources.pdf_sheets import Sheet

_MOST = 5_000  # bookmarks that are read: no reader's table of contents is longer
_TITLE_LENGTH = 200  # characters: a longer bookmark holds a paragraph
_TITLE_ROWS = 4
_DEEPEST = 6
_SURE = 0.95
# "1.2", "IV.", "Chapter 3": outlines leave out numbers that the page has, and add others.
_NUMBER = re.compile(
    r"\s*(?:(?:chapter|part|section|article|appendix)\s+|§+\s*)?"
    r"(?:\d{1,3}(?:\.\d{1,3})*|[A-Z]|[IVXL]{1,6})[.):]?\s+",
    re.IGNORECASE,
)
_NUMBER_LENGTH = 24  # characters that a number and its word have at most
_LEAST_WITHOUT_NUMBER = 4  # letters: less comes too often by chance
_POINT_AT_TOP = {1: 1, 3: 0}  # views (ISO 32000-1, table 151) /XYZ, /FitH: where their top stands


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of a PDF's outline.

    Attributes:
        title: as shown.
        level: from 1 at the top.
        page: index of the page it leads to.
        height: to which it leads, in points from the page's bottom; None where it does not say.
    """

    title: str
    level: int
    page: int
    height: float | None


@dataclass(frozen=True, slots=True)
class _Title:
    """Rows of a draft that are the title of a bookmark: from `first` up to `stop`."""

    draft: int
    first: int
    stop: int
    level: int

    def rows(self) -> set[tuple[int, int]]:
        """Give its rows as pairs of draft and row."""
        return {(self.draft, row) for row in range(self.first, self.stop)}


def read_outline(document: pypdfium2.PdfDocument) -> list[Bookmark]:
    """List the bookmarks that lead to a page of the file, in their order.

    As PDFium gives them, which also follows named destinations and actions; to
    let pikepdf do that would mean to open the file a second time for no entry more.
    """
    entries = islice(document.get_toc(max_depth=_DEEPEST), _MOST)
    return [found for entry in entries if (found := _bookmark(entry))]


def _bookmark(entry: pypdfium2.PdfBookmark) -> Bookmark | None:
    try:
        title = entry.get_title().strip()
    except UnicodeDecodeError:  # half a surrogate pair
        return None
    target = entry.get_dest()
    page = target.get_index() if target is not None else None
    if target is None or page is None or not 0 < len(title) <= _TITLE_LENGTH:
        return None
    view, point = target.get_view()
    at = _POINT_AT_TOP.get(view, len(point))
    return Bookmark(title, entry.level + 1, page, point[at] if at < len(point) else None)


def apply_outline(
    drafts: Sequence[Draft], bookmarks: Sequence[Bookmark], sheets: Sequence[Sheet]
) -> list[Draft]:
    """Make headings of what the outline names, at its levels.

    A title that was taken for the beginning of a paragraph is parted from it.
    Other headings stay, below the bookmark under which they stand. Nothing
    changes where less than half of the bookmarks are found.
    """
    titles = _find_titles(drafts, bookmarks, sheets)
    if not titles or 2 * len(titles) < len(bookmarks):
        return list(drafts)
    by_draft: dict[int, list[_Title]] = defaultdict(list)
    for title in titles:
        by_draft[title.draft].append(title)
    return list(_with_titles(drafts, by_draft))


def _find_titles(
    drafts: Sequence[Draft], bookmarks: Sequence[Bookmark], sheets: Sequence[Sheet]
) -> list[_Title]:
    """Find the titles of bookmarks on their pages; of several places the nearest one, once."""
    by_page: dict[int, list[int]] = defaultdict(list)
    for at, draft in enumerate(drafts):
        for page in {row.page for row in draft.rows}:
            by_page[page].append(at)
    taken: set[tuple[int, int]] = set()
    titles: list[_Title] = []
    for bookmark in bookmarks:
        found = (_places(drafts[at], at, bookmark) for at in by_page[bookmark.page])
        places = [place for place in chain.from_iterable(found) if taken.isdisjoint(place.rows())]
        if places:
            titles.append(_nearest(places, drafts, top_of(bookmark, sheets)))
            taken |= titles[-1].rows()
    return titles


def _nearest(places: Iterable[_Title], drafts: Sequence[Draft], top: float) -> _Title:
    """Choose the place nearest to where a bookmark leads; of several the first."""
    return min(places, key=lambda place: abs(drafts[place.draft].rows[place.first].top - top))


def top_of(bookmark: Bookmark, sheets: Sequence[Sheet]) -> float:
    """Give where a bookmark leads, in points from its page's top."""
    if bookmark.height is None or bookmark.page >= len(sheets):
        return 0.0
    return sheets[bookmark.page].height - bookmark.height


def _places(draft: Draft, at: int, bookmark: Bookmark) -> Iterator[_Title]:
    """Give the rows of a draft that together are a bookmark's title."""
    rows = draft.rows
    for first, row in enumerate(rows):
        goes_on = first > 0 and rows[first - 1].broken
        if row.page == bookmark.page and not goes_on:
            length = _title_rows(rows[first : first + _TITLE_ROWS], bookmark.title)
            if length:
                yield _Title(at, first, first + length, bookmark.level)


def _title_rows(rows: Sequence[Row], title: str) -> int:
    """Count the rows that are a title, from the first on; 0 where they are not."""
    wanted, text = title_forms(title), ""
    for at, row in enumerate(rows):
        text = f"{text} {row.text}"
        if len(text) > len(title) + _NUMBER_LENGTH:
            return 0  # most rows of text end here, before their letters are compared
        if wanted & title_forms(text):
            return at + 1
    return 0


def title_forms(title: str) -> set[str]:
    """Give a title's letters and digits, with its number and, if it is long enough, without."""
    whole, bare = _fold(title), _fold(_NUMBER.sub("", title, count=1))
    return {form for form in (whole, bare if len(bare) >= _LEAST_WITHOUT_NUMBER else "") if form}


def _fold(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _with_titles(
    drafts: Sequence[Draft], titles: Mapping[int, Sequence[_Title]]
) -> Iterator[Draft]:
    above = 0
    for at, draft in enumerate(drafts):
        if at not in titles:
            if above and draft.kind is BlockKind.HEADING:
                draft.level = min(_DEEPEST, max(draft.level, above + 1))
            yield draft
            continue
        above = titles[at][-1].level
        if draft.kind is BlockKind.HEADING and len(titles[at]) == 1:
            # The outline may name a part of it only: "Introduction" for "Chapter 1: Introduction".
            yield _heading(draft.rows, titles[at][0].level)
        else:
            yield from _parted(draft, sorted(titles[at], key=lambda title: title.first))


def _parted(draft: Draft, titles: Iterable[_Title]) -> Iterator[Draft]:
    """Part a draft into what stands before, between and after its titles, and these."""
    rows, done = draft.rows, 0
    for title in titles:
        if title.first > done:
            yield Draft(rows[done : title.first])
        yield _heading(rows[title.first : title.stop], title.level)
        done = title.stop
    if done < len(rows):
        yield Draft(rows[done:])


def _heading(rows: list[Row], level: int) -> Draft:
    return Draft(rows, BlockKind.HEADING, min(_DEEPEST, level), confidence=_SURE)
