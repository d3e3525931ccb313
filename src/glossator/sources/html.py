"""Read HTML pages: court opinions, statutes, articles.

Nothing of the markup survives: the text goes into typed blocks, so scripts,
styles, remote pictures and event handlers have nowhere to be.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from glossator.model.books import Caption, Extraction, Extractor, Offer
from glossator.model.errors import RefusedFileError
from glossator.sources.blocks import clean_text
from glossator.sources.captions import as_case, tidy_caption
from glossator.sources.case_titles import case_title
from glossator.sources.collector import collector_paused
from glossator.sources.decoding import Decoded, decode_book
from glossator.sources.extract import Opened, write_parameters
from glossator.sources.html_excess import trim_markup
from glossator.sources.html_links import find_links
from glossator.sources.html_main import find_main_part
from glossator.sources.html_meta import read_facts
from glossator.sources.html_pages import declared_page, head_of
from glossator.sources.html_pictures import FindBytes, PagePictures, find_nothing
from glossator.sources.html_walk import HtmlWalk
from glossator.sources.line_pins import pin_marked_lines
from glossator.sources.paragraph_numbers import with_paragraph_numbers
from glossator.sources.stars import mark_stars, name_star_pages

EXTRACTOR = Extractor("html", 5)

_CAPTION_CLASSES = (
    ("parties", ".parties, .case-name"),
    ("court", ".court"),
    ("decided", ".decisiondate, .decision-date"),
    ("docket", ".docketnumber, .docket-number"),
    ("citation", ".citation.official, .case-citation"),
    ("judges", ".judges"),
)
_FEW_TAGS = 8_000  # however deep they nest, they are parsed in a quarter of a second
EMPTY = "the page holds no text to read. Save the page again when it has loaded wholly."
_MAIN_ONLY = (
    "Only the main part of the page was read: {:,} of its {:,} characters lie around it (menus, "
    "lists of links) and were left out."
)


def read_book(opened: Opened) -> Extraction:
    """Read a page; raises RefusedFileError where it holds no text."""
    decoded = decode_book(opened.path.read_bytes(), opened.parameters, html=True)
    opened.on_progress(200, 1000)
    extraction = read_page(decoded, EXTRACTOR, opened.parameters)
    if not extraction.content.text:
        raise RefusedFileError(opened.file_name, EMPTY)
    opened.on_progress(1000, 1000)
    return extraction


def read_page(
    decoded: Decoded,
    extractor: Extractor,
    parameters: Mapping[str, str],
    find: FindBytes = find_nothing,
) -> Extraction:
    """Read a page that may be asked for in another way than as it is.

    Args:
        decoded: the page's text; what was found out about its letters goes
            into what is given.
        extractor: what reads it; parameters that are followed are added.
        parameters: what more is asked for.
        find: gives the bytes of its pictures.
    """
    wanted = parameters.get(Offer.READER_VIEW) == "yes"
    extraction = read_html(decoded.text, extractor, find=find, main_only=wanted)
    followed = {**decoded.followed, **({str(Offer.READER_VIEW): "yes"} if wanted else {})}
    return replace(
        extraction,
        extractor=replace(extractor, parameters=write_parameters(followed)),
        problems=(*decoded.problems, *extraction.problems),
        offers=(*decoded.offers, *extraction.offers),
    )


@collector_paused()
def read_html(
    html: str, extractor: Extractor, *, find: FindBytes = find_nothing, main_only: bool = False
) -> Extraction:
    """Read the markup of a page; its text may come out empty.

    Args:
        html: the markup.
        extractor: what reads it.
        find: gives the bytes of its pictures.
        main_only: whether to read the main part of the page only.
    """
    tree = LexborHTMLParser(trim_markup(html, few=_FEW_TAGS))
    links, pictures = find_links(tree), PagePictures(find)
    body = tree.body
    main = find_main_part(body, links) if body is not None else None
    shown = main if main_only else None
    walk = HtmlWalk(links, pictures, shown.passed_over if shown else frozenset())
    if body is not None:
        walk.read(shown.root if shown else body)
    language = _language(tree)
    content = walk.builder.finish(language=language, direction=_direction(tree))
    head, pages = head_of(tree), declared_page(tree)
    content = with_paragraph_numbers(name_star_pages(content, head, pages))
    content = pin_marked_lines(mark_stars(content, head, pages))
    caption, facts = _caption(tree), read_facts(tree, language)
    problems = [_MAIN_ONLY.format(shown.around, shown.whole)] if shown else []
    return Extraction(
        extractor,
        content,
        title=facts.title or _short(case_title(caption.parties)),
        caption=caption,
        problems=(*problems, *pictures.problems()),
        bibliography=as_case(facts.bibliography, caption),
        pictures=pictures.shelf.pictures,
        offers=(Offer.READER_VIEW,) if main and main.has_much_around and not shown else (),
    )


def _language(tree: LexborHTMLParser) -> str:
    """Give the language that the page declares, "" for none."""
    for node in (tree.root, tree.body):
        attributes = node.attributes if node is not None else {}
        declared = (attributes.get("lang") or attributes.get("xml:lang") or "").replace("_", "-")
        if declared and declared.replace("-", "").isalnum() and len(declared) <= 20:
            return declared
    return ""


def _direction(tree: LexborHTMLParser) -> str:
    """Give "rtl" for a page of which most runs from right to left, else ""."""
    for node in (tree.root, tree.body):
        if node is not None and (node.attributes.get("dir") or "").lower() in {"rtl", "ltr"}:
            return "rtl" if node.attributes["dir"] in {"rtl", "RTL"} else ""
    parts = tree.css("[dir=rtl i]")[:20]
    whole = len(tree.body.text()) if parts and tree.body is not None else 0
    return "rtl" if any(2 * len(part.text()) > whole for part in parts) else ""


def _caption(tree: LexborHTMLParser) -> Caption:
    """Read the caption where a law report's markup names its parts."""
    found = {}
    for field, selector in _CAPTION_CLASSES:
        node = tree.css_first(selector)
        if node is not None and len(words := _words(node)) <= 600:
            found[field] = words
        elif field == "parties":
            break  # as on most pages: they are no law report's
    is_whole = {"parties", "court"} <= found.keys()
    return tidy_caption(Caption(**found)) if is_whole else Caption()


def _words(node: LexborNode) -> str:
    return clean_text(" ".join(node.text(separator=" ").split()))


def _short(parties: str) -> str:
    return parties if len(parties) <= 150 else ""
