"""The bin: sources that were deleted, until it is emptied.

A source in the bin keeps its files and its marks. Emptying takes away the files
that nothing else names; the marks stay in the log, and the source, should its
deletion be undone or its file be imported again, is one that waits for its file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from glossator.library.library import Library
from glossator.library.page_pictures import PagePictures
from glossator.library.text_change import list_editions
from glossator.model.books import Source
from glossator.model.errors import InvalidRequestError, NotFoundError
from glossator.model.ids import EditionId, OriginalHash
from glossator.model.operations import Change, Step, Write
from glossator.store.files import (
    discard_edition,
    discard_original,
    edition_path,
    original_path,
)
from glossator.store.recognition_files import forget_pages
from glossator.store.records import decode_source

_EMPTIER = "the bin"
"""Who empties: not the reader, whose undo could not bring the files back."""


@dataclass(frozen=True, slots=True)
class BinFiles:
    """What emptying the bin would take away.

    Attributes:
        sources: all in the bin.
        originals: files that only they name.
        editions: texts that only they name.
        size: of these, in bytes.
    """

    sources: tuple[Source, ...]
    originals: tuple[OriginalHash, ...]
    editions: tuple[EditionId, ...]
    size: int


def list_bin(library: Library) -> list[Source]:
    """List the sources in the bin, by title."""
    found = [
        decode_source(id, fields)
        for id, fields in library.store.list_deleted("source").items()
        if "emptied" not in fields and "joined_to" not in fields and "title" in fields
    ]
    return sorted(found, key=lambda source: (source.title.casefold(), source.id))


def bin_sources(library: Library, step_id: str, sources: Sequence[str]) -> Change:
    """Put sources into the bin, as one step; undo or restoring brings them back.

    Raises:
        NotFoundError: one of them does not exist; none is moved.
        InvalidRequestError: none was named.
        NotSavedError: it could not be written.
    """
    found = [library.catalogue.get_source(source) for source in sources]
    label = f"Put {name_pile(found)} into the bin"
    writes = tuple(Write("source", source.id, "deleted", value=True) for source in found)
    return library.commit(Step(step_id, "delete_source", label, writes))


def restore_sources(library: Library, step_id: str, sources: Sequence[str]) -> Change:
    """Take sources out of the bin, as one step.

    Raises:
        NotFoundError: one of them is not in the bin; none is moved.
        InvalidRequestError: none was named.
        NotSavedError: it could not be written.
    """
    binned = {str(source.id): source for source in list_bin(library)}
    for source in sources:
        if source not in binned:
            raise NotFoundError("source in the bin", source)
    found = [binned[source] for source in sources]
    writes = tuple(Write("source", source.id, "deleted", value=None) for source in found)
    label = f"Took {name_pile(found)} out of the bin"
    return library.commit(Step(step_id, "restore_source", label, writes))


def measure_bin(library: Library) -> BinFiles:
    """Say what emptying the bin would take away."""
    binned = list_bin(library)
    kept = named_files(library.catalogue.sources.values())
    originals, editions = (
        names - still for names, still in zip(named_files(binned), kept, strict=True)
    )
    paths = [original_path(library.folder, OriginalHash(name)) for name in originals]
    paths += [edition_path(library.folder, EditionId(name)) for name in editions]
    return BinFiles(
        sources=tuple(binned),
        originals=tuple(OriginalHash(name) for name in sorted(originals)),
        editions=tuple(EditionId(name) for name in sorted(editions)),
        size=sum(path.stat().st_size for path in paths if path.exists()),
    )


def empty_bin(library: Library, step_id: str) -> Change:
    """Empty the bin: its files are taken away for good.

    Not undone by the reader's undo, since nothing could bring the files back.

    Raises:
        InvalidRequestError: there is nothing in the bin.
        NotSavedError: it could not be written; everything is still there.
    """
    gone = measure_bin(library)
    if not gone.sources:
        raise InvalidRequestError("The bin is empty already.")
    writes: list[Write] = []
    for source in gone.sources:
        writes += _emptying(source, gone)
    label = f"Emptied the bin of {name_pile(gone.sources)}"
    change = library.store.commit(Step(step_id, "empty_bin", label, tuple(writes)), _EMPTIER)
    # The operation first: should the program end here, `check` names what is left over.
    for original in gone.originals:
        discard_original(library.folder, original)
        forget_all_of(library, original)
    for edition in gone.editions:
        discard_edition(library.folder, edition)
    return change


def forget_all_of(library: Library, original: OriginalHash) -> None:
    """Let go of what was kept beside a file: recognised and drawn pages, its password."""
    forget_pages(library.folder, original)
    library.passwords.pop(original, None)
    pictures = library.find_service(PagePictures)
    if pictures is not None:
        pictures.forget(original)


def name_pile(sources: Sequence[Source]) -> str:
    """Name one source by its title, several by their number.

    Raises:
        InvalidRequestError: there is none.
    """
    if not sources:
        raise InvalidRequestError("No source was named. Nothing was changed.")
    return sources[0].title if len(sources) == 1 else f"{len(sources)} sources"


def _emptying(source: Source, gone: BinFiles) -> Iterable[Write]:
    originals, editions = named_files([source])
    record = {
        "emptied": {
            "originals": sorted(originals & set(gone.originals)),
            "editions": sorted(editions & set(gone.editions)),
        },
        "expected_hash": source.original.hash if source.original else source.expected_hash,
        "original": None,
        "edition": None,
        "editions": None,
        "length": None,
    }
    return (Write("source", source.id, name, value) for name, value in record.items())


def named_files(sources: Iterable[Source]) -> tuple[set[str], set[str]]:
    """Give the originals and the editions that sources name."""
    texts = [text for source in sources for text in list_editions(source)]
    return {text.original.hash for text in texts}, {text.edition for text in texts}
