"""Name the parts of a text in which numbers begin anew."""

from __future__ import annotations

from collections.abc import Sequence

from glossator.model.books import EditionText
from glossator.model.text import BlockKind

_LENGTH = 60  # characters of a heading that name a part


def name_parts(content: EditionText, runs: Sequence[tuple[int, int]]) -> list[str]:
    """Name the parts by the headings before them; a single one has no name.

    Args:
        content: the text.
        runs: of each part the first and the last block, by their places.
    """
    if len(runs) < 2:
        return ["" for _ in runs]
    names: list[str] = []
    since = 0
    for at, (first, last) in enumerate(runs, start=1):
        heads = [b for b in content.blocks[since:first] if b.kind is BlockKind.HEADING]
        name = content.text[heads[-1].start : heads[-1].end] if heads else ""
        named = " ".join(name.split())[:_LENGTH] or f"part {at}"
        names.append(named if named not in names else f"{named} ({at})")
        since = last + 1
    return names
