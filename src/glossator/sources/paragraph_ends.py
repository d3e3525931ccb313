"""End a run of numbered paragraphs where something follows that is none of them.

An annex, a schedule, a signature or another judge's opinion after the last
numbered paragraph is not part of it, and is not to be cited as if it were.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from glossator.model.books import EditionText
from glossator.model.pinpoints import end_at
from glossator.model.text import Block, BlockKind, Pinpoint

SCHEME = "paragraph"
_LINE = 100  # characters: what names or signs something is no longer
_CONCURRENCE = 200
_ANNEX = re.compile(
    r"[\[(]?(?:the )?(?:\w+ )?(?:annex(?:ure)?s?|appendi(?:x|ces)|schedules?|exhibits?|attachments?"
    r"|addend(?:um|a)|(?:foot|end)?notes|glossary|bibliography|order)\b(?:.*[^.;,])?",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    r"(?:dated?|signed|sealed|given under|delivered at|by the court|so ordered)\b.*", re.IGNORECASE
)
_RULE = re.compile(r"[\W_]{3,}")
_OTHERS = re.compile(r"[A-Z].*\b(?:concur(?:s|red|ring)?|dissent(?:s|ed|ing)?)\b.*", re.DOTALL)
_ALL_NUMBERED = 0.02  # of the paragraphs of a run that may stand without a number
_FEW = 10  # a run of fewer does not show whether all paragraphs are numbered


def end_paragraphs(content: EditionText) -> EditionText:
    """Add to a text's numbered paragraphs where each run of them ends, if that can be told.

    It ends where a heading, a line that names an annex or schedule, a
    signature, a rule or a line in capitals comes after its last number; and
    where all paragraphs are numbered, at the first that is not. A run that
    has its end already stays as it is.
    """
    rows = [row for row in content.pinpoints if row.scheme == SCHEME]
    runs = [list(run) for _, run in groupby(rows, key=attrgetter("part"))]
    ends = []
    for run, after in zip(runs, [*runs[1:], None], strict=True):
        limit = after[0].start if after else len(content.text)
        start = _find_end(content, run, limit) if run[-1].label else None
        if start is not None:
            ends.append(end_at(SCHEME, run[-1].part, start))
    if not ends:
        return content
    ordered = sorted((*content.pinpoints, *ends), key=attrgetter("scheme", "start"))
    return replace(content, pinpoints=tuple(ordered))


def _find_end(content: EditionText, run: Sequence[Pinpoint], limit: int) -> int | None:
    first, last = run[0].start, run[-1].start
    numbered = {row.start for row in run}
    within = [b for b in content.blocks if first <= b.start <= last and _is_plain(b)]
    bare = sum(block.start not in numbered for block in within)
    all_numbered = len(run) >= _FEW and bare <= _ALL_NUMBERED * len(within)
    are_sections = run[-1].label.startswith("§")
    for block in _blocks_between(content, last, limit):
        words = content.text[block.start : block.end].strip()
        is_heading = block.kind is BlockKind.HEADING and not are_sections
        if is_heading or _is_other(block, words) or (all_numbered and _is_plain(block)):
            return block.start
    return None


def _blocks_between(content: EditionText, start: int, limit: int) -> Iterator[Block]:
    return (block for block in content.blocks if start < block.start < limit)


def _is_plain(block: Block) -> bool:
    return block.kind is BlockKind.PARAGRAPH


def _is_other(block: Block, words: str) -> bool:
    """Tell a line that names an annex, signs, parts, or says who joins or is to speak."""
    if block.kind not in {BlockKind.PARAGRAPH, BlockKind.HEADING}:
        return False
    if len(words) <= _LINE and (
        _ANNEX.fullmatch(words) or _SIGNATURE.fullmatch(words) or _RULE.fullmatch(words)
    ):
        return True
    if len(words) <= _LINE and words.isupper() and len(words) > 3:
        return True
    return len(words) <= _CONCURRENCE and _OTHERS.fullmatch(words) is not None
