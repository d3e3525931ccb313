"""The names of a page: a search is left out only where the markup cannot have what it looks for."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from glossator.sources.html_names import PageNames

SELECTORS = {"nav": "<nav", "[role=search]": "role"}


def found(markup: str) -> list[str | None]:
    names = PageNames(markup)
    return [node.tag for node in names.find(LexborHTMLParser(markup), SELECTORS)]


def test_what_the_markup_has_is_found_in_its_order_however_it_is_written() -> None:
    assert found("<p>1</p><DIV ROLE = search>2</DIV><NAV\n>3</NAV>") == ["div", "nav"]


def test_a_page_without_the_names_has_nothing_to_find() -> None:
    assert found("<p>navigation and search</p>") == []


def test_a_name_that_is_only_a_word_of_the_text_finds_nothing() -> None:
    assert found("<p>the role of the court</p>") == []
