"""How a place is cited: pinpoints written as notes and margins show them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from operator import attrgetter

from glossator.model.books import EditionText, Source
from glossator.model.pinpoints import in_force, list_schemes, pinpoint_at
from glossator.model.text import CITABLE_CONFIDENCE, Block, BlockKind, Pinpoint, Span

_SEPARATE = re.compile(r"\b(?:concurr|dissent)\w*", re.IGNORECASE)
_SHOUTED = re.compile(r"\b[A-Z]{4,}\b")
_START = attrgetter("start")
_BY_PLACE = attrgetter("scheme", "start")
_PAGE_SCHEMES = ("printed-page", "epub-page", "pdf-label")


def cite_span(source: Source, content: EditionText, span: Span) -> str:
    """Give the pinpoint of a passage by its source's preferred scheme.

    Returns:
        "" where none is sure, never a guess; but in a PDF the pages of the file
        are counted, and that is said ("PDF p. 5"). A passage that begins in a
        footnote is cited by the note too: "214 n.3", or "n. 3" where the page
        it belongs to is not known.
    """
    block = _block_at(content.blocks, span.start)
    if block is not None and block.kind is BlockKind.FOOTNOTE:
        return _cite_note(source, content, block, span)
    rows = pinpoint_at(
        content.pinpoints, span, prefer=source.preferred_scheme, passes=_in_note(content)
    )
    pages = [_page_index(content, offset) for offset in (span.start, _last(span))]
    return _join_labels(rows) or count_pages(source, pages)


def cite_page(source: Source, content: EditionText, page_index: int) -> str:
    """Give the pinpoint of a whole page of the file: the number printed on it.

    Returns:
        Where none is sure, the page's count ("PDF p. 5"), which is empty in other
        books than PDFs. A page without a word of its own begins where the next one
        does, whose number says nothing of it: its count, too.
    """
    pages = content.pages
    if 0 <= page_index < len(pages):
        start = pages[page_index].start
        more = page_index + 1 < len(pages)
        end = pages[page_index + 1].start if more else len(content.text)
        for scheme in _PAGE_SCHEMES:
            at = bisect_left(content.pinpoints, (scheme, start), key=_BY_PLACE)
            row = content.pinpoints[at] if at < len(content.pinpoints) else None
            is_its_own = row is not None and row.scheme == scheme and row.start < end
            if row and is_its_own and row.confidence >= CITABLE_CONFIDENCE:
                return _join_labels([row])
    return count_pages(source, [page_index])


def opinion_at(content: EditionText, span: Span) -> str:
    """Name the separate opinion that a passage stands in: "Breyer, J., dissenting".

    It is the part of the file in which pages or paragraphs are counted there; "" for
    another part or none.
    """
    for scheme in list_schemes(content.pinpoints, ""):
        row = in_force(content.pinpoints, scheme, span.start)
        if row and _SEPARATE.search(row.part):
            return _lower_names(row.part)
    return ""


def _cite_note(source: Source, content: EditionText, block: Block, span: Span) -> str:
    """Cite a passage in a footnote by the page that the note belongs to, and the note."""
    page = _page_of_note(source, content, block, span.start)
    index = -1 if block.page_index is None else block.page_index
    where = _join_labels([page] if page else []) or count_pages(source, [index])
    note = in_force(content.pinpoints, "footnote", span.start)
    if note is None or note.confidence < CITABLE_CONFIDENCE:
        return where
    last = in_force(content.pinpoints, "footnote", _last(span)) or note
    several = last.label != note.label
    labels = f"{note.label}–{last.label}" if several else note.label
    sign = "nn." if several else "n."
    if not where:
        return f"{sign} {labels}"
    if page and page.part:
        return _with_part(page.scheme, [page.label], page.part, f" {sign}{labels}")
    return f"{where} {sign}{labels}"


def _page_of_note(
    source: Source, content: EditionText, block: Block, offset: int
) -> Pinpoint | None:
    """Find the pinpoint that a footnote belongs to.

    A page that begins inside the note is the surest sign, then the page of the
    file that it stands on, then the place of its call; where it merely comes
    after something says nothing, since notes may stand at the end of a work.
    """
    places = [place for place in (_foot_of(content, block), _call_of(content, block)) if place >= 0]
    for scheme in list_schemes(content.pinpoints, source.preferred_scheme):
        if scheme == "line":
            continue  # a note is cited by its page, not by the line above it
        own = in_force(content.pinpoints, scheme, offset)
        found = [own] if own and own.start >= block.start else []
        passes = _in_note(content)
        found += [row for at in places if (row := in_force(content.pinpoints, scheme, at, passes))]
        if found and found[0].confidence >= CITABLE_CONFIDENCE:
            return found[0]
    return None


def _foot_of(content: EditionText, block: Block) -> int:
    """Give where the page begins at whose foot a note stands, -1 where it stands on none."""
    index = block.page_index
    return content.pages[index].start if index is not None and index < len(content.pages) else -1


def _call_of(content: EditionText, block: Block) -> int:
    """Give where a footnote is called, -1 for nowhere."""
    return next((m.start for m in content.markers if m.target == block.start), -1)


def _in_note(content: EditionText) -> Callable[[Pinpoint], bool]:
    """Give a test for pinpoints that stand inside footnotes."""

    def stands_in_note(row: Pinpoint) -> bool:
        block = _block_at(content.blocks, row.start)
        return block is not None and block.kind is BlockKind.FOOTNOTE

    return stands_in_note


def write_pinpoint(scheme: str, labels: Sequence[str]) -> str:
    """Write a label or a range of labels in the way of its scheme."""
    base, joined, several = _base(scheme), "–".join(labels), len(labels) > 1
    if base == "star-page":
        return f"*{joined}"
    if base == "paragraph" and all(label.isdigit() for label in labels):
        return f"¶¶ {joined}" if several else f"¶ {joined}"
    if base in {"epub-page", "pdf-label"}:
        return f"pp. {joined}" if several else f"p. {joined}"
    if base == "line":
        return f"ll. {joined}" if several else f"l. {joined}"
    if base == "footnote":
        return f"nn. {joined}" if several else f"n. {joined}"
    return " – ".join(labels) if base == "paragraph" else joined


def count_pages(source: Source, indices: Sequence[int]) -> str:
    """Name the first and last page of a PDF by their count from 1; "" in other books."""
    if source.original is None or source.original.kind != "pdf" or min(indices) < 0:
        return ""
    first, last = indices[0] + 1, indices[-1] + 1
    return f"PDF p. {first}" if first == last else f"PDF pp. {first}–{last}"


def _join_labels(pinpoints: Sequence[Pinpoint]) -> str:
    """Write one or two pinpoints of a scheme, with the part they count in; "" for none."""
    if not pinpoints:
        return ""
    first, last = pinpoints[0], pinpoints[-1]
    if first.part != last.part:
        return "–".join(_with_part(row.scheme, [row.label], row.part) for row in pinpoints)
    labels = list(dict.fromkeys(row.label for row in pinpoints))
    return _with_part(first.scheme, labels, first.part)


def _with_part(scheme: str, labels: Sequence[str], part: str, after: str = "") -> str:
    """Write labels and the part they count in; a line counts on its page: "214:12"."""
    if part and scheme == "line":
        return f"{part}:{'–'.join(labels)}{after}"
    written = write_pinpoint(scheme, labels) + after
    return f"{written} ({_lower_names(part)})" if part else written


def _lower_names(part: str) -> str:
    """Write a part's name as a citation has it: "BREYER, J., dissenting" is "Breyer, J., …"."""
    return _SHOUTED.sub(lambda name: name[0].capitalize(), " ".join(part.split()))


def _block_at(blocks: Sequence[Block], offset: int) -> Block | None:
    """Give the block that an offset lies in, or the one before it; None for none."""
    at = bisect_right(blocks, offset, key=_START) - 1
    return blocks[at] if at >= 0 else None


def _page_index(content: EditionText, offset: int) -> int:
    """Give the page that a code point is on, -1 for none."""
    return bisect_right(content.pages, offset, key=_START) - 1


def _last(span: Span) -> int:
    """Give the last code point of a span."""
    return max(span.start, span.end - 1)


def _base(scheme: str) -> str:
    """Give a scheme without its reporter: "star-page"."""
    return scheme.split(":", maxsplit=1)[0]
