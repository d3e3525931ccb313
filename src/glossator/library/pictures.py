"""The pictures that stand in a book: their bytes, as its edition keeps them."""

from __future__ import annotations

from dataclasses import dataclass

from glossator.library.library import Library
from glossator.model.books import Source
from glossator.model.errors import NotFoundError
from glossator.model.ids import EditionId
from glossator.store.files import read_image

PICTURE_TYPES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/svg+xml"})
"""What a picture may be; anything else is not handed out."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's bytes and their media type."""

    media_type: str
    data: bytes


def get_picture(library: Library, source: Source, name: str) -> Picture:
    """Give a picture of a source by its name, from the edition in use or an earlier one.

    Raises:
        NotFoundError: no edition of the source has such a picture.
        LibraryUnusableError: the edition's file is missing or damaged.
    """
    for edition in editions_of(source):
        media_type = _type_of(library, edition, name)
        data = read_image(library.folder, edition, name) if media_type else None
        if data is not None:
            return Picture(media_type, data)
    raise NotFoundError("picture", name)


def editions_of(source: Source) -> list[EditionId]:
    """List the editions of a source, the one in use first."""
    kept = [source.edition, *(kept.edition for kept in source.editions)]
    return list(dict.fromkeys(edition for edition in kept if edition))


def _type_of(library: Library, edition: EditionId, name: str) -> str:
    """Give the media type of an edition's picture, "" for one it has not or that is no picture."""
    images = library.content(edition).images
    found = next((image.media_type for image in images if image.name and image.name == name), "")
    return found if found in PICTURE_TYPES else ""
