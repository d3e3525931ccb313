"""A source whose file came with another program's marks, made without that program."""

from __future__ import annotations

import hashlib

from glossator.library.library import Library
from glossator.model.books import (
    EditionText,
    Extraction,
    Extractor,
    Original,
    Source,
    WordBox,
    edition_id,
)
from glossator.model.ids import OriginalHash, SourceId
from glossator.model.operations import Step
from glossator.model.text import Area, Block, BlockKind, ForeignKind, ForeignMark, Page, Span
from glossator.sources.boxes import pack_boxes
from glossator.store.files import keep_edition
from glossator.store.records import source_writes
from tests.library.opinions import new_id

TEXT = "The keeper of a tame heron need not fence it.\n12\nHe is liable only for a known danger."
YELLOW, GREEN = "#ffff00", "#00ff00"


def span_of(words: str) -> Span:
    """Give where words stand in `TEXT`."""
    start = TEXT.index(words)
    return Span(start, start + len(words))


def highlight(words: str, name: str = "", **more: object) -> ForeignMark:
    """Make a yellow highlight by Ada over words of `TEXT`."""
    given: dict[str, object] = {"author": "Ada", "colour": YELLOW, **more}
    return ForeignMark(name, ForeignKind.HIGHLIGHT, (span_of(words),), **given)  # type: ignore[arg-type]


def note(comment: str, area: Area | None, name: str = "") -> ForeignMark:
    """Make a note of Ada's that stands on no words."""
    return ForeignMark(name, ForeignKind.NOTE, (), "Ada", comment=comment, area=area)


def add_source(
    library: Library,
    *marks: ForeignMark,
    version: int = 1,
    source: SourceId | None = None,
    title: str = "Heron",
) -> Source:
    """Put a source into the library, or give one a later edition, with these marks in its file.

    Each word of its one page is a box of 10 by 10 points, one after the other; its second
    row begins after the page number "12".
    """
    content = EditionText(
        TEXT,
        _blocks(),
        pages=(Page(0, "", 0, 600, 800),),
        foreign_marks=tuple(marks),
    )
    extraction = Extraction(Extractor("made", version), content, (pack_boxes(_boxes(), 0),))
    digest = OriginalHash(hashlib.sha256(repr(marks).encode()).hexdigest())
    edition = edition_id(digest, extraction.extractor)
    keep_edition(library.folder, edition, digest, extraction)
    made = Source(
        id=source or SourceId(new_id()),
        title=title,
        course=next(iter(library.catalogue.courses)),
        original=Original(digest, "heron.pdf", "pdf", 10),
        edition=edition,
        length=len(TEXT),
    )
    library.commit(Step(new_id(), "import", f"Imported {title}", source_writes(made)))
    return made


def _blocks() -> tuple[Block, ...]:
    blocks, at = [], 0
    kinds = (BlockKind.PARAGRAPH, BlockKind.PAGE_NUMBER, BlockKind.PARAGRAPH)
    for line, kind in zip(TEXT.split("\n"), kinds, strict=True):
        blocks.append(Block(kind, 0, at, at + len(line), 0))
        at += len(line) + 1
    return tuple(blocks)


def _boxes() -> list[WordBox]:
    boxes, at = [], 0
    for row, line in enumerate(TEXT.split("\n")):
        for column, word in enumerate(line.split(" ")):
            boxes.append(WordBox(at, at + len(word), 20 * column, 20 * row, 10, 10))
            at += len(word) + 1
    return boxes
