"""Read from an element of a page that a page of the printed book begins there."""

from __future__ import annotations

import re

from lxml import etree

from glossator.sources.epub_roles import BREAKS, roles_of
from glossator.sources.html_pages import classed_mark, names_page
from glossator.sources.xml_safety import local_name

_LONGEST = 24
_ORNAMENT = re.compile(
    r"[\[({]?\s*(?:(?:pages?|pg\.?|p\.)\s*(?=[\divxlcm]))?(.*?)\s*[\])}]?[.,;:]?", re.IGNORECASE
)
_CLASSED = frozenset({"a", "span", "b", "strong", "sup", "i", "em", "div", "p"})


def page_label(element: etree._Element) -> tuple[str, str] | None:
    """Read an element as the beginning of a page.

    Returns:
        The page's label, bare ("169" of "Page 169"), and its number as it
        stands in the text, each "" for none; None for any other element.
    """
    if roles_of(element) & BREAKS:
        text = _short_text(element)
        named = element.get("title") or element.get("aria-label") or text
        return (bare_label(named), text) if len(text) <= _LONGEST else None
    if names_page(element.get("class") or "") and local_name(element) in _CLASSED:
        mark = classed_mark({}, _short_text(element))
        return (mark.label, mark.text) if mark is not None and mark.printed else None
    return None


def bare_label(written: str) -> str:
    """Give a page's label without "page" and brackets; "" for a long one, which is none."""
    label = _ORNAMENT.fullmatch(" ".join(written.split()))
    return label[1] if label and len(label[1]) <= _LONGEST else ""


def _short_text(element: etree._Element) -> str:
    if not len(element):
        return " ".join((element.text or "").split())
    return " ".join("".join(element.itertext()).split())
