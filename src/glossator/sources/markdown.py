"""Read Markdown: CommonMark with tables and footnotes; raw HTML is dropped."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from glossator.model.books import Extraction, Extractor
from glossator.model.errors import RefusedFileError
from glossator.sources.decoding import decode_book
from glossator.sources.extract import Opened
from glossator.sources.html import read_page

EXTRACTOR = Extractor("markdown", 5)
# No possessive groups: Python before 3.11.5 matches them wrongly (gh-106052).
_FRONT_TITLE = re.compile(
    r"---[ \t]*\n(?:(?!---|title:).*\n)*title:[ \t]*[\"']?(.+?)[\"']?[ \t]*\n"
)
_DEEPEST = 40  # levels of quotations and lists, of which a list has two
_LIST_MARKS = re.compile(r"(?:[ \t]*(?:>|[-*+](?=\s)|\d{1,9}[.)](?=\s)))*[ \t]*")
_EMPTY = "the file holds no text to read. Fetch it again from where it came."


def read_book(opened: Opened) -> Extraction:
    """Read a Markdown file; raises RefusedFileError where it holds no text."""
    decoded = decode_book(opened.path.read_bytes(), opened.parameters)
    opened.on_progress(100, 1000)
    page = replace(decoded, text=render_html(decoded.text))
    # Written for reading: nothing stands around its text.
    extraction = replace(read_page(page, EXTRACTOR, {}), offers=decoded.offers)
    if not extraction.content.text:
        raise RefusedFileError(opened.file_name, _EMPTY)
    opened.on_progress(1000, 1000)
    return extraction


def render_html(text: str) -> str:
    """Turn Markdown into a page of HTML, its front matter's title into the page's title."""
    title = _FRONT_TITLE.match(text)
    head = f"<title>{escape(title[1])}</title>" if title else ""
    return f"<!doctype html>{head}<body>{_parser().render(text)}</body>"


def _parser() -> MarkdownIt:
    # The parser drops what nests deeper than its limit, so ours comes first.
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": _DEEPEST + 20}).enable("table")
    parser.block.ruler.before("table", "deepest", _take_flat)
    footnote_plugin(parser, inline=False, move_to_end=True)
    front_matter_plugin(parser)
    # Read as HTML, so that it is no text, and then dropped.
    parser.add_render_rule("html_block", _nothing)
    parser.add_render_rule("html_inline", _nothing)
    return parser


def _take_flat(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  # the parser's call
    """Take lines that nest too deep as a paragraph of the deepest block."""
    if silent or state.level < _DEEPEST:
        return False
    stop = start + 1
    while stop < end and not state.isEmpty(stop) and state.sCount[stop] >= state.blkIndent:
        stop += 1
    lines = state.getLines(start, stop, state.blkIndent, False).splitlines()  # noqa: FBT003
    state.push("paragraph_open", "p", 1)
    words = state.push("inline", "", 0)
    words.content = "\n".join(_LIST_MARKS.sub("", line, count=1) for line in lines).strip()
    words.children = []
    state.push("paragraph_close", "p", -1)
    state.line = stop
    return True


def _nothing(*_: object) -> str:
    return ""
