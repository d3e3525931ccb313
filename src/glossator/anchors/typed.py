"""Words that somebody typed off a page, found in a text although they differ a little.

A quote that was copied is found letter by letter (`quotes`). What was typed from
a printed book has other capitals, a word left out, a slip of the finger. So where
the letters do not stand, the words are compared one by one, near the place that
the printed book gives: first the places where many of them stand in a row are
gathered by votes, then each is measured by its edit distance in words (Sellers,
1980), a slip of the finger counting half.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from glossator.anchors.fold import DOUBLE_QUOTES, SINGLE_QUOTES, FoldedText, fold
from glossator.anchors.quotes import find_quote
from glossator.model.text import Span

_LIKE_ENOUGH = 0.75  # near the page: three words of twelve may be wrong
_LIKE_ANYWHERE = 0.85  # where no page vouches for the place
_CLEARLY_BETTER = 0.1  # than the next best place; else nobody can say which is meant
_TELLING_WORDS = 6  # so many words are found anywhere, if they stand there once
_TELLING_SIGNS = 24  # folded, likewise, letter by letter
_TOO_COMMON = 2000  # a word that stands this often gives no vote
_PLACES_MEASURED = 8

_SLIP = 0.5
_WORD_TOO_MANY = 0.7  # in the text: the typist skipped it
_WORD_MISSING = 1.0

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_HYPHENS = "-\N{HYPHEN}\N{NON-BREAKING HYPHEN}"  # "fore-thought" is "forethought"
_NOWHERE = array("q")
_ELLIPSIS = re.compile(r"\s*[\[(]?\s*(?:…|\.\s?\.\s?\.)(?:\s?\.)?\s*[\])]?\s*")


class _Typing(dict[int, str]):
    """How each code point is compared: small, without accents, one kind of quotation mark."""

    def __missing__(self, code: int) -> str:
        read = self[code] = _compared(chr(code))
        return read


def _compared(char: str) -> str:
    category = unicodedata.category(char)
    if char.isspace() or (category == "Pd" and char not in _HYPHENS):
        return " "
    if char in SINGLE_QUOTES or char in DOUBLE_QUOTES:
        return "'" if char in SINGLE_QUOTES else " "
    if category in {"Cf", "Cc", "Pd"}:
        return ""
    apart = unicodedata.normalize("NFKD", char)
    return "".join(part for part in apart if not unicodedata.combining(part)).casefold()


_TYPING = _Typing()


@dataclass(frozen=True, slots=True)
class _Found:
    """A place in words of the text, half-open, and how far it agrees (at most 1)."""

    first: int
    last: int
    score: float


class _Words:
    """A text as words, each with its places."""

    def __init__(self, text: str, skip: tuple[Span, ...]) -> None:
        self._folded = FoldedText(text, skip, _TYPING)
        self.words: list[str] = []  # each word once in memory, however often it stands here
        self._starts, self._ends = array("q"), array("q")
        self._places: defaultdict[str, array[int]] = defaultdict(lambda: array("q"))
        once: dict[str, str] = {}
        for match in _WORD.finditer(self._folded.folded):
            word = once.setdefault(match.group(), match.group())
            self._places[word].append(len(self.words))
            self.words.append(word)
            self._starts.append(match.start())
            self._ends.append(match.end())

    def span(self, found: _Found) -> Span:
        """Give the span of the text that words of it cover."""
        return self._folded.span_of(self._starts[found.first], self._ends[found.last - 1])

    def within(self, region: Span) -> tuple[int, int]:
        """Give the words of a region: from which to which, half-open."""
        numbers = range(len(self.words))
        begins = [
            bisect_left(numbers, offset, key=self._start_of)
            for offset in (region.start, region.end)
        ]
        return begins[0], begins[1]

    def _start_of(self, number: int) -> int:
        return self._folded.span_of(self._starts[number], self._ends[number]).start

    def find(self, typed: Sequence[str], first: int, last: int, bar: float) -> _Found | None:
        """Find typed words among the words from `first` to `last`: the one place above the bar."""
        votes: Counter[int] = Counter()
        for number, word in enumerate(typed):
            places = self._places.get(word, _NOWHERE)
            here = places[bisect_left(places, first) : bisect_left(places, last)]
            if len(here) <= _TOO_COMMON:
                votes.update(place - number for place in here)
        reach = 2 + len(typed) // 4
        measured = [
            self._measure(typed, max(first, at - reach), min(last, at + len(typed) + reach))
            for at, _ in votes.most_common(_PLACES_MEASURED)
        ]
        ranked = sorted(measured, key=lambda found: (-found.score, found.first))
        if not ranked or ranked[0].score < bar:
            return None
        best = ranked[0]
        others = (one for one in ranked if one.first >= best.last or one.last <= best.first)
        rival = next(others, None)
        return None if rival and best.score - rival.score < _CLEARLY_BETTER else best

    def _measure(self, typed: Sequence[str], first: int, last: int) -> _Found:
        """Lay typed words along a stretch of the text, beginning and ending where it fits best."""
        stretch = self.words[first:last]
        row = [(0.0, at) for at in range(len(stretch) + 1)]
        for count, word in enumerate(typed, 1):
            above, row = row, [(count * _WORD_MISSING, 0)]
            for at, other in enumerate(stretch):
                stay, skip, drop = above[at], row[at], above[at + 1]
                row.append(
                    min(
                        (stay[0] + _difference(word, other), stay[1]),
                        (skip[0] + _WORD_TOO_MANY, skip[1]),
                        (drop[0] + _WORD_MISSING, drop[1]),
                    )
                )
        distance, end = min((cell[0], at) for at, cell in enumerate(row))
        begin = row[end][1]
        if end <= begin:
            return _Found(first, first, 0.0)
        return _Found(first + begin, first + end, 1 - distance / len(typed))


@lru_cache(maxsize=65536)
def _difference(word: str, other: str) -> float:
    if word == other:
        return 0.0
    shorter, longer = sorted((word, other), key=len)
    if longer.startswith(shorter) and len(longer) == len(shorter) + 1:
        return _SLIP  # "an" for "a"
    if len(shorter) < 3 or len(longer) > len(shorter) + 2:
        return 1.0
    return _SLIP if SequenceMatcher(None, word, other, autojunk=False).ratio() >= 0.8 else 1.0


@lru_cache(maxsize=1)  # a pile of marks is looked for in one text
def _words_of(text: str, skip: tuple[Span, ...]) -> _Words:
    return _Words(text, skip)


def find_typed(
    text: str, words: str, *, near: Sequence[Span] = (), skip: Sequence[Span] = ()
) -> tuple[Span, ...]:
    """Find words that were typed from a printed book.

    Args:
        text: the edition's canonical text.
        words: as typed; "…" or "..." leaves something out.
        near: where they should stand, the likeliest region first.
        skip: spans that may interrupt the words: markers, furniture; in order.

    Returns:
        Where they stand, one span for each stretch between ellipses, rising.
        Empty where they do not stand near, several places are equally like
        them, or, anywhere else, so few words say too little: a mark without a
        place is better than one at a wrong place.

    1 s to read 3 M code points as words, then a few milliseconds for each mark.
    """
    stretches = [stretch for stretch in _ELLIPSIS.split(words) if _WORD.search(stretch)]
    found: list[Span] = []
    for stretch in stretches:
        span = _find_stretch(text, stretch, near, tuple(skip))
        if span is None or (found and span.start < found[-1].end):
            return ()
        found.append(span)
    return tuple(found)


def _find_stretch(
    text: str, stretch: str, near: Sequence[Span], skip: tuple[Span, ...]
) -> Span | None:
    exact = find_quote(text, stretch.strip(), skip=skip)
    for region in near:
        here = [place for place in exact if region.start <= place.start < region.end]
        if here:
            return here[0] if len(here) == 1 else None
    typed = _WORD.findall(stretch.translate(_TYPING))
    index = _words_of(text, skip)
    for region in near:
        found = index.find(typed, *index.within(region), _LIKE_ENOUGH)
        if found:
            return index.span(found)
    if exact:
        telling = len(exact) == 1 and len(fold(stretch)) >= _TELLING_SIGNS
        return exact[0] if telling else None
    if len(typed) < _TELLING_WORDS:
        return None
    found = index.find(typed, 0, len(index.words), _LIKE_ANYWHERE)
    return index.span(found) if found else None
