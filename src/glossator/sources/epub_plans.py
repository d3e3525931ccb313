"""Decide what an element of a page is to a reader, by its name and what its attributes tell.

The same few dozen kinds of element come again and again, so that each is
judged once for a style sheet and then looked up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from glossator.model.text import StyleKind
from glossator.sources import html_tags
from glossator.sources.css_styles import ClassStyles, declared_styles
from glossator.sources.epub_roles import BREAKS, NOTES, roles_of
from glossator.sources.epub_tags import BLOCKS, DROPPED, HEADINGS, LISTS, PLAYED
from glossator.sources.html_pages import names_line_number, names_page
from glossator.sources.xml_safety import local_name

TELLING = frozenset(
    {"class", "style", "role", "hidden", "epub:type", "{http://www.idpf.org/2007/ops}type"}
)
"""The attributes that a plan depends on."""

_SPECIAL = frozenset({"a", "br", "img", "svg", "math", "object", "table", "caption"})
_MARKED = frozenset({"a", "span", "b", "strong", "sup", "i", "em", "div", "p"})
_VERSE_ROLES = frozenset({"z3998:verse", "z3998:poem", "z3998:song", "z3998:hymn", "poem", "verse"})
_VERSE_CLASS = re.compile(r"\b(?:poem|poetry|verse|stanza|line-?group|lg)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done with an element.

    Attributes:
        tag: its name, without namespace.
        special: how it is read instead: "drop", "page", "line-number" or one of
            the names that stand for themselves ("a", "img"); "" for none.
        block: whether it begins a block.
        styles: what it gives its text.
        hidden: whether it is not shown.
        note: whether it says that it is a note.
        heading: its level as a heading, 0 for none.
        quotation: whether its text is a quotation.
        verse: whether its lines are verse.
        plays: whether it plays or runs.
        narrows: whether text in it is something else than text around it.
        leaf: whether it is a heading or a block like any other, so that one without
            elements inside is nothing but its text.
    """

    tag: str
    special: str = ""
    block: bool = False
    styles: tuple[StyleKind, ...] = ()
    hidden: bool = False
    note: bool = False
    heading: int = 0
    quotation: bool = False
    verse: bool = False
    plays: bool = False
    narrows: bool = False
    leaf: bool = False


_CHANGING = LISTS | {"li", "dt", "dd", "pre"}
_IN_TABLES = frozenset({"table", "tr", "td", "th", "caption", "thead", "tbody", "tfoot"})


def make_plan(element: etree._Element, classes: ClassStyles) -> Plan:
    """Judge an element; `classes` is what the style sheets of its page say."""
    tag = local_name(element)
    if tag in DROPPED:
        return Plan(tag, "drop", plays=tag == "script")
    roles, names = roles_of(element), element.get("class") or ""
    block, note = tag in BLOCKS, bool(roles & NOTES)
    heading = _heading_level(tag, roles, element)
    quotation, verse = block and _is_quotation(tag, roles), block and _is_verse(roles, names)
    special, hidden = _special(tag, roles, names), element.get("hidden") is not None
    styles = _styles(tag, names, element.get("style") or "", classes, block=block)
    changes = note or quotation or verse or tag in _CHANGING
    return Plan(
        tag,
        special,
        block=block,
        styles=styles,
        hidden=hidden,
        note=note,
        heading=heading,
        quotation=quotation,
        verse=verse,
        plays=tag in PLAYED,
        narrows=changes or heading > 0,
        leaf=block and not (special or hidden or styles or changes or tag in _IN_TABLES),
    )


def _is_quotation(tag: str, roles: frozenset[str]) -> bool:
    return tag == "blockquote" or "epigraph" in roles


def _is_verse(roles: frozenset[str], names: str) -> bool:
    return bool(roles & _VERSE_ROLES or _VERSE_CLASS.search(names))


def _special(tag: str, roles: frozenset[str], names: str) -> str:
    if roles & BREAKS or (tag in _MARKED and names and names_page(names)):
        return "page"
    if tag == "span" and names and names_line_number(names):
        return "line-number"
    return tag if tag in _SPECIAL else ""


def _heading_level(tag: str, roles: frozenset[str], element: etree._Element) -> int:
    if tag not in HEADINGS and "heading" in roles and tag in BLOCKS:
        level = element.get("aria-level") or "2"
        return int(level) if level in {"1", "2", "3", "4", "5", "6"} else 6
    return HEADINGS.get(tag, 0)


def _styles(
    tag: str, names: str, own: str, classes: ClassStyles, *, block: bool
) -> tuple[StyleKind, ...]:
    """List the styles of an element: by its name, its classes and its own style."""
    found = [*html_tags.styles_of("" if block else tag, {"class": names}), *declared_styles(own)]
    for name in names.split():
        found += classes.get(("", name), ())
        found += classes.get((tag, name), ())
    unfit = {StyleKind.BOLD} if tag in HEADINGS else set()
    if block:  # set on its line
        unfit |= {StyleKind.SUPERSCRIPT, StyleKind.SUBSCRIPT}
    return tuple(kind for kind in dict.fromkeys(found) if kind not in unfit)
