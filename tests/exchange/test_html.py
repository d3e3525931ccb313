"""Notes as one HTML page: what it says, and that nothing in it can do anything."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from glossator.exchange.html import write_html
from glossator.model.notes import Notes, NotesSection
from tests.exchange.made_notes import LineMaker, make_brief, make_outline
from tests.exchange.test_markdown import shown

VOID = {"meta", "br"}

_ODD = "<script>alert(1)</script> <img src=x onerror=y> \"' & &lt; </style> <!-- ]]> {{x}} %00"
WORDS = st.lists(
    st.sampled_from([*_ODD.split(), "\n", "\n\n", "\u2028", "\x00", "\x0b", "שלום", "漢字"])
    | st.text(max_size=3),
    max_size=6,
).map(" ".join)


class Page(HTMLParser):
    """Reads a page: its words, its elements, its ids; notes what is not closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[str] = []
        self.names: list[str] = []
        self.links: list[str] = []
        self.wrong: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        self.wrong += self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.names += [value or "" for name, value in attrs if name == "id"]
        self.links += [value or "" for name, value in attrs if name in {"href", "src"}]
        if tag not in VOID:
            self._open.append(tag)
        self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.wrong.append(tag)
        self.words.append(" ")

    def handle_data(self, data: str) -> None:
        if "style" not in self._open:
            self.words.append(data)


def notes_with(title: str, *sections: NotesSection) -> Notes:
    return replace(make_brief(), title=title, caption=None, sections=sections, pens=())


@settings(max_examples=60)
@given(own=WORDS, quote=WORDS, comment=WORDS, title=WORDS, gap=WORDS)
def test_words_are_shown_exactly_as_they_were_written(
    own: str, quote: str, comment: str, title: str, gap: str
) -> None:
    line = LineMaker().line("rule", own, quote, comment=comment)
    page = Page(write_html(notes_with(title, NotesSection("s", title, 1, lines=(line,), gap=gap))))
    said = shown("".join(page.words))
    for words in (own, comment, title, gap):
        written = shown(words)
        assert any(
            said[at : at + len(written)] == written for at in range(len(said) - len(written) + 1)
        )
    assert page.wrong == []
    assert not {"script", "img", "iframe", "object", "link"} & set(page.tags)


def test_a_brief_and_an_outline_say_all_and_point_nowhere_outside() -> None:
    for notes in (make_brief(), make_outline()):
        page = Page(write_html(notes))
        assert page.wrong == []
        assert len(page.names) == len(set(page.names))
        inside = {f"#{name}" for name in page.names}
        assert set(page.links) <= inside
        said = " ".join(shown("".join(page.words)))
        for section in notes.sections:
            assert section.title in said


def test_an_outline_begins_with_its_contents_and_a_brief_does_not() -> None:
    outline, brief = Page(write_html(make_outline())), Page(write_html(make_brief()))
    assert "nav" in outline.tags
    assert "nav" not in brief.tags
    assert len(outline.links) >= len(make_outline().sections)


def test_lines_keep_their_address_and_the_same_notes_give_the_same_bytes() -> None:
    html = write_html(make_brief())
    assert html == write_html(make_brief())
    assert 'id="mark-00000000-0000-4000-8000-000000000001"' in html


def test_a_colour_that_is_none_is_left_out() -> None:
    line = replace(LineMaker().line("rule", "Words."), colour="red; background: url(//x)")
    html = write_html(notes_with("T", NotesSection("s", "S", 1, lines=(line,))))
    assert "url(" not in html


def test_with_a_link_every_place_leads_to_its_passage() -> None:
    line = LineMaker().line("rule", "Words.", at="214")
    html = write_html(
        notes_with("T", NotesSection("s", "S", 1, lines=(line,))),
        link=lambda mark: f"http://127.0.0.1/read?mark={mark}&x=<1>",
    )
    assert re.search(r'<a href="http://127.0.0.1/read\?mark=[\w-]+&amp;x=&lt;1&gt;">214</a>', html)


def test_the_deepest_headings_keep_their_level() -> None:
    section = NotesSection("s7", "Deep", 7)
    for level in range(6, 0, -1):
        section = NotesSection(f"s{level}", f"Level {level}", level, sections=(section,))
    html = write_html(notes_with("T", section))
    assert '<div role="heading" aria-level="8"' in html
    assert "<h6" in html
