from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.model.text import BlockKind, MarkerKind, StyleKind
from glossator.sources.blocks import check_invariants
from glossator.sources.html import read_html
from glossator.sources.markdown import EXTRACTOR, render_html
from tests.sources.making import blocks_of, open_text, outline


def test_markdown_keeps_headings_lists_quotations_and_tables(tmp_path: Path) -> None:
    text = (
        "# Malice\n\nThe *mens rea*.\n\n> So held.\n\n1. first\n\n| a | b |\n|---|---|\n| c | d |\n"
    )
    content = open_text(tmp_path, "chapter.md", text).content
    assert outline(content) == [
        ("heading", "Malice"),
        ("paragraph", "The mens rea."),
        ("quotation", "So held."),
        ("list-item", "first"),
        ("table", "a\tb\nc\td"),
    ]
    assert [style.kind for style in content.styles] == [StyleKind.ITALIC]


def test_footnotes_are_blocks_and_their_calls_lead_there(tmp_path: Path) -> None:
    content = open_text(tmp_path, "a.md", "He fell.[^1]\n\n[^1]: On ice.\n\nAnd rose.\n").content
    (call,) = [m for m in content.markers if m.kind is MarkerKind.FOOTNOTE_CALL]
    assert blocks_of(content, BlockKind.FOOTNOTE) == ["On ice."]
    assert content.text[call.target :] == "On ice."


def test_raw_html_is_dropped_and_links_keep_their_words(tmp_path: Path) -> None:
    text = "<script>steal()</script>\n\nSee [the statute](http://law.test) <img src=x> here.\n"
    assert open_text(tmp_path, "a.md", text).content.text == "See the statute here."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("> " * 300 + "deep\n" + "> " * 300 + "quote\n\nafter", ["deep quote", "after"]),
        ("- " * 300 + "deep\n\nafter", ["deep", "after"]),
        ("".join(f"{'  ' * at}- x{at}\n" for at in range(60)), [f"x{at}" for at in range(60)]),
    ],
)
def test_no_word_is_lost_however_deep_it_nests(tmp_path: Path, text: str, words: list[str]) -> None:
    content = open_text(tmp_path, "a.md", text).content
    assert content.text.split() == " ".join(words).split()


def test_only_the_front_matter_gives_a_title(tmp_path: Path) -> None:
    text = "---\nauthor: Stone\n---\nText.\n\ntitle: none\n"
    assert open_text(tmp_path, "a.md", text).title == ""


def test_the_front_matter_gives_the_title(tmp_path: Path) -> None:
    extraction = open_text(tmp_path, "a.md", "---\ntitle: Homicide\n---\nText.\n")
    assert (extraction.title, extraction.content.text) == ("Homicide", "Text.")


@given(st.text(alphabet=st.sampled_from("#>*_-`[]()^: \n12ab|\t\\<&"), max_size=60))
def test_whatever_the_marks_the_invariants_hold(text: str) -> None:
    assert check_invariants(read_html(render_html(text), EXTRACTOR).content) == []
