"""Put rows of type together into paragraphs, headings, quotations and list items."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from glossator.model.text import BlockKind
from glossator.sources.numbering import enumeration_label, heading_rank
from glossator.sources.pdf_rows import BOLD, Row
from glossator.sources.pdf_sheets import Sheet

_ENDED = re.compile(r"[.?!:;]['”’\")\]\d*†]{0,4}$")
_BARE_NUMBER = re.compile(r"(?:[IVXL]{1,6}|[A-Z]|\d{1,2}|[a-z]|\([a-zA-Z0-9]{1,3}\))\.?")


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
                drafts.append(Draft([row], centred=self._is_centred(row)))
        for draft in drafts:
            self._classify(draft)
        _thin_titles(drafts)
        return drafts

    def _begins(self, draft: Draft, row: Row, following: Row | None) -> bool:
        """Tell whether a row begins a new block after those of `draft`."""
        before = draft.rows[-1]
        if before.broken and abs(row.size - before.size) < 0.5:
            return False
        if not 0.94 < row.size / before.size < 1.06:
            return True
        centred = self._is_centred(row)
        if centred != draft.centred and not (len(draft.rows) > 1 and not draft.centred and
                                             self._ends_paragraph(row, before)):
            return True
        if centred:
            return self._apart(draft, row) or _bare(before) or _bare(row) or (
                _is_bold(before) != _is_bold(row)
            )
        if row.page != before.page:
            return self._begins_on_new_page(draft, row, following)
        if self._apart(draft, row):
            return True
        return self._indent_tells(draft, row, following)

    def _ends_paragraph(self, row: Row, before: Row) -> bool:
        """Tell whether a short row that looks centred is only the last one of a paragraph."""
        return abs(row.left - before.left) < 2

    def _apart(self, draft: Draft, row: Row) -> bool:
        """Tell whether a row stands further below the one before than lines of a paragraph do."""
        before = draft.rows[-1]
        if row.page != before.page:
            return False
        gap = row.bottom - before.bottom
        inside = [two.bottom - one.bottom for one, two in pairwise(draft.rows[-4:])
                  if one.page == two.page]
        usual = median(inside) if inside else self.leading.get(_key(row), 1.3 * row.size)
        return gap > 1.25 * usual + 1 or gap < 0

    def _begins_on_new_page(self, draft: Draft, row: Row, following: Row | None) -> bool:
        """Judge across a page break, where no gap can be seen."""
        before = draft.rows[-1]
        sheet, earlier = self._sheets[row.page], self._sheets[before.page]
        ended = _ENDED.search(before.text) is not None
        stopped_short = before.right < earlier.right - 0.12 * (earlier.right - earlier.left)
        indent = row.left - sheet.left
        drawn_in = draft.rows[-1].left - earlier.left if len(draft.rows) > 1 else 0.0
        deeper = indent - drawn_in
        first_line = deeper > 0.6 * row.size and (
            following is None or following.page != row.page
            or following.left < row.left - 0.5 * row.size or ended
        )
        return (ended and (stopped_short or first_line)) or (first_line and indent > 0 and ended)

    def _indent_tells(self, draft: Draft, row: Row, following: Row | None) -> bool:
        """Judge by the left edges: first lines drawn in or out, quotations, short last lines."""
        before, step = draft.rows[-1], 0.6 * row.size
        moved = row.left - before.left
        ended = _ENDED.search(before.text) is not None
        if abs(moved) <= step:
            return self._had_room(before, row) and ended
        if len(draft.rows) > 1 or draft.rows[0].page != row.page:
            # The left edge of the paragraph is known: a step in or out begins another one.
            return not (moved < 0 and len(draft.rows) == 1)
        if moved < 0:
            # The first line of a paragraph is drawn in, unless a quotation of one line ends here.
            return self._had_room(before, row) and ended
        full = before.right > self._sheets[row.page].right - 2 * row.size
        hangs = following is not None and abs(following.left - row.left) <= step
        return not (hangs and (full or enumeration_label(before.text) != "")) or (ended and not full)

    def _had_room(self, before: Row, row: Row) -> bool:
        """Tell whether the first word of a row would have found room at the end of the one before."""
        right = self._sheets[before.page].right
        return before.right + row.words[4] + 0.4 * row.size < right

    def _is_centred(self, row: Row) -> bool:
        sheet = self._sheets[row.page]
        left, right = row.left - sheet.left, sheet.right - row.right
        least = 1.2 * row.size
        tolerance = max(4.0, 0.02 * (sheet.right - sheet.left))
        return left > least and right > least and abs(left - right) < 2 * tolerance

    def _classify(self, draft: Draft) -> None:
        text = draft.text
        if self._is_heading(draft, text):
            rank = heading_rank(text)
            large = draft.rows[0].size > 1.15 * self._size
            draft.kind, draft.confidence = BlockKind.HEADING, 0.8
            draft.level = 1 if large else min(6, 1 + rank) if rank else 2
        elif (label := enumeration_label(text)) and not draft.centred:
            if label[0] in "(•·▪◦" or (len(label) <= 3 and draft.rows[0].left > self._left(draft) + 4):
                draft.kind, draft.level, draft.confidence = BlockKind.LIST_ITEM, 1, 0.7
                draft.label = label
        elif self._is_quotation(draft):
            draft.kind, draft.confidence = BlockKind.QUOTATION, 0.7

    def _left(self, draft: Draft) -> float:
        return self._sheets[draft.rows[0].page].left

    def _is_heading(self, draft: Draft, text: str) -> bool:
        if len(text) > 200 or len(draft.rows) > 4 or not any(map(str.isalnum, text)):
            return False
        bold = all(_is_bold(row) for row in draft.rows)
        large = draft.rows[0].size > 1.15 * self._size
        if draft.centred:
            return bool(_BARE_NUMBER.fullmatch(text)) or bold or large or _in_capitals(text) or (
                heading_rank(text) > 0 or _in_title_case(text)
            )
        if len(text) > 120 or _ENDED.search(text):
            return False
        return bold or large or (heading_rank(text) > 0 and _in_title_case(text))

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


def _key(row: Row) -> float:
    return round(row.size * 2) / 2


def _bare(row: Row) -> bool:
    return _BARE_NUMBER.fullmatch(row.text) is not None


def _is_bold(row: Row) -> bool:
    return sum(end - start for start, end, face in row.faces if face & BOLD) > 0.8 * len(row.text)


def _in_capitals(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 2 and sum(map(str.isupper, letters)) > 0.7 * len(letters)


def _in_title_case(text: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3]
    return bool(words) and sum(word[0].isupper() for word in words) >= 0.8 * len(words)


def _thin_titles(drafts: Sequence[Draft]) -> None:
    """Leave one heading of a title page's many centred lines: the largest, else the first."""
    run: list[Draft] = []
    for draft in [*drafts, Draft([])]:
        if draft.rows and draft.centred and len(draft.text) > 3:
            run.append(draft)
            continue
        headings = [title for title in run if title.kind is BlockKind.HEADING]
        if len(headings) >= 3:
            largest = max(headings, key=lambda title: (title.rows[0].size, _is_bold(title.rows[0])))
            largest.level = 1
            for title in headings:
                if title is not largest:
                    title.kind, title.level = BlockKind.PARAGRAPH, 0
        run = []
