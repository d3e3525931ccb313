"""Which pages of a source are pictures without text, and which a reader may name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from glossator.model.books import EditionText, Source
from glossator.model.errors import InvalidRequestError
from glossator.model.text import IMAGE_SIGN

_RANGE = re.compile(r"\s*(\d{1,6})\s*(?:[-–—]\s*(\d{1,6})\s*)?")
_KINDS = frozenset({"pdf", "image"})


def pages_without_text(content: EditionText) -> tuple[int, ...]:
    """List the pages on which no word begins: pictures, or left empty."""
    ends = [page.start for page in content.pages[1:]] + [len(content.text)]
    return tuple(
        page.index
        for page, end in zip(content.pages, ends, strict=False)
        if not any(c.isalnum() for c in content.text[page.start : end].replace(IMAGE_SIGN, ""))
    )


def is_recognised(source: Source) -> bool:
    """Tell whether the text in use was recognised from pictures, in part at least."""
    made_by = next((t.made_by for t in source.editions if t.edition == source.edition), "")
    return made_by.startswith("tesseract")


def check_pages(
    source: Source, content: EditionText | None, pages: Sequence[int] | None
) -> tuple[int, ...]:
    """Give the pages to recognise, in order, each once.

    Args:
        source: the source.
        content: its text in use.
        pages: indices from 0; None for all without text.

    Raises:
        InvalidRequestError: the source has no such pages, or is no book of pages.
    """
    if content is None or source.original is None or source.original.kind not in _KINDS:
        raise InvalidRequestError(
            f"{source.title} is neither a PDF nor a picture, so there are no pages to recognise."
        )
    if pages is None:
        empty = pages_without_text(content)
        if not empty:
            raise InvalidRequestError(
                f"Every page of {source.title} has text already. Name the pages to be recognised "
                "all the same, such as 3-7."
            )
        return empty
    count = len(content.pages)
    wanted = tuple(sorted(set(pages)))
    if not wanted or not 0 <= wanted[0] <= wanted[-1] < count:
        raise InvalidRequestError(
            f"{source.title} has the pages 1 to {count}, counted from the first of the file. "
            "Name some of these."
        )
    return wanted


def read_page_range(text: str) -> tuple[int, ...] | None:
    """Read "3-7, 12" as indices from 0; None for nothing.

    Raises:
        InvalidRequestError: it is something else.
    """
    if not text.strip():
        return None
    pages: list[int] = []
    for part in text.split(","):
        found = _RANGE.fullmatch(part)
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
        if not 0 < first <= last or last - first > 100_000:
            raise InvalidRequestError(
                f"“{text}” names no pages. Write the first and the last, such as 3-7, or 3-7, 12."
            )
        pages += range(first - 1, last)
    return tuple(pages)


def write_page_range(pages: Sequence[int]) -> str:
    """Write indices from 0, in order, as a reader counts: "3-7, 12"."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and runs[-1][1] == page - 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    return ", ".join(str(a + 1) if a == b else f"{a + 1}-{b + 1}" for a, b in runs)
