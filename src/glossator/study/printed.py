"""Places of a printed book: their order, and where a text has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from glossator.model.books import EditionText
from glossator.model.marks import PlacePart
from glossator.model.text import SCHEME_ORDER, Pinpoint, Span
from glossator.study.citing import write_pinpoint

UNPLACED = 2**31 - 1
"""The order of an annotation that stands nowhere in a text: after all others."""

_NUMBER = re.compile(r"\d+")
_LETTERED = re.compile(r"\d([a-z])$")
_ROMAN = re.compile(r"(?=[mdclxvi])m*(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_WORTH = {"m": 1000, "d": 500, "c": 100, "l": 50, "x": 10, "v": 5, "i": 1}
_PAGES = ("printed-page", "epub-page", "pdf-label")
_A_THOUSAND, _A_MILLION = 10**3, 10**6


def cite_printed(part: PlacePart) -> str:
    """Write a printed place as notes do; a line on its page as "214:12"."""
    if part.scheme == "line" and ":" in part.label:
        return part.label
    return write_pinpoint(part.scheme, [part.label])


def order_of_printed(content: EditionText | None, part: PlacePart) -> int:
    """Give where a printed place stands among all places of its source.

    Returns:
        Where the text has that page or paragraph, in code points; else a number
        beyond `UNPLACED` by which places are in the order of their labels, scheme
        by scheme, roman pages before the others.
    """
    named = pinpoints_named(content.pinpoints, part) if content else iter(())
    page = next(named, None)
    return page.start if page else UNPLACED + 1 + _rank(part)


def pinpoints_named(table: Sequence[Pinpoint], part: PlacePart) -> Iterator[Span]:
    """Find where a text has a printed place, in order: numbers may restart.

    Args:
        table: the pinpoints of one edition, sorted by scheme, then start.
        part: the place; a page of the book is looked for among the pages that the
            file counts, too, where no printed ones are known.

    Yields:
        From where the place begins to where the next of its scheme does; after
        the last of them, one code point.
    """
    base = part.scheme.split(":", maxsplit=1)[0]
    schemes = _PAGES if base == "printed-page" else (part.scheme,)
    page, colon, line = part.label.rpartition(":")
    for scheme in schemes:
        rows = [row for row in table if row.scheme == scheme]
        for row, following in pairwise([*rows, None]):
            if row is None:
                continue
            named = (row.part, row.label) == (page, line) if colon else row.label == part.label
            if named:
                yield Span(row.start, following.start if following else row.start + 1)
        if rows:
            return


def _rank(part: PlacePart) -> int:
    base = part.scheme.split(":", maxsplit=1)[0]
    known = [*SCHEME_ORDER, "footnote"]
    scheme = known.index(base) if base in known else len(known)
    label = part.label.casefold()
    numbers = [int(number[:6]) for number in _NUMBER.findall(label)[:2]]
    if not numbers and _ROMAN.fullmatch(label):
        numbers = [_roman(label) - 5 * _A_THOUSAND]
    elif lettered := _LETTERED.search(label):
        numbers.append(ord(lettered[1]) - ord("a") + 1)
    first, second = [*numbers, 0, 0][:2]
    # Roman numbers are below 5,000: they come before page 1.
    within = (first + 5 * _A_THOUSAND) * _A_THOUSAND + min(second, _A_THOUSAND - 1)
    return scheme * 10 * _A_MILLION * _A_THOUSAND + within


def _roman(label: str) -> int:
    worths = [_WORTH[sign] for sign in label]
    return sum(
        -worth if worth < following else worth for worth, following in pairwise([*worths, 0])
    )
