"""The check: is a library sound? Reads everything, changes nothing, never raises.

SQLite's own check notices 7 % of flipped bits; the chain over the log notices
every one in an operation, and what is derived is compared with the log.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import apsw
import msgspec

from glossator.model.books import Original, SourceEdition
from glossator.model.ids import EditionId
from glossator.model.operations import Operation
from glossator.store import chain, refold, schema
from glossator.store.check_files import (
    Named,
    check_editions,
    check_folders,
    check_lock,
    check_originals,
    check_put_aside,
    check_temporary,
    check_unnamed,
)
from glossator.store.findings import SALVAGE, Finding, Kind, OnProgress, Report, gather
from glossator.store.folder import BACKUP, EDITIONS, JOURNAL, LOCK, ORIGINALS
from glossator.store.journal import count_misfits, read_cursor, read_log
from glossator.store.lock import has_owner
from glossator.store.pages import committed, read_frames
from glossator.store.records import Emptied
from glossator.store.salvaged import NOTHING, Salvaged, read_salvaged

_INTEGRITY_LINES = 3
_EVERY = 2_000  # operations between two reports
_TO_CHECK = {
    "a newer": "install that one to check it",
    "an older": "open it once, so that it is brought up to date, then check it",
}


@dataclass(slots=True)
class _Log:
    """What one pass over the log gathers.

    Attributes:
        tails: of each replica.
        named: the files that operations name.
        faults: sentences, at most one a replica.
        salvaged: what is known to be missing.
    """

    tails: dict[str, chain.Tail] = field(default_factory=dict)
    named: Named = field(default_factory=Named)
    faults: dict[str, str] = field(default_factory=dict)
    salvaged: Salvaged = NOTHING


def _nobody(_what: str, _done: int, _total: int) -> None:
    """Tell nobody."""


def check(folder: Path, *, deep: bool) -> list[str]:
    """Say what is wrong with a library, one sentence a finding; [] for a sound one.

    As `examine`.
    """
    return [finding.sentence for finding in examine(folder, deep=deep).findings]


def examine(
    folder: Path, *, deep: bool, now_ms: int = 0, on_progress: OnProgress = _nobody
) -> Report:
    """Look for all that is wrong with a library.

    Also while the library is open. A million operations take some 40 s of CPU, half of it
    for their hashes, and 220 MB of memory.

    Args:
        folder: the library's; whatever is in it.
        deep: also read every original and edition and compare it with its hash, and every
            copy in `backup/`.
        now_ms: milliseconds since 1970 UTC; tells which clocks were absurdly ahead.
        on_progress: called now and then.
    """
    if not folder.is_dir():
        return Report((Finding(Kind.FOLDER, f"There is no library at {folder}."),))
    log = _Log()
    named = log.named
    is_owned = has_owner(folder)
    journal = gather(lambda: _check_journal(folder, log, now_ms, on_progress), JOURNAL, Kind.LOG)
    journal += [
        Finding(Kind.LOG, f"{JOURNAL}: {fault}. {SALVAGE}") for fault in log.faults.values()
    ]
    found = [
        *journal,
        *gather(lambda: check_folders(folder), "the folder"),
        *gather(lambda: check_originals(folder, named, on_progress, deep=deep), f"{ORIGINALS}/"),
        *gather(lambda: check_editions(folder, named, on_progress, deep=deep), f"{EDITIONS}/"),
        *gather(lambda: check_lock(folder), LOCK),
        *gather(lambda: check_put_aside(folder), "the folder"),
    ]
    if deep:
        found += gather(lambda: _check_copies(folder, on_progress), f"{BACKUP}/")
    if not is_owned:  # who may be in the middle of an import, whose files come before its operation
        found += gather(lambda: check_temporary(folder), "the folder")
        if not journal:  # else what names a file may be what is damaged
            found += gather(lambda: check_unnamed(folder, named), "the folder")
    return Report(tuple(found), tuple(_notes(log.salvaged)))


def read_named(folder: Path) -> Named:
    """Read which originals and editions the log of a library names.

    Raises:
        apsw.Error: the journal cannot be read.
    """
    log = _Log()
    with closing(connect_to_read(folder / JOURNAL)) as db:
        for _ in _read_checked(db, log, _nobody):
            pass
    return log.named


def _notes(salvaged: Salvaged) -> Iterator[str]:
    if salvaged.made_ms:
        at = datetime.fromtimestamp(salvaged.made_ms / 1000, UTC)
        yield (
            f"This library was salvaged on {at.day} {at:%B %Y}: {salvaged.lost} operations of the "
            f"damaged one are lost and {salvaged.doubtful} in doubt. That is known, and no fault."
        )


# ---------------------------------------------------------------- the journal


def _check_journal(
    folder: Path, log: _Log, now_ms: int, on_progress: OnProgress
) -> Iterator[Finding]:
    path = folder / JOURNAL
    if not path.is_file():
        yield Finding(
            Kind.LOG, f"{JOURNAL} is missing: put it back from a copy; marks and notes are in it."
        )
        return
    yield from _check_wal(path)
    with closing(connect_to_read(path)) as db:
        db.execute("BEGIN")  # one moment of a library that may be at work
        on_progress(JOURNAL, 0, 0)
        yield from _check_database(db, JOURNAL)
        yield from _check_tables(db, log, now_ms, on_progress)


def connect_to_read(journal: Path) -> apsw.Connection:
    """Open a journal for reading; without a WAL nobody is at work and it is read as it lies.

    Raises:
        apsw.Error: it cannot be opened.
    """
    if journal.with_name(f"{journal.name}-wal").exists():
        return schema.connect(journal, write=False)
    return schema.connect_unchanging(journal)


def _check_wal(journal: Path) -> Iterator[Finding]:
    """Look for changes that SQLite leaves out, since they stand behind a fault."""
    wal = journal.with_name(f"{JOURNAL}-wal")
    frames = read_frames(wal) if wal.exists() else []
    lost = sum(1 for frame in frames[len(committed(frames)) :] if frame.is_commit)
    if lost:
        yield Finding(
            Kind.LOG,
            f"{wal.name} is damaged, so that the last changes (some {lost}) are not read. Before "
            "you open the library again, have `glossator salvage` make a new one with them.",
            wal.name,
        )


def _check_database(db: apsw.Connection, name: str) -> Iterator[Finding]:
    rows = schema.fetch(db, f"PRAGMA integrity_check({_INTEGRITY_LINES})")
    lines = [str(row[0]) for row in rows]
    if lines != ["ok"]:
        yield Finding(Kind.LOG, f"{name} is damaged: {'; '.join(lines)}. {SALVAGE}", name)


def _check_tables(
    db: apsw.Connection, log: _Log, now_ms: int, on_progress: OnProgress
) -> Iterator[Finding]:
    if not schema.has_tables(db):
        yield Finding(
            Kind.LOG, f"{JOURNAL} is empty: put it back from a copy; marks and notes are in it."
        )
        return
    meta = schema.read_meta(db)
    if int(meta["schema"]) != schema.SCHEMA:
        age = "a newer" if int(meta["schema"]) > schema.SCHEMA else "an older"
        yield Finding(Kind.LOG, f"{JOURNAL} was made by {age} Glossator; {_TO_CHECK[age]}.")
        return
    log.salvaged = read_salvaged(db)
    count = sum(1 for _ in _read_checked(db, log, on_progress))
    if not schema.fetch(db, "SELECT 1 FROM replica WHERE name = ?", meta["replica"]):
        yield Finding(
            Kind.LOG,
            f"{JOURNAL} does not know any more which installation it belongs to. {SALVAGE}",
        )
    if read_cursor(db) != count or count_misfits(db):
        yield Finding(
            Kind.LOG,
            f"{JOURNAL}: operations are missing from the log or were moved in it. {SALVAGE}",
        )
    for table, rows in refold.count_differences(db, now_ms).items():
        if rows:
            yield Finding(Kind.DERIVED, _derived_sentence(table, rows), table)


def _derived_sentence(table: str, count: int) -> str:
    rows = "1 row" if count == 1 else f"{count} rows"
    verb = "differs" if count == 1 else "differ"
    return (
        f"{JOURNAL}: {rows} of the table {table} {verb} from what the log says, so what is shown "
        "may be wrong. Nothing is lost: `glossator check --mend` makes them anew from the log."
    )


def _read_checked(db: apsw.Connection, log: _Log, on_progress: OnProgress) -> Iterator[Operation]:
    """Pass the log on, checking its chain and noting the files it names."""
    total = read_cursor(db)
    for count, operation in enumerate(read_log(db)):
        if count % _EVERY == 0:
            on_progress(JOURNAL, count, total)
        _check_link(log, operation)
        with suppress(ValueError):  # what names no file is the chain's to report, or newer than us
            _note_files(log, operation)
        yield operation


def _check_link(log: _Log, operation: Operation) -> None:
    tail = log.tails.get(operation.replica, chain.Tail())
    fault = log.salvaged.find_fault(operation, tail)
    if fault is not None:
        log.faults.setdefault(operation.replica, fault)
    log.tails[operation.replica] = chain.tail_of(operation)


def _note_files(log: _Log, operation: Operation) -> None:
    if operation.entity != "source" or operation.value in {None, "null"}:
        return
    if operation.field == "original":
        original = msgspec.json.decode(operation.value or "", type=Original)
        log.named.originals[original.hash] = original
    elif operation.field == "edition":
        log.named.editions.add(msgspec.json.decode(operation.value or "", type=EditionId))
    elif operation.field == "emptied":  # taken away for good; an import may name them anew
        gone = msgspec.json.decode(operation.value or "", type=Emptied)
        for taken in log.named.originals.keys() & set(gone.originals):
            del log.named.originals[taken]
        log.named.editions -= set(gone.editions)
    elif operation.field == "editions":
        for one in msgspec.json.decode(operation.value or "", type=tuple[SourceEdition, ...]):
            log.named.originals[one.original.hash] = one.original
            log.named.editions.add(one.edition)


# ---------------------------------------------------------------- copies


def _check_copies(folder: Path, on_progress: OnProgress) -> Iterator[Finding]:
    copies = sorted((folder / BACKUP).glob("*.db"))
    for count, path in enumerate(copies):
        on_progress(f"{BACKUP}/", count, len(copies))
        name = path.relative_to(folder).as_posix()
        found = gather(partial(_check_copy, path, name), name, Kind.COPY)
        if found:
            yield Finding(
                Kind.COPY,
                f"The copy {name} is damaged and of no use for restoring: delete it. The journal "
                "itself and the other copies are not touched by that.",
                name,
            )


def _check_copy(path: Path, name: str) -> Iterator[Finding]:
    log = _Log()
    with closing(schema.connect_unchanging(path)) as db:
        yield from _check_database(db, name)
        if int(schema.read_meta(db)["schema"]) != schema.SCHEMA:  # from before a migration
            return
        log.salvaged = read_salvaged(db)
        count = sum(1 for _ in _read_checked(db, log, _nobody))
        is_whole = count == read_cursor(db) and not count_misfits(db)
    if log.faults or not is_whole:
        yield Finding(Kind.LOG, name)
