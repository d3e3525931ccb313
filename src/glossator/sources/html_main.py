"""Find the main part of a page: what is left without menus, banners and lists of links.

By a rule of our own: programs that strip pages for reading cut the footnotes
of opinions, and give other text than the page has. Here only elements are
chosen; what they hold is read like any other page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from glossator.sources.html_links import PageLinks

_DECLARED = "main, [role=main], article, [itemprop=articleBody]"
_AROUND = "nav, aside, footer, form, dialog, menu, [role=navigation], [role=complementary]"
_AROUND += ", [role=contentinfo], [role=search], [role=banner]"
_NOTES = re.compile(r"note", re.IGNORECASE)
_SHARE = 0.6  # of the page's prose that the main part holds at least
_ASIDE = 0.3  # of the main part's prose: what holds more is no accompaniment of it
_MUCH = 0.2  # of the page's text: from here on there is a lot around the main part
_LEAST = 400  # characters
_STEPS = 400
_MOST_DECLARED = 200


@dataclass(frozen=True, slots=True)
class MainPart:
    """The main part of a page.

    Attributes:
        root: the element that holds it, footnotes and all.
        passed_over: what lies inside and does not belong to it, by the memory
            id of nodes.
        around: how many characters of text lie outside of it.
        whole: how many the page has.
    """

    root: LexborNode
    passed_over: frozenset[int]
    around: int
    whole: int

    @property
    def has_much_around(self) -> bool:
        """Whether it may be worth a reader's while to leave the rest away."""
        return self.around >= max(_LEAST, _MUCH * self.whole)


class _Lengths:
    """Counts the characters of elements, those of each once."""

    def __init__(self) -> None:
        self._texts: dict[int, int] = {}
        self._linked: dict[int, int] = {}

    def text(self, node: LexborNode) -> int:
        """Count the characters of a node's text."""
        length = self._texts.get(node.mem_id)
        if length is None:
            length = self._texts[node.mem_id] = len(node.text())
        return length

    def prose(self, node: LexborNode) -> int:
        """Count the characters of a node's text that are in no link."""
        linked = self._linked.get(node.mem_id)
        if linked is None:
            links = node.css("a[href]:not([href^='#'])")
            linked = self._linked[node.mem_id] = sum(len(link.text()) for link in links)
        return max(0, self.text(node) - linked)

    def has_prose(self, node: LexborNode, least: float) -> bool:
        """Tell whether a node has so many characters of prose."""
        return self.text(node) >= least and self.prose(node) >= least


def find_main_part(body: LexborNode, links: PageLinks) -> MainPart:
    """Find the main part of a page.

    What the page itself declares (main, article) counts if it holds most of
    the prose, the innermost first; else the innermost element that does.
    Prose is text outside of links. The part grows until it holds all footnotes.
    """
    lengths = _Lengths()
    whole = lengths.text(body)
    declared = body.css(_DECLARED)[:_MOST_DECLARED]
    root = _nearly_all(declared, whole, lengths) or _densest(body, declared, lengths)
    root = _with_notes(root, body, links)
    passed_over = [node for node in root.css(_AROUND) if _is_around(node, root, links, lengths)]
    around = whole - lengths.text(root) + sum(map(lengths.text, _outermost(passed_over)))
    return MainPart(root, frozenset(node.mem_id for node in passed_over), max(0, around), whole)


def _nearly_all(declared: Sequence[LexborNode], whole: int, lengths: _Lengths) -> LexborNode | None:
    """Give the innermost part that the page declares, if little stands around it anyway."""
    large = [node for node in declared if lengths.text(node) >= (1 - _MUCH) * whole]
    return large[-1] if large else None


def _densest(body: LexborNode, declared: Sequence[LexborNode], lengths: _Lengths) -> LexborNode:
    """Give the innermost declared part with most of the prose, else the innermost element."""
    least = _SHARE * lengths.prose(body)
    large = [node for node in declared if lengths.has_prose(node, least)]
    if large:
        return large[-1]
    root = body
    for _ in range(_STEPS):
        inner = _inner_with(root, least, lengths)
        if inner is None or inner.tag in {"p", "pre", "table", "ol", "ul"}:
            break
        root = inner
    return root


def _inner_with(node: LexborNode, least: float, lengths: _Lengths) -> LexborNode | None:
    """Give the first element in a node that has so many characters of prose, None for none."""
    left = lengths.text(node)
    for inner in _children(node):
        if left < least:
            return None  # what comes has less in all
        if lengths.has_prose(inner, least):
            return inner
        left -= lengths.text(inner)
    return None


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        if child.tag and child.tag[0] not in "-_!":
            yield child
        child = child.next


def _with_notes(root: LexborNode, body: LexborNode, links: PageLinks) -> LexborNode:
    """Widen a part until it holds every footnote of the page."""
    notes = set(links.notes)
    for _ in range(_STEPS):
        parent = root.parent
        if not notes or parent is None or root.mem_id == body.mem_id or not notes - _ids(root):
            break
        root = parent
    return root


def _ids(node: LexborNode) -> set[int]:
    return {node.mem_id, *(named.mem_id for named in node.css("[id], a[name]"))}


def _is_around(node: LexborNode, root: LexborNode, links: PageLinks, lengths: _Lengths) -> bool:
    """Tell whether an element only accompanies the main part, and holds no footnote."""
    if node.mem_id == root.mem_id or node.mem_id in links.notes:
        return False
    if links.notes and links.notes.keys() & _ids(node):
        return False
    attributes = node.attributes
    if any(_NOTES.search(attributes.get(name) or "") for name in ("class", "id", "role")):
        return False
    return lengths.prose(node) <= _ASIDE * lengths.prose(root)


def _outermost(nodes: list[LexborNode]) -> Iterator[LexborNode]:
    """Leave out what lies inside another of the nodes."""
    inside: set[int] = set()
    for node in nodes:
        if node.mem_id not in inside:
            yield node
            inside |= {inner.mem_id for inner in node.css(_AROUND)}
