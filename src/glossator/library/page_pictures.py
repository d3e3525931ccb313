"""Pages of books as they were printed: drawn by the page worker, the last ones kept in memory."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass

from glossator.library.library import Library
from glossator.library.page_worker import PageWorker
from glossator.model.books import EditionText, Original, Source, WordBox
from glossator.model.errors import (
    InvalidRequestError,
    NotFoundError,
    PageLockedError,
    PageUnshownError,
    RefusedFileError,
)
from glossator.model.ids import EditionId, OriginalHash
from glossator.model.pictures import PIXELS_AT_MOST, DrawnPage, PageToDraw, Rectangle
from glossator.model.text import Page
from glossator.sources.boxes import unpack_boxes
from glossator.store.files import original_path, read_boxes

DRAWN_KINDS = frozenset({"pdf", "image"})
"""Kinds of originals that have pages to be seen."""

_KEPT_BYTES = 64 << 20
_SCALES = (0.05, 16.0)


@dataclass(frozen=True, slots=True)
class Cut:
    """How a page is asked for.

    Attributes:
        edition: of which text; "" for the one in use.
        page_index: from 0.
        scale: pixels a point.
        part: of the page; None for all of it.
    """

    edition: str
    page_index: int
    scale: float
    part: Rectangle | None = None


class PagePictures:
    """Draws pages for whoever asks, keeps up to 64 MB of pictures, and knows passwords given.

    Methods may be called from any thread.
    """

    def __init__(self, library: Library, worker: PageWorker) -> None:
        self._library = library
        self._worker = worker
        self._kept: OrderedDict[tuple[OriginalHash, Cut], DrawnPage] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    @property
    def kept_bytes(self) -> int:
        """How many bytes of pictures are in memory."""
        return self._size

    def draw(self, source: Source, cut: Cut) -> DrawnPage:
        """Give a page, or a part of it, as a picture.

        Raises:
            NotFoundError: the source has no such edition or page, or no pages to be seen.
            InvalidRequestError: the scale or the part makes no sense.
            PageLockedError: the book's password is wanted.
            PageUnshownError: the page cannot be drawn.
        """
        edition, original = _drawn_edition(source, cut.edition)
        page = _get_page(self._library.content(edition), cut.page_index)
        asked = Cut(edition, cut.page_index, cut.scale, _part_of(page, cut))
        key = (original.hash, asked)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        drawn = self._draw(source, original, page, asked)
        self._keep(key, drawn)
        return drawn

    def page_sizes(
        self, source: Source, edition: str
    ) -> tuple[EditionId, list[tuple[float, float]]]:
        """Give the edition that is meant, and the width and height of its pages in points.

        Raises:
            NotFoundError: the source has no such edition, or no pages to be seen.
        """
        named, _ = _drawn_edition(source, edition)
        return named, [(page.width, page.height) for page in self._library.content(named).pages]

    def give_password(self, source: Source, password: str) -> None:
        """Try a password on a source's file, and keep it in memory if it opens it.

        Raises:
            NotFoundError: the source has no pages to be seen.
            PageLockedError: it is not the password.
            PageUnshownError: its first page cannot be drawn.
        """
        edition, original = _drawn_edition(source, "")
        page = _get_page(self._library.content(edition), 0)
        before = self._library.passwords.get(original.hash)
        self._library.passwords[original.hash] = password
        try:
            self._draw(source, original, page, Cut(edition, 0, _SCALES[0]))
        except PageLockedError as error:
            self._library.passwords.pop(original.hash)
            if before is not None:
                self._library.passwords[original.hash] = before
            raise PageLockedError(source.title, wrong=True) from error

    def forget(self, original: OriginalHash) -> None:
        """Let the pictures of a file's pages go, which is deleted."""
        with self._lock:
            for key in [key for key in self._kept if key[0] == original]:
                self._size -= len(self._kept.pop(key).data)

    def close(self) -> None:
        """Let the worker go."""
        self._worker.close()

    def _draw(self, source: Source, original: Original, page: Page, asked: Cut) -> DrawnPage:
        password = self._library.passwords.get(original.hash)
        path = str(original_path(self._library.folder, original.hash))
        try:
            return self._worker.draw(
                PageToDraw(
                    path,
                    original.kind,
                    original.file_name,
                    password,
                    asked.page_index,
                    asked.scale,
                    asked.part,
                )
            )
        except RefusedFileError as error:
            if error.needs_password:
                raise PageLockedError(source.title) from error
            name = page.label or str(page.index + 1)
            raise PageUnshownError(source.title, name, error.reason.rstrip(".")) from error

    def _keep(self, key: tuple[OriginalHash, Cut], drawn: DrawnPage) -> None:
        """Keep a picture, and let the least used go until all are within the bound."""
        with self._lock:
            if key not in self._kept and len(drawn.data) <= _KEPT_BYTES // 4:
                self._kept[key] = drawn
                self._size += len(drawn.data)
            while self._size > _KEPT_BYTES:
                self._size -= len(self._kept.popitem(last=False)[1].data)


def page_pictures_of(library: Library) -> PagePictures:
    """Give what draws the pages of a library's books, as long as it is open."""
    return library.service(PagePictures, lambda: PagePictures(library, PageWorker()))


def words_of_page(
    library: Library, source: Source, edition: str, page_index: int
) -> tuple[EditionText, list[WordBox]]:
    """Give an edition, and the words of a page of it with their places, in the order of the text.

    Args:
        library: the library.
        source: the source.
        edition: which of its texts; "" for the one in use.
        page_index: from 0.

    Raises:
        NotFoundError: there is no such edition or page.
        LibraryUnusableError: the edition's file is damaged.
    """
    named, _ = _drawn_edition(source, edition)
    content = library.content(named)
    page = _get_page(content, page_index)
    packed = read_boxes(library.folder, named, page_index)
    return content, unpack_boxes(packed, page.start) if packed else []


def has_pages(source: Source) -> bool:
    """Tell whether a source's pages can be seen as they were printed."""
    return source.original is not None and source.original.kind in DRAWN_KINDS


def _drawn_edition(source: Source, edition: str) -> tuple[EditionId, Original]:
    """Find the edition that is meant, and its file."""
    wanted = edition or source.edition
    found: tuple[EditionId, Original] | None = None
    if source.edition and source.original and wanted == source.edition:
        found = (source.edition, source.original)
    for other in source.editions:
        if found is None and other.edition == wanted:
            found = (other.edition, other.original)
    if found is None or found[1].kind not in DRAWN_KINDS:
        raise NotFoundError("book with pages to be seen", source.title)
    return found


def _get_page(content: EditionText, page_index: int) -> Page:
    if not 0 <= page_index < len(content.pages):
        raise NotFoundError("page", str(page_index + 1))
    return content.pages[page_index]


def _part_of(page: Page, cut: Cut) -> Rectangle | None:
    """Give the part asked for as far as it lies on the page.

    Raises:
        InvalidRequestError: none of it does, or its picture would be too small or too large.
    """
    if not _SCALES[0] <= cut.scale <= _SCALES[1]:
        raise InvalidRequestError(f"A page is not drawn at {cut.scale:g} pixels a point.")
    part = cut.part
    if part is not None:
        left, top = max(0.0, part.x), max(0.0, part.y)
        right = min(page.width, part.x + part.width)
        below = min(page.height, part.y + part.height)
        part = Rectangle(left, top, right - left, below - top)
    width, height = (part.width, part.height) if part else (page.width, page.height)
    if not (width * cut.scale >= 1 and height * cut.scale >= 1):  # not a number, too
        raise InvalidRequestError("This part of the page is too small to be drawn.")
    if width * height * cut.scale**2 > PIXELS_AT_MOST:
        raise InvalidRequestError("This is too large to be drawn at once: ask for a part of it.")
    return part
