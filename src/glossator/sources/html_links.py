"""Tell what the links inside a page are: calls of footnotes, ways back, a table of contents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser, LexborNode

from glossator.model.values import small_value
from glossator.sources.html_tags import BLOCKS, HEADINGS, label_text

NOTE_LABEL = re.compile(r"[\[(]?\s*(?:n\.?\s*)?(\d{1,4}|[*†‡§¶]{1,3}|[a-z]{1,2})\s*[\])]?\.?")
"""What a link is called that calls a note: a number or sign, its ornament outside of group 1."""
CALL_CLASS = re.compile(
    r"(?<![\w-])(?:footnotemark|noteref|doc-noteref|footnote-ref|footnote-?reference|fnref)(?![\w-])"
)
_DECLARED_NOTES = ".footnote, .endnote, [role=doc-footnote], [role=doc-endnote]"
_CONTAINERS = frozenset({"body", "section", "article", "main", *HEADINGS})
_LISTS = frozenset({"ul", "ol", "dl"})
_LEAST_CONTENTS = 3
_LONGEST_TITLE = 300
_DEEPEST = 60  # ancestors looked at


@small_value(frozen=True, slots=True)
class NoteLink:
    """A note: the name by which its call and its block find each other, and its label."""

    note: str
    label: str


@small_value(frozen=True, slots=True)
class Entry:
    """An entry of the page's contents: its title, its level from 1, the name it leads to."""

    title: str
    level: int
    name: str


@dataclass(slots=True)
class PageLinks:
    """What the links of a page are, by the memory id of their nodes.

    Attributes:
        calls: link -> the note it calls.
        notes: element -> the note it is or begins.
        returns: links that lead from a note back to its call.
        contents: the page's own table of contents, in its order.
        names: element -> the name by which the contents lead to it.
    """

    calls: dict[int, NoteLink] = field(default_factory=dict)
    notes: dict[int, NoteLink] = field(default_factory=dict)
    returns: set[int] = field(default_factory=set)
    contents: list[Entry] = field(default_factory=list)
    names: dict[int, str] = field(default_factory=dict)


@small_value(frozen=True, slots=True)
class _Onward:
    """A link to a later place that calls no note: the places of both among the page's anchors."""

    node: LexborNode
    at: int
    target: LexborNode
    place: int
    name: str


def find_links(tree: LexborHTMLParser) -> PageLinks:
    """Sort the links inside a page.

    One whose text is a bare number or sign calls a note if what it leads to
    comes later or it is marked as a call, and leads back if that comes
    earlier. The longest run of
    others, all before the first place that they lead to and in the order of
    those, is a table of contents.
    """
    links, onward = PageLinks(), []
    nodes = tree.css("[id], a[name], a[href^='#']") if tree.css_first("a[href^='#']") else []
    told = [node.attributes for node in nodes]
    targets = _find_targets(nodes, told)
    for at, (node, attributes) in enumerate(zip(nodes, told, strict=True)):
        href = attributes.get("href")
        if not href or href[0] != "#" or node.tag != "a":
            continue
        name = _led_to(href, targets)
        if not name:
            continue
        place, target = targets[name]
        label = _call_label(node, target)
        if label and (place > at or _is_declared_call(node)):
            links.calls[node.mem_id] = NoteLink(name, label)
            links.notes.setdefault(target.mem_id, NoteLink(name, label))
        elif place < at:
            links.returns.add(node.mem_id)
        elif place > at:
            onward.append(_Onward(node, at, target, place, name))
    _add_declared_notes(tree, links)
    _add_contents(links, max(_runs(onward), key=len, default=[]))
    return links


_Attributes = Mapping[str, str | None]
_Targets = Mapping[str, tuple[int, LexborNode]]


def _find_targets(nodes: Sequence[LexborNode], told: Sequence[_Attributes]) -> _Targets:
    """Give for each name that links lead to the first node of that name, and its place."""
    targets: dict[str, tuple[int, LexborNode]] = {}
    for at, attributes in enumerate(told):
        if name := attributes.get("id"):
            targets.setdefault(name, (at, nodes[at]))
        if name := attributes.get("name"):
            targets.setdefault(name, (at, nodes[at]))
    return targets


def _led_to(address: str, targets: _Targets) -> str:
    """Give the name that a link ("#...") leads to, as written or decoded; "" for none."""
    name = address[1:]
    if name in targets:
        return name
    decoded = unquote(name) if "%" in name else ""
    return decoded if decoded in targets else ""


def _call_label(node: LexborNode, target: LexborNode) -> str:
    """Give the number or sign of a link that calls a note, "" for any other link."""
    label = NOTE_LABEL.fullmatch(label_text(node))
    return label[1] if label and target.tag not in _CONTAINERS else ""


def _is_declared_call(node: LexborNode) -> bool:
    """Tell whether a link says itself that it calls a note, which may then come before it."""
    attributes = node.attributes
    roles = f"{attributes.get('role') or ''} {attributes.get('epub:type') or ''}"
    return bool(CALL_CLASS.search(f"{attributes.get('class') or ''} {roles}"))


def _add_declared_notes(tree: LexborHTMLParser, links: PageLinks) -> None:
    """Add the notes that say so themselves, though no link calls them."""
    for node in tree.css(_DECLARED_NOTES):
        if node.mem_id not in links.notes and node.tag in BLOCKS:
            attributes = node.attributes
            written = attributes.get("data-label") or _first_word(node)
            label = NOTE_LABEL.fullmatch(written.strip())
            links.notes[node.mem_id] = NoteLink(
                attributes.get("id") or "", label[1] if label else ""
            )


def _first_word(node: LexborNode) -> str:
    return node.text(separator=" ").lstrip()[:20].partition(" ")[0]


def _runs(onward: Sequence[_Onward]) -> list[list[_Onward]]:
    """Part the links into runs that rise and end before the first of their places."""
    runs: list[list[_Onward]] = []
    for link in onward:
        if runs and runs[-1][-1].place <= link.place and link.at < runs[-1][0].place:
            runs[-1].append(link)
        else:
            runs.append([link])
    return runs


def _add_contents(links: PageLinks, run: Sequence[_Onward]) -> None:
    """Take a run of links as the page's contents, if it is long enough to be one."""
    if run and _holds(run[0].target, run[-1].target):
        run = run[1:]  # "Skip to the text"
    if len(run) < _LEAST_CONTENTS:
        return
    levels = _levels(run)
    for link, level in zip(run, levels, strict=True):
        title = " ".join(link.node.text(separator=" ").split())
        if any(map(str.isalpha, title)) and len(title) <= _LONGEST_TITLE:
            links.contents.append(Entry(title, level, link.name))
            links.names.setdefault(link.target.mem_id, link.name)


def _holds(outer: LexborNode, inner: LexborNode) -> bool:
    return any(node.mem_id == outer.mem_id for node in _ancestors(inner))


def _ancestors(node: LexborNode) -> Iterator[LexborNode]:
    at = node.parent
    for _ in range(_DEEPEST):
        if at is None:
            return
        yield at
        at = at.parent


def _levels(run: Sequence[_Onward]) -> list[int]:
    """Give the level of each entry: by how deep in lists it stands, else by its heading."""
    depths = [_list_depth(link.node) for link in run]
    if len(set(depths)) == 1:
        depths = [HEADINGS.get(link.target.tag or "", 6) for link in run]
    ranks = {depth: rank for rank, depth in enumerate(sorted(set(depths)), 1)}
    return [min(6, ranks[depth]) for depth in depths]


def _list_depth(node: LexborNode) -> int:
    return sum(outer.tag in _LISTS for outer in _ancestors(node))
