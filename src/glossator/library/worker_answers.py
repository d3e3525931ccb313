"""What the import worker answered, checked before anything of it is believed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from glossator.model.books import EditionText, Extraction
from glossator.model.errors import RefusedFileError
from glossator.model.text import Image

DIED = "it could not be read. It may be damaged: open it in its own program and save it anew."

_ANSWER_AT_MOST = 768 << 20  # bytes; the largest book that is read gives a third of that
_Outcome = tuple[Extraction | None, str, bool]


def read_answer(output: Path, file_name: str) -> Extraction:
    """Read what the worker wrote of a book.

    Args:
        output: where it wrote it.
        file_name: of the book, as the reader knows it.

    Raises:
        RefusedFileError: the worker refused the book, or its answer does not
            hold together.
    """
    try:
        if output.stat().st_size > _ANSWER_AT_MOST:
            raise RefusedFileError(file_name, DIED)
        outcome: _Outcome = msgspec.msgpack.decode(output.read_bytes(), type=_Outcome)
    except (OSError, msgspec.MsgspecError) as error:
        raise RefusedFileError(file_name, DIED) from error
    extraction, refusal, needs_password = outcome
    if extraction is None:
        raise RefusedFileError(file_name, refusal or DIED, needs_password=needs_password)
    if not _holds_together(extraction):
        raise RefusedFileError(file_name, DIED)
    return extraction


def _holds_together(extraction: Extraction) -> bool:
    content = extraction.content
    return (
        _blocks_follow(content)
        and _lies_within(content)
        and len(extraction.boxes) in {0, len(content.pages)}
        and _pictures_are_there(content.images, extraction.pictures)
    )


def _blocks_follow(content: EditionText) -> bool:
    """Tell whether blocks cover the text one after another, each on a page there is."""
    at = 0
    for block in content.blocks:
        if block.start != at or not block.start <= block.end <= len(content.text):
            return False
        if block.page_index is not None and not 0 <= block.page_index < len(content.pages):
            return False
        at = block.end + 1
    return True


def _lies_within(content: EditionText) -> bool:
    """Tell whether everything that has a place in the text lies within it."""
    length = len(content.text)
    spans = [(marker.start, marker.end) for marker in content.markers]
    spans += [(style.start, style.end) for style in content.styles]
    spans += [(page.start, length) for page in content.pages]
    spans += [(pinpoint.start, length) for pinpoint in content.pinpoints]
    spans += [(image.start, length) for image in content.images]
    spans += [(table.start, length) for table in content.tables]
    spans += [(entry.start, length) for entry in content.contents]
    spans += [(span.start, span.end) for mark in content.foreign_marks for span in mark.spans]
    return all(0 <= start <= end <= length for start, end in spans)


def _pictures_are_there(images: Sequence[Image], pictures: Mapping[str, bytes]) -> bool:
    """Tell whether each picture has the bytes that its name stands for, and no other is there."""
    named = {image.name for image in images if image.name}
    return named <= pictures.keys() and all(
        hashlib.sha256(picture).hexdigest() == name for name, picture in pictures.items()
    )
