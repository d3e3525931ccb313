"""Sources, originals, editions: a work, its file, and one extracted text of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from glossator.model.ids import CourseId, EditionId, OriginalHash, SourceId
from glossator.model.text import Block, Marker, Page, Pinpoint, Style


@dataclass(frozen=True, slots=True)
class Original:
    """The file as imported, never altered.

    Attributes:
        hash: SHA-256 of its bytes; also its name in the library folder.
        file_name: the name it had, without folders; shown, never used as a path.
        kind: "pdf", "html", "markdown" or "text": told by content.
        size: bytes.
    """

    hash: OriginalHash
    file_name: str
    kind: str
    size: int


@dataclass(frozen=True, slots=True)
class Caption:
    """What is known of a case (or another work) for the head of its brief; "" = not known."""

    parties: str = ""
    court: str = ""
    decided: str = ""
    docket: str = ""
    citation: str = ""
    judges: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A work to be read.

    Attributes:
        id: its id.
        title: as shown.
        course: the course it belongs to.
        original: None for a source known only from an import of annotations.
        edition: the text in use; None without a file.
        caption: for the head of notes.
        length: of the edition's text in code points; 0 without one.
        problems: sentences that said at import what is odd about the file.
        expected_hash: for a source without a file: the hash of the file it waits for.
    """

    id: SourceId
    title: str
    course: CourseId
    original: Original | None = None
    edition: EditionId | None = None
    caption: Caption = Caption()
    length: int = 0
    problems: tuple[str, ...] = ()
    expected_hash: OriginalHash | None = None


@dataclass(frozen=True, slots=True)
class Extractor:
    """The program that made a text from a file.

    Attributes:
        name: such as "pdf".
        version: raised whenever the same file would give another text.
        parameters: what it was told, as canonical text; "" for nothing.
    """

    name: str
    version: int
    parameters: str = ""


@dataclass(frozen=True, slots=True)
class WordBox:
    """A word of a page: its span in the edition's text and where it stands.

    `x`, `y` (from the top left), `width`, `height` are points. A word that was
    broken at a line end has two boxes, each with its part of the span.
    """

    start: int
    end: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class EditionText:
    """What an edition holds: immutable once stored.

    Attributes:
        text: the canonical text.
        blocks: in the order of the text, covering it but for the newlines between.
        pages: in order; empty where the book has none.
        pinpoints: sorted by scheme, then start.
        markers: sorted by start.
        styles: sorted by start.
        language: BCP 47 tag, "" where not known.
    """

    text: str
    blocks: tuple[Block, ...]
    pages: tuple[Page, ...] = ()
    pinpoints: tuple[Pinpoint, ...] = ()
    markers: tuple[Marker, ...] = ()
    styles: tuple[Style, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What opening a file gave.

    Attributes:
        extractor: which program at which version.
        content: the edition's text.
        boxes: for each page its packed word boxes (`sources.boxes`); empty
            where the format has no fixed pages.
        title: what the file calls itself; "" where it says nothing.
        caption: what the file says of the case.
        problems: sentences for the reader about what is odd.
    """

    extractor: Extractor
    content: EditionText
    boxes: tuple[bytes, ...] = ()
    title: str = ""
    caption: Caption = Caption()
    problems: tuple[str, ...] = ()


def edition_id(original: OriginalHash, extractor: Extractor) -> EditionId:
    """Name the edition that an extractor makes of an original.

    Returns:
        SHA-256 (hex) of original's hash, extractor's name, version and
        parameters, joined by newlines.
    """
    name = "\n".join((original, extractor.name, str(extractor.version), extractor.parameters))
    return EditionId(hashlib.sha256(name.encode()).hexdigest())
