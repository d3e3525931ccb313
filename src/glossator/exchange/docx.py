"""Write notes as a Word file: real styles, footnotes for pinpoints, comments, the pens' colours.

python-docx writes the file; it has no call for footnotes, whose part is written here after
ECMA-376, 17.11.
"""

from __future__ import annotations

import io
import re
import unicodedata
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.image.exceptions import (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
)
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from lxml import etree

from glossator.exchange.area_pictures import (
    NOT_AVAILABLE,
    AreaPictures,
    alternative,
    is_cropped,
)
from glossator.exchange.inline import read_inline
from glossator.exchange.shown import (
    INVISIBLE,
    WORDLESS,
    as_list,
    caption_rows,
    main_words,
    quote_beneath,
    shown_words,
    table_cell,
    table_columns,
    written_items,
    written_words,
)
from glossator.exchange.zips import without_clocks
from glossator.model.entries import EntryKind
from glossator.model.errors import ExportError, InvalidRequestError
from glossator.model.marks import AreaPart
from glossator.model.notes import Line, LinePair, Notes, NotesSection, Written, runs
from glossator.model.pens import Layout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document as Word
    from docx.shape import InlineShape
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

PAPERS = {"a4": (Mm(210), Mm(297)), "letter": (Mm(215.9), Mm(279.4))}
_NO_TIME = datetime(2000, 1, 1, tzinfo=UTC)
"""No clock goes into the file, so that it stays the same."""
_HANGING = Mm(9)
_DEEPEST = 9
_WIDEST = Mm(120)
_PIXEL = 0.75  # points
_LONGEST_BOOKMARK = 40
_FOOTNOTE_TEXT, _FOOTNOTE_SIGN = "footnote text", "footnote reference"


@dataclass
class _File:
    """The file while it is written."""

    word: Word
    notes: Notes
    pictures: AreaPictures
    pen_names: dict[str, str]
    styles: dict[str, str] = field(default_factory=dict)
    footnotes: list[str] = field(default_factory=list)
    bookmarks: int = 0


def write_docx(
    notes: Notes, *, paper: str = "a4", pictures: AreaPictures = MappingProxyType({})
) -> bytes:
    """Write notes as a DOCX file; the same arguments give the same bytes.

    Headings are headings, so that Word's own contents list works. Each line begins with its
    pen's letter on the pen's colour, and ends in a footnote with its place; a comment of the
    reader is a comment. Each line bears a bookmark `mark_<annotation id without dashes>`.

    Args:
        notes: what `study` made.
        paper: "a4" or "letter".
        pictures: of the areas among the lines; one of a kind that Word cannot hold is said
            to be missing.

    Raises:
        InvalidRequestError: `paper` is neither.
        ExportError: the notes cannot be written as Word can read them.
    """
    if paper not in PAPERS:
        raise InvalidRequestError(f"There is no paper “{paper}” to print on: choose a4 or letter.")
    notes = as_list(notes)
    file = _File(Document(), notes, pictures, {pen.id: pen.name for pen in notes.pens})
    try:
        _set_up(file, paper)
        file.styles = {style.name or "": style.style_id for style in file.word.styles}
        _head(file)
        for own in notes.written:
            _written(file, own, 1)
        for section in notes.sections:
            _section(file, section)
        _legend(file)
        _add_footnotes(file)
        data = io.BytesIO()
        file.word.save(data)
    except ValueError as error:
        reason = f"a part of them is not what Word can hold ({error}). Save them as HTML instead."
        raise ExportError(f"The Word file of “{notes.title}”", reason) from error
    return without_clocks(data.getvalue(), _without_time)


def _set_up(file: _File, paper: str) -> None:
    """Set the page, the styles and the properties."""
    page = file.word.sections[0]
    page.page_width, page.page_height = PAPERS[paper]
    page.left_margin = page.right_margin = Mm(25)
    page.top_margin = page.bottom_margin = Mm(22)
    styles = file.word.styles
    normal = styles["Normal"]
    normal.font.name, normal.font.size = "Georgia", Pt(10.5)
    normal.paragraph_format.space_after = Pt(4)
    for level in range(1, _DEEPEST + 1):
        heading = styles[f"Heading {level}"]
        heading.font.name, heading.font.color.rgb = "Georgia", RGBColor(0x1D, 0x1C, 0x1A)
        heading.font.size = Pt(max(10.5, 15 - 1.5 * level))
        heading.font.italic = level > 2
        heading.element.rPr.rFonts.attrib.clear()
        heading.element.rPr.rFonts.set(qn("w:ascii"), "Georgia")
        heading.element.rPr.rFonts.set(qn("w:hAnsi"), "Georgia")
    for name, points in (("Title", 20), ("Subtitle", 10)):
        style = styles[name]
        style.font.name, style.font.size, style.font.italic = "Georgia", Pt(points), False
        style.font.color.rgb, style.font.bold = RGBColor(0x1D, 0x1C, 0x1A), False
        style.element.rPr.rFonts.attrib.clear()
        style.font.name = "Georgia"
        for border in style.element.iter(qn("w:pBdr")):
            border.getparent().remove(border)
    line = styles.add_style("Line", WD_STYLE_TYPE.PARAGRAPH)
    line.base_style = normal
    line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = _HANGING, -_HANGING
    line.paragraph_format.tab_stops.add_tab_stop(_HANGING)
    for name, size in (("Passage", 9.5), ("Missing", 10), (_FOOTNOTE_TEXT, 9)):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.font.size = normal, Pt(size)
        style.font.italic = name == "Missing"
        style.paragraph_format.space_after = Pt(1 if name == _FOOTNOTE_TEXT else 4)
        if name != _FOOTNOTE_TEXT:
            style.paragraph_format.left_indent = _HANGING
    sign = styles.add_style(_FOOTNOTE_SIGN, WD_STYLE_TYPE.CHARACTER)
    sign.font.superscript = True
    properties = file.word.core_properties
    properties.title, properties.subject = _clean(file.notes.title)[:255], file.notes.form_title
    properties.author, properties.comments = "", ""
    properties.created = properties.modified = _NO_TIME
    _page_number(page.footer.paragraphs[0])


def _page_number(paragraph: Paragraph) -> None:
    run = paragraph.add_run()
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = words or None
        _insert(run.element, element)


def _head(file: _File) -> None:
    notes = file.notes
    _paragraph(file, notes.title, "Title")
    course = notes.course_name if notes.course_name != notes.title else ""
    _paragraph(file, " · ".join(filter(None, (notes.form_title, course))), "Subtitle")
    rows = caption_rows(notes)
    if rows:
        table = file.word.add_table(rows=0, cols=2)
        table.autofit = False
        table.columns[0].width, table.columns[1].width = Mm(24), Mm(136)
        for label, words in rows:
            cells = table.add_row().cells
            cells[0].text, cells[1].text = label, _clean(words)
            cells[0].width, cells[1].width = Mm(24), Mm(136)
        _paragraph(file, "", "Normal")


def _section(file: _File, section: NotesSection) -> None:
    number = f"{section.number}. " if section.number else ""
    _paragraph(file, number + section.title, f"Heading {min(section.level, _DEEPEST)}")
    for part in _paragraphs_of(section.text):
        _styled(file, part, "Normal")
    for item in runs(section):
        if isinstance(item, Written):
            _written(file, item, section.level)
        elif isinstance(item, tuple):
            _table(file, item) if section.layout is Layout.TABLE else _run(file, item)
        elif isinstance(item, LinePair):
            _pair(file, item)
        else:
            _line(file, item)
    if section.gap:
        _paragraph(file, section.gap, "Missing")
    for below in section.sections:
        _section(file, below)


def _pair(file: _File, pair: LinePair) -> None:
    for line, gap, number in (
        (pair.first, pair.first_gap, pair.number),
        (pair.second, pair.second_gap, ""),
    ):
        if line:
            _line(file, line, number=number, label=file.pen_names.get(line.pen, ""))
        elif gap:
            _paragraph(file, f"{number}. {gap}" if number else gap, "Missing")


def _line(file: _File, line: Line, *, number: str = "", label: str = "") -> None:
    paragraph = _add(file, "Line")
    _bookmark(file, paragraph, f"mark_{line.annotation.replace('-', '')}")
    letter = paragraph.add_run(_padded(line.letter))
    _shade(letter, line.colour)
    paragraph.add_run("\t")
    count = number or line.number
    if count:
        paragraph.add_run(f"{count}. ")
    if label:
        paragraph.add_run(f"{_clean(label)} ").italic = True
    words = main_words(line) or ("" if line.place.area else WORDLESS)
    run = _add_words(paragraph, words)
    _direct(paragraph, words)
    _footnote(file, paragraph, line)
    if line.place.area:
        _picture(file, line)
    if quote := quote_beneath(line):
        _paragraph(file, f"“{quote}”", "Passage")
    _comment(file, run or letter, line)


def _written(file: _File, own: Written, level: int) -> None:
    words = written_words(own.text)
    if own.kind is EntryKind.HEADING:
        _styled(file, words, f"Heading {min(level + 1, _DEEPEST)}")
    elif own.kind is EntryKind.LIST:
        for item in written_items(words):
            _styled(file, item, "List Bullet")
    else:
        if own.picture:
            _picture(file, own.picture)
        for part in _paragraphs_of(words):
            _styled(file, part, "Normal")
    if own.flag:
        _paragraph(file, own.flag, "Missing")


def _paragraphs_of(words: str) -> list[str]:
    return [part for part in re.split(r"\n\n+", words) if part.strip()]


def _run(file: _File, lines: Sequence[Line]) -> None:
    """Add lines as one paragraph, each with its bookmark, its footnote and its comment."""
    paragraph = _add(file, "Normal")
    for line in lines:
        _bookmark(file, paragraph, f"mark_{line.annotation.replace('-', '')}")
        run = _add_words(paragraph, shown_words(line) or WORDLESS)
        _footnote(file, paragraph, line)
        _comment(file, run, line)
        paragraph.add_run(" ")
    for line in lines:
        if line.place.area:
            _picture(file, line)


def _table(file: _File, lines: Sequence[Line]) -> None:
    """Add lines as the rows of a table under a head that is repeated on each page."""
    columns = [name for name in table_columns(lines, file.notes) if name != "Comment"]
    table = file.word.add_table(rows=1, cols=len(columns), style="Table Grid")
    for cell, name in zip(table.rows[0].cells, columns, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    _insert(table.rows[0]._tr.get_or_add_trPr(), OxmlElement("w:tblHeader"))  # noqa: SLF001
    for line in lines:
        for cell, name in zip(table.add_row().cells, columns, strict=True):
            paragraph = cell.paragraphs[0]
            if name == "Words":
                _bookmark(file, paragraph, f"mark_{line.annotation.replace('-', '')}")
            run = _add_words(paragraph, table_cell(line, name))
            if name == "Words":
                _comment(file, run, line)
    _add(file, "Normal")


def _comment(file: _File, run: Run | None, line: Line) -> None:
    """Add the reader's comment on a line, if there is one."""
    if line.comment and run:
        file.word.add_comment(run, text=_clean_lines(line.comment), author="Reader", initials="R")


def _styled(file: _File, words: str, style: str) -> None:
    """Add a paragraph of the reader's own writing with its little Markdown."""
    paragraph = _add(file, style)
    for piece in read_inline(words):
        run = _add_words(paragraph, piece.words)
        if run:
            run.bold = True if piece.style == "strong" else None
            run.italic = True if piece.style == "em" else None
            if piece.style == "code":
                run.font.name = "Consolas"
    _direct(paragraph, words)


def _paragraph(file: _File, words: str, style: str) -> None:
    paragraph = _add(file, style)
    _add_words(paragraph, _clean(words))
    _direct(paragraph, words)


def _add(file: _File, style: str) -> Paragraph:
    """Add a paragraph by its style's id: by name python-docx looks through all styles each time."""
    paragraph = file.word.add_paragraph()
    element: Any = paragraph.paragraph_format.element
    element.style = file.styles[style]
    return paragraph


def _add_words(paragraph: Paragraph, words: str) -> Run | None:
    """Add words of several lines; gives their run, None for no words."""
    cleaned = _clean_lines(words)
    return paragraph.add_run(cleaned) if cleaned else None


def _direct(paragraph: Paragraph, words: str) -> None:
    """Set a paragraph from right to left where its first letter is of such a script."""
    strong = (unicodedata.bidirectional(sign) for sign in words)
    if next((kind for kind in strong if kind in {"L", "R", "AL"}), "L") != "L":
        _insert(paragraph.paragraph_format.element.get_or_add_pPr(), OxmlElement("w:bidi"))


def _padded(letter: str) -> str:
    """Give a letter with room around it, for its ground."""
    return f"\u00a0{_clean(letter)}\u00a0"


def _shade(run: Run, colour: str) -> None:
    """Set a letter on its pen's colour, in the ink that reads better on it."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        return
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    is_pale = 0.299 * red + 0.587 * green + 0.114 * blue > 140
    run.font.color.rgb = RGBColor(0, 0, 0) if is_pale else RGBColor(255, 255, 255)
    run.bold = True
    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour[1:].upper())):
        shading.set(qn(f"w:{name}"), value)
    _insert(run.element.get_or_add_rPr(), shading)


def _bookmark(file: _File, paragraph: Paragraph, name: str) -> None:
    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        element = OxmlElement(tag)
        element.set(qn("w:id"), str(file.bookmarks))
        if tag == "w:bookmarkStart":
            element.set(qn("w:name"), re.sub(r"\W", "_", name)[:_LONGEST_BOOKMARK])
        _insert(paragraph.paragraph_format.element, element)
    file.bookmarks += 1


def _picture(file: _File, line: Line) -> None:
    """Add the picture of a line's area, cropped to it, or say that it is missing."""
    area, picture = line.place.area, file.pictures.get(line.annotation)
    if area is None:
        return
    shape = _shape(file, picture.data, area.part) if picture else None
    if shape is None:
        _paragraph(file, f"[{area.words}: {NOT_AVAILABLE}]", "Missing")
        return
    inline: Any = shape._inline  # noqa: SLF001
    inline.docPr.set("descr", _clean(alternative(line))[:2000])
    if is_cropped(area):
        part, whole = area.part, (area.picture_width, area.picture_height)
        crop = OxmlElement("a:srcRect")
        edges = {
            "l": part.x / whole[0],
            "t": part.y / whole[1],
            "r": 1 - (part.x + part.width) / whole[0],
            "b": 1 - (part.y + part.height) / whole[1],
        }
        for name, share in edges.items():
            crop.set(name, str(round(100_000 * max(0.0, share))))
        inline.graphic.graphicData.pic.blipFill.insert(1, crop)


def _shape(file: _File, data: bytes, part: AreaPart) -> InlineShape | None:
    """Add a picture as large as its area; None where Word has no such kind of picture."""
    width = min(_WIDEST, Pt(part.width * (_PIXEL if part.image else 1)))
    height = round(width * part.height / part.width) if part.width else 0
    try:
        shape: InlineShape = file.word.add_picture(io.BytesIO(data), width, height)
    except (UnrecognizedImageError, UnexpectedEndOfFileError, InvalidImageStreamError, OSError):
        return None
    return shape


def _legend(file: _File) -> None:
    pens = [pen for pen in file.notes.pens if pen.letter]
    if not pens:
        return
    paragraph = file.word.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(14)
    for pen in pens:
        _shade(paragraph.add_run(_padded(pen.letter)), pen.colour)
        paragraph.add_run(f" {_clean(pen.name)}   ")


def _footnote(file: _File, paragraph: Paragraph, line: Line) -> None:
    """Cite a line's place in a footnote."""
    place = line.place
    words = ", ".join(filter(None, (place.source_title, place.pinpoint)))
    if not words:
        return
    file.footnotes.append(words)
    run = paragraph.add_run()
    run.element.style = file.styles[_FOOTNOTE_SIGN]
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), str(len(file.footnotes)))
    _insert(run.element, reference)


def _add_footnotes(file: _File) -> None:
    """Add the part that holds the footnotes, with the two separators that Word asks for."""
    if not file.footnotes:
        return
    root = etree.fromstring(f"<w:footnotes {nsdecls('w')}/>".encode())
    for number, kind in ((-1, "separator"), (0, "continuationSeparator")):
        note = etree.SubElement(root, qn("w:footnote"))
        note.set(qn("w:type"), kind)
        note.set(qn("w:id"), str(number))
        run = etree.SubElement(etree.SubElement(note, qn("w:p")), qn("w:r"))
        etree.SubElement(run, qn(f"w:{kind}"))
    text_id, sign_id = file.styles[_FOOTNOTE_TEXT], file.styles[_FOOTNOTE_SIGN]
    for number, words in enumerate(file.footnotes, 1):
        note = etree.SubElement(root, qn("w:footnote"))
        note.set(qn("w:id"), str(number))
        paragraph = etree.SubElement(note, qn("w:p"))
        style = etree.SubElement(etree.SubElement(paragraph, qn("w:pPr")), qn("w:pStyle"))
        style.set(qn("w:val"), text_id)
        sign = etree.SubElement(paragraph, qn("w:r"))
        style = etree.SubElement(etree.SubElement(sign, qn("w:rPr")), qn("w:rStyle"))
        style.set(qn("w:val"), sign_id)
        etree.SubElement(sign, qn("w:footnoteRef"))
        run = etree.SubElement(paragraph, qn("w:r"))
        text = etree.SubElement(run, qn("w:t"))
        text.text = f" {_clean(words)}"
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    uri = PackURI("/word/footnotes.xml")
    part = Part(uri, CONTENT_TYPE.WML_FOOTNOTES, data, file.word.part.package)
    file.word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    settings = file.word.settings.element
    separators = OxmlElement("w:footnotePr")
    for number in (-1, 0):
        note = OxmlElement("w:footnote")
        note.set(qn("w:id"), str(number))
        separators.append(note)
    before = settings.find(qn("w:compat"))
    if before is None:
        settings.append(separators)
    else:
        before.addprevious(separators)


def _without_time(name: str, content: bytes) -> bytes:
    """Take the time out of a part: python-docx dates comments."""
    return re.sub(rb' w:date="[^"]*"', b"", content) if name == "word/comments.xml" else content


def _insert(parent: Any, child: object) -> None:
    """Add an element for which python-docx has no call."""
    parent.append(child)


def _clean(words: str) -> str:
    return " ".join(INVISIBLE.sub(" ", words).split())


def _clean_lines(words: str) -> str:
    lines = (_kept(line) for line in words.splitlines())
    return "\n".join(lines).strip("\n")


def _kept(line: str) -> str:
    """Fold white space; a space at either end stays, for pieces stand side by side."""
    return re.sub(r"\s+", " ", INVISIBLE.sub(" ", line))
