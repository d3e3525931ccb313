"""Find star pages that stand in running text: `*425`, `[*425]`, `**12` of a second reporter.

Bare brackets (`[425]`, `[698 S.E.2d 427]`) are looked for in `bracketed`. A
number counts only as one of a run that rises by one through the text. What is
quoted has the star pages of another work: such a number fills a gap of the
work's own run where it fits exactly, and counts for nothing else.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from glossator.model.books import EditionText
from glossator.model.pinpoints import end_at
from glossator.model.text import BlockKind, Marker, MarkerKind, Pinpoint, PinpointOrigin
from glossator.sources.bracketed import find_bracketed
from glossator.sources.quoted import quoted_at
from glossator.sources.reporters import Declared, reporters_in_head
from glossator.sources.star_runs import Star, find_stop, own_run

_STAR = re.compile(
    r"(?<![^\s“‘\"'(—-])(?:\[(?P<signs>\*{1,3})(?P<number>\d{1,5})\]"
    r"|(?P<bare>\*{1,3})(?P<digits>\d{1,5})(?=\s|[A-Za-z“‘\"]))"
)
_NO_TEXT = frozenset({BlockKind.FOOTNOTE, BlockKind.TABLE})
_SURE, _FILLED = 0.8, 0.6


@dataclass(frozen=True, slots=True)
class _Series:
    """Star pages of one reporter: its name, "" where it is not known yet, and where they stand.

    Attributes:
        stop: where a page begins that is not known, None for nowhere.
        needs_reporter: whether they are none, unless the text cites itself by them.
    """

    run: Sequence[Star]
    stop: int | None
    reporter: str = ""
    needs_reporter: bool = False


def mark_stars(
    content: EditionText, title: str = "", declared: Declared | None = None
) -> EditionText:
    """Add star pages as markers and pinpoints, those of each reporter by its own stars.

    A run must have three numbers at least that are not quoted, as far apart as
    pages lie, through most of the text, and not come twice, as the signs of
    notes do: no page beats a wrong one. A text with star pages stays as it is.

    Args:
        content: the text.
        title: of the file, where it may cite itself.
        declared: the pages that the file's markup says it has.
    """
    if any(marker.kind is MarkerKind.STAR_PAGE for marker in content.markers):
        return content
    if "*" not in content.text and "[" not in content.text:
        return content
    is_quoted = quoted_at(content)
    families: defaultdict[int, list[Star]] = defaultdict(list)
    for signs, star in _find_stars(content, is_quoted):
        families[signs].append(star)
    series = [
        _Series(run, find_stop(run, stars))
        for _, stars in sorted(families.items())
        if (run := own_run(stars, len(content.text)))
    ]
    series += [
        _Series(found.run, found.stop, found.reporter, needs_reporter=not found.reporter)
        for found in find_bracketed(content, is_quoted)
    ]
    return _with_stars(content, series, title, declared) if series else content


def _find_stars(
    content: EditionText, is_quoted: Callable[[int], bool]
) -> Iterator[tuple[int, Star]]:
    """Give each starred number and how many stars it has."""
    if "*" not in content.text:
        return
    for block in content.blocks:
        if block.kind in _NO_TEXT or content.text.find("*", block.start, block.end) < 0:
            continue
        for found in _STAR.finditer(content.text, block.start, block.end):
            signs, number = found["signs"] or found["bare"], found["number"] or found["digits"]
            start, end = found.span()
            yield len(signs), Star(int(number), start, end, is_quoted(start))


def name_star_pages(content: EditionText, title: str, declared: Declared | None) -> EditionText:
    """Name the reporters of star pages that were marked up, and pin the pages they begin on.

    Args:
        content: a text whose schemes of star pages tell the series apart; where one
            has letters, it is the reporter's name already.
        title: of the page, where it may cite itself.
        declared: the pages that the document says it has; they count for the
            series whose first star is one of them, and for no other.
    """
    firsts: dict[str, Pinpoint] = {}
    for row in sorted(content.pinpoints, key=attrgetter("start")):
        if row.scheme.startswith("star-page:"):
            firsts.setdefault(row.scheme, row)
    if not firsts:
        return content
    runs = [(_reporter_of(row.scheme), _number_of(row.label)) for row in firsts.values()]
    named = reporters_in_head(f"{title} {content.text}", runs, declared)
    schemes = {scheme: f"star-page:{name}" for scheme, (name, _) in zip(firsts, named, strict=True)}
    rows = [
        Pinpoint(schemes[row.scheme], "", str(begins), 0, PinpointOrigin.DECLARED, 1.0)
        for row, (_, begins) in zip(firsts.values(), named, strict=True)
        if begins and row.start
    ]
    rows += [
        replace(row, scheme=schemes[row.scheme])
        if schemes.get(row.scheme, row.scheme) != row.scheme
        else row
        for row in content.pinpoints
    ]
    return replace(content, pinpoints=tuple(sorted(rows, key=attrgetter("scheme", "start"))))


def _reporter_of(scheme: str) -> str:
    """Give the reporter that a scheme names, "" where it only counts."""
    series = scheme.removeprefix("star-page:")
    return series if any(map(str.isalpha, series)) else ""


def _number_of(label: str) -> int:
    return int(label) if label.isdecimal() else 0


def _with_stars(
    content: EditionText, series: Sequence[_Series], title: str, declared: Declared | None
) -> EditionText:
    runs = [(one.reporter, one.run[0].number) for one in series]
    names = reporters_in_head(f"{title} {content.text}".lstrip(), runs, declared)
    markers, pinpoints = list(content.markers), list(content.pinpoints)
    for one, (reporter, first) in zip(series, names, strict=True):
        if one.needs_reporter and not any(map(str.isalpha, reporter)):
            continue
        scheme = f"star-page:{reporter}"
        if first and one.run[0].start:
            pinpoints.append(Pinpoint(scheme, "", str(first), 0, PinpointOrigin.DECLARED, _SURE))
        for star in one.run:
            label, sure = str(star.number), _FILLED if star.quoted else _SURE
            markers.append(Marker(MarkerKind.STAR_PAGE, star.start, star.end, label))
            row = Pinpoint(scheme, "", label, star.start, PinpointOrigin.DETECTED, sure)
            pinpoints.append(row)
        if one.stop is not None:
            pinpoints.append(end_at(scheme, "", one.stop))
    return replace(
        content,
        markers=tuple(sorted(markers, key=attrgetter("start", "end"))),
        pinpoints=tuple(sorted(pinpoints, key=attrgetter("scheme", "start"))),
    )
