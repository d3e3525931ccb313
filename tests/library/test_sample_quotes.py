"""The sample library's marks, judged against its three files by other means than our own."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pypdfium2
import pytest
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

SAMPLE = files("glossator.library.sample")
PLAN: dict[str, Any] = tomllib.loads((SAMPLE / "sample.toml").read_text("utf-8"))

RUNNING_HEAD_LINES = 2
FOOTNOTES = re.compile(r"^\d[A-Z].*", re.MULTILINE | re.DOTALL)  # from the first to the page's end
WHITE_SPACE = re.compile(r"\s+")


def _pdf_pages(data: bytes) -> Iterator[str]:
    """Give the text of each page without its running head and footnotes."""
    for page in pypdfium2.PdfDocument(data):
        lines = page.get_textpage().get_text_range().splitlines()
        text = "\n".join(lines[RUNNING_HEAD_LINES:])
        yield FOOTNOTES.sub("", text.replace("\ufffe", ""))  # PDFium's sign for a line-end hyphen


def _markdown_text(source: str) -> str:
    tokens = MarkdownIt("commonmark").enable("table").parse(source)
    blocks = (token.children for token in tokens if token.children)
    return "\n".join("".join(child.content or " " for child in block) for block in blocks)


def _running_text(file: str) -> str:
    data = (SAMPLE / file).read_bytes()
    if file.endswith(".pdf"):
        text = "\n".join(_pdf_pages(data))
    elif file.endswith(".html"):
        body = LexborHTMLParser(data).body
        assert body is not None
        text = body.text(separator="\n")
    else:
        text = _markdown_text(data.decode())
    return WHITE_SPACE.sub(" ", text)


@pytest.mark.parametrize("file", [source["file"] for source in PLAN["source"]])
def test_each_quote_of_a_sample_stands_in_it_once_and_in_order(file: str) -> None:
    text = _running_text(file)
    quotes = [mark["quote"] for mark in PLAN["mark"] if mark["source"] == file]
    places = [text.find(quote) for quote in quotes]
    assert [(text.count(quote), quote) for quote in quotes] == [(1, quote) for quote in quotes]
    assert places == sorted(places)


def test_every_sample_mark_names_a_source_and_topics_of_the_course() -> None:
    sources = {source["file"] for source in PLAN["source"]}
    topics = set(PLAN["topics"])
    for mark in PLAN["mark"]:
        assert mark["source"] in sources
        assert topics.issuperset(mark["topics"]), mark["quote"]


def test_every_topic_of_the_sample_comes_after_its_parent() -> None:
    topics: list[str] = PLAN["topics"]
    for number, topic in enumerate(topics):
        parent, parted, _name = topic.rpartition(" > ")
        assert not parted or parent in topics[:number]
