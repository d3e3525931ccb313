"""Corrections in the dump: which ones go out, and which of those that come are new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace

from glossator.exchange.jsonld import Dump
from glossator.library.corrections import check_scheme
from glossator.library.library import Library
from glossator.model.corrections import Correction, RemovePinpoint, SetPinpoint, ShiftScheme
from glossator.model.errors import InvalidRequestError
from glossator.model.ids import SourceId
from glossator.model.operations import Write
from glossator.store.correction_records import correction_writes, decode_correction


def list_corrections(library: Library, sources: Collection[SourceId]) -> Iterator[Correction]:
    """Give the corrections of some sources, of all their texts, sorted by id."""
    for id_, fields in library.store.list_entities("correction").items():
        with suppress(ValueError):  # of a newer program: its words are not ours to tell
            correction = decode_correction(id_, fields)
            if correction.source in sources:
                yield correction


def new_corrections(
    library: Library, dump: Dump, same: Mapping[SourceId, SourceId]
) -> tuple[list[Write], list[str]]:
    """Give the writes that bring the corrections of a dump that are not here.

    One that was taken back here comes again.

    Args:
        library: the library.
        dump: what comes.
        same: for sources of the dump which of ours each is.

    Returns:
        The writes, and a sentence on each thing that could not be brought.
    """
    standing = library.store.list_entities("correction")
    taken_back = library.store.list_deleted("correction")
    coming = {source.id for source in dump.sources}
    writes: list[Write] = []
    left: Counter[str] = Counter()
    for correction in dump.corrections:
        source = same.get(correction.source, correction.source)
        if correction.id in standing:
            continue
        if source not in library.catalogue.sources and correction.source not in coming:
            left["its source is neither here nor in the file"] += 1
        elif not _has_known_scheme(correction):
            left["it is about a kind of number that is not known here"] += 1
        else:
            writes += correction_writes(replace(correction, source=source))
            if correction.id in taken_back:
                writes.append(Write("correction", correction.id, "deleted", None))
    return writes, [
        f"{count} × a correction that was left out: {why}." for why, count in sorted(left.items())
    ]


def _has_known_scheme(correction: Correction) -> bool:
    what = correction.what
    if not isinstance(what, SetPinpoint | ShiftScheme | RemovePinpoint):
        return True
    if what.scheme == "footnote":
        return not isinstance(what, SetPinpoint)  # notes are numbered by their own labels
    with suppress(InvalidRequestError):
        return bool(check_scheme(what.scheme))
    return False
