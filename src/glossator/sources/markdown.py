"""Read Markdown: CommonMark with tables and footnotes; raw HTML is dropped."""

from __future__ import annotations

import re
from html import escape

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from glossator.model.books import Extraction, Extractor
from glossator.model.errors import RefusedFileError
from glossator.sources.decoding import decode_text
from glossator.sources.extract import Opened
from glossator.sources.html import read_html

EXTRACTOR = Extractor("markdown", 3)
_FRONT_TITLE = re.compile(r"\A---\s*\n(?:.*\n)*?title:\s*[\"']?(.+?)[\"']?\s*\n", re.MULTILINE)
_EMPTY = "the file holds no text to read. Fetch it again from where it came."


def read_book(opened: Opened) -> Extraction:
    """Read a Markdown file; raises RefusedFileError where it holds no text."""
    text, problems = decode_text(opened.path.read_bytes())
    opened.on_progress(100, 1000)
    extraction = read_html(render_html(text), EXTRACTOR, problems)
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
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    footnote_plugin(parser, inline=False, move_to_end=True)
    front_matter_plugin(parser)
    # Read as HTML, so that it is no text, and then dropped.
    parser.add_render_rule("html_block", _nothing)
    parser.add_render_rule("html_inline", _nothing)
    return parser


def _nothing(*_: object) -> str:
    return ""
