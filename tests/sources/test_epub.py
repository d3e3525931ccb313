"""EPUB: the whole reading order as one text, with what it declares of itself."""

from pathlib import Path

import pytest

from glossator.model.books import Extraction, Name
from glossator.model.errors import RefusedFileError
from glossator.model.text import BlockKind, ContentsEntry, MarkerKind, StyleKind, Table
from glossator.sources.blocks import check_invariants
from tests.sources.epub_making import ALDER, Files, book, nav, open_pages, page, png, zipped
from tests.sources.making import blocks_of, open_bytes, outline, words_of

NCX = """<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"><navMap>
<navPoint id="a"><navLabel><text>First Part</text></navLabel><content src="ch1.html"/>
<navPoint id="b"><navLabel><text>Of Walls</text></navLabel><content src="ch1.html#walls"/>
</navPoint>
</navPoint></navMap><pageList>
<pageTarget type="normal" value="12"><navLabel><text>12</text></navLabel>
<content src="ch1.html#p12"/></pageTarget></pageList></ncx>"""


def opened(folder: Path, data: bytes) -> Extraction:
    made = open_bytes(folder, "alder.epub", data)
    assert check_invariants(made.content) == []
    return made


def pinned(made: Extraction, scheme: str = "epub-page") -> list[tuple[str, str, str]]:
    """Give label, origin and the words that follow of every pinpoint of a scheme."""
    content = made.content
    return [
        (row.label, row.origin.value, content.text[row.start :].split("\n")[0][:12])
        for row in content.pinpoints
        if row.scheme == scheme
    ]


def test_the_chapters_follow_one_another_in_the_order_of_the_spine(tmp_path: Path) -> None:
    pages = {
        "b.xhtml": page("<h1>One</h1><p>Walls.</p>"),
        "a.xhtml": page("<h1>Two</h1><p>Roofs.</p>"),
    }
    made = opened(tmp_path, book(pages, ("b.xhtml", "a.xhtml")))
    assert outline(made.content) == [
        ("heading", "One"),
        ("paragraph", "Walls."),
        ("heading", "Two"),
        ("paragraph", "Roofs."),
    ]
    assert made.extractor.name == "epub"
    assert made.problems == ()


def test_what_is_not_linear_comes_last(tmp_path: Path) -> None:
    pages = {f"{name}.xhtml": page(f"<p>{name}</p>") for name in ("notes", "one", "two")}
    made = opened(tmp_path, book(pages, ("-notes.xhtml", "one.xhtml", "two.xhtml", "one.xhtml")))
    assert made.content.text == "one\ntwo\nnotes"


def test_an_epub_2_declares_contents_and_pages_in_its_ncx(tmp_path: Path) -> None:
    body = (
        '<h1>First</h1><p>In the <a id="p12"></a>beginning.</p>'
        '<h2 id="walls">Walls</h2><p>A wall.</p>'
    )
    files = {"ch1.html": page(body), "toc.ncx": NCX}
    made = opened(tmp_path, book(files, ("ch1.html",), version="2.0"))
    assert made.content.contents == (
        ContentsEntry("First Part", 1, 0),
        ContentsEntry("Of Walls", 2, made.content.text.index("Walls")),
    )
    assert pinned(made) == [("12", "declared", "beginning.")]


def test_an_epub_3_declares_contents_and_pages_in_its_nav_document(tmp_path: Path) -> None:
    declared = nav(
        ("Walls", "ch1.xhtml"),
        ("Roofs", "ch2.xhtml#r"),
        ("Gone", "ch9.xhtml"),
        pages=(("xi", "ch1.xhtml#pg"), ("xii", "ch2.xhtml")),
    )
    files = {
        "nav.xhtml": declared,
        "ch1.xhtml": page('<p>A wall <span id="pg"/>parts land.</p>'),
        "ch2.xhtml": page('<p>A roof.</p><section id="r"><h2>Of roofs</h2></section>'),
        "toc.ncx": NCX,
    }
    made = opened(tmp_path, book(files, ("ch1.xhtml", "ch2.xhtml")))
    assert made.content.contents == (
        ContentsEntry("Walls", 1, 0),
        ContentsEntry("Roofs", 1, made.content.text.index("Of roofs")),
    )
    assert pinned(made) == [("xi", "declared", "parts land."), ("xii", "declared", "A roof.")]


def test_a_heading_of_the_contents_without_an_address_leads_to_its_first_item(
    tmp_path: Path,
) -> None:
    toc = page(
        '<nav epub:type="toc"><ol><li><span>Part I</span><ol hidden=""><li><a href="ch1.xhtml#a">'
        "A wall</a></li></ol></li></ol></nav>"
    )
    files = {"nav.xhtml": toc, "ch1.xhtml": page('<p>Before.</p><p id="a">A wall.</p>')}
    made = opened(tmp_path, book(files))
    assert made.content.contents == (ContentsEntry("Part I", 1, 8), ContentsEntry("A wall", 2, 8))


def test_page_breaks_are_pinned_and_their_numbers_are_no_words_of_the_author(
    tmp_path: Path,
) -> None:
    made = open_pages(
        tmp_path,
        '<div><span epub:type="pagebreak" title="7">7</span></div><h1>Walls</h1>'
        '<p>A wall <span epub:type="pagebreak" id="p8">8</span> parts land.</p>'
        '<p>A roof keeps <span role="doc-pagebreak" aria-label="page ix"/>rain off.'
        '<span class="pagenum">[Pg 10]</span></p>'
        '<p>The end.<a epub:type="pagebreak" title="11"/></p><p>Truly.</p>',
    )
    assert check_invariants(made.content) == []
    assert outline(made.content)[:2] == [("page-number", "7"), ("heading", "Walls")]
    assert pinned(made) == [
        ("7", "markup", "Walls"),
        ("8", "markup", "8 parts land"),
        ("ix", "markup", "rain off.[Pg"),
        ("10", "markup", "[Pg 10]"),
        ("11", "markup", "Truly."),
    ]
    marks = [(m.kind, m.label) for m in made.content.markers]
    assert marks == [(MarkerKind.STAR_PAGE, "8"), (MarkerKind.STAR_PAGE, "10")]


def test_notes_are_called_wherever_they_stand(tmp_path: Path) -> None:
    made = open_pages(
        tmp_path,
        '<p>A wall<a epub:type="noteref" href="#n1">1</a> parts land<a role="doc-noteref" '
        'href="ch2.xhtml#n2">[2]</a>.</p><aside epub:type="footnote" id="n1" hidden="">'
        "<p>1</p><p>Of stone.</p></aside><p>It stands.</p>",
        '<h2>Notes</h2><ol><li id="n2" role="doc-endnote"><p>Not the sky. '
        '<a role="doc-backlink" href="ch1.xhtml#x">↩︎</a></p></li></ol>',
    )
    content = made.content
    assert outline(content) == [
        ("paragraph", "A wall1 parts land[2]."),
        ("footnote", "1 Of stone."),
        ("paragraph", "It stands."),
        ("heading", "Notes"),
        ("footnote", "Not the sky."),
    ]
    notes = [block.start for block in content.blocks if block.kind is BlockKind.FOOTNOTE]
    assert [(m.label, m.target) for m in content.markers] == [("1", notes[0]), ("2", notes[1])]
    assert [b.label for b in content.blocks if b.kind is BlockKind.FOOTNOTE] == ["1", "2"]


def test_a_word_that_calls_a_note_stays_a_word(tmp_path: Path) -> None:
    made = open_pages(
        tmp_path,
        '<p>The <a epub:type="annoref" href="#n">warrior</a> fell.</p>'
        '<div id="n">As printed.</div>',
    )
    assert outline(made.content) == [
        ("paragraph", "The warrior fell."),
        ("footnote", "As printed."),
    ]
    assert made.content.markers == ()


def test_plain_links_that_lead_to_and_fro_are_notes(tmp_path: Path) -> None:
    made = open_pages(
        tmp_path,
        '<p>A wall<a id="r1" href="ch2.xhtml#n1">[1]</a> parts<sup><a href="#b">*</a></sup>, '
        'see chapter <a href="ch2.xhtml#top">2</a>.</p><p id="b">* Or joins.</p>',
        '<h1 id="top">2</h1><p><a id="n1" href="ch1.xhtml#r1">1.</a> Of stone.</p><p>More.</p>',
    )
    content = made.content
    assert blocks_of(content, BlockKind.FOOTNOTE) == ["* Or joins.", "1. Of stone."]
    called = [(m.label, content.text[m.target or 0 :][:6]) for m in content.markers]
    assert called == [("1", "1. Of "), ("*", "* Or j")]


def test_a_note_in_a_definition_list_keeps_its_number_and_its_words_together(
    tmp_path: Path,
) -> None:
    made = open_pages(
        tmp_path,
        '<p>A wall<sup><a id="r" href="#n">1</a></sup>.</p>'
        '<dl><dt id="n"><a href="#r">1</a></dt><dd><p>Of stone.</p></dd></dl>',
    )
    assert outline(made.content)[1:] == [("footnote", "1 Of stone.")]
    assert made.content.markers[0].target == made.content.blocks[1].start


def test_a_page_of_notes_that_no_order_names_is_read_too(tmp_path: Path) -> None:
    files = {
        "ch1.xhtml": page('<p>A wall<a epub:type="noteref" href="notes.xhtml#n">1</a>.</p>'),
        "notes.xhtml": page('<p id="n">Of stone.</p>'),
    }
    made = opened(tmp_path, book(files))
    assert outline(made.content)[1:] == [("footnote", "Of stone.")]


def test_lines_of_verse_are_blocks_and_other_breaks_are_blanks(tmp_path: Path) -> None:
    made = open_pages(
        tmp_path,
        '<p class="poem">The wall <i>stands<br/>alone</i>.</p>'
        "<p>Stone<br/>on stone<br/>on stone</p>"
        "<p>No wall is so high<br/>that none may climb.</p>"
        "<h2>Chapter 1<br/>Walls</h2><pre>one\n  two\n</pre>",
    )
    assert outline(made.content) == [
        ("paragraph", "The wall stands"),
        ("paragraph", "alone."),
        ("paragraph", "Stone"),
        ("paragraph", "on stone"),
        ("paragraph", "on stone"),
        ("paragraph", "No wall is so high that none may climb."),
        ("heading", "Chapter 1 Walls"),
        ("paragraph", "one"),
        ("paragraph", "two"),
    ]
    italic = [made.content.text[s.start : s.end] for s in made.content.styles]
    assert italic == ["stands", "alone"]


def test_lists_keep_their_labels_and_depth(tmp_path: Path) -> None:
    made = open_pages(
        tmp_path,
        '<ol type="i" start="3"><li>Stone</li><li value="9"><p>Brick</p>'
        "<ul><li>red</li></ul></li></ol>"
        "<dl><dt>Wall</dt><dd>What parts.</dd></dl><blockquote><p>Build.</p></blockquote>",
    )
    rows = [
        (b.kind.value, b.level, b.label, words_of(made.content, b)) for b in made.content.blocks
    ]
    assert rows == [
        ("list-item", 1, "iii", "Stone"),
        ("list-item", 1, "ix", "Brick"),
        ("list-item", 2, "", "red"),
        ("list-item", 1, "", "Wall"),
        ("list-item", 2, "", "What parts."),
        ("quotation", 0, "", "Build."),
    ]


def test_a_table_is_a_table_with_what_is_in_its_cells(tmp_path: Path) -> None:
    made = open_pages(
        tmp_path,
        "<table><caption>Walls</caption>"
        "<thead><tr><th>Year</th><th colspan='2'>Cases</th></tr></thead>"
        "<tr><td rowspan='3'>1884</td><td><i>Ridge</i><a epub:type='noteref' href='#n'>1</a></td>"
        "<td><p>won</p><p>twice</p></td></tr><tr></tr>"
        "<tr><td>Stone</td><td><img src='a.png' alt='a tick'/></td></tr></table>"
        "<aside epub:type='footnote' id='n'>Not on appeal.</aside>",
    )
    content = made.content
    assert check_invariants(content) == []
    assert outline(content) == [
        ("paragraph", "Walls"),
        ("table", "Year\tCases\t\n1884\tRidge1\twon twice\n\tStone\t￼"),
        ("footnote", "Not on appeal."),
    ]
    assert content.tables == (Table(6, 1, ((0, 1, 1, 2), (1, 0, 2, 1))),)
    ridge = content.text.index("Ridge")
    assert (StyleKind.ITALIC, ridge, ridge + 5) in [
        (s.kind, s.start, s.end) for s in content.styles
    ]
    assert [m.label for m in content.markers] == ["1", "a tick"]
    assert content.markers[0].target == content.text.index("Not on")


def test_a_table_that_only_arranges_the_page_is_read_as_blocks(tmp_path: Path) -> None:
    made = open_pages(
        tmp_path,
        "<table><tr><td><h2>Walls</h2></td><td><p>Stone.</p></td></tr></table>"
        "<table role='presentation'><tr><td>left</td><td>right</td></tr></table>",
    )
    assert [kind for kind, _ in outline(made.content)] == ["heading", *["paragraph"] * 3]


def test_styles_come_from_elements_and_from_plain_classes(tmp_path: Path) -> None:
    css = (
        ".sc, p.x { font-variant: small-caps } span.e{font-style:italic;} "
        "/* .no{font-weight:bold} */ p .no {font-weight: bold}"
    )
    files = {
        "a.css": css,
        "ch1.xhtml": page(
            '<p><span class="sc">Stone</span> v. <span class="e">Ridge</span> H<sub>2</sub>O '
            '<b>held</b> <span style="vertical-align: super">th</span> '
            '<span class="no">none</span></p>',
            head='<link rel="stylesheet" href="a.css"/><style>.q{font-weight:700}</style>',
        ),
    }
    content = opened(tmp_path, book(files)).content
    assert [(s.kind.value, content.text[s.start : s.end]) for s in content.styles] == [
        ("small-caps", "Stone"),
        ("italic", "Ridge"),
        ("subscript", "2"),
        ("bold", "held"),
        ("superscript", "th"),
    ]


def test_pictures_stand_where_they_stood_and_say_what_they_show(tmp_path: Path) -> None:
    files: Files = {
        "ch1.xhtml": page(
            '<p>A plan: <img src="img/a%20plan.png" alt="Plan of the wall"/></p>'
            '<figure><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
            "<title>A wall</title><script>alert(1)</script><rect/></svg>"
            "<figcaption>Fig. 1</figcaption></figure>"
            '<div><svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink">'
            '<image x:href="img/a%20plan.png"/></svg></div>'
        ),
        "img/a plan.png": png(),
    }
    made = opened(tmp_path, book(files))
    content = made.content
    assert content.text == "A plan: ￼\n￼\nFig. 1\n￼"
    assert [m.label for m in content.markers] == ["Plan of the wall", "A wall", ""]
    plan, drawing, framed = content.images
    assert (plan.media_type, plan.width, plan.height) == ("image/png", 40, 30)
    assert framed.name == plan.name
    assert made.pictures[plan.name] == png()
    assert b"alert" not in made.pictures[drawing.name]
    assert b"rect" in made.pictures[drawing.name]


def test_a_drawing_and_a_picture_may_be_whole_pages(tmp_path: Path) -> None:
    drawn = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink">'
        '<image x:href="a.png"/><text>A wall.</text></svg>'
    )
    made = opened(tmp_path, book({"d.svg": drawn, "a.png": png()}, ("d.svg", "a.png")))
    assert made.content.text == "￼\nA wall.\n￼"
    assert b"data:image/png;base64," in made.pictures[made.content.images[0].name]


def test_ruby_gives_the_base_text_once_and_formulas_stand_in_a_line(tmp_path: Path) -> None:
    made = open_pages(
        tmp_path,
        "<p><ruby>壁<rp>(</rp><rt>かべ</rt><rp>)</rp></ruby></p>"
        '<p>Let <math xmlns="http://www.w3.org/1998/Math/MathML"><msup><mi>x</mi><mn>2</mn></msup>'
        "<mo>=</mo><mfrac><mn>1</mn><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow></mfrac></math>.</p>",
    )
    assert made.content.text == "壁\nLet x2=1/(a+b)."
    assert [s.kind for s in made.content.styles] == [StyleKind.SUPERSCRIPT]


def test_line_numbers_are_markers(tmp_path: Path) -> None:
    made = open_pages(tmp_path, '<div>The wall stands,<span class="lnum">10</span></div>')
    assert made.content.text == "The wall stands, 10"
    assert [(m.kind, m.label) for m in made.content.markers] == [(MarkerKind.LINE_NUMBER, "10")]


@pytest.mark.parametrize(
    ("metadata", "attributes", "direction"),
    [
        ("<dc:title>T</dc:title><dc:language>ar</dc:language>", "", "rtl"),
        ("<dc:title>T</dc:title><dc:language>ar</dc:language>", 'dir="ltr"', ""),
        ("<dc:title>T</dc:title>", 'dir="rtl" lang="he"', "rtl"),
        ("<dc:title>T</dc:title><dc:language>ja</dc:language>", "", ""),
    ],
)
def test_a_text_runs_as_its_pages_or_else_its_language_say(
    tmp_path: Path, metadata: str, attributes: str, direction: str
) -> None:
    files = {"ch1.xhtml": page("<p>حائط</p>", attributes=attributes)}
    made = opened(
        tmp_path,
        book(files, metadata=metadata, spine_attributes='page-progression-direction="rtl"'),
    )
    assert made.content.direction == direction
    assert made.content.language in {"ar", "he", "ja"}


def test_an_epub_3_says_who_wrote_it(tmp_path: Path) -> None:
    metadata = """<dc:title id="s">A Commentary</dc:title>
    <dc:title id="t">The Law of Alder</dc:title>
    <meta refines="#t" property="title-type">main</meta>
    <meta refines="#s" property="title-type">subtitle</meta>
    <dc:creator id="a">Ada van der Stone</dc:creator><dc:creator id="b">Ridge Bo</dc:creator>
    <meta refines="#b" property="file-as">Ridge, Bo</meta>
    <dc:creator>University of Alder</dc:creator>
    <dc:contributor id="e">Cy Brandt</dc:contributor><meta refines="#e" property="role">edt</meta>
    <dc:contributor id="i">Di Ink</dc:contributor><meta refines="#i" property="role">ill</meta>
    <dc:date>2021-03-04T00:00:00Z</dc:date><dc:publisher>Alder  Press</dc:publisher>
    <dc:identifier>urn:uuid:1</dc:identifier><dc:identifier>urn:isbn:9780306406157</dc:identifier>
    <dc:identifier>doi:10.1000/182</dc:identifier><dc:language>en-GB</dc:language>"""
    made = opened(tmp_path, book({"ch1.xhtml": page("<p>A wall.</p>")}, metadata=metadata))
    assert made.title == "The Law of Alder: A Commentary"
    found = made.bibliography
    assert found.authors == (
        Name("van der Stone", "Ada"),
        Name("Ridge", "Bo"),
        Name("University of Alder"),
    )
    assert found.editors == (Name("Brandt", "Cy"),)
    assert (found.issued, found.publisher) == ("2021-03-04", "Alder Press")
    assert (found.isbn, found.doi, found.language) == ("9780306406157", "10.1000/182", "en-GB")


def test_an_epub_2_says_who_wrote_it(tmp_path: Path) -> None:
    metadata = """<dc:title>Walls</dc:title>
    <dc:creator opf:role="aut" opf:file-as="Stone, Ada">Ada Stone</dc:creator>
    <dc:creator opf:role="edt">Bo Ridge</dc:creator>
    <dc:date opf:event="modification">2022</dc:date>
    <dc:date opf:event="publication">1999-05</dc:date>
    <dc:identifier opf:scheme="ISBN">0-306-40615-2</dc:identifier>"""
    data = book({"ch1.html": page("<p>A.</p>")}, ("ch1.html",), metadata=metadata, version="2.0")
    found = opened(tmp_path, data).bibliography
    assert (found.authors, found.editors) == ((Name("Stone", "Ada"),), (Name("Ridge", "Bo"),))
    assert (found.issued, found.isbn) == ("1999-05", "0-306-40615-2")


def test_files_that_are_missing_are_named_and_the_rest_is_read(tmp_path: Path) -> None:
    files = {
        "ch1.xhtml": page('<p>A wall. <img src="gone.png" alt="A plan"/></p>'),
        "b.xyz": "?",
    }
    made = opened(tmp_path, book(files, ("ch1.xhtml", "ch2.xhtml", "b.xyz")))
    assert made.content.text == "A wall. ￼"
    assert made.content.images[0].name == ""
    assert any("“ch2.xhtml”, “gone.png” are missing" in problem for problem in made.problems)
    assert any("“b.xyz”" in problem for problem in made.problems)


def test_a_part_of_another_kind_gives_way_to_what_it_falls_back_on(tmp_path: Path) -> None:
    files = {"a.xml": "<data>Numbers.</data>", "b.xhtml": page("<p>Words.</p>")}
    data = book(files, ("a.xml",), fallbacks={"a.xml": "b.xhtml"})
    assert opened(tmp_path, data).content.text == "Words."
    assert opened(tmp_path, book(files, ("a.xml",))).content.text == "Numbers."


def test_a_picture_in_the_order_does_not_give_way(tmp_path: Path) -> None:
    files: Files = {
        "nav.xhtml": nav(("A plan", "a.png")),
        "a.png": png(),
        "b.xhtml": page("<p>No picture.</p>"),
    }
    made = opened(tmp_path, book(files, ("a.png",), fallbacks={"a.png": "b.xhtml"}))
    assert made.content.text == "￼"
    assert made.content.contents == (ContentsEntry("A plan", 1, 0),)


def test_a_page_that_is_not_well_formed_is_read_and_told_of(tmp_path: Path) -> None:
    files = {"ch1.xhtml": "<html><body><p>A wall<br>parts <b>land.<p id=x>A roof &amp; rain."}
    made = opened(tmp_path, book(files))
    assert made.content.text == "A wall parts land.\nA roof & rain."
    assert "not written as the standard asks" in made.problems[0]


@pytest.mark.parametrize(
    "files",
    [
        {"META-INF/container.xml": "<container/>"},
        {"META-INF/container.xml": "no xml"},
        {"content.opf": "<package"},
    ],
)
def test_a_book_without_its_list_of_parts_is_refused(tmp_path: Path, files: dict[str, str]) -> None:
    with pytest.raises(RefusedFileError, match="list of its parts is missing"):
        open_bytes(tmp_path, "a.epub", zipped(files))


def test_a_book_without_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedFileError, match="no text and no picture"):
        open_bytes(
            tmp_path, "a.epub", book({"ch1.xhtml": page("<p> </p>")}, ("ch1.xhtml", "x.xhtml"))
        )


def test_a_book_is_known_without_its_media_type_in_front(tmp_path: Path) -> None:
    data = book({"ch1.xhtml": page("<p>A wall.</p>")})
    late = zipped({}) and data.replace(b"mimetype", b"mimetxpe")
    assert opened(tmp_path, late).content.text == "A wall."
    assert ALDER in data.decode("latin-1") or opened(tmp_path, data).title == "The Law of Alder"
