import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from glossator.model.errors import RefusedFileError
from glossator.model.text import BlockKind, ForeignKind, MarkerKind, Table
from glossator.sources.blocks import check_invariants
from tests.sources.docx_making import docx, open_docx, p, run, style
from tests.sources.making import open_bytes, outline

_PROSE = "The landlord covenanted to keep the staircase in repair, and he did not do it at all."


def test_styles_that_are_headings_give_headings_of_their_level(tmp_path: Path) -> None:
    styles = (
        style("H1", called="heading 1")
        + style("Own", paragraph='<w:outlineLvl w:val="2"/>')
        + style("Based", based_on="H1")
    )
    body = p("Facts", style="H1") + p(_PROSE) + p("Lease", style="Own") + p("Law", style="Based")
    book = open_docx(tmp_path, body, styles=styles)
    levels = [(b.kind.value, b.level) for b in book.content.blocks]
    assert levels == [("heading", 1), ("paragraph", 0), ("heading", 3), ("heading", 1)]


def test_short_bold_lines_between_paragraphs_are_headings(tmp_path: Path) -> None:
    body = p(_PROSE * 4) + p(run("The lease", "<w:b/>")) + p(_PROSE * 4)
    book = open_docx(tmp_path, body)
    assert outline(book.content)[1] == ("heading", "The lease")
    assert book.content.blocks[1].confidence < 1
    assert book.content.styles == ()


def test_paragraphs_in_a_headings_style_are_text(tmp_path: Path) -> None:
    styles = style("H1", called="heading 1")
    book = open_docx(tmp_path, p(_PROSE * 4, style="H1") + p("Short.", style="H1"), styles=styles)
    assert {block.kind for block in book.content.blocks} == {BlockKind.PARAGRAPH}


def test_a_table_of_contents_is_text_and_no_headings(tmp_path: Path) -> None:
    styles = style("T1", called="toc 1", paragraph='<w:outlineLvl w:val="0"/>')
    book = open_docx(tmp_path, p("Facts\t3", style="T1") + p(_PROSE), styles=styles)
    assert outline(book.content)[0] == ("paragraph", "Facts 3")


def test_inline_styles_come_from_runs_and_styles_and_cancel_each_other(tmp_path: Path) -> None:
    styles = style("Case", kind="character", face="<w:i/>") + style("Slanted", face="<w:i/>")
    named = '<w:rStyle w:val="Case"/>'
    body = (
        p(run("In ") + run("Stone v Ridge", named) + run(" it was ") + run("held", "<w:b/>"))
        + p(run("All slanted but ") + run("this", named), style="Slanted")
        + p(run("x") + run("2", '<w:vertAlign w:val="superscript"/>') + run(" caps", "<w:caps/>"))
    )
    book = open_docx(tmp_path, body, styles=styles)
    text = book.content.text
    found = [(s.kind.value, text[s.start : s.end].strip()) for s in book.content.styles]
    assert found == [
        ("italic", "Stone v Ridge"),
        ("bold", "held"),
        ("italic", "All slanted but"),
        ("superscript", "2"),
        ("small-caps", "caps"),
    ]


def test_hidden_text_and_the_codes_of_fields_are_not_read(tmp_path: Path) -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF a </w:instrText></w:r>'
        '<w:r><w:t>never</w:t></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>12</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    body = p(run("See ") + field + run(" hidden", "<w:vanish/>") + run(" below"))
    assert open_docx(tmp_path, body).content.text == "See 12 below"


def test_signs_that_are_elements_are_read(tmp_path: Path) -> None:
    signs = (
        "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t>"
        '<w:sym w:font="Symbol" w:char="F062"/></w:r>'
        "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"
    )
    assert open_docx(tmp_path, p(signs)).content.text == "a b c\u2011dβx=1"


def test_links_and_content_controls_are_read_through(tmp_path: Path) -> None:
    body = (
        f"<w:sdt><w:sdtContent>{p('<w:hyperlink>' + run('linked') + '</w:hyperlink>')}"
        "</w:sdtContent></w:sdt>"
        + p(f"<w:sdt><w:sdtContent>{run('controlled')}</w:sdtContent></w:sdt>")
    )
    assert open_docx(tmp_path, body).content.text == "linked\ncontrolled"


_CALL = '<w:r><w:{}Reference w:id="{}"/></w:r>'


def test_footnotes_follow_the_paragraph_that_calls_them(tmp_path: Path) -> None:
    notes = f'<w:footnote w:id="2">{p("See the lease.")}{p("And its plan.")}</w:footnote>'
    body = p(run("He fell.") + _CALL.format("footnote", 2)) + p("Judgment affirmed.")
    content = open_docx(tmp_path, body, footnotes=notes).content
    assert content.text == "He fell.1\nSee the lease.\nAnd its plan.\nJudgment affirmed."
    kinds = [(b.kind.value, b.label) for b in content.blocks]
    assert kinds == [("paragraph", ""), ("footnote", "1"), ("footnote", ""), ("paragraph", "")]
    (call,) = content.markers
    assert (call.kind, call.label, call.target) == (MarkerKind.FOOTNOTE_CALL, "1", 10)


def test_endnotes_stand_at_the_end_with_roman_numbers(tmp_path: Path) -> None:
    notes = f'<w:endnote w:id="2">{p("An endnote.")}</w:endnote>'
    body = p(run("He fell.") + _CALL.format("endnote", 2)) + p("Affirmed.")
    content = open_docx(tmp_path, body, endnotes=notes).content
    assert content.text == "He fell.i\nAffirmed.\nAn endnote."
    assert content.markers[0].target == content.text.index("An endnote")


def test_a_note_may_be_called_by_a_sign_of_the_authors_own(tmp_path: Path) -> None:
    call = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r>'
    notes = f'<w:footnote w:id="2">{p("Own sign.")}</w:footnote>'
    content = open_docx(tmp_path, p(run("He fell.") + call), footnotes=notes).content
    assert content.text == "He fell.*\nOwn sign."
    assert content.markers[0].label == content.blocks[1].label == "*"


def test_footnotes_are_counted_as_the_settings_say(tmp_path: Path) -> None:
    settings = '<w:footnotePr><w:numFmt w:val="lowerLetter"/><w:numStart w:val="3"/></w:footnotePr>'
    notes = f'<w:footnote w:id="2">{p("A note.")}</w:footnote>'
    body = p(run("He fell.") + _CALL.format("footnote", 2))
    content = open_docx(tmp_path, body, footnotes=notes, settings=settings).content
    assert content.markers[0].label == "c"


_COMMENTED = (
    '<w:commentRangeStart w:id="1"/>{}<w:commentRangeEnd w:id="1"/>'
    '<w:r><w:commentReference w:id="1"/></w:r>'
)


def comment(name: int, author: str, words: str, paragraph: str) -> str:
    return (
        f'<w:comment w:id="{name}" w:author="{author}" w:date="2021-03-04T10:00:00Z">'
        f'<w:p w14:paraId="{paragraph}">{run(words)}</w:p></w:comment>'
    )


def test_comments_come_with_their_words_and_answers(tmp_path: Path) -> None:
    body = p(run("It was ") + _COMMENTED.format(run("so held")) + run("."))
    extended = (
        '<w15:commentEx w15:paraId="A1"/><w15:commentEx w15:paraId="A2" w15:paraIdParent="A1"/>'
    )
    comments = comment(1, "Vinton", "Is it?", "A1") + comment(2, "Brandt", "It is.", "A2")
    content = open_docx(tmp_path, body, comments=comments, commentsExtended=extended).content
    (mark,) = content.foreign_marks
    assert (mark.name, mark.kind, mark.author) == ("comment-1", ForeignKind.NOTE, "Vinton")
    assert mark.created == "2021-03-04T10:00:00Z"
    assert mark.comment == "Is it?\nBrandt: It is."
    assert [content.text[span.start : span.end] for span in mark.spans] == ["so held"]


def test_a_comment_over_paragraphs_has_a_span_in_each_and_none_in_notes(tmp_path: Path) -> None:
    start, end = '<w:commentRangeStart w:id="1"/>', '<w:commentRangeEnd w:id="1"/>'
    body = p(run("He ") + start + run("fell.") + _CALL.format("footnote", 2)) + p(
        run("He rose") + end + run(" again.")
    )
    content = open_docx(
        tmp_path,
        body,
        comments=comment(1, "Vinton", "So?", "A1"),
        footnotes=f'<w:footnote w:id="2">{p("See the lease.")}</w:footnote>',
    ).content
    (mark,) = content.foreign_marks
    spans = [content.text[span.start : span.end] for span in mark.spans]
    assert spans == ["fell.1", "He rose"]


def test_highlighted_runs_are_marks_with_their_colour(tmp_path: Path) -> None:
    body = p(
        run("It was ")
        + run("so ", '<w:highlight w:val="yellow"/>')
        + run("held", '<w:b/><w:highlight w:val="yellow"/>')
        + run(" and ")
        + run("affirmed", '<w:shd w:val="clear" w:fill="FFC0CB"/>')
        + run(" grey", '<w:shd w:val="clear" w:fill="D9D9D9"/>')
    )
    content = open_docx(tmp_path, body).content
    found = [
        (mark.kind, mark.colour, content.text[mark.spans[0].start : mark.spans[0].end], mark.name)
        for mark in content.foreign_marks
    ]
    assert found == [
        (ForeignKind.HIGHLIGHT, "#ffff00", "so held", ""),
        (ForeignKind.HIGHLIGHT, "#ffc0cb", "affirmed", ""),
    ]


def cell(words: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(words)}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def test_a_table_keeps_heads_and_cells_that_are_larger_than_one(tmp_path: Path) -> None:
    wide = cell("Party", '<w:gridSpan w:val="2"/>')
    head = "<w:trPr><w:tblHeader/></w:trPr>" + wide + cell("Sum")
    first = cell("Stone", '<w:vMerge w:val="restart"/>') + cell("rent") + cell("10")
    second = cell("", "<w:vMerge/>") + cell("costs") + cell("4")
    content = open_docx(tmp_path, p("Before.") + table(head, first, second)).content
    assert outline(content)[1] == ("table", "Party\t\tSum\nStone\trent\t10\n\tcosts\t4")
    assert content.tables == (Table(8, 1, ((0, 0, 1, 2), (1, 0, 2, 1))),)


def test_a_table_keeps_the_styles_and_calls_in_its_cells(tmp_path: Path) -> None:
    row = cell("a") + cell(run("bold", "<w:b/>") + _CALL.format("footnote", 2))
    notes = f'<w:footnote w:id="2">{p("A note.")}</w:footnote>'
    content = open_docx(tmp_path, table(row), footnotes=notes).content
    assert content.text == "a\tbold1\nA note."
    assert [(s.start, s.end) for s in content.styles] == [(2, 6)]
    assert [(m.start, m.target) for m in content.markers] == [(6, 8)]


def test_a_table_that_only_arranges_the_page_is_read_as_paragraphs(tmp_path: Path) -> None:
    content = open_docx(tmp_path, table(cell("One."), cell("Two.")) + p("Three.")).content
    assert outline(content) == [("paragraph", word) for word in ("One.", "Two.", "Three.")]


def picture(size: tuple[int, int] = (4, 3)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "red").save(out, "PNG")
    return out.getvalue()


_DRAWING = (
    '<w:r><w:drawing><wp:inline><wp:docPr id="1" descr="{}"/><a:graphic>'
    '<a:blip r:embed="{}"/></a:graphic></wp:inline></w:drawing></w:r>'
)


def test_a_picture_stands_where_it_is_with_what_it_shows(tmp_path: Path) -> None:
    body = p(run("The plan: ") + _DRAWING.format("A staircase", "rId9") + run(" as drawn."))
    book = open_docx(tmp_path, body, files={"rId9.png": picture()})
    assert book.content.text == "The plan: \ufffc as drawn."
    (image,) = book.content.images
    assert (image.start, image.width, image.height, image.media_type) == (10, 4, 3, "image/png")
    assert book.pictures[image.name] == picture()
    assert book.content.markers[0].label == "A staircase"


def test_a_picture_of_an_older_drawing_is_read(tmp_path: Path) -> None:
    shape = '<w:r><w:pict><v:shape alt="Plan"><v:imagedata r:id="rId9"/></v:shape></w:pict></w:r>'
    book = open_docx(tmp_path, p(shape), files={"rId9.png": picture()})
    assert book.content.markers[0].label == "Plan"


def test_a_picture_that_cannot_be_shown_keeps_its_place(tmp_path: Path) -> None:
    book = open_docx(tmp_path, p(_DRAWING.format("Seal", "rId9")), files={"rId9.emf": b"EMF"})
    assert book.content.text == "\ufffc"
    assert "1 picture could not be shown" in book.problems[0]


def test_a_text_box_is_read_once_after_its_paragraph(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{p('In the box.')}</w:txbxContent>"
    drawn = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert open_docx(tmp_path, p(run("Beside.") + drawn)).content.text == "Beside.\nIn the box."


def test_tracked_changes_are_read_as_accepted_and_told(tmp_path: Path) -> None:
    inserted = f'<w:ins w:author="Vinton">{run("did not fall")}</w:ins>'
    deleted = '<w:del w:author="Brandt"><w:r><w:delText>fell</w:delText></w:r></w:del>'
    moved = f'<w:moveFrom w:author="Vinton">{run(" there")}</w:moveFrom>'
    book = open_docx(tmp_path, p(run("He ") + deleted + inserted + moved + run(".")))
    assert book.content.text == "He did not fall."
    (problem,) = book.problems
    assert "3 tracked changes by Vinton and Brandt" in problem


def test_a_paragraph_whose_mark_was_deleted_runs_on(tmp_path: Path) -> None:
    gone = '<w:rPr><w:del w:author="Vinton"/></w:rPr>'
    body = p(run("He fell ")).replace("<w:pPr>", f"<w:pPr>{gone}") + p("down the stairs.")
    assert open_docx(tmp_path, body).content.text == "He fell down the stairs."


def test_the_caption_of_a_judgment_is_read(tmp_path: Path) -> None:
    lines = (
        "Neutral Citation Number: [2021] ALDC 12 (Civ)",
        "Case No: AC-2020-17",
        "IN THE HIGH COURT OF ALDERNEY",
        "Date: 4 March 2021",
        "Before:",
        "MR JUSTICE BRANDT",
        "Between:",
        "MARY STONE",
        "Claimant",
        "- and -",
        "RIDGE LIMITED",
        "Defendant",
    )
    book = open_docx(tmp_path, "".join(map(p, lines)) + p(_PROSE * 4))
    assert book.title == "Mary Stone v. Ridge Limited"
    caption = book.caption
    assert (caption.court, caption.decided) == ("High Court of Alderney", "4 March 2021")
    assert (caption.docket, caption.citation) == ("AC-2020-17", "[2021] ALDC 12 (Civ)")
    assert (caption.judges, book.bibliography.kind) == ("MR JUSTICE BRANDT", "legal_case")


def test_the_file_says_who_wrote_it_and_when(tmp_path: Path) -> None:
    core = (
        "<dc:title>On Staircases</dc:title><dc:creator>Ada Vinton; Brandt, Max</dc:creator>"
        "<dcterms:created>2021-03-04T10:00:00Z</dcterms:created><dc:language>en-GB</dc:language>"
    )
    book = open_docx(tmp_path, p(_PROSE), core=core)
    assert book.title == "On Staircases"
    authors = [(name.given, name.family) for name in book.bibliography.authors]
    assert authors == [("Ada", "Vinton"), ("Max", "Brandt")]
    assert (book.bibliography.issued, book.bibliography.language) == ("2021-03-04", "en-GB")


def test_a_text_from_right_to_left_says_so(tmp_path: Path) -> None:
    book = open_docx(tmp_path, p("שלום עולם", more="<w:bidi/>"))
    assert book.content.direction == "rtl"


def test_a_strict_document_reads_as_a_transitional_one(tmp_path: Path) -> None:
    data = docx(p(run("Strict and ") + run("bold", "<w:b/>")))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    old = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    new = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    parts["word/document.xml"] = parts["word/document.xml"].replace(old, new)
    content = open_bytes(tmp_path, "a.docx", zipped(parts)).content
    assert content.text == "Strict and bold"
    assert len(content.styles) == 1


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_a_damaged_part_is_told_and_the_text_read_without_it(tmp_path: Path) -> None:
    book = open_docx(tmp_path, p("Text."), styles="<w:style>")
    assert book.content.text == "Text."
    assert "“styles”" in book.problems[0]


@pytest.mark.parametrize("body", ["", p(""), p(run("hidden", "<w:vanish/>"))])
def test_a_document_without_text_is_refused(tmp_path: Path, body: str) -> None:
    with pytest.raises(RefusedFileError, match="no text"):
        open_docx(tmp_path, body)


def test_a_document_whose_text_is_damaged_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedFileError, match="text is damaged"):
        open_docx(tmp_path, p("Text.") + "<w:p>")


def test_sixty_megabytes_in_one_run_are_refused_at_once(tmp_path: Path) -> None:
    for filler in ("a", "abcdefghijklmnopqrstuvwxyz0123456789 "):
        words = filler * (60_000_000 // len(filler))
        with pytest.raises(RefusedFileError):
            open_docx(tmp_path, p(run(words)))


def test_entities_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("SECRET")
    data = docx(p(run("See &x;.")))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    declared = f'<!DOCTYPE w [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'.encode()
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"?>", b"?>" + declared, 1)
    assert "SECRET" not in open_bytes(tmp_path, "a.docx", zipped(parts)).content.text


def test_values_that_are_none_do_no_harm(tmp_path: Path) -> None:
    face = '<w:sz w:val="x"/><w:vertAlign/><w:u/><w:highlight/><w:shd/><w:rFonts/><w:rStyle/>'
    body = p(run("Odd.", face), item=(99999999999, -4), more='<w:ind w:left="x"/><w:jc/>')
    assert open_docx(tmp_path, body, styles=style("", face=face)).content.text == "Odd."


def test_tables_in_tables_deeper_than_any_book_are_read_or_refused(tmp_path: Path) -> None:
    for depth in (20, 60, 80, 2_000):
        body = "<w:tbl><w:tr><w:tc>" * depth + p("Deep.") + "</w:tc></w:tr></w:tbl>" * depth
        try:
            assert open_docx(tmp_path, body).content.text == "Deep."
        except RefusedFileError as error:
            assert depth > 80, error  # noqa: PT017  # either is right


def test_every_kind_of_content_keeps_the_invariants(tmp_path: Path) -> None:
    row = cell(run("bold", "<w:b/>") + _CALL.format("footnote", 2)) + cell("b")
    notes = f'<w:footnote w:id="2">{table(row)}{p("A note.")}</w:footnote>'
    body = table(row) + p(_COMMENTED.format(run(" "))) + p(_DRAWING.format("", "rId9"))
    files = {"rId9.png": picture()}
    comments = comment(1, "", "Why?", "A1")
    book = open_docx(tmp_path, body, files=files, footnotes=notes, comments=comments)
    assert check_invariants(book.content) == []
