from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.model.books import EditionText, Extractor
from glossator.model.text import BlockKind, MarkerKind, StyleKind
from glossator.sources.blocks import check_invariants
from glossator.sources.html import read_html
from tests.sources.making import blocks_of, open_bytes, outline

_ANY = Extractor("html", 1)


def content_of(html: str) -> EditionText:
    return read_html(f"<!doctype html><body>{html}</body>", _ANY).content


def test_headings_paragraphs_quotations_and_lists_keep_their_kind() -> None:
    content = content_of(
        "<h2>Facts</h2><p>A  fell.</p><blockquote>Mind the step.</blockquote>"
        "<ol type=a><li>first<li>second</ol>"
    )
    assert outline(content) == [
        ("heading", "Facts"),
        ("paragraph", "A fell."),
        ("quotation", "Mind the step."),
        ("list-item", "first"),
        ("list-item", "second"),
    ]
    assert [block.label for block in content.blocks[-2:]] == ["a", "b"]


@pytest.mark.parametrize(
    ("items", "labels"),
    [
        ("<li>(a) the rent<li>(b) repairs", ["a", "b"]),
        ("<li>4. the rent<li>5. repairs", ["4", "5"]),
        ("<li>(a)<p>the rent", ["a", ""]),
        ("<li>A. the rent<li>B. repairs", ["A", "B"]),
        ("<li>the rent<li>A. Stone, the tenant", ["1", "2"]),
        ("<li>etc. and so on", ["1"]),
    ],
)
def test_an_item_that_carries_its_own_number_gets_no_other_by_its_place(
    items: str, labels: list[str]
) -> None:
    assert [block.label for block in content_of(f"<ol>{items}</ol>").blocks] == labels


def test_scripts_styles_forms_controls_and_silent_remote_pictures_leave_nothing() -> None:
    content = content_of(
        "<script>steal()</script><style>p{}</style><form><p>Text.</p><input value=x>"
        "<button>Go</button></form><p onclick=steal()><img src=http://tracker.test/a.gif>End"
    )
    assert content.text == "Text.\nEnd"


def test_star_pages_are_markers_and_pinpoints() -> None:
    content = content_of('<p>the <a class="page-label" href="#p">*427</a>Duke pole</p>')
    assert content.text == "the *427 Duke pole"
    assert [(m.kind, m.label) for m in content.markers] == [(MarkerKind.STAR_PAGE, "427")]
    assert [(p.scheme, p.label, p.start) for p in content.pinpoints] == [("star-page:", "427", 4)]


@pytest.mark.parametrize(
    ("title", "section"),
    [
        ("Stone v. Ridge, 12 S.E.2d 425 (2001)", "data-firstpage=425"),
        ("", 'data-firstpage=425 data-case-id="X:SE2d/12/12SE2d425.xml"'),
    ],
)
def test_a_star_page_names_its_reporter_where_the_page_says_where_it_begins(
    title: str, section: str
) -> None:
    html = f'<title>{title}</title><section {section}><p><a class="page-label">*426</a>And so'
    assert read_html(html, _ANY).content.pinpoints[0].scheme == "star-page:S.E.2d"


def test_a_footnote_call_leads_to_its_note() -> None:
    content = content_of(
        '<p>He fell.<a href="#f1" id="r1">1</a></p>'
        '<aside id="f1"><a href="#r1">1</a><p>On ice.</p></aside>'
    )
    (call,) = content.markers
    assert content.text == "He fell.1\n1 On ice."
    assert (call.kind, call.start, call.target) == (MarkerKind.FOOTNOTE_CALL, 8, 10)
    assert content.blocks[1].kind is BlockKind.FOOTNOTE
    assert content.blocks[1].label == "1"


def test_a_note_that_begins_at_a_bare_anchor_is_a_footnote_too() -> None:
    content = content_of('<p>Fell<sup><a href="#n1">1</a></sup><p><a name="n1"></a>1. On ice.')
    assert blocks_of(content, BlockKind.FOOTNOTE) == ["1. On ice."]


def test_a_note_that_says_it_is_one_needs_no_call() -> None:
    content = content_of('<p>He fell.<aside data-label="2." class=footnote><p>On ice.</aside>')
    assert [(block.kind.value, block.label) for block in content.blocks] == [
        ("paragraph", ""),
        ("footnote", "2"),
    ]


def test_a_marked_call_may_come_after_its_note() -> None:
    content = content_of(
        '<aside class=footnote id=f>1. On ice.</aside><p>Fell<a class=footnotemark href="#f">1</a>'
    )
    assert [marker.target for marker in content.markers] == [0]


def test_inline_styles_are_kept_as_runs() -> None:
    content = content_of("<p>See <em>Stone v. Ridge</em>, <b>now</b><sup>2</sup>")
    runs = [(style.kind, content.text[style.start : style.end]) for style in content.styles]
    assert runs == [
        (StyleKind.ITALIC, "Stone v. Ridge"),
        (StyleKind.BOLD, "now"),
        (StyleKind.SUPERSCRIPT, "2"),
    ]


def test_a_line_break_is_a_blank_and_two_end_the_paragraph() -> None:
    assert content_of("<p>Stone<br>v.<br>Ridge<br> <br>No. 12").text == "Stone v. Ridge\nNo. 12"


def test_a_term_and_what_explains_it_are_items_of_two_levels() -> None:
    content = content_of("<dl><dt>Tort<dd>A wrong.<dd>Not a crime.</dl>")
    assert [(block.kind.value, block.level) for block in content.blocks] == [
        ("list-item", 1),
        ("list-item", 2),
        ("list-item", 2),
    ]


def test_items_are_numbered_in_the_style_of_their_list() -> None:
    content = content_of("<ol type=i start=3><li>c<li>d<li value=9>i</ol>")
    assert [block.label for block in content.blocks] == ["iii", "iv", "ix"]


def test_a_page_tells_its_direction() -> None:
    assert read_html("<html dir=rtl><p>שלום", _ANY).content.direction == "rtl"
    assert read_html("<body><div dir=RTL><p>שלום לכולם</div><p>A", _ANY).content.direction == "rtl"
    assert read_html("<body><p>Long English text. <i dir=rtl>שלום", _ANY).content.direction == ""


def test_the_contents_of_a_page_lead_to_their_places() -> None:
    content = content_of(
        "<a href='#main'>Skip to the text</a><ul><li><a href='#a'>Facts</a>"
        "<ul><li><a href='#b'>The stairs</a></ul><li><a href='#c'>Law</a></ul>"
        "<div id=main><h2 id=a>Facts</h2><p>So.<p id=b>The stairs fell.<h2><a name=c></a>Law</h2>"
    )
    starts = [content.text[entry.start :][:6] for entry in content.contents]
    assert [(entry.title, entry.level) for entry in content.contents] == [
        ("Facts", 1),
        ("The stairs", 2),
        ("Law", 1),
    ]
    assert starts == ["Facts\n", "The st", "Law"]


def test_links_back_and_forth_in_running_text_are_no_contents() -> None:
    links = "".join(f"<p id=p{at}>See <a href='#p{8 - at}'>there</a>." for at in range(8))
    assert content_of(links).contents == ()


def test_the_author_of_a_typed_opinion_heads_it() -> None:
    content = content_of(
        '<article class="opinion" data-type="majority"><p class="author">STONE, Judge.</p>'
        '<p>Affirmed.</article><article class="opinion" data-type="dissent">'
        '<p class="author">RIDGE, J., dissenting.</p><p>I would reverse.</article>'
        '<p class="author">By our reporter</p>'
    )
    assert blocks_of(content, BlockKind.HEADING) == ["STONE, Judge.", "RIDGE, J., dissenting."]


def test_a_menu_is_kept_as_the_page_has_it() -> None:
    assert content_of("<nav><a href=/a>Home</a></nav><p>Text").text == "Home\nText"


def test_sections_of_a_statute_are_pinpoints() -> None:
    content = content_of("<h3>§ 18-301. Murder</h3><p>(a) Whoever</p><h3>§ 18-302. Malice</h3>")
    assert [(p.scheme, p.label) for p in content.pinpoints] == [
        ("paragraph", "§ 18-301"),
        ("paragraph", "§ 18-302"),
    ]


def test_numbered_paragraphs_are_pinpoints_only_in_a_rising_sequence() -> None:
    numbered = content_of("<p>[1] The<p>[2] And<p>[3] So")
    assert [p.label for p in numbered.pinpoints] == ["1", "2", "3"]
    assert content_of("<p>[12] The<p>[2007] And<p>[3] So").pinpoints == ()


def test_title_and_language_come_from_the_page() -> None:
    extraction = read_html("<html lang=en-GB><title> Stone v.\n Ridge </title><p>A", _ANY)
    assert (extraction.title, extraction.content.language) == ("Stone v. Ridge", "en-GB")


def test_a_page_in_another_encoding_is_read_as_it_declares(tmp_path: Path) -> None:
    page = '<html><meta charset="iso-8859-2"><p>Źródła prawa'.encode("iso-8859-2")
    assert open_bytes(tmp_path, "a.html", page).content.text == "Źródła prawa"


def test_a_page_nested_ten_thousand_deep_is_read() -> None:
    assert content_of("<div>" * 10_000 + "deep").text == "deep"


def test_quotes_in_attributes_do_not_end_a_tag_that_has_thousands() -> None:
    many = " ".join(f"a{at}=1" for at in range(5000))
    assert content_of(f'<p title="a > b" {many}>Text.').text == "Text."


def test_a_page_with_many_elements_side_by_side_keeps_them_all() -> None:
    assert len(content_of("<blockquote>So.</blockquote>" * 1000).blocks) == 1000
    assert {b.kind for b in content_of("<div><h2>A</h2></div>" * 500).blocks} == {BlockKind.HEADING}


_TAGS = [
    "p",
    "i",
    "b",
    "div",
    "li",
    "ol",
    "blockquote",
    "table",
    "tr",
    "td",
    "h2",
    "pre",
    "br",
    "sup",
    "aside",
    "form",
    "script",
    "title",
    "a",
    "section",
]
_PIECES = [f"<{tag}>" for tag in _TAGS] + [f"</{tag}>" for tag in _TAGS]
_PIECES += ["<aside id=f1>", '<a href="#f1">1</a>', '<a class="page-label">*12</a>', "<a name=f1>"]
_PIECES += ["text", "§ 1.", "[1]", "\x00", "😀", "&#55296;", "&#12;"]


@given(st.lists(st.sampled_from(_PIECES), max_size=30))
def test_whatever_the_markup_the_invariants_hold(parts: list[str]) -> None:
    assert check_invariants(content_of(" ".join(parts))) == []
