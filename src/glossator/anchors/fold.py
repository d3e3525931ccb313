"""A text folded for comparing, with the way back to its own offsets."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import accumulate

from glossator.model.text import Span

_CHUNK = 1024  # code points folded at a time: the way back counts through one chunk
SINGLE_QUOTES = frozenset("'‘’‚‛′`´")
DOUBLE_QUOTES = frozenset('"“”„‟″«»')
_MINUS = "\N{MINUS SIGN}"


class _Table(dict[int, str]):
    """What each code point is folded to; filled as code points occur."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_char(chr(code))
        return folded


def _fold_char(char: str) -> str:
    if char in SINGLE_QUOTES:
        return "'"
    if char in DOUBLE_QUOTES:
        return "''"  # as some books print them
    return "".join(part for part in unicodedata.normalize("NFKD", char) if not _vanishes(part))


def _vanishes(char: str) -> bool:
    """Tell white space, dashes and invisible signs."""
    return char.isspace() or char == _MINUS or unicodedata.category(char) in {"Pd", "Cf", "Cc"}


_TABLE = _Table()


def fold(text: str) -> str:
    """Fold a text for comparing quotes.

    White space, line ends, hyphens and dashes, soft hyphens and other invisible
    signs vanish; quotation marks become straight single ones; ligatures and composed
    characters come apart (Unicode NFKD). Case and all other signs stay. Each
    code point is folded by itself, so parts of a text fold to parts of its fold.
    """
    return text.translate(_TABLE)


class FoldedText:
    """A text folded, without the spans to skip, and the way back from its offsets.

    Args:
        text: what to fold.
        skip: spans to leave out.
        table: what each code point folds to, for another fold than `fold`'s; must
            have an entry for every code point that it is asked for.

    Attributes:
        folded: the fold of what is not skipped.

    0.1 s CPU to make for 3 M code points; a look-up walks through one chunk.
    """

    def __init__(
        self, text: str, skip: Iterable[Span] = (), table: Mapping[int, str] = _TABLE
    ) -> None:
        self._chunks = list(_chunks(text, skip))
        parts = [text[chunk.start : chunk.end].translate(table) for chunk in self._chunks]
        self._table = table
        self._counted = (-1, list[int]())  # the chunk that was asked for last, and its count
        self._begins = [0, *accumulate(map(len, parts))]
        self._text = text
        self.folded = "".join(parts)

    def span_of(self, start: int, end: int) -> Span:
        """Give the span of the text that a part of the fold comes from.

        Args:
            start: where the part begins in `folded`.
            end: one past its last code point; after `start`.

        Returns:
            A span that begins and ends with code points that fold to something.
        """
        return Span(self._offset(start), self._offset(end - 1) + 1)

    def _offset(self, folded_offset: int) -> int:
        """Give the code point of the text that an offset of the fold comes from."""
        number = bisect_right(self._begins, folded_offset) - 1
        if number >= len(self._chunks):
            raise IndexError(f"offset {folded_offset} is beyond a fold of {self._begins[-1]}")
        counted, ends = self._counted
        if counted != number:
            ends = self._count(self._chunks[number])
            self._counted = (number, ends)
        left = folded_offset - self._begins[number]
        return self._chunks[number].start + bisect_right(ends, left)

    def _count(self, chunk: Span) -> list[int]:
        """Give how far the fold has come after each code point of a chunk."""
        codes = map(ord, self._text[chunk.start : chunk.end])
        return list(accumulate(map(len, map(self._table.__getitem__, codes))))


@lru_cache(maxsize=2)  # a pile of marks is looked for in one text, without and with what to skip
def fold_text(text: str, skip: tuple[Span, ...] = ()) -> FoldedText:
    """Fold a text, or give a fold made just before if it was of the same text."""
    return FoldedText(text, skip)


def _chunks(text: str, skip: Iterable[Span]) -> Iterator[Span]:
    """Cut what is not skipped into chunks."""
    at = 0
    for span in [*sorted(skip), Span(len(text), len(text))]:
        for start in range(at, span.start, _CHUNK):
            yield Span(start, min(start + _CHUNK, span.start))
        at = max(at, span.end)
