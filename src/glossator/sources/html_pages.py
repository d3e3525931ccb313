"""Find the page marks of a page of HTML: star pages and printed pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from glossator.sources.html_tags import label_text
from glossator.sources.reporters import reporter_in_head, reporter_in_path

_CLASSES = re.compile(
    r"(?<![a-z0-9-])(?:page-label|star-?pag\w*|page-?num(?:ber)?\d?|pagebreak|page-break|pageno)"
    r"(?![\w-])",
    re.IGNORECASE,
)
_STARRED = re.compile(r"[\[(]?\s*(\*{1,3})\s?(?:Page\s+)?(\d{1,5}|[ivxlc]{1,8})\s*[\])]?")
_NUMBERED = re.compile(
    r"[\[({]?\s*(?:pg?\.?|page)?\s*(\d{1,5}|[ivxlc]{1,8})\s*[\])}]?", re.IGNORECASE
)
_BREAK_ROLES = frozenset({"pagebreak", "doc-pagebreak"})
_MARKED = frozenset({"a", "span", "b", "strong", "sup", "i", "em", "div"})


@dataclass(frozen=True, slots=True)
class PageMark:
    """A mark that a page begins.

    Attributes:
        label: of the page.
        text: as it stands in the text, "" for an empty anchor.
        series: which of several interleaved reporters it belongs to.
        printed: whether it is the page of a printed book, not a reporter's star page.
        reporter: whose page it is, where the mark says so itself.
    """

    label: str
    text: str
    series: str
    printed: bool
    reporter: str = ""


def page_mark(tag: str, attributes: Mapping[str, str | None], node: LexborNode) -> PageMark | None:
    """Read a node as a page mark, if it is one."""
    if (attributes.get("epub:type") or attributes.get("role")) in _BREAK_ROLES:
        label = attributes.get("title") or attributes.get("aria-label") or label_text(node)
        found = _NUMBERED.fullmatch(label)
        return PageMark(found[1], "", "", printed=True) if found else None
    if tag in _MARKED and names_page(attributes.get("class") or ""):
        return classed_mark(attributes, label_text(node))
    return None


@lru_cache(maxsize=4096)  # the same few hundred come again and again
def names_page(classes: str) -> bool:
    """Tell whether the class of an element says that it is a page mark."""
    return _CLASSES.search(classes) is not None


def classed_mark(attributes: Mapping[str, str | None], text: str) -> PageMark | None:
    """Read what the class of an element says is a page: "*425" of a reporter, "[425]" of a book."""
    reporter, label = attributes.get("data-reporter"), attributes.get("data-label")
    if reporter and label:
        return PageMark(label, text, reporter, printed=False, reporter=reporter)
    if starred := _STARRED.fullmatch(text):
        series = attributes.get("data-citation-index") or starred[1]
        return PageMark(starred[2], text, series, printed=False)
    if numbered := _NUMBERED.fullmatch(text):
        return PageMark(numbered[1], text, "", printed=True)
    return None


def find_reporter(tree: LexborHTMLParser) -> Callable[[PageMark], str]:
    """Give a function that names the reporter of a star page, "" where that is not clear.

    It is clear for the first series, by what `reporters` can tell of the page's
    title and head and of the case's path; other series are numbered.
    """
    reporter = _own_reporter(tree)
    series: dict[str, int] = {}

    def name(mark: PageMark) -> str:
        if mark.reporter:
            return mark.reporter
        at = series.setdefault(mark.series, len(series))
        return reporter if at == 0 else f"{at + 1}"

    return name


def _own_reporter(tree: LexborHTMLParser) -> str:
    """Give the reporter of the pages that the document says it begins on, "" where unclear."""
    first = tree.css_first("[data-firstpage]")
    page = (first.attributes.get("data-firstpage") or "") if first is not None else ""
    if first is None or not page.isdecimal() or len(page) > 5:
        return ""
    if reporter := reporter_in_path(first.attributes.get("data-case-id") or "", page):
        return reporter
    title = tree.css_first("title")
    head = title.text() if title is not None else ""
    if tree.body is not None:
        head = f"{head[:1000]} {tree.body.text(separator=' ')}"
    return reporter_in_head(head, int(page))
