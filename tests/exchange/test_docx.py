"""Notes as a Word file."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Word
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from glossator.exchange.docx import write_docx
from glossator.model.entries import EntryKind
from glossator.model.errors import InvalidRequestError
from glossator.model.ids import EntryId
from glossator.model.notes import Notes, Written
from tests.exchange.made_notes import make_brief, make_outline


def part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def texts(root: etree._Element, tag: str) -> list[str]:
    return ["".join(node.itertext()).strip() for node in root.iter(qn(tag))]


def styled(word: Word) -> list[tuple[str, str]]:
    return [(p.style.name or "" if p.style else "", p.text) for p in word.paragraphs]


def test_headings_lines_and_caption_are_words_own() -> None:
    word = Document(io.BytesIO(write_docx(make_brief())))
    found = styled(word)
    assert found[0] == ("Title", "Crown v. Harrow")
    assert ("Heading 1", "Facts") in found
    assert ("Missing", "no Policy marked yet") in found
    assert any(style == "Line" and "robbed twice" in words for style, words in found)
    assert word.tables[0].cell(0, 0).text == "Court"
    assert word.core_properties.title == "Crown v. Harrow"


def test_an_outline_has_its_levels_and_numbers() -> None:
    word = Document(io.BytesIO(write_docx(make_outline(), paper="letter")))
    headings = [(name, words) for name, words in styled(word) if name.startswith("Head")]
    assert headings[:3] == [
        ("Heading 1", "I. Homicide"),
        ("Heading 2", "A. Murder"),
        ("Heading 3", "1. Malice aforethought"),
    ]
    width = word.sections[0].page_width
    assert width is not None
    assert width.mm == pytest.approx(215.9, abs=0.1)


def test_every_place_is_a_footnote_and_every_comment_a_comment() -> None:
    data = write_docx(make_brief())
    body, notes = part(data, "word/document.xml"), part(data, "word/footnotes.xml")
    references = [node.get(qn("w:id")) for node in body.iter(qn("w:footnoteReference"))]
    cited = [node for node in notes.iter(qn("w:footnote")) if node.get(qn("w:type")) is None]
    assert references == [node.get(qn("w:id")) for node in cited]
    assert len(references) == 22
    assert texts(notes, "w:footnote")[2] == "Crown v. Harrow, 402"
    comments = texts(part(data, "word/comments.xml"), "w:comment")
    assert comments == ["Compare his evidence at trial: there he says he meant to frighten."]


def test_letters_stand_on_their_pens_colours_and_lines_have_bookmarks() -> None:
    body = part(write_docx(make_brief()), "word/document.xml")
    fills = {node.get(qn("w:fill")) for node in body.iter(qn("w:shd"))}
    assert {"2F7D4F", "1D4ED8"} <= fills
    names = [node.get(qn("w:name")) for node in body.iter(qn("w:bookmarkStart"))]
    assert names[0] == "mark_00000000000040008000000000000001"
    assert len(set(names)) == len(names)


def own(kind: EntryKind, text: str) -> Notes:
    return replace(make_brief(), written=(Written(EntryId("e"), kind, text),))


def test_the_readers_own_writing_has_its_styles() -> None:
    word = Document(io.BytesIO(write_docx(own(EntryKind.PARAGRAPH, "A **b** *c* `d`"))))
    written = next(p for p in word.paragraphs if p.text == "A b c d")
    assert [(run.text, run.bold, run.italic) for run in written.runs if run.text.strip()] == [
        ("A ", None, None),
        ("b", True, None),
        ("c", None, True),
        ("d", None, None),
    ]
    word = Document(io.BytesIO(write_docx(own(EntryKind.LIST, "- one\n- two"))))
    assert [words for name, words in styled(word) if name == "List Bullet"] == ["one", "two"]
    data = write_docx(own(EntryKind.PARAGRAPH, "זכות"))
    assert any(
        node.find(qn("w:bidi")) is not None
        for node in part(data, "word/document.xml").iter(qn("w:pPr"))
    )


def test_the_same_notes_give_the_same_bytes() -> None:
    assert write_docx(make_brief()) == write_docx(make_brief())


def test_there_is_no_other_paper() -> None:
    with pytest.raises(InvalidRequestError, match="a4 or letter"):
        write_docx(make_brief(), paper="a5")


@settings(max_examples=20, deadline=None)
@given(st.text(), st.text(alphabet="a\x00\x0b\ud800\ufffe<&>\n*"))
def test_whatever_the_words_word_can_read_them(words: str, odd: str) -> None:
    for kind in (EntryKind.PARAGRAPH, EntryKind.HEADING, EntryKind.LIST):
        Document(io.BytesIO(write_docx(own(kind, words + odd))))


def test_a_megabyte_in_a_line_is_no_trouble() -> None:
    word = Document(io.BytesIO(write_docx(own(EntryKind.PARAGRAPH, "word " * 200_000))))
    assert max(len(p.text) for p in word.paragraphs) > 900_000


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_keeps_headings_footnotes_and_comments(tmp_path: Path) -> None:
    (tmp_path / "brief.docx").write_bytes(write_docx(make_brief()))
    command = ["soffice", "--headless", "--convert-to", "odt", "--outdir", ".", "brief.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    with zipfile.ZipFile(tmp_path / "brief.odt") as archive:
        content = etree.fromstring(archive.read("content.xml"))
    names = [etree.QName(node).localname for node in content.iter() if isinstance(node.tag, str)]
    assert names.count("note") == 22
    assert names.count("annotation") == 1
    assert names.count("h") == 8
