"""Mending: what the check finds and what can be made anew from what is sound."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from glossator.library.binned import list_bin
from glossator.library.library import Library
from glossator.library.missing_originals import list_missing
from glossator.library.recognition_result import compose
from glossator.library.text_change import list_editions
from glossator.library.worker import NOBODY_WATCHES, extract_in_worker, limits_for
from glossator.model.books import Extraction, Source, SourceEdition, edition_id
from glossator.model.errors import GlossatorError, NotSavedError
from glossator.model.ids import OriginalHash
from glossator.store.check import examine
from glossator.store.files import hash_file, keep_edition, original_path
from glossator.store.findings import Finding, Kind
from glossator.store.folder import EDITIONS, ORIGINALS
from glossator.store.recognition_files import list_pages

OnProgress = Callable[[str, int, int], None]

_RECOGNISED = "tesseract"


def mend(library: Library, *, deep: bool, on_progress: OnProgress) -> list[str]:
    """Mend what can be mended of an open library; run the check again to see what is left.

    Derived rows are folded anew, folders made, originals that lie under another name in
    the library put right, texts read from their originals again.

    Args:
        library: open for writing.
        deep: also what only the deep check finds.
        on_progress: called now and then.

    Returns:
        A sentence for each thing that could not be mended: why.
    """
    report = examine(library.folder, deep=deep, now_ms=library.clock(), on_progress=on_progress)
    by_kind: dict[Kind, list[Finding]] = {}
    for finding in report.findings:
        by_kind.setdefault(finding.kind, []).append(finding)
    problems: list[str] = []
    for finding in by_kind.get(Kind.FOLDER, []):
        problems += _make_folder(library.folder, finding)
    if Kind.DERIVED in by_kind:
        problems += _fold_anew(library, by_kind)
    if Kind.ORIGINAL in by_kind:
        problems += _find_misnamed(library, on_progress)
    editions = {finding.thing for finding in by_kind.get(Kind.EDITION, [])}
    problems += _read_again(library, editions, on_progress)
    return problems


def _make_folder(folder: Path, finding: Finding) -> Iterator[str]:
    try:
        if finding.thing:
            (folder / finding.thing).mkdir(exist_ok=True)
    except OSError as error:
        yield f"The folder {finding.thing}/ cannot be made: {error.strerror}."


def _fold_anew(library: Library, by_kind: dict[Kind, list[Finding]]) -> Iterator[str]:
    if Kind.LOG in by_kind:
        yield (
            "What is shown was not made anew, because the log it is made from is damaged itself. "
            "Use `glossator salvage`."
        )
        return
    library.store.refold()


def _find_misnamed(library: Library, on_progress: OnProgress) -> Iterator[str]:
    """Look for missing originals among what lies in the library under other names."""
    missing = {one.original.hash: one for one in list_missing(library, deep=True)}
    for count, path in enumerate(sorted((library.folder / ORIGINALS).glob("*"))):
        on_progress(path.name, count, 0)
        digest = hash_file(path) if path.is_file() else OriginalHash("")
        if digest in missing:
            path.replace(original_path(library.folder, digest))
            del missing[digest]
    for one in missing.values():
        yield (
            f"The file of {one.title}, “{one.original.file_name}”, is not in the library. Look for "
            "it where it may be: `glossator find-originals FOLDER`."
        )


def _read_again(library: Library, editions: set[str], on_progress: OnProgress) -> Iterator[str]:
    sources = [*library.catalogue.sources.values(), *list_bin(library)]
    known: set[str] = set()
    for source in sources:
        for text in list_editions(source):
            if text.edition in editions - known:
                known.add(text.edition)
                on_progress(source.title, len(known), len(editions))
                yield from _read_one(library, source, text)
    for edition in sorted(editions - known):
        yield f"The text editions/{edition} belongs to no source that is there; nothing needs it."


def _read_one(library: Library, source: Source, text: SourceEdition) -> Iterator[str]:
    """Read a text from its original again; it must come out as the very same edition."""
    path = original_path(library.folder, text.original.hash)
    try:
        if hash_file(path) != text.original.hash:
            yield f"The text of {source.title} cannot be read again: its original was altered too."
            return
        extraction = _extract(library, path, text)
    except OSError:
        yield f"The text of {source.title} cannot be read again: its original is missing too."
        return
    except NotSavedError:
        raise
    except GlossatorError as error:
        yield f"The text of {source.title} cannot be read again: {error}"
        return
    if edition_id(text.original.hash, extraction.extractor) != text.edition:
        yield (
            f"The text of {source.title} was made by another version of Glossator, which this one "
            "cannot make the same. Put its file back from a copy; or import the original again as "
            "a further text, where its marks are found by their words."
        )
        return
    keep_edition(library.folder, text.edition, text.original.hash, extraction)


def _extract(library: Library, path: Path, text: SourceEdition) -> Extraction:
    name, _, told = text.made_by.partition(", ")
    password = library.passwords.get(text.original.hash)
    if name == _RECOGNISED:
        pages = [
            page for page in list_pages(library.folder, text.original.hash) if not page.problem
        ]
        return compose(library, text.original, pages, password)
    pairs = (pair.partition("=") for pair in told.split("; ") if pair)
    return extract_in_worker(
        path,
        text.original.file_name,
        password=password,
        watch=NOBODY_WATCHES,
        limits=limits_for(text.original.size),
        output=library.folder / EDITIONS / f"reading-{library.new_id()}.tmp",
        parameters={name: value for name, _, value in pairs},
    )
