"""Find the marks of pages and lines in HTML: star pages, printed pages, numbers of lines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from glossator.model.values import small_value
from glossator.sources.html_tags import label_text
from glossator.sources.reporters import Declared, reporter_in_path

_CLASSES = re.compile(
    r"(?<![a-z0-9-])(?:page-label|star-?pag\w*|page-?num(?:ber)?\d?|pagebreak|page-break|pageno)"
    r"(?![\w-])",
    re.IGNORECASE,
)
_LINE_CLASSES = re.compile(
    r"(?<![\w-])(?:lnum|line-?num(?:ber)?|line-?no|ln)(?![\w-])", re.IGNORECASE
)
_LONGEST_LINE_NUMBER = 5
_STARRED = re.compile(r"[\[(]?\s*(\*{1,3})\s?(?:Page\s+)?(\d{1,5}|[ivxlc]{1,8})\s*[\])]?")
_NUMBERED = re.compile(
    r"[\[({]?\s*(?:pg?\.?|page)?\s*(\d{1,5}|[ivxlc]{1,8})\s*[\])}]?", re.IGNORECASE
)
_BREAK_ROLES = frozenset({"pagebreak", "doc-pagebreak"})
_MARKED = frozenset({"a", "span", "b", "strong", "sup", "i", "em", "div"})


@small_value(frozen=True, slots=True)
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

    @property
    def scheme(self) -> str:
        """The scheme of its pinpoint."""
        return "printed-page" if self.printed else f"star-page:{self.series}"


def page_mark(tag: str, attributes: Mapping[str, str | None], node: LexborNode) -> PageMark | None:
    """Read a node as a page mark, if it is one."""
    classes = attributes.get("class")
    if classes is not None and tag in _MARKED and names_page(classes):
        return classed_mark(attributes, label_text(node))
    if "role" not in attributes and "epub:type" not in attributes:
        return None  # as with most elements, so this is asked in the cheapest way
    if (attributes.get("epub:type") or attributes.get("role")) in _BREAK_ROLES:
        label = attributes.get("title") or attributes.get("aria-label") or label_text(node)
        found = _NUMBERED.fullmatch(label)
        return PageMark(found[1], "", "", printed=True) if found else None
    return None


@lru_cache(maxsize=4096)  # the same few hundred come again and again
def names_page(classes: str) -> bool:
    """Tell whether the class of an element says that it is a page mark."""
    return _CLASSES.search(classes) is not None


@lru_cache(maxsize=4096)
def names_line_number(classes: str) -> bool:
    """Tell whether the class of an element says that it is the number of a line."""
    return _LINE_CLASSES.search(classes) is not None


def line_number(text: str) -> str:
    """Give the number that an element for line numbers holds, "" where it is none."""
    number = " ".join(text.split())
    return number if number.isdecimal() and len(number) <= _LONGEST_LINE_NUMBER else ""


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


def declared_page(tree: LexborHTMLParser) -> Declared | None:
    """Give the pages that a document says it begins and ends on, and their reporter."""
    node = tree.css_first("[data-firstpage]")
    if node is None:
        return None
    page, last = (node.attributes.get(f"data-{which}page") or "" for which in ("first", "last"))
    if not page.isdecimal() or len(page) > 5:
        return None
    upto = int(last) if last.isdecimal() and len(last) <= 5 else int(page) + 1
    reporter = reporter_in_path(node.attributes.get("data-case-id") or "", page)
    return Declared(reporter, int(page), max(upto, int(page) + 1))


def head_of(tree: LexborHTMLParser) -> str:
    """Give the title of a page, where a case is often cited."""
    title = tree.css_first("title")
    return title.text()[:1000] if title is not None else ""
