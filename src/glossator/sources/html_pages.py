"""Find the page marks of a page of HTML: star pages and printed pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

_CLASSES = re.compile(
    r"\b(?:page-label|star-?pag\w*|page-?num(?:ber)?|pagebreak|page-break|pageno)\b", re.IGNORECASE
)
_STARRED = re.compile(r"[\[(]?\s*(\*{1,3})\s?(?:Page\s+)?(\d{1,5}|[ivxlc]{1,8})\s*[\])]?")
_NUMBERED = re.compile(
    r"[\[({]?\s*(?:pg?\.?|page)?\s*(\d{1,5}|[ivxlc]{1,8})\s*[\])}]?", re.IGNORECASE
)
_BREAK_ROLES = frozenset({"pagebreak", "doc-pagebreak"})
_MARKED = frozenset({"a", "span", "b", "strong", "sup", "i", "em", "div"})
_CITE = re.compile(r"\b\d{1,4} ((?:[A-Z][\w.’']*\.? ?){1,4}(?:[2-5]d )?)(\d{1,5})\b")


@dataclass(frozen=True, slots=True)
class PageMark:
    """A mark that a page begins.

    Attributes:
        label: of the page.
        text: as it stands in the text, "" for an empty anchor.
        series: which of several interleaved reporters it belongs to.
        printed: whether it is the page of a printed book, not a reporter's star page.
    """

    label: str
    text: str
    series: str
    printed: bool


def page_mark(tag: str, attributes: dict[str, str | None], node: LexborNode) -> PageMark | None:
    """Read a node as a page mark, if it is one."""
    if (attributes.get("epub:type") or attributes.get("role")) in _BREAK_ROLES:
        label = attributes.get("title") or attributes.get("aria-label") or node.text().strip()
        found = _NUMBERED.fullmatch(label)
        return PageMark(found[1], "", "", printed=True) if found else None
    if tag in _MARKED and _CLASSES.search(attributes.get("class") or ""):
        return _classed_mark(attributes, " ".join(node.text().split()))
    return None


def _classed_mark(attributes: dict[str, str | None], text: str) -> PageMark | None:
    """Read what the class of an element says is a page: "*425" of a reporter, "[425]" of a book."""
    if starred := _STARRED.fullmatch(text):
        series = attributes.get("data-citation-index") or starred[1]
        return PageMark(starred[2], text, series, printed=False)
    if numbered := _NUMBERED.fullmatch(text):
        return PageMark(numbered[1], text, "", printed=True)
    return None


def find_reporter(tree: LexborHTMLParser) -> Callable[[PageMark], str]:
    """Give a function that names the reporter of a star page, "" where that is not clear.

    It is clear for the first series, when title or head of the page cite
    exactly one place whose page is the one the document says it begins on.
    """
    reporter = _cited_reporter(tree)
    series: list[str] = []

    def name(mark: PageMark) -> str:
        if mark.series not in series:
            series.append(mark.series)
        at = series.index(mark.series)
        return reporter if at == 0 else f"{at + 1}"

    return name


def _cited_reporter(tree: LexborHTMLParser) -> str:
    """Give the one reporter cited in the head with the page the document begins on, else ""."""
    first = tree.css_first("[data-firstpage]")
    page = (first.attributes.get("data-firstpage") or "") if first is not None else ""
    title = tree.css_first("title")
    head = title.text() if title is not None else ""
    if tree.body is not None:
        head += " " + (tree.body.text(separator=" ")[:2000])
    cites = {name.strip() for name, number in _CITE.findall(head) if number == page}
    return cites.pop() if len(cites) == 1 else ""
