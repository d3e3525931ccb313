"""Find star pages that stand in bare brackets: `[698 S.E.2d 427]`, and `[425]` alone.

Brackets also hold the calls of notes, numbers of paragraphs, years and what a
quotation's writer put in, so they need more to be believed than stars do. With
volume and reporter, three that rise by one are enough. Alone, four are needed,
each standing once, mostly inside of paragraphs, as far apart as pages lie; and
the text's head must cite it by the page before the first.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from glossator.model.books import EditionText
from glossator.model.text import FURNITURE, BlockKind
from glossator.sources.star_runs import Star, find_stop, own_run

_CITED = re.compile(
    r"\[(?P<volume>\d{1,4}) (?P<reporter>[A-Z][\w.’']{0,20}(?: [A-Z0-9][\w.’']{0,12}){0,3}) "
    r"(?P<page>\d{1,5})\]"
)
_BARE = re.compile(r"(?<![^\s\w“‘\"'(—.,;:-])\[(?P<page>\d{2,4})\](?=[\s\w“‘\"])")
_NO_TEXT = FURNITURE | {BlockKind.FOOTNOTE, BlockKind.TABLE}
_LEAST_BARE = 4
_LEAST_APART = 500  # characters between two pages, long notes left out
_CLOSE = 0.2  # of the pages may be closer; calls of notes often are
_FIRST = 20  # notes and paragraphs are counted from 1: what begins so low is likelier theirs
_YEARS = range(1700, 2101)


@dataclass(frozen=True, slots=True)
class Bracketed:
    """A run of pages in brackets and where it stops; `reporter` is "" for bare ones."""

    run: Sequence[Star]
    reporter: str = ""
    stop: int | None = None


def find_bracketed(content: EditionText, is_quoted: Callable[[int], bool]) -> list[Bracketed]:
    """Give the runs of pages in brackets that a text has.

    Args:
        content: the text, its paragraphs pinned.
        is_quoted: tells whether an offset lies in a quotation.

    Returns:
        One for each reporter; a bare one is no more than likely, until the
        text is found to cite itself by the page before its first.
    """
    if "[" not in content.text:
        return []
    length = len(content.text)
    cited: defaultdict[tuple[str, str], list[Star]] = defaultdict(list)
    for one in _find(content, _CITED):
        cited[one["volume"], one["reporter"]].append(_star(one, is_quoted))
    found = [
        Bracketed(run, name, find_stop(run, stars))
        for (_, name), stars in cited.items()
        if (run := own_run(stars, length))
    ]
    bare = [one for one in _find(content, _BARE) if int(one["page"]) not in _YEARS]
    if len(bare) < _LEAST_BARE:
        return found
    stars = [_star(one, is_quoted) for one in bare]
    run = own_run(stars, length, least=_LEAST_BARE, once=True)
    if run and _may_be_pages(content, run):
        found.append(Bracketed(run, stop=find_stop(run, stars)))
    return found


def _find(content: EditionText, form: re.Pattern[str]) -> Iterator[re.Match[str]]:
    text = content.text
    for block in content.blocks:
        # Most have no bracket, and looking for one takes a hundredth of the expression's time.
        if block.kind not in _NO_TEXT and text.find("[", block.start, block.end) >= 0:
            yield from form.finditer(text, block.start, block.end)


def _star(found: re.Match[str], is_quoted: Callable[[int], bool]) -> Star:
    return Star(int(found["page"]), found.start(), found.end(), is_quoted(found.start()))


def _may_be_pages(content: EditionText, run: Sequence[Star]) -> bool:
    """Tell pages from the calls of notes, and from paragraphs, whose numbers begin blocks."""
    begun = {block.start for block in content.blocks}
    numbered = {row.start for row in content.pinpoints if row.scheme == "paragraph"}
    inside = [star for star in run if star.start not in begun]
    close = [b for a, b in pairwise(run) if b.start - a.start < _LEAST_APART]
    return (
        run[0].number >= _FIRST
        and 2 * len(inside) > len(run)
        and len(close) <= _CLOSE * len(run)
        and not any(star.start in numbered for star in run)
    )
