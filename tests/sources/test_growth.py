"""Time grows with a book's length: what took minutes takes a fraction of a second.

Timed, so run by `script/test --long` only, with room for a slow machine: what
is looked for is time that grows with the square.
"""

import time
from array import array
from collections.abc import Callable
from pathlib import Path

import pytest

from glossator.sources.formats import detect_kind
from glossator.sources.pdf_furniture import take_furniture
from glossator.sources.pdf_rows import Row
from glossator.sources.pdf_sheets import Sheet
from tests.sources.making import open_text

pytestmark = pytest.mark.long

_TEXTS: dict[str, Callable[[], str]] = {
    "rows of a table": lambda: "".join(f"{at},Stone v. Ridge,{at % 7}\n" for at in range(20_000)),
    "short lines": lambda: "a\n" * 30_000,
    "pages fed by form feeds": lambda: "page\f" * 20_000,
    "words broken at line ends": lambda: "some bro-\nken " * 15_000,
    "heads after many blank lines": lambda: (
        "so they held in this case of ours, at the\nend."
        + "\n" * 50_000
        + "".join(f"HEAD      {at}\n" for at in range(5_000))
    ),
}
_PAGES: dict[str, Callable[[], str]] = {
    "raised numbers": lambda: "<p>" + "word<sup>1</sup> " * 20_000,
    "emphasis in one paragraph": lambda: "<p>" + "<i>a</i> " * 40_000,
    "a long listing": lambda: "<pre>" + "a b c\n" * 30_000,
    "page marks without text": lambda: (
        "".join(f'<span role=doc-pagebreak title="{at}"></span><p>' for at in range(10_000)) + "x"
    ),
    "elements in one another": lambda: "<div>" * 100_000 + "deep",
    "closed elements in one another": lambda: "<div>" * 50_000 + "deep" + "</div>" * 50_000,
    "lists in one another": lambda: "<ul><li>x" * 30_000,
    "attributes of one element": lambda: (
        "<p " + " ".join(f"a{at}=1" for at in range(100_000)) + ">x"
    ),
    "reporters": lambda: "".join(
        f'<a class=page-label data-citation-index="{at}">*{at}</a>word ' for at in range(20_000)
    ),
    "notes that call nothing": lambda: (
        "".join(f'<a href="#f{at}">1</a>' for at in range(30_000))
        + "".join(f'<p><a id="f{at}"></a>' for at in range(30_000))
        + "x"
    ),
}
_MARKDOWN: dict[str, Callable[[], str]] = {
    "quotations in one another": lambda: "> " * 20_000 + "deep quote",
    "lists in one another": lambda: "".join(f"{'  ' * at}- x\n" for at in range(700)),
    "front matter without an end": lambda: "---\n" + "\n" * 30_000 + "x",
}
_SECONDS = 10.0


def seconds_to_open(folder: Path, name: str, text: str) -> float:
    start = time.process_time()
    open_text(folder, name, text)
    return time.process_time() - start


@pytest.mark.parametrize("form", _TEXTS)
def test_a_text_is_read_in_time_that_grows_with_its_length(tmp_path: Path, form: str) -> None:
    seconds = seconds_to_open(tmp_path, "a.txt", _TEXTS[form]())
    assert seconds < _SECONDS


@pytest.mark.parametrize("form", _PAGES)
def test_a_page_is_read_in_time_that_grows_with_its_length(tmp_path: Path, form: str) -> None:
    page = f"<!doctype html><body>{_PAGES[form]()}"
    seconds = seconds_to_open(tmp_path, "a.html", page)
    assert seconds < _SECONDS


@pytest.mark.parametrize("form", _MARKDOWN)
def test_markdown_is_read_in_time_that_grows_with_its_length(tmp_path: Path, form: str) -> None:
    seconds = seconds_to_open(tmp_path, "a.md", _MARKDOWN[form]())
    assert seconds < _SECONDS


def test_heads_of_a_pdf_are_found_in_time_that_grows_with_its_pages() -> None:
    def row(page: int, at: int) -> Row:
        return Row(page, "Alders", 20, 12 * at, 60, 12 * at + 10, 10, array("f"))

    sheets = [Sheet(page, 300, 400, [row(page, at) for at in range(8)]) for page in range(3000)]
    start = time.process_time()
    take_furniture(sheets)
    seconds = time.process_time() - start
    assert seconds < _SECONDS
    assert len(sheets[1500].body) < 8


def test_a_kind_is_told_at_once_whatever_the_comments_before(tmp_path: Path) -> None:
    path = tmp_path / "page"
    path.write_text("<!-- -->" * 1000 + "text")
    start = time.process_time()
    assert detect_kind(path, "page.txt") == "text"
    seconds = time.process_time() - start
    assert seconds < _SECONDS
