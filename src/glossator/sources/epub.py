"""Read EPUB books, versions 2 and 3: the whole reading order as one text.

Standards: EPUB 3.3 (W3C) and OPF/OPS/OCF 2.0.1 (IDPF). Nothing runs and nothing
is fetched; fonts, sound and film are left aside.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from glossator.model.books import EditionText, Extraction, Extractor
from glossator.model.errors import RefusedFileError
from glossator.model.text import PinpointOrigin
from glossator.sources.archive_paths import resolve_path
from glossator.sources.archives import Archive
from glossator.sources.css_styles import ClassStyles, read_class_styles
from glossator.sources.epub_contents import Navigation, read_navigation
from glossator.sources.epub_documents import Document, load_documents, load_notes_beside
from glossator.sources.epub_locks import refuse_locked
from glossator.sources.epub_metadata import language_tag, read_metadata
from glossator.sources.epub_notes import NoteLinks, find_notes, name_of
from glossator.sources.epub_package import Package, read_package
from glossator.sources.epub_parts import Parts
from glossator.sources.epub_pictures import PagePictures
from glossator.sources.epub_walk import EpubWalk
from glossator.sources.extract import Opened, Progress
from glossator.sources.line_pins import pin_marked_lines
from glossator.sources.paragraph_numbers import with_paragraph_numbers
from glossator.sources.pictures import PictureShelf

EXTRACTOR = Extractor("epub", 2)

_EMPTY = (
    "it holds no text and no picture that can be read: it may be damaged. Fetch it again from "
    "where it came."
)
_RIGHT_TO_LEFT = frozenset(
    {"ar", "he", "iw", "fa", "ur", "yi", "ps", "sd", "ug", "dv", "ckb", "arc"}
)
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class _Book:
    """A book that has been looked through, before its text is gathered."""

    parts: Parts
    package: Package
    navigation: Navigation
    documents: Sequence[Document]
    links: NoteLinks


def read_book(opened: Opened) -> Extraction:
    """Read a book; raises RefusedFileError where it is locked, damaged or empty."""
    with Archive(opened.path, opened.file_name) as archive:
        book = _look_through(Parts(archive), opened.file_name)
        opened.on_progress(200, 1000)
        shelf = PictureShelf()
        pictures = PagePictures(book.parts, shelf)
        walk = _walk(book, pictures, opened.on_progress)
    title, bibliography = read_metadata(book.package.metadata)
    content = _finish(walk, book, bibliography.language)
    if not content.text:
        raise RefusedFileError(opened.file_name, _EMPTY)
    return Extraction(
        EXTRACTOR,
        content,
        title=title,
        problems=(*book.parts.problems(), *pictures.problems(), *walk.problems()),
        bibliography=bibliography,
        pictures=shelf.pictures,
    )


def _look_through(parts: Parts, file_name: str) -> _Book:
    """Parse all that the reading order lists, and pair calls with notes over the whole book."""
    package = read_package(parts, file_name)
    refuse_locked(parts, package, file_name)
    navigation = read_navigation(parts, package)
    documents = load_documents(parts, package)
    links = find_notes(documents)
    if links.elsewhere:
        documents += load_notes_beside(parts, package, links.elsewhere, documents)
        links = find_notes(documents)
    return _Book(parts, package, navigation, documents, links)


def _walk(book: _Book, pictures: PagePictures, on_progress: Progress) -> EpubWalk:
    walk = EpubWalk(book.links, book.navigation.pages, _wanted(book), pictures)
    sheets = _StyleSheets(book.parts)
    for done, document in enumerate(book.documents, 1):
        walk.read(document, sheets.of(document))
        on_progress(200 + 800 * done // len(book.documents), 1000)
    return walk


def _wanted(book: _Book) -> Mapping[str, frozenset[str]]:
    """Give the ids that something leads to, by the document they stand in."""
    found: dict[str, set[str]] = defaultdict(set)
    for path, own in (
        *(entry.place for entry in book.navigation.contents),
        *book.navigation.pages,
        *book.links.places,
    ):
        found[path].add(own)
    return {path: frozenset(own) for path, own in found.items()}


def _finish(walk: EpubWalk, book: _Book, language: str) -> EditionText:
    """Add what is declared of the whole book: its contents, pages that are whole documents."""
    builder = walk.builder
    documents = {document.path: document for document in book.documents}
    for entry in book.navigation.contents:
        path, own = entry.place
        document = documents.get(path) if own else None
        if document is None or document.find(own) is None:
            own = ""
        builder.add_contents_entry(entry.title, entry.level, name_of((path, own)))
    for place, label in book.navigation.pages.items():
        start = builder.place_of(name_of(place)) if not place[1] else None
        if start is not None and label:
            builder.pin("epub-page", label, start, PinpointOrigin.DECLARED)
    language = language or _declared_language(book.documents)
    direction = _direction(book.documents, language)
    content = builder.finish(language=language, direction=direction)
    return pin_marked_lines(with_paragraph_numbers(content))


def _declared_language(documents: Sequence[Document]) -> str:
    """Give the language that most documents declare, "" where none does."""
    roots = [document.root for document in documents if document.root is not None]
    tags = Counter(language_tag(root.get(_XML_LANG) or root.get("lang") or "") for root in roots)
    return next((tag for tag, _ in tags.most_common() if tag), "")


def _direction(documents: Sequence[Document], language: str) -> str:
    """Tell whether the text runs from right to left: as most pages declare, else by language."""
    declared: Counter[str] = Counter()
    for document in documents:
        for element in (document.root, document.body):
            if element is not None and (said := (element.get("dir") or "").lower()):
                declared[said] += 1
    if declared:
        return "rtl" if declared["rtl"] > declared["ltr"] else ""
    return "rtl" if language.partition("-")[0].lower() in _RIGHT_TO_LEFT else ""


class _StyleSheets:
    """The style sheets of a book, each read once."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._read: dict[str, ClassStyles] = {}

    def of(self, document: Document) -> ClassStyles:
        """Give what the style sheets of a document, and the styles in its head, say."""
        head = document.root.find("{*}head") if document.root is not None else None
        found: ClassStyles = {}
        for element in head.iter("{*}link", "{*}style") if head is not None else ():
            found |= self._styles_of(document.path, element)
        return found

    def _styles_of(self, page: str, element: etree._Element) -> ClassStyles:
        href = element.get("href")
        if href is None:
            return read_class_styles("".join(element.itertext()))
        if "stylesheet" not in (element.get("rel") or "").lower().split():
            return {}
        place = resolve_path(page, href)
        if place is None or not self._parts.find(place[0]):
            return {}
        if place[0] not in self._read:
            data = self._parts.read(place[0])
            self._read[place[0]] = read_class_styles((data or b"").decode(errors="replace"))
        return self._read[place[0]]
