"""Salvage of a whole library: its journal, its files, and a report that a reader understands."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from glossator.library.catalogue import read_catalogue
from glossator.library.clocks import milliseconds, new_id
from glossator.library.opening import absolute_folder
from glossator.library.thing_names import name_field, name_thing
from glossator.model.errors import GlossatorError, LibraryUnusableError
from glossator.store.check import read_named
from glossator.store.check_files import Named
from glossator.store.files import edition_path, find_edition_fault, hash_file, original_path
from glossator.store.folder import JOURNAL, PENS, READING_PLACES, READING_TIMES, prepare_folder
from glossator.store.lock import has_owner
from glossator.store.protocol import Store
from glossator.store.salvage import Doubt, Gap, Outcome, Wish, salvage
from glossator.store.sqlite import open_store

OnProgress = Callable[[str, int, int], None]

_LITTER = frozenset({".DS_Store", "desktop.ini", "Thumbs.db"})
_REASONS = {
    "words": "may not say what you wrote",
    "sentence": "is sound, but the sentence on it in the history may be wrong",
    "place": "is in your words, but when and by whom it was written is not sure",
}


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What became of a damaged library.

    Attributes:
        operations: in the new library.
        lost: how many are not, as far as is known.
        doubtful: how many are not proved to be as they were written.
        rescued: how many values were taken from what was shown.
        missing: names of files that no sound original was found of.
        report: sentences for the reader, in order.
    """

    operations: int
    lost: int
    doubtful: int
    rescued: int
    missing: tuple[str, ...]
    report: tuple[str, ...]


def salvage_library(
    damaged: Path, new: Path, others: Sequence[Path], on_progress: OnProgress
) -> Salvaged:
    """Make a sound library of all that can be read of a damaged one.

    The damaged library is only read. Sound originals and texts are linked into the new
    one, or copied.

    Args:
        damaged: its folder.
        new: a folder that is new or empty.
        others: folders that may hold copies of the journal, steps as lines of JSON,
            originals and texts.
        on_progress: called now and then.

    Raises:
        LibraryUnusableError: the new folder cannot be used, the damaged library is open, or
            nothing of it can be read.
    """
    damaged, new = absolute_folder(damaged), absolute_folder(new)
    others = [absolute_folder(other) for other in others]
    _refuse_unfit(damaged, new, others)
    outcome = _salvage_journal(damaged, new, others, on_progress)
    named = read_named(new)
    places = [damaged, *others]
    missing = [*_bring_originals(places, new, named, on_progress)]
    texts = [*_bring_editions(places, new, named, on_progress)]
    _bring_the_rest(damaged, new)
    with closing(_open(new)) as store:
        report = tuple(_report(store, outcome, missing, texts))
    lost = sum(gap.count for gap in outcome.gaps)
    return Salvaged(
        outcome.found, lost, len(outcome.doubts), len(outcome.rescued), tuple(missing), report
    )


def _refuse_unfit(damaged: Path, new: Path, others: Iterable[Path]) -> None:
    if not damaged.is_dir():
        raise LibraryUnusableError(
            str(damaged), "there is no such folder. Name the damaged library: --library DIR."
        )
    for other in others:
        if not other.is_dir():
            raise LibraryUnusableError(
                str(damaged), f"there is no folder {other} to look for copies in. Nothing was done."
            )
    if has_owner(damaged):
        raise LibraryUnusableError(
            str(damaged), "it is open. Close the program first; nothing was changed."
        )
    if new.resolve().is_relative_to(damaged.resolve()):
        raise LibraryUnusableError(
            str(new), "it lies in the damaged library. Choose a folder elsewhere."
        )
    if new.exists() and (not new.is_dir() or any(one.name not in _LITTER for one in new.iterdir())):
        raise LibraryUnusableError(
            str(new),
            "there is something in it already, which a salvaged library would be written over. "
            "Choose a new or empty folder; nothing was changed.",
        )


# ---------------------------------------------------------------- the journal


def _salvage_journal(
    damaged: Path, new: Path, others: Sequence[Path], on_progress: OnProgress
) -> Outcome:
    """Salvage the journal; where altered words keep it from opening, without those."""
    copies = _find_copies([damaged, *others])
    was_there = new.exists()
    prepare_folder(new)
    try:
        outcome = _salvage_once(Wish(damaged, copies, new), on_progress)
        if not _can_be_used(new):
            (new / JOURNAL).unlink()
            outcome = _salvage_once(Wish(damaged, copies, new, keeps_doubtful=False), on_progress)
    except BaseException:
        _take_away(new, was_there=was_there)
        raise
    return outcome


def _salvage_once(wish: Wish, on_progress: OnProgress) -> Outcome:
    return salvage(
        wish,
        clock=milliseconds,
        new_id=new_id,
        random_bytes=secrets.token_bytes,
        on_progress=on_progress,
    )


def _find_copies(places: Iterable[Path]) -> list[Path]:
    """Find what may hold missing operations, the latest first; not the damaged journal itself."""
    found: dict[Path, float] = {}
    for number, place in enumerate(places):
        for pattern in ("*.db", "*.jsonl"):
            for path in place.rglob(pattern):
                if path.is_file() and not (number == 0 and path == place / JOURNAL):
                    found[path] = path.stat().st_mtime
    return sorted(found, key=lambda path: (-found[path], path))


def _can_be_used(folder: Path) -> bool:
    try:
        with closing(_open(folder)) as store:
            read_catalogue(store)
            store.list_annotations()
            store.list_deleted("source")
    except (GlossatorError, ValueError):
        return False
    return True


def _open(folder: Path) -> Store:
    return open_store(folder, clock=milliseconds, new_id=new_id, random_bytes=secrets.token_bytes)


def _take_away(folder: Path, *, was_there: bool) -> None:
    """Take away what was begun in a folder that was empty."""
    with suppress(OSError):
        for path in folder.iterdir():
            if path.name not in _LITTER:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        if not was_there:
            folder.rmdir()


# ---------------------------------------------------------------- files


def _bring_originals(
    places: Sequence[Path], new: Path, named: Named, on_progress: OnProgress
) -> Iterator[str]:
    """Bring sound originals along; give the names of those that are nowhere."""
    for count, original in enumerate(named.originals.values()):
        on_progress(original.file_name, count, len(named.originals))
        found = (original_path(place, original.hash) for place in places)
        if not any(
            _is_sound(path, original.hash) and _bring(path, original_path(new, original.hash))
            for path in found
        ):
            yield original.file_name


def _is_sound(path: Path, digest: str) -> bool:
    try:
        return path.is_file() and hash_file(path) == digest
    except OSError:
        return False


def _bring_editions(
    places: Sequence[Path], new: Path, named: Named, on_progress: OnProgress
) -> Iterator[str]:
    """Bring sound texts along; give the ids of those that are nowhere."""
    for count, edition in enumerate(sorted(named.editions)):
        on_progress("editions/", count, len(named.editions))
        found = (edition_path(place, edition) for place in places)
        if not any(
            find_edition_fault(path) is None and _bring(path, edition_path(new, edition))
            for path in found
        ):
            yield edition


def _bring(path: Path, target: Path) -> bool:
    """Link a file that is never altered, or copy it where it lies on another disk."""
    try:
        try:
            os.link(path, target)
        except OSError:
            shutil.copyfile(path, target)
    except OSError:  # a disk that refuses this one file; the report names it
        target.unlink(missing_ok=True)
        return False
    return True


def _bring_the_rest(damaged: Path, new: Path) -> None:
    """Bring pens that were edited by hand, and where reading stopped, as far as they are there."""
    files = [damaged / READING_PLACES, damaged / READING_TIMES, *(damaged / PENS).glob("*.toml")]
    for path in files:
        with suppress(OSError):
            shutil.copyfile(path, new / path.relative_to(damaged))


# ---------------------------------------------------------------- the report


def _report(
    store: Store, outcome: Outcome, missing: Sequence[str], texts: Sequence[str]
) -> Iterator[str]:
    yield f"{_count(outcome.found, 'operation')} could be read and are in the new library."
    yield from outcome.remarks
    for file, count in outcome.filled.items():
        yield f"{_count(count, 'operation')} of them came from {file}."
    if outcome.is_resealed:
        yield (
            "It could not be read any more whose library it was, so it has a new name, and its "
            "log was sealed anew; what each operation says was proved all the same."
        )
    yield from map(_describe_gap, outcome.gaps)
    if outcome.rescued:
        yield (
            f"{_count(len(outcome.rescued), 'value')} of lost operations were still shown and were "
            f"brought back, unproved: {_listed(_name_rescued(store, outcome))}."
        )
    yield from _describe_doubts(store, outcome.doubts)
    for name in missing:
        yield (
            f"The file “{name}” was not found sound. Its text and marks are kept; if you have it "
            "somewhere, `glossator find-originals FOLDER` puts it back."
        )
    if texts:
        yield (
            f"{_count(len(texts), 'text')} of books were not found sound: `glossator check --mend` "
            "reads them from their originals again."
        )


def _describe_gap(gap: Gap) -> str:
    lost = _count(gap.count, "operation")
    verb = "is" if gap.count == 1 else "are"
    if not gap.after_ms and gap.before_ms is not None:
        return f"{lost} from before {_time(gap.before_ms)} {verb} lost."
    if gap.before_ms is None:
        return f"{lost} from after {_time(gap.after_ms)} {verb} lost."
    return f"{lost} from between {_time(gap.after_ms)} and {_time(gap.before_ms)} {verb} lost."


def _name_rescued(store: Store, outcome: Outcome) -> list[str]:
    fields: dict[tuple[str, str], list[str]] = {}
    for entity, entity_id, field in outcome.rescued:
        fields.setdefault((entity, entity_id), []).append(name_field(field))
    return [f"{', '.join(names)} of {name_thing(store, *thing)}" for thing, names in fields.items()]


def _describe_doubts(store: Store, doubts: Iterable[Doubt]) -> Iterator[str]:
    for doubt in dict.fromkeys(doubts):
        what = f"{name_field(doubt.field)} of {name_thing(store, doubt.entity, doubt.id)}"
        if not doubt.is_kept:
            yield f"In doubt: the {what} was altered so that it was left out."
        else:
            yield f"In doubt: the {what} {_REASONS[doubt.reason]}."


def _listed(names: Sequence[str]) -> str:
    shown = "; ".join(names[:20])
    return f"{shown}; and {len(names) - 20} more" if len(names) > 20 else shown


def _count(number: int, what: str) -> str:
    return f"1 {what}" if number == 1 else f"{number:,} {what}s"


def _time(milliseconds: int) -> str:
    at = datetime.fromtimestamp(milliseconds / 1000).astimezone()
    return f"{at.day} {at:%B %Y, %H:%M}"
