"""Sources, originals, editions: a work, its file, and one extracted text of it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from glossator.model.ids import CourseId, EditionId, OriginalHash, SourceId
from glossator.model.text import (
    Block,
    ContentsEntry,
    ForeignMark,
    Image,
    Marker,
    Page,
    Pinpoint,
    Style,
    Table,
)


@dataclass(frozen=True, slots=True)
class Original:
    """The file as imported, never altered.

    Attributes:
        hash: SHA-256 of its bytes; also its name in the library folder.
        file_name: the name it had, without folders; shown, never used as a path.
        kind: "pdf", "epub", "docx", "odt", "rtf", "html", "mhtml", "html-bundle",
            "markdown", "text" or "image": told by content.
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
class Name:
    """A person's name in two parts; of a body (a court, a firm) all of it is `family`."""

    family: str
    given: str = ""


@dataclass(frozen=True, slots=True)
class Bibliography:
    """What a citation manager knows of a work beside its title; "" and () = not known.

    Attributes:
        kind: an item type of CSL 1.0.2: "book", "chapter", "article-journal",
            "legal_case", "legislation", "report", "thesis", "webpage", "document".
        authors: in order.
        editors: in order.
        issued: "2010", "2010-03" or "2010-03-04".
        publisher: its name.
        place: of publication.
        container: journal, reporter or collection it appeared in.
        volume: as printed.
        issue: as printed.
        pages: as printed: "214-224".
        edition: as printed.
        isbn: with or without hyphens.
        doi: without an address before it.
        url: where it is found.
        language: BCP 47 tag.
        key: by which a citation manager knows it; "" for none.
    """

    kind: str = ""
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    issued: str = ""
    publisher: str = ""
    place: str = ""
    container: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    edition: str = ""
    isbn: str = ""
    doi: str = ""
    url: str = ""
    language: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class SourceEdition:
    """A text that a source can be read in: its file, and one reading of it.

    Attributes:
        original: the file.
        edition: the text made of it.
        length: of the text in code points.
        made_by: the extractor's name, and what it was told; shown to the reader.
        problems: sentences that said what is odd about it.
        offers: what else can be made of the file: names of `Offer`.
    """

    original: Original
    edition: EditionId
    length: int
    made_by: str = ""
    problems: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()


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
        bibliography: for citing and for citation managers.
        archived: out of the way, yet kept as it is.
        editions: all texts of it, that in use among them; empty while there is only one.
        offers: what else can be made of the file in use: names of `Offer`.
        preferred_scheme: the scheme of pinpoints to cite it by; "" for the usual order.
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
    bibliography: Bibliography = Bibliography()
    archived: bool = False
    editions: tuple[SourceEdition, ...] = ()
    offers: tuple[str, ...] = ()
    preferred_scheme: str = ""


class Offer(StrEnum):
    """What an extractor can make of a file on request, as a further edition.

    Each is also the name of the parameter that asks for it ("reader-view=yes").
    """

    RECOGNISE = "recognise"
    REPAIR_ENCODING = "repair-encoding"
    READER_VIEW = "reader-view"


@dataclass(frozen=True, slots=True)
class Extractor:
    """The program that made a text from a file.

    Attributes:
        name: such as "pdf".
        version: raised whenever the same file would give another text.
        parameters: what it was told, as canonical text ("reader-view=yes", several
            sorted and parted by "; "); "" for nothing.
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
        direction: "rtl" for a text that runs from right to left, else "".
        images: sorted by start.
        tables: sorted by start; a table that its text tells all about may be left out.
        contents: as the file declares them, in its order; empty where it declares
            none (the headings stand in).
        foreign_marks: what other programs left in the file, in the order of the text.
        continued: where blocks begin that a reader joined with the text before them over
            a footnote: they go on in its paragraph, and the note is shown after both.
    """

    text: str
    blocks: tuple[Block, ...]
    pages: tuple[Page, ...] = ()
    pinpoints: tuple[Pinpoint, ...] = ()
    markers: tuple[Marker, ...] = ()
    styles: tuple[Style, ...] = ()
    language: str = ""
    direction: str = ""
    images: tuple[Image, ...] = ()
    tables: tuple[Table, ...] = ()
    contents: tuple[ContentsEntry, ...] = ()
    foreign_marks: tuple[ForeignMark, ...] = ()
    continued: tuple[int, ...] = ()


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
        bibliography: what the file says of the work.
        pictures: the bytes of the images by `Image.name`.
        offers: what else can be made of the file on request.
    """

    extractor: Extractor
    content: EditionText
    boxes: tuple[bytes, ...] = ()
    title: str = ""
    caption: Caption = Caption()
    problems: tuple[str, ...] = ()
    bibliography: Bibliography = Bibliography()
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    offers: tuple[Offer, ...] = ()


def edition_id(original: OriginalHash, extractor: Extractor) -> EditionId:
    """Name the edition that an extractor makes of an original.

    Returns:
        SHA-256 (hex) of original's hash, extractor's name, version and
        parameters, joined by newlines.
    """
    name = "\n".join((original, extractor.name, str(extractor.version), extractor.parameters))
    return EditionId(hashlib.sha256(name.encode()).hexdigest())
