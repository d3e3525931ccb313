"""Read HTML pages: court opinions, statutes, articles.

Nothing of the markup survives: the text goes into typed blocks, so scripts,
styles, remote pictures and event handlers have nowhere to be.
"""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode

from glossator.model.books import Caption, Extraction, Extractor
from glossator.model.errors import RefusedFileError
from glossator.sources.blocks import clean_text
from glossator.sources.case_titles import case_title
from glossator.sources.decoding import decode_text
from glossator.sources.extract import Opened
from glossator.sources.html_excess import trim_markup
from glossator.sources.html_walk import HtmlWalk
from glossator.sources.numbering import with_paragraph_numbers

EXTRACTOR = Extractor("html", 3)

_CAPTION_CLASSES = (
    ("parties", ".parties, .case-name"),
    ("court", ".court"),
    ("decided", ".decisiondate, .decision-date"),
    ("docket", ".docketnumber, .docket-number"),
    ("citation", ".citation.official, .case-citation"),
    ("judges", ".judges"),
)
_EMPTY = "the page holds no text to read. Save the page again when it has loaded wholly."


def read_book(opened: Opened) -> Extraction:
    """Read a page; raises RefusedFileError where it holds no text."""
    text, problems = decode_text(opened.path.read_bytes(), html=True)
    opened.on_progress(200, 1000)
    extraction = read_html(text, EXTRACTOR, problems)
    if not extraction.content.text:
        raise RefusedFileError(opened.file_name, _EMPTY)
    opened.on_progress(1000, 1000)
    return extraction


def read_html(html: str, extractor: Extractor, problems: tuple[str, ...] = ()) -> Extraction:
    """Read the markup of a page; its text may come out empty."""
    tree = LexborHTMLParser(trim_markup(html))
    walk = HtmlWalk(tree)
    if tree.body is not None:
        walk.read(tree.body)
    caption = _caption(tree)
    content = with_paragraph_numbers(walk.builder.finish(language=_language(tree)))
    return Extraction(
        extractor,
        content,
        title=_title(tree) or _short(case_title(caption.parties)),
        caption=caption,
        problems=problems,
    )


def _language(tree: LexborHTMLParser) -> str:
    declared = (tree.root.attributes.get("lang") or "") if tree.root is not None else ""
    return declared if declared.replace("-", "").isalnum() and len(declared) <= 20 else ""


def _title(tree: LexborHTMLParser) -> str:
    """Give the page's title, else its only h1, else ""."""
    title = tree.css_first("title")
    words = _words(title) if title is not None else ""
    if words.lower() not in {"", "untitled", "untitled document", "document", "index"}:
        return words
    first = tree.css("h1")
    return _words(first[0]) if len(first) == 1 else ""


def _caption(tree: LexborHTMLParser) -> Caption:
    """Read the caption where a law report's markup names its parts."""
    found = {}
    for field, selector in _CAPTION_CLASSES:
        node = tree.css_first(selector)
        if node is not None and len(words := _words(node)) <= 600:
            found[field] = words
    return Caption(**found) if {"parties", "court"} <= found.keys() else Caption()


def _words(node: LexborNode) -> str:
    return clean_text(" ".join(node.text(separator=" ").split()))


def _short(parties: str) -> str:
    return parties if len(parties) <= 150 else ""
