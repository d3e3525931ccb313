"""Tell which links of a page call footnotes, and which elements are the notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from glossator.sources.html_tags import label_text

_LABEL = re.compile(r"[\[(]?\s*(?:n\.?\s*)?(\d{1,4}|[*†‡§¶]{1,3}|[a-z]{1,2})\s*[\])]?\.?")
_CONTAINERS = frozenset({"body", "section", "article", "main", "h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(frozen=True, slots=True)
class NoteLink:
    """A note: the name by which its call and its block find each other, and its label."""

    note: str
    label: str


@dataclass(slots=True)
class NoteLinks:
    """What the links of a page are, by the memory id of their nodes.

    Attributes:
        calls: link -> the note it calls.
        notes: element -> the note it is or begins.
        returns: links that lead from a note back to its call.
    """

    calls: dict[int, NoteLink] = field(default_factory=dict)
    notes: dict[int, NoteLink] = field(default_factory=dict)
    returns: set[int] = field(default_factory=set)


def find_note_links(tree: LexborHTMLParser) -> NoteLinks:
    """Pair footnote calls with notes.

    A link within the page whose text is a bare number or sign calls a note if
    what it leads to comes later; it leads back if that comes earlier.
    """
    links = NoteLinks()
    nodes = tree.css("[id], a[name], a[href^='#']")
    targets = _find_targets(nodes)
    for at, node in enumerate(nodes):
        name = (node.attributes.get("href") or "")[1:] if node.tag == "a" else ""
        if name not in targets:
            continue
        place, target = targets[name]
        if place < at:
            links.returns.add(node.mem_id)
        elif place > at and (label := _call_label(node, target)):
            link = NoteLink(name, label)
            links.calls[node.mem_id] = link
            links.notes.setdefault(target.mem_id, link)
    return links


def _find_targets(nodes: Sequence[LexborNode]) -> dict[str, tuple[int, LexborNode]]:
    """Give for each name that links lead to the first node of that name, and its place."""
    targets: dict[str, tuple[int, LexborNode]] = {}
    for at, node in enumerate(nodes):
        attributes = node.attributes
        for name in (attributes.get("id"), attributes.get("name")):
            if name:
                targets.setdefault(name, (at, node))
    return targets


def _call_label(node: LexborNode, target: LexborNode) -> str:
    """Give the number or sign of a link that calls a note, "" for any other link."""
    label = _LABEL.fullmatch(label_text(node))
    return label[1] if label and target.tag not in _CONTAINERS else ""
