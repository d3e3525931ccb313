"""The reader's own writing in notes, in each kind of file."""

from __future__ import annotations

from dataclasses import replace

from markdown_it import MarkdownIt
from pypdfium2 import PdfDocument
from selectolax.lexbor import LexborHTMLParser

from glossator.exchange.html import write_html
from glossator.exchange.markdown import write_markdown
from glossator.exchange.pdf import write_pdf
from glossator.model.entries import EntryKind
from glossator.model.ids import EntryId
from glossator.model.notes import Notes, Written
from tests.exchange.made_notes import make_brief

MARK = "00000000-0000-4000-8000-000000000001"
WORDS = "Mind #strong *stars* and 2 * 2 <b>and</b> $x$ \\ &amp; [[" + MARK + "|the heron]]."
SHOWN = "Mind #strong stars and 2 * 2 <b>and</b> $x$ \\ &amp; the heron."


def _notes() -> Notes:
    def written(id_: str, kind: EntryKind, text: str, after: int, flag: str = "") -> Written:
        return Written(EntryId(id_), kind, text, after, flag=flag)

    notes = make_brief()
    facts, *rest = notes.sections
    own = (
        written("p", EntryKind.PARAGRAPH, WORDS, 0),
        written("h", EntryKind.HEADING, "Under the bridge", 1),
        written("l", EntryKind.LIST, "- one\n2. two\n\nthree", 1, "Its mark is gone."),
    )
    top = (written("t", EntryKind.PARAGRAPH, "First\nline\n\nSecond", 0),)
    return replace(notes, sections=(replace(facts, written=own), *rest), written=top)


def test_html_has_it_in_its_places() -> None:
    page = LexborHTMLParser(write_html(_notes()))
    texts = [node.text() for node in page.css("main > .own, main > ul > .line:first-child .words")]
    assert texts[0] == "FirstlineSecond"
    assert texts[1] == SHOWN
    assert texts[3] == "Under the bridge"
    assert texts[4] == "onetwothreeIts mark is gone."
    assert [node.text() for node in page.css("#own-l li")] == ["one", "two", "three"]
    assert page.css_first("main #own-h h3") is not None


def test_markdown_renders_as_it_was_written_and_names_each_piece() -> None:
    text = write_markdown(_notes())
    rendered = LexborHTMLParser(MarkdownIt().render(text)).text()
    assert f"{SHOWN} ^p" in rendered
    assert "#### " not in rendered
    assert "### Under the bridge ^h" in text
    assert "- one\n- two\n- three\n\n^l" in text


def test_a_pdf_shows_it() -> None:
    pages = PdfDocument(write_pdf(_notes(), paper="a4", printed_on="1 May 2026"))
    words = " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())
    assert SHOWN in words.replace("￾", "")
    for part in ("Under the bridge", "one", "two", "three", "Its mark is gone.", "Second"):
        assert part in words
