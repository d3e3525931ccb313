"""Tell which reporter's pages a file's star pages are, by how the file cites itself."""

from __future__ import annotations

import re

_HEAD = 3000  # characters: where a file cites itself
# "425 S.E.2d 12" and "12 Cal. Rptr. 3d 90": volume, reporter, page.
_CITE = re.compile(r"\b\d{1,4} ([A-Z][\w.’']{0,20}(?: [A-Z0-9][\w.’']{0,12}){0,3}) (\d{1,5})\b")
_DATABASE = re.compile(r"\b(?:19|20)\d\d ((?:[A-Z][\w.]{0,12} ){0,4}LEXIS|WL) \d{4,}\b")
_SERIES = re.compile(
    r"^((?:[A-Z][\w.]{0,12} ){1,3}(?:Memo\.?|Op(?:\.|inion))) (?:19|20)\d\d-\d{1,4}$", re.MULTILINE
)
# "A3d/100/100a3d1112": the path of a case in a collection, reporter, volume and case.
_PATH = re.compile(
    r"\b([A-Z][A-Za-z]*(?:[2-9]d)?)/(\d{1,4})/(\d{1,4})([A-Za-z]+(?:[2-9]d)?)(\d{1,5})"
)


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
    if (volume, name.lower(), first) != (volume_again, again.lower(), page):
        return ""
    return re.sub(r"[A-Z][a-z]*", r"\g<0>.", name)
