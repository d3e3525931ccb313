"""Put rows of type together into paragraphs, quotations and titles.

Every row either goes on with the block before it or begins another one. Most
books tell by one of four signs: a gap, a first line drawn in, a last line
that stops short, another size or face. Which of them a book uses is not
known beforehand, so each is asked in turn, the surest first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from statistics import median

from glossator.sources.numbering import enumeration_label, in_capitals
from glossator.sources.pdf_drafts import Draft, ends_sentence, is_bare_number, is_bold, whole_face
from glossator.sources.pdf_kinds import classify
from glossator.sources.pdf_pictures import place_inserts
from glossator.sources.pdf_rows import Row
from glossator.sources.pdf_sheets import Sheet

_DETAIL = re.compile(
    r"(?:Docket )?Nos?\. .*|(?:Argued|Filed|Decided|Submitted)\b.*|\[.*\d{4}\]", re.IGNORECASE
)
_STEP = 0.6  # times the size of type: a smaller difference of two left edges is none
_ON_AXIS = 6.0  # points: left less right indent of what surely stands in the middle


@dataclass(slots=True)
class _Seam:
    """Where a row follows the last one of a draft, neither of them centred.

    Attributes:
        before: the last row of the draft.
        row: the row to judge.
        following: the row after it; None at the end of the book.
        is_second: whether `before` is the only row of its draft, so that the
            draft's left edge is not known yet.
        right: the edge up to which the draft's rows reach: the column's, of a
            quotation its own.
    """

    before: Row
    row: Row
    following: Row | None
    is_second: bool
    right: float

    def drawn_in(self) -> bool:
        """Tell whether the row begins right of its column's edge."""
        return self.row.left - self.row.column.left > _STEP * self.row.size

    def following_returns(self, least: float) -> bool:
        """Tell whether the next row begins further left, by `least` times the size of type."""
        following, row = self.following, self.row
        return following is not None and following.left < row.left - least * row.size

    def stops_short(self, least: float) -> bool:
        """Tell whether the row before leaves a share of `least` of its column free."""
        column = self.before.column
        return self.before.right < column.right - least * (column.right - column.left)

    def is_narrow(self) -> bool:
        """Tell whether the row before takes up less than most of its column."""
        before = self.before
        return before.right - before.left < 0.7 * (before.column.right - before.column.left)

    def had_room(self) -> bool:
        """Tell whether the row's first word would have had room at the end of the row before."""
        row = self.row
        return self.before.right + row.words[4] + 0.4 * row.size < self.right


class Paragraphs:
    """Groups the rows of a whole book; knows its measures.

    Attributes:
        leading: for each height of type the usual distance of two rows, in points.
    """

    def __init__(self, sheets: Sequence[Sheet], size: float) -> None:
        self._sheets = sheets
        self._size = size
        self._drawn_in = self._flush_left = 0
        self.leading = _usual_leading(sheets)

    def group(self, tables: Sequence[tuple[Draft, Row | None]] = ()) -> list[Draft]:
        """Give the drafts of the body of the book, in reading order, its tables among them."""
        rows = [row for sheet in self._sheets for row in sheet.body]
        inserts = place_inserts(self._sheets, tables)
        drafts: list[Draft] = []
        waiting: list[Draft] = []  # pictures and tables amid a paragraph: they follow it
        for row, following in zip_longest(rows, rows[1:]):
            waiting += inserts.pop(id(row), ())
            cut = any(self._sheets[draft.rows[0].page].is_scan for draft in waiting)
            if drafts and not cut and not self._begins(drafts[-1], row, following):
                drafts[-1].rows.append(row)
                continue
            self._tally(row, following)
            drafts += (*waiting, Draft([row], centred=self._is_centred(row, following)))
            waiting = []
        drafts += (*waiting, *inserts.pop(None, ()))
        classify(drafts, self._size)
        return drafts

    def _tally(self, row: Row, following: Row | None) -> None:
        """Count how paragraphs of this book begin: drawn in, or flush with their other lines."""
        if following is not None and following.column is row.column:
            step = row.left - following.left
            self._drawn_in += step > _STEP * row.size
            self._flush_left += abs(step) < 2

    def _begins(self, draft: Draft, row: Row, following: Row | None) -> bool:
        """Tell whether a row begins a new block after those of `draft`."""
        before = draft.rows[-1]
        if _word_goes_on(before, row):
            return False
        if _is_cut_off(before, row) or not _same_size(draft, row) or self._face_ends(draft, row):
            return True
        if self._sentence_goes_on(draft, row):
            draft.centred = False
            return False
        if draft.centred:
            return not self._title_goes_on(draft, row)
        seam = _Seam(before, row, following, len(draft.rows) == 1, _right_edge(draft))
        if row.column is not before.column:
            return self._begins_in_new_column(seam)
        return self._title_begins(seam) or self._apart(draft, row, following) or _edge_tells(seam)

    def _sentence_goes_on(self, draft: Draft, row: Row) -> bool:
        """Tell whether a sentence goes on over a page, or from a first line that looked centred."""
        before = draft.rows[-1]
        if not (row.column is not before.column or (draft.centred and not self._apart(draft, row))):
            return False
        goes_on = row.text[:1].islower() and len(row.text) > 20
        return goes_on and not ends_sentence(before.text) and not in_capitals(before.text)

    def _face_ends(self, draft: Draft, row: Row) -> bool:
        """Tell whether a heading in a face of its own stops short above a row in another."""
        before = draft.rows[-1]
        face, column = whole_face(before), before.column
        if not face or before.right >= column.right - 0.1 * (column.right - column.left):
            return False
        return not whole_face(row) & face and all(whole_face(other) & face for other in draft.rows)

    def _title_goes_on(self, draft: Draft, row: Row) -> bool:
        """Tell whether a row goes on with a title, or with a block that only looked like one."""
        before = draft.rows[-1]
        down = row.bottom - before.bottom
        if row.column is not before.column or not 0 <= down <= 1.55 * row.size:
            return False
        if _aligned(before, row) and len(row.text) > 40:
            draft.centred = False
            return True
        return self._is_centred(row, before) and _are_of_one_title(before, row)

    def _title_begins(self, seam: _Seam) -> bool:
        return self._is_centred(seam.row, seam.following) and not _aligned(seam.before, seam.row)

    def _apart(self, draft: Draft, row: Row, following: Row | None = None) -> bool:
        """Tell whether a row stands further below the one before than lines of a paragraph do.

        Their distance is that of the paragraph's last rows. A first row has only
        the book's usual distance, and the next one's where the page is set wider.
        """
        before = draft.rows[-1]
        if row.column is not before.column:
            return False
        gap = row.bottom - before.bottom
        inside = _gaps(draft.rows[-4:])
        usual = median(inside) if inside else self.leading.get(_key(row), 1.3 * row.size)
        if not inside and following is not None and following.column is row.column:
            usual = max(usual, following.bottom - row.bottom)
        return gap > 1.25 * usual + 1 or gap < 0

    def _begins_in_new_column(self, seam: _Seam) -> bool:
        """Judge across the end of a column or page, where no gap can be seen."""
        if _changes_width(seam.before, seam.row) and not seam.row.text[0].islower():
            return True
        if seam.row.text[0].islower():
            return False
        if seam.before.page == seam.row.page and seam.is_narrow():
            return True  # beside one another in a caption, not one below the other
        if not ends_sentence(seam.before.text):
            return False
        # Where first lines are drawn in, a last line that stops short is chance.
        shows_first_lines = self._drawn_in > 2 * self._flush_left
        return _is_first_of_column(seam) or (not shows_first_lines and seam.stops_short(0.12))

    def _is_centred(self, row: Row, neighbour: Row | None) -> bool:
        """Tell whether a row stands in the middle of its column.

        A wide one needs a neighbour that stands there too and is not as wide;
        a first line, drawn in and ragged, only looks so if text at the margin follows.
        """
        column = row.column
        width, off = column.right - column.left, _off_axis(row)
        if off > max(8.0, 0.04 * width):
            return False
        if row.right - row.left < 0.5 * width:
            return True
        if off >= _ON_AXIS:
            return False
        if neighbour is None or not self._is_near(row, neighbour):
            return row.left - column.left > row.size
        return abs(row.left - column.left) > 1.5 and _centred_alike(row, neighbour)

    def _is_near(self, row: Row, neighbour: Row) -> bool:
        """Tell whether another row is the next one above or below."""
        usual = self.leading.get(_key(row), row.size)
        return neighbour.column is row.column and abs(neighbour.bottom - row.bottom) < 1.3 * usual


def _word_goes_on(before: Row, row: Row) -> bool:
    return before.broken and abs(row.size - before.size) < 0.5


def _is_cut_off(before: Row, row: Row) -> bool:
    """Tell whether a rule or another face parts two rows of a column, or it is a caption's.

    A caption's lines are short: they stand together only where they begin and
    follow one another as those of a paragraph do.
    """
    if row.column is not before.column:
        return False
    if row.below_rule or not row.column.is_caption:
        return row.below_rule or _bold_begins(before, row)
    return row.top - before.bottom > 0.7 * row.size or abs(row.left - before.left) > row.size


def _bold_begins(before: Row, row: Row) -> bool:
    """Tell whether a bold row that stops short follows the end of a sentence in another face."""
    column = row.column
    short = row.right < column.right - 0.1 * (column.right - column.left)
    return short and is_bold(row) and not is_bold(before) and ends_sentence(before.text)


def _same_size(draft: Draft, row: Row) -> bool:
    """Tell whether a row is set as large as those before; a title's small capitals are smaller."""
    before = draft.rows[-1]
    title = draft.centred and in_capitals(before.text) and in_capitals(row.text)
    least = 0.75 if title else 0.94
    return least < row.size / before.size < 1 / least


def _are_of_one_title(before: Row, row: Row) -> bool:
    """Tell whether two centred rows are alike; a bare number is a title of its own."""
    if is_bare_number(before.text) or is_bare_number(row.text):
        return False
    return is_bold(before) == is_bold(row) and _is_detail(before) == _is_detail(row)


def _is_detail(row: Row) -> bool:
    """Tell whether a centred row is a docket number, a date or the like: no part of a title."""
    return _DETAIL.fullmatch(row.text) is not None


def _edge_tells(seam: _Seam) -> bool:
    """Judge by the left edges: first lines drawn in or out, quotations, short last lines."""
    moved = seam.row.left - seam.before.left
    if abs(moved) <= _STEP * seam.row.size:
        return _begins_below(seam)
    if not seam.is_second:
        # The left edge of the paragraph is known: a step in or out begins another one.
        return True
    return _begins_further_left(seam) if moved < 0 else _begins_further_right(seam)


def _begins_below(seam: _Seam) -> bool:
    """Tell a first row from a second one at the same edge: the row before ended too early.

    After a paragraph of one row the edge may be that of first lines, then the
    next row returns to the margin.
    """
    if not ends_sentence(seam.before.text):
        return False
    after_one_row = seam.is_second and seam.drawn_in() and seam.following_returns(_STEP)
    return after_one_row or seam.had_room()


def _begins_further_left(seam: _Seam) -> bool:
    """Tell whether the row before was a whole block, not a first line that is drawn in.

    So is a heading, which stops well short.
    """
    return seam.had_room() and (ends_sentence(seam.before.text) or seam.stops_short(0.3))


def _begins_further_right(seam: _Seam) -> bool:
    """Tell whether a quotation or a first line begins, not the hanging rows of a list item.

    These hang below a full row or one with a label, and the next row does too.
    """
    before, row, following = seam.before, seam.row, seam.following
    full = before.right > row.column.right - 2 * row.size
    if ends_sentence(before.text) and not full:
        return True
    hangs = following is not None and abs(following.left - row.left) <= _STEP * row.size
    return not (hangs and (full or enumeration_label(before.text)))


def _changes_width(before: Row, row: Row) -> bool:
    """Tell whether two rows of one page stand in its whole width and in a part of it."""
    return before.page == row.page and len(before.column.side) != len(row.column.side)


def _is_first_of_column(seam: _Seam) -> bool:
    """Tell whether a column begins with the first row of a paragraph, which is drawn in."""
    before, row, following = seam.before, seam.row, seam.following
    deeper = row.left - row.column.left - (before.left - before.column.left)
    if seam.is_second and abs(deeper) < 2 and seam.drawn_in():
        # As deep as the one row before: both first lines, or both of a quotation.
        return seam.following_returns(0.5)
    if deeper <= _STEP * row.size:
        return False
    return following is None or following.column is not row.column or seam.following_returns(0.5)


def _usual_leading(sheets: Sequence[Sheet]) -> dict[float, float]:
    gaps: dict[float, Counter[float]] = {}
    for sheet in sheets:
        for one, two in pairwise(sheet.body):
            if _key(one) == _key(two) and one.column is two.column and one.bottom < two.bottom:
                counted = gaps.setdefault(_key(one), Counter())
                counted[round(two.bottom - one.bottom)] += 1
    return {size: counted.most_common(1)[0][0] for size, counted in gaps.items()}


def _gaps(rows: Sequence[Row]) -> list[float]:
    """Give the distances of rows that stand in one column."""
    return [two.bottom - one.bottom for one, two in pairwise(rows) if one.column is two.column]


def _off_axis(row: Row) -> float:
    """Give how far a row stands out of the middle: left less right indent, in points."""
    return abs(row.left + row.right - 2 * row.column.middle)


def _centred_alike(row: Row, near: Row) -> bool:
    """Tell whether a neighbour is centred too: on the axis, but not of the same width."""
    beside = _off_axis(near) < _ON_AXIS and abs(near.size - row.size) < 1
    return beside and abs(near.left - row.left) > 0.5 * row.size


def _right_edge(draft: Draft) -> float:
    """Give how far a draft's rows reach: to their column's edge, if they are not drawn in."""
    last = draft.rows[-1]
    here = [row for row in draft.rows if row.column is last.column]
    drawn_in = all(row.left - row.column.left > 0.8 * row.size for row in here)
    return max(row.right for row in here) if drawn_in and len(here) > 2 else last.column.right


def _aligned(one: Row, two: Row) -> bool:
    """Tell whether two rows begin at one edge."""
    return abs(one.left - two.left) < 1.5


def _key(row: Row) -> float:
    return round(row.size * 2) / 2
