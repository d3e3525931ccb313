"""Tell which links of a book call footnotes, and which elements are the notes.

Where a book says so (epub:type, role) that decides. Elsewhere a link calls a
note if it is a bare number or sign, and either stands raised or is led back to
from the place it leads to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from lxml import etree

from glossator.model.values import small_value
from glossator.sources.archive_paths import resolve_path
from glossator.sources.epub_contents import Place
from glossator.sources.epub_documents import Document
from glossator.sources.epub_roles import CALLS, NOTES, RETURNS, roles_of
from glossator.sources.html_links import CALL_CLASS, NOTE_LABEL, NoteLink
from glossator.sources.html_tags import BLOCKS, HEADINGS
from glossator.sources.xml_safety import local_name

_CONTAINERS = frozenset(
    {"body", "html", "section", "article", "main", "nav", "ol", "ul", *HEADINGS}
)
_LONGEST_CALL = 12
_LINKS_LOOKED_AT = 40
_STEPS_UP = 4


@dataclass(slots=True)
class NoteLinks:
    """What the links of a book are.

    Attributes:
        calls: link -> the note it calls.
        notes: element -> the note it is or begins.
        returns: links that lead from a note back to its call.
        places: where the notes are.
        elsewhere: documents that calls lead to and that were not looked through.
    """

    calls: dict[etree._Element, NoteLink] = field(default_factory=dict)
    notes: dict[etree._Element, NoteLink] = field(default_factory=dict)
    returns: set[etree._Element] = field(default_factory=set)
    places: set[Place] = field(default_factory=set)
    elsewhere: list[str] = field(default_factory=list)


@small_value(frozen=True, slots=True)
class _Link:
    """A link inside the book: where it leads, the document it stands in, its place in the order."""

    element: etree._Element
    place: Place
    home: str
    order: int
    declared: bool


def name_of(place: Place) -> str:
    """Give the name by which pieces and what leads to them find each other."""
    return f"{place[0]}#{place[1]}"


def find_notes(documents: Sequence[Document]) -> NoteLinks:
    """Pair the footnote calls of a book with its notes."""
    found = NoteLinks()
    by_path = {document.path: document for document in documents}
    links = {link.element: link for link in _links(documents)}
    for link in links.values():
        label = _call_label(link)
        if not (label or link.declared) or link.element in found.returns:
            continue
        document = by_path.get(link.place[0])
        target = document.find(link.place[1]) if document is not None else None
        if target is not None:
            _pair(found, link, target, label, links)
        elif link.declared and document is None:
            found.elsewhere.append(link.place[0])
    return found


def _links(documents: Sequence[Document]) -> Iterator[_Link]:
    order = 0
    for document in documents:
        for element in document.root.iter("{*}a") if document.root is not None else ():
            href = element.get("href")
            place = resolve_path(document.path, href) if href else None
            if place is None:
                continue
            declared = bool(roles_of(element) & CALLS)
            if declared or place[1]:
                order += 1
                yield _Link(element, place, document.path, order, declared)


def _call_label(link: _Link) -> str:
    """Give the number or sign of a link that may call a note, "" for any other.

    A word that calls a note is the author's: taken for a sign, it would be
    missing from quotations. Its note is a footnote all the same.
    """
    text = _short_text(link.element)
    if found := NOTE_LABEL.fullmatch(text):
        return found[1]
    if not link.declared:
        return ""
    if not text:
        return next((image.get("alt") or "*" for image in link.element.iter("{*}img")), "*")[:8]
    is_word = any(map(str.isalpha, text)) and not any(map(str.isdigit, text))
    if len(text) > _LONGEST_CALL or (
        is_word and text[0] not in "[(" and not _is_raised(link.element)
    ):
        return ""
    return text


def _short_text(element: etree._Element) -> str:
    """Give the text of an element that is short enough for a label, else a long one."""
    if not len(element):
        return " ".join((element.text or "").split())
    parts = list(islice(element.itertext(), 16))
    return " ".join("".join(parts).split()) if len(parts) < 16 else "x" * 100


def _pair(
    found: NoteLinks,
    link: _Link,
    target: etree._Element,
    label: str,
    links: Mapping[etree._Element, _Link],
) -> None:
    """Note a call and its note, if the link is one; a word that calls one is no call itself."""
    contains = local_name(target) in _CONTAINERS and not roles_of(target) & NOTES
    if not link.declared:
        ways_back = _ways_back(link, _scope(target), links)
        onward = any(way.order > link.order for way in ways_back)
        if contains or not (onward or _is_raised(link.element)):
            return
        found.returns.update(way.element for way in ways_back)
    note = NoteLink(name_of(link.place), label)
    found.places.add(link.place)
    if label:
        found.calls[link.element] = note
    if contains:
        return
    found.notes.setdefault(target, note)
    if local_name(target) == "dt" and (body := target.getnext()) is not None:
        found.notes.setdefault(body, NoteLink("", label))


def _scope(target: etree._Element) -> list[etree._Element]:
    """Give the block that a target is or stands in, of a list's term with what it explains."""
    scope = target
    for _ in range(_STEPS_UP):
        parent = scope.getparent()
        if local_name(scope) in BLOCKS or parent is None:
            break
        scope = parent
    if local_name(scope) == "dt" and (body := scope.getnext()) is not None:
        return [scope, body]
    return [scope]


def _ways_back(
    link: _Link, scope: Sequence[etree._Element], links: Mapping[etree._Element, _Link]
) -> list[_Link]:
    """List the links in a note that lead back to where it is called."""
    homes = {(link.home, own) for own in _own_names(link.element)}
    inside = chain.from_iterable(block.iter("{*}a") for block in scope)
    ways = (links.get(element) for element in islice(inside, _LINKS_LOOKED_AT))
    return [way for way in ways if way is not None and way is not link and way.place in homes]


def _own_names(link: etree._Element) -> Iterator[str]:
    """Give the ids of a link, of what is inside it, and of what it stands in up to its block."""
    for inner in link.iter():
        yield from (own for own in (inner.get("id"), inner.get("name")) if own)
    around = link.getparent()
    for _ in range(_STEPS_UP):
        if around is None:
            return
        if own := around.get("id"):
            yield own
        if local_name(around) in BLOCKS:
            return
        around = around.getparent()


def _is_raised(link: etree._Element) -> bool:
    """Tell whether a link stands raised, or is of a class that means as much."""
    parent = link.getparent()
    if parent is not None and local_name(parent) == "sup":
        return True
    if CALL_CLASS.search(link.get("class") or ""):
        return True
    return next(link.iter("{*}sup"), None) is not None


def is_return(element: etree._Element, links: NoteLinks, *, in_note: bool) -> bool:
    """Tell whether a link leads from a note back to its call.

    Args:
        element: the link, which holds an arrow and no words.
        links: of the book.
        in_note: whether it stands in a note: all such links inside a book lead back.
    """
    inside = in_note and resolve_path("", element.get("href") or "") is not None
    return inside or element in links.returns or bool(roles_of(element) & RETURNS)
