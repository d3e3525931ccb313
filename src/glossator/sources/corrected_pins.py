"""Lay a reader's corrections over a table of pinpoints."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from operator import attrgetter

from glossator.model.books import EditionText
from glossator.model.corrections import RemovePinpoint, SetPinpoint, ShiftScheme, What
from glossator.model.pinpoints import in_force
from glossator.model.text import CITABLE_CONFIDENCE, Pinpoint, PinpointOrigin
from glossator.sources.labels import count_label

_PAGED = frozenset({"printed-page", "pdf-label"})
"""Schemes that count the pages of the file, where it has any."""


def correct_pinpoints(content: EditionText, whats: Sequence[What]) -> tuple[Pinpoint, ...]:
    """Give a text's pinpoints as its reader has corrected them.

    Schemes are shifted first, then wrong pinpoints go, then those the reader
    set take their places; so it does not matter which was said first, but
    where two are about one place the later one holds.

    Args:
        content: the edition's text as it was extracted.
        whats: corrections in the order they were made; only those of pinpoints count.
    """
    rows = {(row.scheme, row.start): row for row in _shifted(content.pinpoints, whats)}
    last_word: dict[tuple[str, int], SetPinpoint | RemovePinpoint] = {
        (what.scheme, what.start): what
        for what in whats
        if isinstance(what, SetPinpoint | RemovePinpoint) and what.start < len(content.text)
    }
    placed: defaultdict[str, list[SetPinpoint]] = defaultdict(list)
    for what in last_word.values():
        if isinstance(what, SetPinpoint):
            placed[what.scheme].append(what)
    for scheme, anchors in placed.items():
        _set_all(rows, content, scheme, sorted(anchors, key=attrgetter("start")))
    for key, what in last_word.items():
        if isinstance(what, RemovePinpoint):
            rows.pop(key, None)
    corrected = tuple(sorted(rows.values(), key=attrgetter("scheme", "start")))
    return tuple(_on_its_page(row, corrected) for row in corrected)


def _on_its_page(row: Pinpoint, table: Sequence[Pinpoint]) -> Pinpoint:
    """Count a line on the page that a reader set, where lines are counted page by page."""
    if row.scheme != "line" or not row.part or row.origin is PinpointOrigin.USER:
        return row
    page = in_force(table, "printed-page", row.start)
    if page is None or page.origin is not PinpointOrigin.USER:
        return row
    return replace(row, part=f"{page.part}, {page.label}" if page.part else page.label)


def _shifted(rows: Iterable[Pinpoint], whats: Sequence[What]) -> Iterator[Pinpoint]:
    """Shift what the program found; a label that would fall below 1 goes."""
    shifts = [what for what in whats if isinstance(what, ShiftScheme)]
    for row in rows:
        by = sum(s.by for s in shifts if s.scheme == row.scheme and s.start <= row.start)
        if by == 0 or not row.label or row.origin is PinpointOrigin.USER:
            yield row
        elif label := count_label(row.label, by):
            is_sure = row.confidence >= CITABLE_CONFIDENCE
            confidence = 1.0 if is_sure else row.confidence
            yield replace(row, label=label, origin=PinpointOrigin.USER, confidence=confidence)


def _set_all(
    rows: dict[tuple[str, int], Pinpoint],
    content: EditionText,
    scheme: str,
    anchors: Sequence[SetPinpoint],
) -> None:
    """Put the pinpoints that a reader set into a table, and those counted on from them."""
    extracted = sorted((row for row in rows.values() if row.scheme == scheme), key=_start_of)
    stops = [anchor.start for anchor in anchors[1:]] + [len(content.text)]
    for anchor, stop in zip(anchors, stops, strict=True):
        part = anchor.part or _part_at(extracted, anchor.start)
        rows[scheme, anchor.start] = _by_reader(anchor, anchor.label, part, anchor.start)
        if anchor.count_on:
            _count_on(rows, content, replace(anchor, part=part), extracted, stop)


def _count_on(
    rows: dict[tuple[str, int], Pinpoint],
    content: EditionText,
    anchor: SetPinpoint,
    extracted: Sequence[Pinpoint],
    stop: int,
) -> None:
    """Number on from a place to the end of its part or of its numbers, `stop` at the latest."""
    parts = {anchor.part, _part_at(extracted, anchor.start)}
    for row in extracted:
        if anchor.start < row.start < stop and (row.part not in parts or not row.label):
            stop = row.start
            break
    if count_label(anchor.label, 1) is None:
        return
    following = [row.start for row in extracted if anchor.start < row.start < stop]
    if anchor.scheme in _PAGED and content.pages:
        for start in following:
            rows.pop((anchor.scheme, start), None)
        # An empty page begins where the next one does, and has a number all the same.
        following = [page.start for page in content.pages if anchor.start < page.start < stop]
    for by, start in enumerate(following, start=1):
        label = count_label(anchor.label, by) or anchor.label
        rows[anchor.scheme, start] = _by_reader(anchor, label, anchor.part, start)


def _by_reader(anchor: SetPinpoint, label: str, part: str, start: int) -> Pinpoint:
    return Pinpoint(anchor.scheme, part, label, start, PinpointOrigin.USER, 1.0)


def _part_at(rows: Sequence[Pinpoint], offset: int) -> str:
    """Give the part that counts at an offset, "" for none."""
    before = [row for row in rows if row.start <= offset]
    return before[-1].part if before else ""


def _start_of(row: Pinpoint) -> int:
    return row.start
