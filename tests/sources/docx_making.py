"""DOCX files for the tests: the parts that a test is about, and the least around them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from glossator.model.books import Extraction
from tests.sources.making import open_bytes

_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
# fmt: off
_ROOTS = {
    "styles": "styles", "numbering": "numbering", "footnotes": "footnotes",
    "endnotes": "endnotes", "comments": "comments", "settings": "settings",
    "commentsExtended": "w15:commentsEx",
}
# fmt: on


def docx(
    body: str, files: Mapping[str, bytes] | None = None, core: str = "", **parts: str
) -> bytes:
    """Make a document.

    Args:
        body: what stands in `w:body`.
        files: pictures by the name of their relation ("rId9.png").
        core: what stands in the core properties.
        parts: what stands in the root of each further part, by its kind ("numbering").
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        package = _relation("rId1", f"{_TYPES}/officeDocument", "word/document.xml")
        if core:
            package += _relation("rId2", _CORE, "docProps/core.xml")
            archive.writestr("docProps/core.xml", _core(core))
        archive.writestr("_rels/.rels", _relations(package))
        archive.writestr("word/document.xml", root("document", f"<w:body>{body}</w:body>"))
        rows = ""
        for kind, inside in parts.items():
            archive.writestr(f"word/{kind}.xml", root(_ROOTS[kind], inside))
            rows += _relation(f"part-{kind}", f"{_TYPES}/{kind}", f"{kind}.xml")
        for name, data in (files or {}).items():
            archive.writestr(f"word/media/{name}", data)
            rows += _relation(name.partition(".")[0], f"{_TYPES}/image", f"media/{name}")
        archive.writestr("word/_rels/document.xml.rels", _relations(rows))
    return out.getvalue()


def root(name: str, inside: str) -> str:
    """Give a part's XML."""
    full = name if ":" in name else f"w:{name}"
    return f"<?xml version='1.0'?><{full} {_NAMES}>{inside}</{full}>"


def _relations(rows: str) -> str:
    return f'<Relationships xmlns="{_RELATIONS}">{rows}</Relationships>'


def _relation(name: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>'


def _core(inside: str) -> str:
    return (
        '<cp:coreProperties xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties">'
        f"{inside}</cp:coreProperties>"
    )


def open_docx(
    folder: Path,
    body: str,
    *,
    files: Mapping[str, bytes] | None = None,
    core: str = "",
    **parts: str,
) -> Extraction:
    """Make a document and extract it."""
    return open_bytes(folder, "book.docx", docx(body, files, core, **parts))


def run(text: str, properties: str = "") -> str:
    """Give a run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(inside: str, *, style: str = "", item: tuple[int, int] | None = None, more: str = "") -> str:
    """Give a paragraph.

    Args:
        inside: its text, or its runs.
        style: the id of its style.
        item: list and level that it names itself.
        more: further properties.
    """
    runs = inside if inside.startswith("<") or not inside else run(inside)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    numbers = ""
    if item is not None:
        numbers = f'<w:numPr><w:ilvl w:val="{item[1]}"/><w:numId w:val="{item[0]}"/></w:numPr>'
    return f"<w:p><w:pPr>{named}{numbers}{more}</w:pPr>{runs}</w:p>"


def level(at: int, form: str, text: str, *, start: int = 1, more: str = "") -> str:
    """Give a level of an abstract list."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(name: int, *levels: str, more: str = "") -> str:
    """Give an abstract list."""
    return f'<w:abstractNum w:abstractNumId="{name}">{more}{"".join(levels)}</w:abstractNum>'


def num(name: int, of: int, more: str = "") -> str:
    """Give a list that paragraphs name."""
    return f'<w:num w:numId="{name}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def restart(at: int, start: int) -> str:
    """Give what lets a list begin a level anew."""
    return f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def style(
    name: str,
    *,
    called: str = "",
    based_on: str = "",
    paragraph: str = "",
    face: str = "",
    kind: str = "paragraph",
) -> str:
    """Give a style."""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{called or name}"/>{base}'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{face}</w:rPr></w:style>"
    )


def labels(extraction: Extraction) -> list[str]:
    """Give the label of each block."""
    return [block.label for block in extraction.content.blocks]


def paragraphs_pinned(extraction: Extraction) -> list[tuple[str, str]]:
    """Give each paragraph number that can be cited, and the first words of its paragraph."""
    text = extraction.content.text
    return [
        (row.label, text[row.start :].partition("\n")[0][:20])
        for row in extraction.content.pinpoints
        if row.scheme == "paragraph"
    ]
