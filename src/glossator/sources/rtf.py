"""Read RTF: paragraphs with their styles, numbers, notes, tables and pictures.

A tokenizer and a stack of groups of our own: libraries strip RTF to bare text
and lose what a reader cites by.
"""

from __future__ import annotations

from glossator.model.books import Bibliography, Extraction, Extractor
from glossator.model.errors import RefusedFileError
from glossator.sources.blocks import clean_text
from glossator.sources.docx_changes import describe_changes
from glossator.sources.docx_metadata import person
from glossator.sources.extract import Opened
from glossator.sources.office_book import OfficeText, build_text
from glossator.sources.office_caption import case_bibliography, choose_title, read_caption
from glossator.sources.office_drafts import Draft
from glossator.sources.rtf_reading import RtfReading
from glossator.sources.rtf_tokens import Token, TokenKind, tokens
from glossator.sources.rtf_words import read_word

EXTRACTOR = Extractor("rtf", 2)
_EMPTY = "it holds no text to read. Open it in Word or LibreOffice to see whether it should."
_SIGNS = {"~": "\N{NO-BREAK SPACE}", "-": "\N{SOFT HYPHEN}", "_": "\N{NON-BREAKING HYPHEN}"}
_ESCAPED = frozenset("{}\\")
_EVERY = 100_000  # tokens between two reports of progress


def read_book(opened: Opened) -> Extraction:
    """Read a file; raises RefusedFileError where it holds no text."""
    data = opened.path.read_bytes()
    reading = RtfReading()
    drafts = _read(reading, data, opened)
    office = OfficeText(drafts, reading.notes, reading.endnotes, reading.foreign, reading.language)
    content = build_text(office)
    if not content.text:
        raise RefusedFileError(opened.file_name, _EMPTY)
    opened.on_progress(1000, 1000)
    caption = read_caption(drafts)
    title = clean_text(" ".join(reading.info.get("title", "").split()))
    return Extraction(
        EXTRACTOR,
        content,
        title=choose_title(title, caption, drafts, opened.file_name),
        caption=caption,
        problems=(*describe_changes(reading.changes), *reading.shelf.problems()),
        bibliography=case_bibliography(_bibliography(reading), caption, reading.language),
        pictures=reading.shelf.pictures,
    )


def _read(reading: RtfReading, data: bytes, opened: Opened) -> list[Draft]:
    begins = ignorable = False  # a group, and one that who does not know it may ignore
    for count, token in enumerate(tokens(data)):
        if token.kind is TokenKind.SIGN and token.name == "*":
            ignorable = begins
            continue
        if token.kind is TokenKind.WORD:
            read_word(reading, token.name, token.number, ignorable=ignorable)
        else:
            _read_other(reading, token)
        begins, ignorable = token.kind is TokenKind.OPEN, False
        if count % _EVERY == _EVERY - 1:  # how many there will be is not known
            opened.on_progress(1000 - 100_000_000 // (100_000 + count), 1000)
    return reading.finish()


def _read_other(reading: RtfReading, token: Token) -> None:
    if token.kind is TokenKind.BYTES:
        reading.take_bytes(token.data)
    elif token.kind is TokenKind.OPEN:
        reading.open_group()
    elif token.kind is TokenKind.CLOSE:
        reading.close_group()
    elif token.kind is TokenKind.BINARY:
        reading.take_binary(token.data)
    elif token.name in _ESCAPED:
        reading.take_bytes(token.name.encode("ascii"))
    elif token.name in _SIGNS and not reading.skips():
        reading.put(_SIGNS[token.name])
    elif token.name in {"\n", "\r"}:
        read_word(reading, "par", None, ignorable=False)


def _bibliography(reading: RtfReading) -> Bibliography:
    author = clean_text(" ".join(reading.info.get("author", "").split()))
    made = reading.created
    is_date = made.get("year", 0) > 1900 and 1 <= made.get("month", 0) <= 12
    day = made.get("day", 0)
    issued = f"{made['year']:04}-{made['month']:02}" if is_date else ""
    return Bibliography(
        authors=(person(author),) if author else (),
        issued=f"{issued}-{day:02}" if issued and 1 <= day <= 31 else issued,
        language=reading.language,
    )
