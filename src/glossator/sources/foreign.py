"""Name the kinds of file that are not read, each with the way out."""

from __future__ import annotations

import re
from pathlib import Path

from glossator.model.errors import RefusedFileError
from glossator.sources.archives import Archive
from glossator.sources.unicode_forms import is_noise, looks_utf16, marked_encoding

_SAVE_AS = "Open it in the program it comes from and save it as PDF, then import that."
_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xffWPC", f"it is a WordPerfect document. {_SAVE_AS}"),
    (0, b"{\\rtf", f"it is an RTF document. {_SAVE_AS}"),
    (60, b"BOOKMOBI", "it is a Kindle (MOBI) book. Get the book as PDF or HTML and import that."),
    (0, b"%!PS", "it is a PostScript file. Convert it to PDF and import that."),
    (0, b"AT&TFORM", "it is a DjVu scan. Convert it to a PDF with text and import that."),
    (0, b"Rar!\x1a\x07", "it is a RAR archive. Unpack it and import the books inside."),
    (0, b"7z\xbc\xaf\x27\x1c", "it is a 7z archive. Unpack it and import the books inside."),
    (0, b"\x1f\x8b", "it is a gzip archive. Unpack it and import the book inside."),
    (0, b"BZh", "it is a bzip2 archive. Unpack it and import the book inside."),
    (0, b"\xfd7zXZ", "it is an xz archive. Unpack it and import the book inside."),
    (257, b"ustar", "it is a tar archive. Unpack it and import the books inside."),
    (0, b"SQLite format 3", "it is a database, not a book."),
    (0, b"\x7fELF", "it is a program, not a book."),
    (0, b"MZ", "it is a program, not a book."),
)
_PICTURE = "it is a picture ({}). Save it as JPEG or PNG and import that."
_PICTURES: tuple[tuple[int, bytes, str], ...] = (
    (4, b"ftyphei", "HEIC"),
    (4, b"ftypmif1", "HEIC"),
    (4, b"ftypavif", "AVIF"),
    (0, b"8BPS", "Photoshop"),
)
_XML = re.compile(
    rb"\s*(?P<declared><\?xml\s[^>]*>)?(?:\s|<!--(?>.*?-->)|<[?!][^>]*>)*+"
    rb"(?:<(?P<root>[A-Za-z][\w.:-]{0,80})(?P<named>\s[^>]*?\bxmlns\b)?)?",
    re.DOTALL,
)
_ARCHIVE = "it is a ZIP archive. Unpack it and import the books inside."
_AS_PAGE = "Get the book as PDF or HTML from where it came, and import that."
_XML_KINDS = {
    "akomaNtoso": "it is an Akoma Ntoso document (XML), which cannot be opened yet. ",
    "alto": "it is a page of text recognition (ALTO XML), which cannot be opened yet. ",
    "TEI": "it is a TEI document (XML), which cannot be opened yet. ",
    "FictionBook": "it is a FictionBook (XML), which cannot be opened yet. ",
}
_KNOWN = (*_SIGNATURES, *((at, magic, _PICTURE.format(name)) for at, magic, name in _PICTURES))
_MEMBERS = (
    ("xl/workbook.xml", "it is an Excel workbook, not a book to read."),
    ("ppt/presentation.xml", f"it is a PowerPoint file. {_SAVE_AS}"),
    ("content.xml", f"it is an OpenDocument file, which cannot be opened yet. {_SAVE_AS}"),
)


def name_foreign_kind(path: Path | None, head: bytes, suffix: str) -> str:
    """Say what a file is that no format takes, and what to do.

    Args:
        path: of the whole file, to look into archives; None to judge by `head` alone.
        head: its first bytes.
        suffix: of its name, to say when the name promises something else.

    Returns:
        One sentence or two for `RefusedFileError`; "" if `head` alone looks
        like no known foreign kind and `path` is None.
    """
    for at, magic, sentence in _KNOWN:
        if head.startswith(magic, at) and (len(magic) > 2 or is_binary(head)):
            return sentence
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _name_compound(head if path is None else _read_start(path))
    if head.startswith(b"PK\x03\x04"):
        return _name_archive(path)
    if xml := _name_xml(head, suffix):
        return xml
    return "" if path is None else _name_unknown(suffix)


def _name_unknown(suffix: str) -> str:
    promised = {
        ".pdf": "PDF",
        ".html": "HTML",
        ".htm": "HTML",
        ".txt": "text",
        ".md": "Markdown",
        ".docx": "Word",
    }
    if suffix in promised:
        return (
            f"its name says {promised[suffix]}, but its content is not: it may be damaged or cut "
            "off. Fetch it again from where it came."
        )
    return "it is not a kind of book that can be opened (PDF, Word, HTML, Markdown, plain text)."


def _name_xml(head: bytes, suffix: str) -> str:
    """Say what an XML file is, by the name of its root element; "" where it is none."""
    start = head[:8192]
    for mark in (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf"):
        if start.startswith(mark):
            start = start[len(mark) :].replace(b"\0", b"")
    found = _XML.match(start)
    root = (found["root"] or b"").decode("ascii").rpartition(":")[2] if found else ""
    if not found or not (found["declared"] or found["named"] or (root and suffix == ".xml")):
        return ""
    kind = f"it is an XML file{f' (“{root}”)' if root else ''}, which cannot be opened yet. "
    return _XML_KINDS.get(root, kind) + _AS_PAGE


def is_binary(data: bytes) -> bool:
    """Tell whether bytes are something else than text in a common encoding.

    Behind a byte order mark, and in UTF-16, noise means binary; elsewhere one
    control character in fifty.
    """
    mark, encoding = marked_encoding(data)
    if encoding not in {"", "utf-8"}:
        return is_noise(data[len(mark) :].decode(encoding, "replace"))
    if looks_utf16(data):
        return False
    controls = sum(data.count(code) for code in (*range(9), *range(14, 27), 28, 29, 30, 31, 127))
    return controls * 50 > len(data)


def _read_start(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(4_000_000)


def _name_compound(data: bytes) -> str:
    """Name what an OLE2 compound file (Microsoft's older formats) holds."""
    streams = (
        ("WordDocument", f"it is an old Word document (.doc). {_SAVE_AS}"),
        (
            "EncryptedPackage",
            "it is an Office document locked by a password. Save it as PDF first.",
        ),
        ("Workbook", "it is an Excel workbook, not a book to read."),
        ("PowerPoint Document", f"it is an old PowerPoint file. {_SAVE_AS}"),
        ("__substg1.0_", "it is an Outlook message. Print it to PDF and import that."),
    )
    for name, sentence in streams:
        if name.encode("utf-16-le") in data:
            return sentence
    return f"it is an old Microsoft Office file. {_SAVE_AS}"


def _name_archive(path: Path | None) -> str:
    """Name what a zip file holds."""
    if path is None:
        return _ARCHIVE
    try:
        with Archive(path, path.name) as archive:
            names = archive.names
    except RefusedFileError as error:
        return error.reason
    return next(
        (sentence for member, sentence in _MEMBERS if member in names),
        _ARCHIVE,
    )
