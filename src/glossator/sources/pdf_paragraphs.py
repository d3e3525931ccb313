"""Put rows of type together into paragraphs, headings, quotations and list items."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from glossator.model.text import BlockKind
from glossator.sources.numbering import (
    enumeration_label,
    heading_rank,
    in_capitals,
    in_title_case,
)
from glossator.sources.pdf_rows import Row
from glossator.sources.pdf_sheets import Sheet
from glossator.sources.pdf_words import BOLD, ITALIC, SMALL_CAPS

_ENDED = re.compile(r"[.?!:;]['”’\")\]\d*†]{0,4}$")
_BARE_NUMBER = re.compile(r"(?:[IVXL]{1,6}|[A-Z]|\d{1,2}|[a-u]|\([a-zA-Z0-9]{1,3}\))\.?")
_DETAIL = re.compile(
    r"(?:Docket )?Nos?\. .*|(?:Argued|Filed|Decided|Submitted)\b.*|\[.*\d{4}\]", re.IGNORECASE
)
_NO_HEADING = re.compile(
    r"[(\[].*|(?:Docket )?Nos?\..*|vs?\.|(?:Argued|Filed|Decided|Submitted|Before)\b.*"
    r"|(?:On )?(?:Appeals? from|Appeal|Writ|Petition|Certiorari)\b.*|.*\b(?:1[89]|20)\d\d\W*",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Draft:
    """A block in the making: its kind and its rows, in order."""

    rows: list[Row]
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    label: str = ""
    confidence: float = 0.9
    centred: bool = False

    @property
    def text(self) -> str:
        """Give the rows' text, roughly joined."""
        return " ".join(row.text for row in self.rows)


class Paragraphs:
    """Groups the rows of a whole book; knows its measures.

    Attributes:
        leading: for each height of type the usual distance of two rows, in points.
    """

    def __init__(self, sheets: Sequence[Sheet], size: float) -> None:
        self._sheets = {sheet.index: sheet for sheet in sheets}
        self._size = size
        self._drawn_in = self._flush_left = 0
        self.leading = _usual_leading(sheets)

    def group(self) -> list[Draft]:
        """Give the drafts of the body of the book, in reading order."""
        rows = [row for sheet in self._sheets.values() for row in sheet.body]
        drafts: list[Draft] = []
        for at, row in enumerate(rows):
            following = rows[at + 1] if at + 1 < len(rows) else None
            if drafts and not self._begins(drafts[-1], row, following):
                drafts[-1].rows.append(row)
            else:
                self._tally(row, following)
                drafts.append(Draft([row], centred=self._is_centred(row, following)))
        for draft in drafts:
            self._classify(draft)
        _thin_titles(drafts)
        return drafts

    def _tally(self, row: Row, following: Row | None) -> None:
        """Count how paragraphs of this book begin: drawn in, or flush with their other lines."""
        if following is not None and following.page == row.page:
            step = row.left - following.left
            self._drawn_in += step > 0.6 * row.size
            self._flush_left += abs(step) < 2

    def _begins(self, draft: Draft, row: Row, following: Row | None) -> bool:
        """Tell whether a row begins a new block after those of `draft`."""
        before = draft.rows[-1]
        if before.broken and abs(row.size - before.size) < 0.5:
            return False
        if not _same_size(draft, row) or self._face_ends(draft, row):
            return True
        if self._runs_on(draft, row):
            draft.centred = False
            return False
        if draft.centred:
            return not self._goes_on_centred(draft, row)
        if row.page != before.page:
            return self._begins_on_new_page(draft, row, following)
        return (
            (self._is_centred(row, following) and not _aligned(before, row))
            or self._apart(draft, row, following)
            or self._indent_tells(draft, row, following)
        )

    def _runs_on(self, draft: Draft, row: Row) -> bool:
        """Tell whether a sentence goes on over a page, or from a first line that looked centred."""
        before = draft.rows[-1]
        if not (row.page != before.page or (draft.centred and not self._apart(draft, row))):
            return False
        goes_on = row.text[:1].islower() and len(row.text) > 20
        return goes_on and not _ENDED.search(before.text) and not in_capitals(before.text)

    def _face_ends(self, draft: Draft, row: Row) -> bool:
        """Tell whether a heading in a face of its own stops short above a row in another."""
        before, sheet = draft.rows[-1], self._sheets[draft.rows[-1].page]
        face = _whole_face(before)
        stops = before.right < sheet.right - 0.1 * (sheet.right - sheet.left)
        return (
            bool(face)
            and stops
            and not _whole_face(row) & face
            and (len(draft.rows) == 1 or all(_whole_face(other) & face for other in draft.rows))
        )

    def _goes_on_centred(self, draft: Draft, row: Row) -> bool:
        """Tell whether a row goes on with a title, or with a block that only looked like one."""
        before = draft.rows[-1]
        if row.page != before.page or not 0 <= row.bottom - before.bottom <= 1.55 * row.size:
            return False
        if _aligned(before, row) and len(row.text) > 40:
            draft.centred = False
            return True
        same_face = _is_bold(before) == _is_bold(row) and _is_detail(before) == _is_detail(row)
        return self._is_centred(row, before) and same_face and not (_bare(before) or _bare(row))

    def _apart(self, draft: Draft, row: Row, following: Row | None = None) -> bool:
        """Tell whether a row stands further below the one before than lines of a paragraph do."""
        before = draft.rows[-1]
        if row.page != before.page:
            return False
        gap = row.bottom - before.bottom
        inside = [
            two.bottom - one.bottom
            for one, two in pairwise(draft.rows[-4:])
            if one.page == two.page
        ]
        usual = median(inside) if inside else self.leading.get(_key(row), 1.3 * row.size)
        if not inside and following is not None and following.page == row.page:
            usual = max(usual, following.bottom - row.bottom)
        return gap > 1.25 * usual + 1 or gap < 0

    def _begins_on_new_page(self, draft: Draft, row: Row, following: Row | None) -> bool:
        """Judge across a page break, where no gap can be seen."""
        before = draft.rows[-1]
        sheet, earlier = self._sheets[row.page], self._sheets[before.page]
        ended = _ENDED.search(before.text) is not None
        stopped_short = before.right < earlier.right - 0.12 * (earlier.right - earlier.left)
        deeper = row.left - sheet.left - (before.left - earlier.left)
        first_line = deeper > 0.6 * row.size and (
            following is None
            or following.page != row.page
            or following.left < row.left - 0.5 * row.size
        )
        if len(draft.rows) == 1 and abs(deeper) < 2 and row.left - sheet.left > 0.6 * row.size:
            first_line = following is not None and following.left < row.left - 0.5 * row.size
        shows_first_lines = self._drawn_in > 2 * self._flush_left
        begins = first_line or (stopped_short and not shows_first_lines)
        return ended and begins and not row.text[0].islower()

    def _indent_tells(self, draft: Draft, row: Row, following: Row | None) -> bool:
        """Judge by the left edges: first lines drawn in or out, quotations, short last lines."""
        before, step = draft.rows[-1], 0.6 * row.size
        moved = row.left - before.left
        ended = _ENDED.search(before.text) is not None
        if abs(moved) <= step:
            drawn_in = row.left - self._sheets[row.page].left > step
            first_line = (
                drawn_in
                and len(draft.rows) == 1
                and following is not None
                and following.left < row.left - step
            )
            return ended and (first_line or self._had_room(before, row))
        if len(draft.rows) > 1 or draft.rows[0].page != row.page:
            # The left edge of the paragraph is known: a step in or out begins another one.
            return not (moved < 0 and len(draft.rows) == 1)
        if moved < 0:
            # The first line of a paragraph is drawn in; so is a heading, which stops short.
            sheet = self._sheets[before.page]
            short = before.right < sheet.right - 0.3 * (sheet.right - sheet.left)
            return self._had_room(before, row) and (ended or short)
        full = before.right > self._sheets[row.page].right - 2 * row.size
        hangs = following is not None and abs(following.left - row.left) <= step
        return not (hangs and (full or enumeration_label(before.text) != "")) or (
            ended and not full
        )

    def _had_room(self, before: Row, row: Row) -> bool:
        """Tell whether a row's first word would have had room at the end of the row before."""
        right = self._sheets[before.page].right
        return before.right + row.words[4] + 0.4 * row.size < right

    def _is_centred(self, row: Row, neighbour: Row | None) -> bool:
        """Tell whether a row stands in the middle of its column.

        A wide one needs a neighbour that stands there too and is not as wide;
        a first line, drawn in and ragged, only looks so if text at the margin follows.
        """
        sheet = self._sheets[row.page]
        width, off = sheet.right - sheet.left, _off_middle(row, sheet)
        if off > max(8.0, 0.04 * width):
            return False
        near = (
            neighbour
            if neighbour is not None
            and neighbour.page == row.page
            and abs(neighbour.bottom - row.bottom) < 1.3 * self.leading.get(_key(row), row.size)
            else None
        )
        if row.right - row.left < 0.5 * width:
            return True
        if near is None:
            return off < 6 and row.left - sheet.left > row.size
        beside = _off_middle(near, sheet) < 6 and abs(near.size - row.size) < 1
        uneven = abs(near.left - row.left) > 0.5 * row.size
        return off < 6 and beside and uneven and abs(row.left - sheet.left) > 1.5

    def _classify(self, draft: Draft) -> None:
        text = draft.text
        if self._is_heading(draft, text):
            rank = heading_rank(text)
            large = draft.rows[0].size > 1.15 * self._size
            draft.kind, draft.confidence = BlockKind.HEADING, 0.8
            draft.level = 1 if large else min(6, 1 + rank) if rank else 2
        elif label := self._list_label(draft, text):
            draft.kind, draft.level, draft.confidence = BlockKind.LIST_ITEM, 1, 0.7
            draft.label = label
        elif self._is_quotation(draft):
            draft.kind, draft.confidence = BlockKind.QUOTATION, 0.7

    def _list_label(self, draft: Draft, text: str) -> str:
        """Give the label of a list item: "(a)" and bullets anywhere, "1." where it is drawn in."""
        label = "" if draft.centred else enumeration_label(text)
        drawn_in = draft.rows[0].left > self._sheets[draft.rows[0].page].left + 4
        return label if label[:1] in tuple("(•·▪◦") or (drawn_in and len(label) <= 3) else ""

    def _is_heading(self, draft: Draft, text: str) -> bool:
        if len(text) > 200 or len(draft.rows) > 4 or not any(map(str.isalnum, text)):
            return False
        if _NO_HEADING.fullmatch(text):
            return False
        bold = all(_is_bold(row) for row in draft.rows)
        large = draft.rows[0].size > 1.15 * self._size
        if draft.centred:
            return (
                bool(_BARE_NUMBER.fullmatch(text))
                or bold
                or large
                or in_capitals(text)
                or (heading_rank(text) > 0 or in_title_case(text))
            )
        if len(text) > 120 or _ENDED.search(text):
            return False
        own_face = all(_whole_face(row) for row in draft.rows)
        numbered = heading_rank(text) > 0 and (own_face or in_title_case(text))
        return bold or large or numbered

    def _is_quotation(self, draft: Draft) -> bool:
        """Tell whether every row is drawn in, at the left by an em at least."""
        if len(draft.rows) < 2 or draft.centred:
            return False
        least = 0.8 * draft.rows[0].size
        return all(row.left - self._sheets[row.page].left > least for row in draft.rows)


def _usual_leading(sheets: Sequence[Sheet]) -> dict[float, float]:
    gaps: dict[float, Counter[float]] = {}
    for sheet in sheets:
        for one, two in pairwise(sheet.body):
            if _key(one) == _key(two) and one.bottom < two.bottom:
                counted = gaps.setdefault(_key(one), Counter())
                counted[round(two.bottom - one.bottom)] += 1
    return {size: counted.most_common(1)[0][0] for size, counted in gaps.items()}


def _off_middle(row: Row, sheet: Sheet) -> float:
    """Give how far a row stands out of the middle: left less right indent, in points."""
    return abs(row.left + row.right - 2 * sheet.middle)


def _is_detail(row: Row) -> bool:
    """Tell whether a centred row is a docket number, a date or the like: no part of a title."""
    return _DETAIL.fullmatch(row.text) is not None


def _same_size(draft: Draft, row: Row) -> bool:
    """Tell whether a row is set as large as those before; a title's small capitals are smaller."""
    before = draft.rows[-1]
    title = draft.centred and in_capitals(before.text) and in_capitals(row.text)
    least = 0.75 if title else 0.94
    return least < row.size / before.size < 1 / least


def _aligned(one: Row, two: Row) -> bool:
    """Tell whether two rows begin at one edge."""
    return abs(one.left - two.left) < 1.5


def _key(row: Row) -> float:
    return round(row.size * 2) / 2


def _bare(row: Row) -> bool:
    return _BARE_NUMBER.fullmatch(row.text) is not None


def _is_bold(row: Row) -> bool:
    return bool(_whole_face(row) & BOLD)


def _whole_face(row: Row) -> int:
    """Give the face in which nearly all of a row is set; 0 for the plain one."""
    counted: Counter[int] = Counter()
    for start, end, face in row.faces:
        for bit in (ITALIC, BOLD, SMALL_CAPS):
            counted[bit] += (end - start) if face & bit else 0
    return sum(bit for bit, length in counted.items() if length > 0.85 * len(row.text))


def _thin_titles(drafts: Sequence[Draft]) -> None:
    """Leave one heading of a title page's many centred lines: the largest, else the first."""
    run: list[Draft] = []
    for draft in [*drafts, Draft([])]:
        same_page = not run or (draft.rows and draft.rows[0].page == run[-1].rows[0].page)
        if draft.rows and draft.centred and same_page and not _BARE_NUMBER.fullmatch(draft.text):
            run.append(draft)
            continue
        headings = [title for title in run if title.kind is BlockKind.HEADING]
        if len(headings) >= 3:
            largest = max(headings, key=lambda title: (title.rows[0].size, _is_bold(title.rows[0])))
            largest.level = 1
            for title in headings:
                if title is not largest:
                    title.kind, title.level = BlockKind.PARAGRAPH, 0
        run = [draft] if draft.rows and draft.centred else []
