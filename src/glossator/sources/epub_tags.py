"""What the elements of an EPUB's pages are to a reader: those of HTML, and a few more."""

from __future__ import annotations

import re

from lxml import etree

from glossator.model.text import StyleKind
from glossator.sources import html_tags
from glossator.sources.css_styles import ClassStyles, declared_styles
from glossator.sources.epub_roles import roles_of

# DTBook, which EPUB 2 allows (Z39.86-2005), counts its headings by level.
HEADINGS = {**html_tags.HEADINGS, "hd": 2, "bridgehead": 3, "doctitle": 1}
# fmt: off
BLOCKS = html_tags.BLOCKS | HEADINGS.keys() | frozenset({
    "dir", "noscript", "legend",
    "level", "linegroup", "line", "poem", "note", "docauthor", "prodnote", "sidebar", "bodymatter",
    "frontmatter", "rearmatter", "book", "byline", "dateline", "epigraph", "annotation", "imggroup",
    *(f"level{depth}" for depth in range(1, 7)),
})
DROPPED = frozenset({
    "script", "style", "template", "head", "link", "meta", "input", "select", "textarea",
    "option", "datalist", "map", "rt", "rp", "rtc", "case", "trigger",
})
"""Elements left out with all they hold: what runs, asks or sets, the reading beside ruby text."""
# fmt: on
PLAYED = frozenset({"audio", "video", "iframe", "embed", "canvas", "object"})
"""Elements that play or run; what they hold stands for them."""

_VERSE_ROLES = frozenset({"z3998:verse", "z3998:poem", "z3998:song", "z3998:hymn", "poem", "verse"})
_VERSE_CLASS = re.compile(r"\b(?:poem|poetry|verse|stanza|line-?group|lg)\b", re.IGNORECASE)


def is_verse(element: etree._Element) -> bool:
    """Tell whether an element says that its lines are verse."""
    names = element.get("class")
    return (names is not None and _VERSE_CLASS.search(names) is not None) or bool(
        roles_of(element) & _VERSE_ROLES
    )


class StyleFinder:
    """Tells the inline styles of elements by their names, classes and styles."""

    def __init__(self, classes: ClassStyles) -> None:
        """Take what the style sheets of a document say of its classes."""
        self._classes = classes
        self._known: dict[tuple[str, str, str], tuple[StyleKind, ...]] = {}

    def of(self, element: etree._Element, tag: str, *, plain: bool) -> tuple[StyleKind, ...]:
        """List the styles that an element gives its text.

        Args:
            element: the element.
            tag: its name.
            plain: whether it has no attributes.
        """
        names = "" if plain else element.get("class") or ""
        own = "" if plain else element.get("style") or ""
        key = (tag, names, own)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = tuple(self._find(tag, names, own))
        return known

    def _find(self, tag: str, names: str, own: str) -> list[StyleKind]:
        inline_tag = "" if tag in BLOCKS else tag
        found = list(html_tags.styles_of(inline_tag, {"class": names}))
        for name in names.split():
            found += self._classes.get(("", name), ())
            found += self._classes.get((tag, name), ())
        found += declared_styles(own)
        unfit = {StyleKind.BOLD} if tag in HEADINGS else set()
        if inline_tag == "":  # a block is set on its line
            unfit |= {StyleKind.SUPERSCRIPT, StyleKind.SUBSCRIPT}
        return [kind for kind in dict.fromkeys(found) if kind not in unfit]
