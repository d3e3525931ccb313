"""Name the kinds of file that are not read, each with the way out."""

from __future__ import annotations

import re
from pathlib import Path

from glossator.model.errors import RefusedFileError
from glossator.sources.archives import Archive
from glossator.sources.signatures import ARCHIVE, COMPOUND_STREAMS, MEMBERS, SAVE_AS, SIGNATURES
from glossator.sources.unicode_forms import is_noise, looks_utf16, marked_encoding

_XML = re.compile(
    rb"\s*(?P<declared><\?xml\s[^>]*>)?(?:\s|<!--(?>.*?-->)|<[?!][^>]*>)*+"
    rb"(?:<(?P<root>[A-Za-z][\w.:-]{0,80})(?P<named>\s[^>]*?\bxmlns\b)?)?",
    re.DOTALL,
)
_AS_PAGE = "Get the book as PDF or HTML from where it came, and import that."
_XML_KINDS = {
    "akomaNtoso": "it is an Akoma Ntoso document (XML), which cannot be opened yet. ",
    "alto": "it is a page of text recognition (ALTO XML), which cannot be opened yet. ",
    "TEI": "it is a TEI document (XML), which cannot be opened yet. ",
    "FictionBook": "it is a FictionBook (XML), which cannot be opened yet. ",
}
_PROMISES = {
    ".pdf": "PDF",
    ".epub": "EPUB",
    ".docx": "Word",
    ".odt": "OpenDocument",
    ".rtf": "RTF",
    ".html": "HTML",
    ".htm": "HTML",
    ".mht": "MHTML",
    ".mhtml": "MHTML",
    ".txt": "text",
    ".md": "Markdown",
    ".jpg": "a picture",
    ".png": "a picture",
    ".tif": "a picture",
}
_UNKNOWN = (
    "it is not a kind of book that can be opened (PDF, EPUB, Word, ODT, RTF, web pages, "
    "Markdown, text, pictures). Open it in the program it comes from and save it as PDF, then "
    "import that."
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
    for at, magic, sentence in SIGNATURES:
        if head.startswith(magic, at) and (_is_sure(magic) or is_binary(head)):
            return sentence
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _name_compound(head if path is None else _read_compound(path))
    if head.startswith(b"PK\x03\x04"):
        return _name_archive(path)
    if xml := _name_xml(head, suffix):
        return xml
    return "" if path is None else _name_unknown(suffix)


def _is_sure(magic: bytes) -> bool:
    """Tell whether no text begins with these bytes: they are more than letters, and than two."""
    return len(magic) > 2 and not magic.isalnum()


def _name_unknown(suffix: str) -> str:
    if suffix in _PROMISES:
        return (
            f"its name says {_PROMISES[suffix]}, but its content is not: it may be damaged or cut "
            "off. Fetch it again from where it came."
        )
    return _UNKNOWN


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


def _read_compound(path: Path) -> bytes:
    """Read the start of a compound file and of its directory ([MS-CFB] 2.2, 2.6)."""
    with path.open("rb") as file:
        start = file.read(1_000_000)
        sector = 1 << min(start[30], 16) if len(start) > 52 else 512
        directory = int.from_bytes(start[48:52], "little")
        file.seek((directory + 1) * sector)
        return start + file.read(65_536)


def _name_compound(data: bytes) -> str:
    """Name what an OLE2 compound file (Microsoft's older formats) holds."""
    for name, sentence in COMPOUND_STREAMS:
        if name.encode("utf-16-le") in data:
            return sentence
    return f"it is an old Microsoft Office file. {SAVE_AS}"


def _name_archive(path: Path | None) -> str:
    """Name what a zip file holds."""
    if path is None:
        return ARCHIVE
    try:
        with Archive(path, path.name) as archive:
            names = archive.names
    except RefusedFileError as error:
        return error.reason
    return next(
        (sentence for member, sentence in MEMBERS if member in names),
        ARCHIVE,
    )
