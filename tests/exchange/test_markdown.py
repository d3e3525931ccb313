from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from glossator.exchange.markdown import write_markdown
from glossator.model.notes import Line, LinePair, Notes, NotesSection
from glossator.model.pens import FormKind
from tests.exchange.made_notes import PENS, LineMaker, make_brief, make_outline

GOLDEN = Path(__file__).parents[1] / "golden" / "notes"

# What Markdown reads as marks, among line ends and odd characters.
_MARKS = """
# ## - + * 1. 2) > ``` ~~~ === --- ___ *a* **b** _c_ snake_case `d` [e](f) [g]: h ![i](j) <b> <!--
&amp; &lt; &#35; \\ \\\\ | |-|-| :-: ~~s~~ ==m== $x$ ^id [1986] [[w]] [^1] http://x.y “ ”
"""
_BREAKS = ("\n", "\n\n", "    ", "\t", "\u00a0", "\u2028", "\x0b", "\x00", "\ufeff")
MARKED = st.lists(
    st.sampled_from([*_MARKS.split(), *_BREAKS]) | st.text(max_size=3), max_size=6
).map(" ".join)


def render(markdown: str) -> str:
    """Give the words that a CommonMark reader shows, whatever stands around them."""
    tokens = MarkdownIt("commonmark").parse(markdown)
    return " ".join(_words(token) for token in tokens if token.type == "inline")


def _words(token: Token) -> str:
    return "".join(
        child.content if child.type in {"text", "text_special"} else " "
        for child in token.children or ()
        if not child.type.startswith(("em_", "strong_", "link_"))
    )


def shown(words: str) -> list[str]:
    """Split words as a reader sees them: characters without a shape are as good as spaces."""
    for invisible in map(chr, (*range(32), *range(127, 160), 0xFEFF, 0xFFFE, 0xFFFF)):
        words = words.replace(invisible, " ")
    return words.split()


def notes_with(*lines: Line, title: str = "Crown v. Harrow", gap: str = "") -> Notes:
    section = NotesSection("section:Rule", "Rule", 1, lines=lines, gap=gap)
    return replace(make_brief(), title=title, caption=None, sections=(section,), pens=())


@settings(max_examples=50)
@given(own=MARKED, quote=MARKED, comment=MARKED, title=MARKED, gap=MARKED)
def test_words_render_exactly_as_they_were_written(
    own: str, quote: str, comment: str, title: str, gap: str
) -> None:
    line = LineMaker().line("rule", "own: " + own, quote, comment="said: " + comment)
    notes = notes_with(line, title=title, gap="gap: " + gap)
    words = render(write_markdown(notes)).split()
    assert words == [
        *shown(title), "Case", "brief", "·", "Criminal", "Law", "Rule",
        "own:", *shown(own), "(R)", f"^{line.annotation}", *shown(quote),
        "Comment:", "said:", *shown(comment), "gap:", *shown(gap),
    ]  # fmt: skip


@settings(max_examples=50)
@given(own=MARKED.filter(shown))
def test_words_at_the_start_of_a_line_make_no_blocks_of_their_own(own: str) -> None:
    line = LineMaker().line("rule", own)
    markdown = write_markdown(notes_with(line))
    assert " ".join(["Rule", *shown(own), "(R)"]) in " ".join(render(markdown).split())
    assert {token.type for token in MarkdownIt("commonmark").parse(markdown)} == {
        "heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline",
        "bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close",
    }  # fmt: skip


def test_a_line_ends_with_its_letter_place_and_block_id() -> None:
    line = LineMaker().line("rule", "Intent is needed.", at="407")
    assert f"- Intent is needed. (R · 407) ^{line.annotation}\n" in write_markdown(notes_with(line))


def test_a_quote_stands_beneath_the_own_words_and_alone_in_quotation_marks() -> None:
    make = LineMaker()
    markdown = write_markdown(
        notes_with(make.line("rule", "Intent.", "mens rea"), make.line("rule", "", "actus reus"))
    )
    assert "\n  > mens rea\n" in markdown
    assert "- “actus reus” (R) ^" in markdown


def test_with_addresses_every_place_is_a_link() -> None:
    lines = LineMaker()
    notes = notes_with(lines.line("rule", "One.", at="407"), lines.line("rule", "Two."))
    markdown = write_markdown(notes, link=lambda id_: f"http://127.0.0.1:1/a (b)/{id_}")
    tokens = MarkdownIt("commonmark").parse(markdown)
    links = [
        unquote(str(child.attrs["href"]))
        for token in tokens
        for child in token.children or ()
        if child.type == "link_open"
    ]
    assert links == [
        f"http://127.0.0.1:1/a (b)/{line.annotation}" for line in notes.sections[0].lines
    ]


def test_a_missing_issue_is_a_gap_above_its_holding() -> None:
    pair = LinePair("1", None, LineMaker().line("holding", "No."), "no Issue marked yet")
    section = NotesSection("section:Issues", "Issues", 1, pairs=(pair,))
    markdown = write_markdown(replace(make_brief(), sections=(section,), pens=PENS))
    assert "1. *no Issue marked yet*\n   - **Holding** No. (H) ^" in markdown


def test_years_in_square_brackets_stay_readable() -> None:
    line = LineMaker().line("rule", "[1986] 1 SCR 103 [see note]")
    assert "- [1986] 1 SCR 103 \\[see note]" in write_markdown(notes_with(line))


def test_headings_deeper_than_six_stay_headings() -> None:
    section = NotesSection("topic:t", "Retreat", 9, "i", gap="nothing yet")
    notes = replace(make_outline(), sections=(section,))
    assert "\n###### i. Retreat\n" in write_markdown(notes)


def test_a_whole_brief_reads_like_its_golden_file() -> None:
    assert write_markdown(make_brief()) == (GOLDEN / "brief.md").read_text(encoding="utf-8")


def test_in_an_outline_each_place_names_its_source() -> None:
    markdown = write_markdown(make_outline())
    assert make_outline().kind is FormKind.OUTLINE
    assert "\n#### 1. Malice aforethought\n" in markdown
    assert "(R · Crimes Act (Westmark) 1861, § 4(2)(a)) ^" in markdown
