"""Read what a page says of itself in its head: for citing, and as its title.

Of several vocabularies the one that scholars' programs read wins: Highwire
(citation_title), then Dublin Core (DC.title, dcterms.title), JSON-LD of
schema.org, Open Graph (og:title), and the plain names (author).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from glossator.model.books import Bibliography, Name
from glossator.sources.blocks import clean_text
from glossator.sources.names import split_name, split_names

_LONGEST = 600  # characters of one value
_MOST_AUTHORS = 200
_LARGEST_JSON = 200_000
_DATE = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?!\d)")
_DOI = re.compile(r"\b(10\.\d{4,9}/[^\s\"<>]+)")
_ISBN = re.compile(r"\b(97[89][\d -]{10,14}|\d[\d -]{8,11}[\dXx])\b")
_UNTITLED = frozenset({"", "untitled", "untitled document", "document", "index", "home"})
_TYPES = {
    "scholarlyarticle": "article-journal",
    "book": "book",
    "chapter": "chapter",
    "report": "report",
    "thesis": "thesis",
    "legislation": "legislation",
    "article": "webpage",
    "newsarticle": "webpage",
    "blogposting": "webpage",
    "webpage": "webpage",
}
"""Types of schema.org that are items of CSL."""

_Metas = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page says of itself: its title, "" for none, and what cites it."""

    title: str
    bibliography: Bibliography


def read_facts(tree: LexborHTMLParser, language: str) -> PageFacts:
    """Read the head of a page; `language` is that of its text."""
    metas = _gather(tree)
    linked = _linked_data(tree)
    declared = _first(metas, "citation_title", "dc.title", "dcterms.title")
    title = declared or _text(linked.get("headline")) or _title(tree, metas)
    return PageFacts(title, _bibliography(metas, linked, language))


def _gather(tree: LexborHTMLParser) -> dict[str, list[str]]:
    """Gather the values of the page's `meta` elements by name, in small letters."""
    found: dict[str, list[str]] = {}
    for node in tree.css("meta[content]")[:1000]:
        attributes = node.attributes
        name = attributes.get("name") or attributes.get("property") or ""
        value = clean_text(" ".join((attributes.get("content") or "").split()))
        if name and 0 < len(value) <= _LONGEST:
            found.setdefault(
                name.lower().replace(":", ".", 1) if name[:2] in "dcDC" else name.lower(), []
            ).append(value)
    canonical = tree.css_first("link[rel=canonical][href]")
    if canonical is not None:
        found["canonical"] = [canonical.attributes.get("href") or ""]
    return found


def _first(metas: _Metas, *names: str) -> str:
    return next((metas[name][0] for name in names if name in metas), "")


def _title(tree: LexborHTMLParser, metas: _Metas) -> str:
    """Give what the window's title says without the site's name, else og:title, else the one h1."""
    node = tree.css_first("title")
    words = clean_text(" ".join(node.text().split())) if node is not None else ""
    site = _first(metas, "og:site_name")
    for joint in (" | ", " - ", " – ", " — ", " :: ", " · "):
        if site and words.lower().endswith((joint + site).lower()):
            words = words[: -len(joint + site)]
    if words.lower() in _UNTITLED:
        words = _first(metas, "og:title")
    if words:
        return words[:_LONGEST]
    heads = tree.css("h1")
    return clean_text(" ".join(heads[0].text(separator=" ").split())) if len(heads) == 1 else ""


def _linked_data(tree: LexborHTMLParser) -> Mapping[str, Any]:
    """Give the first thing of a page's JSON-LD whose type is an item to cite."""
    for node in tree.css('script[type="application/ld+json"]')[:20]:
        written = node.text()
        if len(written) > _LARGEST_JSON:
            continue
        try:
            held = json.loads(written)
        except (ValueError, RecursionError):
            continue
        for thing in _things(held):
            if _type_of(thing):
                return thing
    return {}


def _things(held: Any) -> Iterator[Mapping[str, Any]]:
    """List the things of a JSON-LD document that stand at its top or in its graph."""
    for thing in (held if isinstance(held, list) else [held])[:100]:
        if isinstance(thing, dict):
            yield thing
            graph = thing.get("@graph")
            if isinstance(graph, list):
                yield from (one for one in graph[:100] if isinstance(one, dict))


def _type_of(thing: Mapping[str, Any]) -> str:
    given = thing.get("@type")
    for name in given if isinstance(given, list) else [given]:
        if isinstance(name, str) and name.lower() in _TYPES:
            return _TYPES[name.lower()]
    return ""


def _text(value: Any) -> str:
    """Give a value of JSON-LD as text: a string, or the name of a thing."""
    if isinstance(value, list):
        return _text(value[0]) if value else ""
    if isinstance(value, dict):
        value = value.get("name")
    return clean_text(" ".join(value.split()))[:_LONGEST] if isinstance(value, str) else ""


def _bibliography(metas: _Metas, linked: Mapping[str, Any], language: str) -> Bibliography:
    address = _first(metas, "citation_public_url", "canonical", "og:url")
    identifiers = " ".join(
        value for name in ("dc.identifier", "dcterms.identifier") for value in metas.get(name, ())
    )
    doi = _DOI.search(f"{_first(metas, 'citation_doi')} {identifiers}")
    isbn = _ISBN.search(f"{_first(metas, 'citation_isbn', 'og:isbn', 'book:isbn')} ")
    authors = _authors(metas, linked)
    dated = _first(
        metas,
        "citation_publication_date",
        "citation_date",
        "dcterms.issued",
        "dc.date.issued",
        "dc.date",
        "dcterms.date",
        "article:published_time",
    )
    found = Bibliography(
        kind=_kind(metas, linked),
        authors=authors,
        issued=_issued(dated or _text(linked.get("datePublished"))),
        publisher=_publisher(metas, linked),
        container=_container(metas, linked),
        volume=_first(metas, "citation_volume"),
        issue=_first(metas, "citation_issue"),
        pages=_pages(metas),
        isbn=isbn[1] if isbn else "",
        doi=doi[1].rstrip(".,;") if doi else "",
        url=address if address.startswith(("http://", "https://")) else "",
        language=_first(metas, "citation_language", "dc.language", "dcterms.language") or language,
    )
    # A language alone is nothing to cite by.
    return found if found != Bibliography(language=found.language) else Bibliography()


def _authors(metas: _Metas, linked: Mapping[str, Any]) -> tuple[Name, ...]:
    for name in ("citation_author", "dc.creator", "dcterms.creator"):
        if name in metas:
            return tuple(split_name(author) for author in metas[name][:_MOST_AUTHORS])
    if "citation_authors" in metas:
        return split_names(metas["citation_authors"][0])[:_MOST_AUTHORS]
    given = linked.get("author")
    listed = [_text(one) for one in (given if isinstance(given, list) else [given])]
    if any(listed):
        return tuple(split_name(author) for author in listed[:_MOST_AUTHORS] if author)
    plain = _first(metas, "author", "article:author")
    return () if plain.startswith(("http://", "https://")) else split_names(plain)[:_MOST_AUTHORS]


def _kind(metas: _Metas, linked: Mapping[str, Any]) -> str:
    """Tell what kind of work it is, "" where nothing says."""
    for name, kind in (
        ("citation_journal_title", "article-journal"),
        ("citation_inbook_title", "chapter"),
        ("citation_book_title", "chapter"),
        ("citation_dissertation_institution", "thesis"),
        ("citation_technical_report_institution", "report"),
        ("citation_isbn", "book"),
    ):
        if name in metas:
            return kind
    return _type_of(linked) or ("webpage" if {"og:url", "canonical"} & metas.keys() else "")


def _publisher(metas: _Metas, linked: Mapping[str, Any]) -> str:
    return _first(
        metas,
        "citation_publisher",
        "citation_dissertation_institution",
        "citation_technical_report_institution",
        "dc.publisher",
        "dcterms.publisher",
    ) or _text(linked.get("publisher"))


def _container(metas: _Metas, linked: Mapping[str, Any]) -> str:
    declared = _first(
        metas,
        "citation_journal_title",
        "citation_inbook_title",
        "citation_book_title",
        "citation_conference_title",
        "dcterms.ispartof",
        "prism.publicationname",
    )
    return declared or _text(linked.get("isPartOf")) or _first(metas, "og:site_name")


def _pages(metas: _Metas) -> str:
    first, last = _first(metas, "citation_firstpage"), _first(metas, "citation_lastpage")
    return f"{first}-{last}" if first and last and first != last else first


def _issued(written: str) -> str:
    """Give a date as in `Bibliography.issued`, "" for what is none."""
    found = _DATE.match(written.strip())
    if not found:
        return ""
    parts = [found[1], *(part.zfill(2) for part in found.groups()[1:] if part)]
    valid = all(1 <= int(part) <= most for part, most in zip(parts[1:], (12, 31), strict=False))
    return "-".join(parts) if valid else found[1]
