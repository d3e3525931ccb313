"""Read the contents and the page list that an EPUB declares: its nav document, else its NCX."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from glossator.sources.archive_paths import resolve_path
from glossator.sources.epub_package import Package
from glossator.sources.epub_parts import Parts
from glossator.sources.epub_roles import roles_of
from glossator.sources.xml_safety import local_name

Place = tuple[str, str]
"""A file's path and the name of an element in it, "" for its beginning."""

_MOST_ENTRIES = 20_000


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: its title, its level from 1, where it leads."""

    title: str
    level: int
    place: Place


@dataclass(frozen=True, slots=True)
class Navigation:
    """What a book declares.

    Attributes:
        contents: in its order.
        pages: the label of each page of the printed book, by where it begins.
    """

    contents: tuple[Entry, ...]
    pages: dict[Place, str]


def read_navigation(parts: Parts, package: Package) -> Navigation:
    """Read the nav document (EPUB 3), or the NCX (EPUB 2) where there are no contents in one."""
    nav = parts.read_page(package.nav) if package.nav else None
    contents, pages = _read_nav(nav, package.nav) if nav is not None else ([], {})
    if not contents and package.ncx and parts.find(package.ncx):
        ncx = parts.read_xml(package.ncx)
        if ncx is not None:
            contents = list(_ncx_entries(ncx, package.ncx))[:_MOST_ENTRIES]
            pages = pages or _ncx_pages(ncx, package.ncx)
    return Navigation(tuple(contents), pages)


def _read_nav(root: etree._Element, path: str) -> tuple[list[Entry], dict[Place, str]]:
    contents: list[Entry] = []
    pages: dict[Place, str] = {}
    for nav in root.iter("{*}nav"):
        roles = roles_of(nav)
        if "toc" in roles and not contents:
            contents = list(_nav_entries(nav, path))[:_MOST_ENTRIES]
        elif roles & {"page-list", "pagelist"}:
            pages |= {entry.place: entry.title for entry in _nav_entries(nav, path)}
    return contents, pages


def _nav_entries(nav: etree._Element, path: str) -> Iterator[Entry]:
    """List the items of a nav; a heading without an address leads where its first item does."""
    level = 0
    for event, element in etree.iterwalk(nav, events=("start", "end")):
        name = local_name(element)
        if name == "ol":
            level += 1 if event == "start" else -1
        elif name == "li" and event == "start":
            label = next((one for one in element if local_name(one) in {"a", "span"}), None)
            link = next(element.iter("{*}a"), None)
            place = resolve_path(path, link.get("href") or "") if link is not None else None
            if label is not None and place:
                yield Entry(_words(label), max(1, level), place)


def _ncx_entries(ncx: etree._Element, path: str) -> Iterator[Entry]:
    level = 0
    for event, element in etree.iterwalk(ncx, events=("start", "end")):
        if local_name(element) != "navpoint":
            continue
        level += 1 if event == "start" else -1
        place = _ncx_place(element, path)
        if event == "start" and place:
            yield Entry(_ncx_label(element), level, place)


def _ncx_pages(ncx: etree._Element, path: str) -> dict[Place, str]:
    targets = ncx.iterfind("{*}pageList/{*}pageTarget")
    placed = ((_ncx_place(target, path), target) for target in targets)
    return {
        place: _ncx_label(target) or target.get("value") or "" for place, target in placed if place
    }


def _ncx_place(element: etree._Element, path: str) -> Place | None:
    content = element.find("{*}content")
    return resolve_path(path, content.get("src") or "") if content is not None else None


def _ncx_label(element: etree._Element) -> str:
    label = element.find("{*}navLabel/{*}text")
    return _words(label) if label is not None else ""


def _words(element: etree._Element) -> str:
    """Give the words of a label; a picture's are its alternative text."""
    said = "".join(element.itertext()).split()
    if not said:
        said = [image.get("alt") or "" for image in element.iter("{*}img")]
        said = said or [element.get("title") or ""]
    return " ".join(said)[:500]
