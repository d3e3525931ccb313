"""Pin footnotes: each by its own label."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from operator import attrgetter

from glossator.model.books import EditionText
from glossator.model.pinpoints import in_force
from glossator.model.text import BlockKind, Pinpoint, PinpointOrigin

SCHEME = "footnote"


def pin_footnotes(content: EditionText) -> EditionText:
    """Give a text the pinpoints of scheme "footnote", one where each labelled note begins.

    Blocks of one label in a row are paragraphs of one note.

    Any it had are replaced. The part is that of the printed page, since notes
    are numbered anew where pages are.
    """
    others = [row for row in content.pinpoints if row.scheme != SCHEME]
    rows = sorted((*others, *_notes(content)), key=attrgetter("scheme", "start"))
    return replace(content, pinpoints=tuple(rows))


def _notes(content: EditionText) -> Iterator[Pinpoint]:
    before = ""
    for block in content.blocks:
        label = block.label if block.kind is BlockKind.FOOTNOTE else ""
        goes_on, before = label == before, label
        if label and not goes_on:
            page = in_force(content.pinpoints, "printed-page", block.start)
            sure = block.confidence >= 1.0
            yield Pinpoint(
                SCHEME,
                page.part if page else "",
                label.strip("[]().") or label,
                block.start,
                PinpointOrigin.MARKUP if sure else PinpointOrigin.DETECTED,
                block.confidence,
            )
