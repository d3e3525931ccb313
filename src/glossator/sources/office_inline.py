"""Turn inline styles on and off, as word processors do from run to run."""

from __future__ import annotations

from glossator.model.text import StyleKind
from glossator.sources.inline import InlineText

NO_STYLES: frozenset[StyleKind] = frozenset()


def turn_styles(
    inline: InlineText, held: frozenset[StyleKind], wanted: frozenset[StyleKind]
) -> frozenset[StyleKind]:
    """Close the styles that end and open those that begin; give those that hold now."""
    if held == wanted:
        return held
    for kind in held - wanted:
        inline.close_style(kind)
    for kind in wanted - held:
        inline.open_style(kind)
    return wanted
