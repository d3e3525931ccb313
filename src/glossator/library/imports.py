"""Importing: keep the original, open it in the worker, store the edition, record the source.

Files are written first, then the one operation that names them; a refused file
leaves nothing behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from glossator.library.binned import list_bin, restore_sources
from glossator.library.editions import add_edition
from glossator.library.library import Library
from glossator.library.page_bundles import bundle_name, keep_with_folder
from glossator.library.placing import place_annotation
from glossator.library.text_change import list_editions
from glossator.library.worker import (
    NOBODY_WATCHES,
    ReadingStoppedError,
    Watch,
    extract_in_worker,
    limits_for,
)
from glossator.model.books import Caption, Extraction, Original, Source, edition_id
from glossator.model.errors import GlossatorError, RefusedFileError
from glossator.model.ids import CourseId, EditionId, OriginalHash, SourceId
from glossator.model.operations import Step, Write
from glossator.store.files import (
    KeptOriginal,
    discard_original,
    keep_edition,
    keep_original,
    original_path,
)
from glossator.store.records import annotation_writes, source_writes

IMPORTED, KNOWN, REFUSED, CANCELLED = "imported", "known", "refused", "cancelled"

_OUT_OF_THE_BIN = "It was in the bin, and is back from there with its marks."


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one file: `status` is "imported", "known", "refused" or "cancelled".

    `source` and `title` are None where it was refused; `problems` say why, or
    what is odd about the file; `needs_password`: it opens with a password.
    """

    file: str
    status: str
    source: SourceId | None
    title: str | None
    problems: tuple[str, ...]
    needs_password: bool = False


@dataclass(frozen=True, slots=True)
class FileToImport:
    """A file to import: where it lies, its name as the reader knows it, and how to open it.

    `edition_of` names the source that it becomes a further text of.
    """

    path: Path
    name: str
    course: CourseId
    password: str | None = None
    caption: Caption | None = None
    title: str | None = None
    edition_of: SourceId | None = None


def import_file(library: Library, file: FileToImport, watch: Watch = NOBODY_WATCHES) -> Imported:
    """Import one file. A file that cannot be opened is a result, not an exception.

    Several may run at once; of two of the same bytes one waits for the other.

    Args:
        library: the library.
        file: what to import and where to.
        watch: who follows it, and may stop it.

    Raises:
        NotSavedError: the library could not be written.
        NotFoundError: the source that it should be a text of is gone.
    """
    name = clean_name(file.name)
    try:
        kept = _keep(library, file.path, name)
        with library.importing.hold(kept.hash):
            if not original_path(library.folder, kept.hash).exists():
                kept = _keep(library, file.path, name)  # its twin was refused and took it away
            return _import_kept(library, file, kept, watch)
    except RefusedFileError as error:
        return Imported(name, REFUSED, None, None, (str(error),), error.needs_password)
    except ReadingStoppedError as error:
        return Imported(name, CANCELLED, None, None, (str(error),))


def _import_kept(
    library: Library, file: FileToImport, kept: KeptOriginal, watch: Watch
) -> Imported:
    name = clean_name(file.name)
    known = _find_by_original(library.catalogue.sources.values(), kept.hash)
    if known is not None:
        return Imported(name, KNOWN, known.id, known.title, ())
    binned = _find_by_original(list_bin(library), kept.hash)
    if binned is not None and file.edition_of is None:
        restore_sources(library, library.new_id(), [binned.id])
        return Imported(name, IMPORTED, binned.id, binned.title, (_OUT_OF_THE_BIN,))
    try:
        extraction = extract_in_worker(
            original_path(library.folder, kept.hash),
            name,
            password=file.password,
            watch=watch,
            limits=limits_for(kept.size),
            output=library.folder / "editions" / f"reading-{library.new_id()}.tmp",
        )
    except GlossatorError:
        if kept.is_new:  # else an earlier import may name it
            discard_original(library.folder, kept.hash)
        raise
    if file.password is not None:
        library.passwords[kept.hash] = file.password
    kind = extraction.extractor.name
    original = Original(kept.hash, bundle_name(name, kind), kind, kept.size)
    if file.edition_of is not None:
        return _add_text(library, file.edition_of, original, extraction)
    edition = edition_id(kept.hash, extraction.extractor)
    keep_edition(library.folder, edition, kept.hash, extraction)
    with library.importing.hold("title"):  # of two books of one title one gets another
        source = _record(library, file, original, edition, extraction)
    return Imported(name, IMPORTED, source.id, source.title, source.problems)


def clean_name(file_name: str) -> str:
    """Give a file's name without folders, and without what cannot be shown or written down."""
    shown = file_name.encode("utf-8", "replace").decode().replace("\\", "/")
    return re.sub(r"[\x00-\x1f\x7f]+", " ", shown.rstrip("/").rpartition("/")[2]).strip() or "file"


def clean_title(file_name: str) -> str:
    """Make a title of a file's name: no ending, no underscores."""
    words = re.sub(r"[_\s]+", " ", Path(clean_name(file_name)).stem).strip(" .")
    return words or "Untitled"


def _keep(library: Library, path: Path, name: str) -> KeptOriginal:
    if path.is_dir():
        raise RefusedFileError(name, "it is a folder. Give the files in it one by one.")
    try:
        return keep_with_folder(library.folder, path) or keep_original(library.folder, path)
    except RefusedFileError as error:
        raise RefusedFileError(name, error.reason) from error


def _add_text(
    library: Library, source_id: SourceId, original: Original, extraction: Extraction
) -> Imported:
    """Make what was read a further text of a source."""
    moved = add_edition(library, library.new_id(), source_id, original, extraction, use=False)
    source = library.catalogue.get_source(source_id)
    said = (*filter(None, [moved.printed]), *extraction.problems)
    return Imported(original.file_name, IMPORTED, source.id, source.title, said)


def _find_by_original(sources: Iterable[Source], digest: OriginalHash) -> Source | None:
    for source in sources:
        if any(text.original.hash == digest for text in list_editions(source)):
            return source
    return None


def _record(
    library: Library,
    file: FileToImport,
    original: Original,
    edition: EditionId,
    extraction: Extraction,
) -> Source:
    waiting = _source_waiting_for(library, original.hash)
    made = Source(
        id=waiting.id if waiting else SourceId(library.new_id()),
        title=waiting.title if waiting else _title(library, file, extraction),
        course=waiting.course if waiting else file.course,
        original=original,
        edition=edition,
        caption=waiting.caption if waiting else file.caption or extraction.caption,
        length=len(extraction.content.text),
        problems=extraction.problems,
        bibliography=waiting.bibliography if waiting else extraction.bibliography,
        offers=tuple(extraction.offers),
    )
    writes = source_writes(made)
    if waiting is not None:
        writes += _joined_marks(library, made, extraction)
    label = f"Imported {made.title}"
    library.commit(Step(library.new_id(), "import", label, writes))
    return made


def _title(library: Library, file: FileToImport, extraction: Extraction) -> str:
    wanted = file.title or extraction.title or clean_title(file.name)
    taken = {source.title for source in library.catalogue.sources.values()}
    if wanted not in taken:
        return wanted
    with_file = f"{wanted} ({clean_title(file.name)})"
    number = 2
    while with_file in taken:
        with_file = f"{wanted} ({number})"
        number += 1
    return with_file


def _source_waiting_for(library: Library, digest: OriginalHash) -> Source | None:
    for source in library.catalogue.sources.values():
        if source.original is None and source.expected_hash == digest:
            return source
    return None


def _joined_marks(library: Library, source: Source, extraction: Extraction) -> tuple[Write, ...]:
    """Place the marks of a source that had no file yet in the text that has now arrived."""
    writes: tuple[Write, ...] = ()
    for annotation in library.store.list_annotations(source=source.id):
        placed = place_annotation(annotation, source, extraction.content)
        if placed != annotation:
            writes += tuple(w for w in annotation_writes(placed) if w.field == "target")
    return writes
