"""Tell which reporter's pages a file's star pages are, by how the file cites itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_HEAD = 3000  # characters: where a file cites itself
# "425 S.E.2d 12" and "12 Cal. Rptr. 3d 90": volume, reporter, page.
_CITE = re.compile(r"\b\d{1,4} ([A-Z][\w.’']{0,20}(?: [A-Z0-9][\w.’']{0,12}){0,3}) (\d{1,5})\b")
_DATABASE = re.compile(r"\b(?:19|20)\d\d ((?:[A-Z][\w.]{0,12} ){0,4}LEXIS|WL) \d{4,}\b")
_SERIES = re.compile(
    r"^((?:[A-Z][\w.]{0,12} ){1,3}(?:Memo\.?|Op(?:\.|inion))) (?:19|20)\d\d-\d{1,4}$", re.MULTILINE
)
# "A3d/100/100a3d1112": the path of a case in a collection, reporter, volume and case.
_PATH = re.compile(
    r"\b([A-Z][A-Za-z]*(?:[2-9]d)?)/(\d{1,4})/"
    r"(\d{1,4})[ _]?([A-Za-z](?:[A-Za-z.]|[2-9]d)*)[ _]?(\d{1,5})(?![\dA-Za-z])"
)


@dataclass(frozen=True, slots=True)
class Declared:
    """The pages that a file says it begins and ends on; the reporter is "" where not known."""

    reporter: str
    first: int
    last: int

    def holds(self, page: int) -> bool:
        """Tell whether a page is one of them."""
        return self.first <= page <= self.last


def reporter_in_head(text: str, first: int) -> str:
    """Name the reporter whose pages begin at `first`, "" where the file's head leaves it open.

    Clear is one reporter alone that is cited with the page on which the
    document begins; where pages count from the document's own beginning, one
    database or series whose documents do.

    Args:
        text: of the file; its head is looked at.
        first: the number of the first star page, or of the page the document begins on.
    """
    head = text[:_HEAD]
    found = {name for name, page in _CITE.findall(head) if int(page) in {first - 1, first}}
    if not found and first <= 2:
        found = {*_DATABASE.findall(head), *_SERIES.findall(head)}
    return found.pop() if len(found) == 1 else ""


def reporters_in_head(
    text: str, runs: Sequence[tuple[str, int]], declared: Declared | None = None
) -> list[tuple[str, int]]:
    """Name the reporters of several runs of star pages, and the page each declares to begin on.

    Args:
        text: of the file; its head is looked at.
        runs: of each its reporter, "" where nothing else tells it, and the number of its
            first star page.
        declared: the pages that the file's markup says it has.

    Returns:
        For each run its reporter, "" or the run's count from 2 where that is open,
        and the page on which the document begins in it: what is declared or cited
        in the head, if that is the page before its first star; else 0.
    """
    found: dict[str, int] = {}
    cited = {*_CITE.findall(text[:_HEAD])}
    for at, (known, first) in enumerate(runs):
        name, before = known, first - 1
        begins = False
        if declared is not None and declared.holds(first):
            name, begins, declared = known or declared.reporter, declared.first == before, None
        name = name or reporter_in_head(text, first)
        if name in found:
            name = ""
        begins = begins or (name, str(before)) in cited
        found[name or _count(at)] = before if begins else 0
    return list(found.items())


def _count(at: int) -> str:
    """Name a run by its place, the first one by nothing."""
    return str(at + 1) if at else ""


def reporter_in_path(path: str, first: str) -> str:
    """Read the reporter from a case's path in a collection: "A.3d" in "A3d/100/100a3d1112".

    Args:
        path: the identifier that a file gives itself.
        first: the page that the document says it begins on.

    Returns:
        "" where the parts of the path do not agree with one another and with `first`.
    """
    found = _PATH.search(path)
    if not found:
        return ""
    name, volume, volume_again, again, page = found.groups()
    if (volume, name.lower(), first) != (volume_again, again.replace(".", "").lower(), page):
        return ""
    return re.sub(r"[A-Z][a-z]*", r"\g<0>.", name)
