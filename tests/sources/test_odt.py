import io
import zipfile
from pathlib import Path

import pytest

from glossator.model.errors import RefusedFileError
from glossator.model.text import BlockKind, ForeignKind, MarkerKind, Table
from glossator.sources.blocks import check_invariants
from tests.sources.docx_making import labels, paragraphs_pinned
from tests.sources.making import open_bytes, outline
from tests.sources.odt_making import NAMES, items, listed, odt, open_odt, p, style
from tests.sources.test_docx import picture

_PROSE = "The landlord covenanted to keep the staircase in repair, and he did not do it at all."


def test_headings_and_paragraphs_are_read(tmp_path: Path) -> None:
    text = '<text:h text:outline-level="2">Facts</text:h>' + p(_PROSE)
    content = open_odt(tmp_path, text).content
    assert outline(content) == [("heading", "Facts"), ("paragraph", _PROSE)]
    assert content.blocks[0].level == 2


def test_numbered_headings_are_counted_by_the_outline(tmp_path: Path) -> None:
    common = (
        '<text:outline-style><text:outline-level-style text:level="1" style:num-format="I" '
        'style:num-suffix="."/><text:outline-level-style text:level="2" style:num-format="A" '
        'style:num-suffix="."/></text:outline-style>'
    )
    heading = '<text:h text:outline-level="{}">Head</text:h>'
    text = "".join(heading.format(level) for level in (1, 2, 2, 1, 2))
    assert labels(open_odt(tmp_path, text, common=common)) == ["I.", "A.", "B.", "II.", "A."]


def test_lists_are_counted_by_level(tmp_path: Path) -> None:
    inner = f"<text:list><text:list-item>{p('a')}</text:list-item></text:list>"
    text = (
        f'<text:list text:style-name="L"><text:list-item>{p("One")}{inner}</text:list-item>'
        f"<text:list-item>{p('Two')}{p('and more')}{inner}</text:list-item></text:list>"
    )
    book = open_odt(tmp_path, text, listed("L", ("1", "."), ("a", ")")))
    assert labels(book) == ["1.", "a)", "2.", "", "a)"]
    assert [b.level for b in book.content.blocks] == [1, 2, 1, 0, 2]


def test_a_list_shows_the_counts_above_where_it_says_so(tmp_path: Path) -> None:
    inner = f"<text:list><text:list-item>{p('a')}</text:list-item></text:list>"
    item = f"<text:list-item>{p('1')}{inner}</text:list-item>"
    text = f'<text:list text:style-name="L">{item}</text:list>'
    two = listed("L", ("1", ""), ("1", ""), more='text:display-levels="2"')
    assert labels(open_odt(tmp_path, text, two)) == ["1", "1.1"]


def test_a_list_goes_on_only_where_it_says_so(tmp_path: Path) -> None:
    text = (
        items("a", "b")
        + p("Between")
        + items("c", more='text:continue-numbering="true"')
        + items("d")
    )
    assert labels(open_odt(tmp_path, text, listed("L", ("1", ".")))) == ["1.", "2.", "", "3.", "1."]


def test_a_list_goes_on_with_the_one_it_names(tmp_path: Path) -> None:
    text = (
        items("a", "b", more='xml:id="first"')
        + items("x")
        + items("c", more='text:continue-list="first"')
    )
    assert labels(open_odt(tmp_path, text, listed("L", ("1", ".")))) == ["1.", "2.", "1.", "3."]


def test_an_item_may_begin_anew(tmp_path: Path) -> None:
    text = items("a", "b").replace("<text:list-item>", '<text:list-item text:start-value="7">', 1)
    assert labels(open_odt(tmp_path, text, listed("L", ("A", ".")))) == ["G.", "H."]


def test_a_paragraphs_style_may_name_its_list(tmp_path: Path) -> None:
    named = (
        '<style:style style:name="Para" style:family="paragraph" style:list-style-name="L"/>'
        + listed("L", ("1", "."))
    )
    text = f"<text:list><text:list-item>{p('One', 'Para')}</text:list-item></text:list>"
    assert labels(open_odt(tmp_path, text, named)) == ["1."]


def test_letters_beyond_z_are_doubled_as_in_sheets(tmp_path: Path) -> None:
    text = items("a", "b").replace("<text:list-item>", '<text:list-item text:start-value="26">', 1)
    assert labels(open_odt(tmp_path, text, listed("L", ("a", ")")))) == ["z)", "aa)"]


def test_the_works_own_numbers_are_cited(tmp_path: Path) -> None:
    text = items(*(f"Point {at}. {_PROSE}" for at in range(1, 6)))
    book = open_odt(tmp_path, text, listed("L", ("1", ".")))
    assert [label for label, _ in paragraphs_pinned(book)] == list("12345")
    assert {b.kind for b in book.content.blocks} == {BlockKind.PARAGRAPH}


def test_styles_of_letters_come_through_what_they_are_based_on(tmp_path: Path) -> None:
    styles = (
        style("Case", 'fo:font-style="italic"')
        + style("T1", 'fo:font-weight="bold"', parent="Case")
        + style("T2", 'style:text-position="super 58%"')
        + style("T3", 'fo:font-variant="small-caps"')
    )
    span = '<text:span text:style-name="{}">{}</text:span>'
    text = p("In " + span.format("T1", "Stone") + " x" + span.format("T2", "2"))
    text += p(span.format("T3", "Brandt") + " J")
    content = open_odt(tmp_path, text, styles).content
    found = [(s.kind.value, content.text[s.start : s.end]) for s in content.styles]
    assert found == [
        ("bold", "Stone"),
        ("italic", "Stone"),
        ("superscript", "2"),
        ("small-caps", "Brandt"),
    ]


def test_blanks_tabs_and_breaks_are_blanks(tmp_path: Path) -> None:
    text = p('a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d  e')
    assert open_odt(tmp_path, text).content.text == "a b c d e"


def note(words: str, label: str, kind: str = "footnote") -> str:
    return (
        f'<text:note text:note-class="{kind}"><text:note-citation>{label}</text:note-citation>'
        f"<text:note-body>{p(words)}</text:note-body></text:note>"
    )


def test_footnotes_follow_their_paragraph_and_endnotes_stand_at_the_end(tmp_path: Path) -> None:
    text = p("He fell." + note("See the lease.", "1") + note("At last.", "i", "endnote"))
    content = open_odt(tmp_path, text + p("Affirmed.")).content
    assert content.text == "He fell.1i\nSee the lease.\nAffirmed.\nAt last."
    calls = [(m.kind, m.label, m.target) for m in content.markers]
    assert calls == [
        (MarkerKind.FOOTNOTE_CALL, "1", 11),
        (MarkerKind.FOOTNOTE_CALL, "i", content.text.index("At last")),
    ]


def test_comments_and_coloured_grounds_are_marks(tmp_path: Path) -> None:
    styles = style("T1", 'fo:background-color="#ffff00"')
    text = p(
        'It was <office:annotation office:name="c1"><dc:creator>Vinton</dc:creator>'
        "<dc:date>2021-03-04T10:00:00.123</dc:date><text:p>Is it?</text:p></office:annotation>"
        'so held<office:annotation-end office:name="c1"/> and '
        '<text:span text:style-name="T1">affirmed</text:span>.'
    )
    content = open_odt(tmp_path, text, styles).content
    assert content.text == "It was so held and affirmed."
    comment, highlight = content.foreign_marks
    assert (comment.kind, comment.author, comment.comment) == (ForeignKind.NOTE, "Vinton", "Is it?")
    assert comment.created == "2021-03-04T10:00:00Z"
    assert content.text[comment.spans[0].start : comment.spans[0].end] == "so held"
    assert (highlight.kind, highlight.colour) == (ForeignKind.HIGHLIGHT, "#ffff00")


def test_tables_keep_heads_and_large_cells(tmp_path: Path) -> None:
    def cell(words: str, more: str = "") -> str:
        return f"<table:table-cell {more}>{p(words)}</table:table-cell>"

    row = "<table:table-row>{}</table:table-row>"
    head = row.format(
        cell("Party", 'table:number-columns-spanned="2"')
        + "<table:covered-table-cell/>"
        + cell("Sum")
    )
    first = row.format(cell("Stone", 'table:number-rows-spanned="2"') + cell("rent") + cell("10"))
    second = row.format("<table:covered-table-cell/>" + cell("costs") + cell("4"))
    text = (
        f"<table:table><table:table-header-rows>{head}</table:table-header-rows>"
        f"{first}{second}</table:table>"
    )
    content = open_odt(tmp_path, text).content
    assert content.text == "Party\t\tSum\nStone\trent\t10\n\tcosts\t4"
    assert content.tables == (Table(0, 1, ((0, 0, 1, 2), (1, 0, 2, 1))),)


def test_pictures_and_boxes_are_read(tmp_path: Path) -> None:
    drawn = (
        '<draw:frame><draw:image xlink:href="Pictures/a.png"/><svg:title>A plan</svg:title>'
        f"</draw:frame><draw:frame><draw:text-box>{p('In the box.')}</draw:text-box></draw:frame>"
    )
    book = open_odt(tmp_path, p("Here: " + drawn), files={"Pictures/a.png": picture()})
    assert book.content.text == "Here: \ufffc\nIn the box."
    assert book.content.markers[0].label == "A plan"
    assert len(book.pictures) == 1


def test_tracked_changes_are_read_as_accepted_and_told(tmp_path: Path) -> None:
    changes = (
        "<text:tracked-changes><text:changed-region><text:deletion><office:change-info>"
        f"<dc:creator>Brandt</dc:creator></office:change-info>{p('gone')}</text:deletion>"
        "</text:changed-region></text:tracked-changes>"
    )
    book = open_odt(tmp_path, changes + p("He <text:change/>fell."))
    assert book.content.text == "He fell."
    assert "1 tracked change by Brandt" in book.problems[0]


def test_the_file_says_what_it_is(tmp_path: Path) -> None:
    meta = (
        "<dc:title>On Staircases</dc:title><meta:initial-creator>Ada Vinton</meta:initial-creator>"
        "<meta:creation-date>2021-03-04T10:00:00</meta:creation-date><dc:language>en-GB</dc:language>"
    )
    book = open_odt(tmp_path, p(_PROSE), meta=meta)
    assert (book.title, book.bibliography.issued) == ("On Staircases", "2021-03-04")
    assert book.bibliography.language == "en-GB"


def test_a_flat_file_is_read(tmp_path: Path) -> None:
    flat = (
        f"<?xml version='1.0'?><office:document {NAMES} "
        'office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:body><office:text>{p('Flat.')}</office:text></office:body></office:document>"
    )
    assert open_bytes(tmp_path, "a.fodt", flat.encode()).content.text == "Flat."


def repacked(data: bytes, name: str, new: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as archive:
        for member in old.namelist():
            archive.writestr(member, new if member == name else old.read(member))
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "manifest", "named"),
    [
        (
            b"\0garbled",
            f"<manifest:manifest {NAMES}><manifest:encryption-data/></manifest:manifest>",
            "password",
        ),
        (b"<broken", f"<manifest:manifest {NAMES}/>", "damaged"),
        (f"<office:document-content {NAMES}/>".encode(), "<a/>", "sheet"),
    ],
)
def test_what_is_no_readable_text_is_refused_and_named(
    tmp_path: Path, content: bytes, manifest: str, named: str
) -> None:
    data = repacked(odt(p("A")), "content.xml", content)
    data = repacked(data, "META-INF/manifest.xml", manifest.encode())
    with pytest.raises(RefusedFileError, match=named):
        open_bytes(tmp_path, "a.odt", data)


def test_styles_and_repetitions_without_end_are_bounded(tmp_path: Path) -> None:
    circle = style("A", parent="B") + style("B", parent="A")
    wide = (
        '<table:table><table:table-row><table:table-cell table:number-columns-repeated="999999">'
        f"{p('x')}</table:table-cell><table:table-cell>{p('y')}</table:table-cell>"
        "</table:table-row></table:table>"
    )
    text = p('<text:span text:style-name="A">round</text:span><text:s text:c="99999999"/>') + wide
    content = open_odt(tmp_path, text, circle).content
    assert len(content.text) < 1_000
    assert check_invariants(content) == []
