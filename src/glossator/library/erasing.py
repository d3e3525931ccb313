"""Erasing a mark, a text in the notes or a source for good: from the log, files and backups.

Deleting hides; what was written stays in the log and can be brought back. Erasing is
for words that must not exist any longer, such as those of somebody who was
interviewed and takes back their consent. It cannot be undone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from glossator.library.all_things import all_sources, all_things, target_source
from glossator.library.binned import named_files
from glossator.library.forgetting import EDITIONS_GONE, ORIGINALS_GONE, forget_words
from glossator.library.library import Library
from glossator.model.errors import NotFoundError
from glossator.model.ids import EditionId, OriginalHash
from glossator.model.operations import Change, Step, Write
from glossator.store.erasing import ERASURE, Thing

_KINDS = ("annotation", "entry", "source")
_NAMES = {
    "annotation": ("mark", "marks"),
    "entry": ("text in the notes", "texts in the notes"),
    "source": ("source", "sources"),
    "correction": ("correction", "corrections"),
}


@dataclass(frozen=True, slots=True)
class Erasure:
    """What an erasure takes away.

    Attributes:
        things: kind and id of everything whose words are erased.
        words: in words: "a source, 12 marks, 2 texts in the notes".
        originals: files that nothing else names.
        editions: texts that nothing else names.
    """

    things: tuple[Thing, ...]
    words: str
    originals: tuple[OriginalHash, ...] = ()
    editions: tuple[EditionId, ...] = ()


def plan_erasure(library: Library, name: str) -> Erasure:
    """Say what erasing a thing would take away; a deleted thing can be erased, too.

    With a source go its marks, corrections and the texts in notes that are only of it.

    Args:
        library: the library.
        name: the id of a mark, of a text in the notes or of a source.

    Raises:
        NotFoundError: there never was such a thing, or it was erased.
    """
    kind = next((kind for kind in _KINDS if library.store.read_fields(kind, name)), None)
    if kind is None:
        raise NotFoundError("mark, text in the notes or source", name)
    things = [(kind, name)]
    if kind != "source":
        return Erasure(tuple(things), _in_words(things))
    things += _belonging_to(library, name)
    originals, editions = _files_only_of(library, name)
    return Erasure(tuple(things), _in_words(things), originals, editions)


def erase(library: Library, step_id: str, plan: Erasure) -> Change:
    """Erase for good what a plan says, in the log, the files, the backups and what is shared.

    Other devices do the same when they next meet this one.

    Raises:
        NotSavedError: the disk refused.
    """
    gone = {ORIGINALS_GONE: list(plan.originals), EDITIONS_GONE: list(plan.editions)}
    writes = (Write(ERASURE, step_id, name, names) for name, names in gone.items() if names)
    step = Step(step_id, "erase", f"Erased for good: {plan.words}", tuple(writes))
    change = library.store.erase(step, library.actor, plan.things)
    forget_words(library, plan.things)
    return change


def _belonging_to(library: Library, source: str) -> Iterator[Thing]:
    for annotation, fields in all_things(library, "annotation"):
        if target_source(fields) == source:
            yield "annotation", annotation
    for correction, fields in all_things(library, "correction"):
        if fields.get("source") == source:
            yield "correction", correction
    for entry, fields in all_things(library, "entry"):
        if fields.get("scope") == source:
            yield "entry", entry


def _files_only_of(
    library: Library, name: str
) -> tuple[tuple[OriginalHash, ...], tuple[EditionId, ...]]:
    mine = named_files(source for source in all_sources(library) if source.id == name)
    others = named_files(source for source in all_sources(library) if source.id != name)
    originals, editions = mine[0] - others[0], mine[1] - others[1]
    return tuple(map(OriginalHash, sorted(originals))), tuple(map(EditionId, sorted(editions)))


def _in_words(things: Iterable[Thing]) -> str:
    counts = Counter(kind for kind, _ in things)
    return ", ".join(
        f"1 {_NAMES[kind][0]}" if count == 1 else f"{count} {_NAMES[kind][1]}"
        for kind, count in counts.items()
    )
