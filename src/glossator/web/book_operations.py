"""From a decoded request about sources to the library's operation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import structs

from glossator.library import bibliographies, binned, details, joining, piles
from glossator.library.library import Library
from glossator.model.books import Bibliography, Caption, Name
from glossator.model.operations import Change
from glossator.web import requests_books


def _change_details(library: Library, request: requests_books.ChangeDetails) -> Change:
    caption = Caption(**structs.asdict(request.caption))
    known = details.Details(request.title, caption, bibliography_of(request.bibliography))
    return details.change_details(library, request.id, request.source, known)


def bibliography_of(view: requests_books.BibliographyView) -> Bibliography:
    """Give what a request says of a work."""
    said = structs.asdict(view)
    for field in ("authors", "editors"):
        said[field] = tuple(Name(name.family, name.given) for name in said[field])
    return Bibliography(**said)


PERFORM: dict[type, Callable[[Library, Any], Change]] = {
    requests_books.ChangeDetails: _change_details,
    requests_books.MoveSources: lambda lib, r: piles.move_sources(lib, r.id, r.sources, r.course),
    requests_books.ArchiveSources: lambda lib, r: piles.archive_sources(
        lib, r.id, r.sources, archived=r.archived
    ),
    requests_books.BinSources: lambda lib, r: binned.bin_sources(lib, r.id, r.sources),
    requests_books.RestoreSources: lambda lib, r: binned.restore_sources(lib, r.id, r.sources),
    requests_books.EmptyBin: lambda lib, r: binned.empty_bin(lib, r.id),
    requests_books.ImportReferences: lambda lib, r: bibliographies.import_references(
        lib, r.id, r.text, create_in=r.create_in
    ),
    requests_books.JoinSources: lambda lib, r: (
        joining.join_sources(lib, r.id, r.source, r.other).change
    ),
}
