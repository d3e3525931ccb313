"""The check: is a library sound? Reads everything, changes nothing, never raises.

SQLite's own check notices 7 % of flipped bits; the chain over the log notices
every one in an operation, and what is derived is compared with the log folded anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

import apsw
import msgspec

from glossator.model.books import Original, SourceEdition
from glossator.model.ids import EditionId, OriginalHash
from glossator.model.operations import Operation
from glossator.store import chain, files, refold, schema
from glossator.store.damage import ROW_DAMAGE
from glossator.store.folder import EDITIONS, JOURNAL, LOCK, ORIGINALS
from glossator.store.journal import count_misfits, read_cursor, read_log
from glossator.store.lock import has_owner
from glossator.store.records import Emptied
from glossator.store.writing import list_temporary_files

_DAMAGE = (*ROW_DAMAGE, *files.DAMAGE)
"""What reading damaged files and rows of any content can raise."""

_INTEGRITY_LINES = 3
_TO_CHECK = {
    "a newer": "install that one to check it",
    "an older": "open it once, so that it is brought up to date, then check it",
}


@dataclass(slots=True)
class _Log:
    """What one pass over the log gathers.

    Attributes:
        tails: of each replica.
        originals: every original that an operation names, by hash.
        editions: every edition that one names.
        faults: sentences, at most one a replica.
    """

    tails: dict[str, chain.Tail] = field(default_factory=dict)
    originals: dict[OriginalHash, Original] = field(default_factory=dict)
    editions: set[EditionId] = field(default_factory=set)
    faults: dict[str, str] = field(default_factory=dict)


def check(folder: Path, *, deep: bool) -> list[str]:
    """Say what is wrong with a library, one sentence a finding; [] for a sound one.

    Also while the library is open. Costs some 40 s of CPU a million operations.

    Args:
        folder: the library's; whatever is in it.
        deep: also read every original and edition and compare it with its hash.
    """
    if not folder.is_dir():
        return [f"There is no library at {folder}."]
    log = _Log()
    is_owned = has_owner(folder)
    journal = _guard(lambda: _check_journal(folder, log), JOURNAL)
    journal += [f"{JOURNAL}: {fault}." for fault in log.faults.values()]
    found = [
        *journal,
        *_guard(lambda: _check_originals(folder, log, deep=deep), f"{ORIGINALS}/"),
        *_guard(lambda: _check_editions(folder, log, deep=deep), f"{EDITIONS}/"),
        *_guard(lambda: _check_lock(folder), LOCK),
    ]
    if is_owned:  # who may be in the middle of an import, whose files come before its operation
        return found
    found += _guard(lambda: _check_temporary(folder), "the folder")
    if not journal:  # else what names a file may be what is damaged
        found += _guard(lambda: _check_unnamed(folder, log), "the folder")
    return found


def _guard(find: Callable[[], Iterator[str]], what: str) -> list[str]:
    """Gather findings up to where the damage lets nothing more be read."""
    found: list[str] = []
    try:
        found.extend(find())
    except _DAMAGE as error:
        found.append(f"{what} is damaged and cannot be read further ({error}).")
    return found


def _check_journal(folder: Path, log: _Log) -> Iterator[str]:
    path = folder / JOURNAL
    if not path.is_file():
        yield f"{JOURNAL} is missing: put it back from a copy; marks and notes are in it."
        return
    with closing(_connect(path)) as db:
        db.execute("BEGIN")  # one moment of a library that may be at work
        yield from _check_database(db)
        yield from _check_tables(db, log)


def _connect(path: Path) -> apsw.Connection:
    """Open the journal; without a WAL nobody is at work and it is read as it lies."""
    if path.with_name(f"{JOURNAL}-wal").exists():
        return schema.connect(path, write=False)
    return schema.connect_unchanging(path)


def _check_database(db: apsw.Connection) -> Iterator[str]:
    rows = schema.fetch(db, f"PRAGMA integrity_check({_INTEGRITY_LINES})")
    lines = [str(row[0]) for row in rows]
    if lines != ["ok"]:
        yield f"{JOURNAL} is damaged: {'; '.join(lines)}."


def _check_tables(db: apsw.Connection, log: _Log) -> Iterator[str]:
    if not schema.has_tables(db):
        yield f"{JOURNAL} is empty: put it back from a copy; marks and notes are in it."
        return
    meta = schema.read_meta(db)
    if int(meta["schema"]) != schema.SCHEMA:
        age = "a newer" if int(meta["schema"]) > schema.SCHEMA else "an older"
        yield f"{JOURNAL} was made by {age} Glossator; {_TO_CHECK[age]}."
        return
    count = sum(1 for _ in _read_checked(db, log))
    if not schema.fetch(db, "SELECT 1 FROM replica WHERE name = ?", meta["replica"]):
        yield f"{JOURNAL} does not know any more which installation it belongs to."
    if read_cursor(db) != count or count_misfits(db):
        yield f"{JOURNAL}: operations are missing from the log or were moved in it."
    # Now is not known here, and only matters where several values wait for a decision.
    for table, rows in refold.count_differences(db, now_ms=0).items():
        if rows:
            yield f"{JOURNAL}: {rows} rows of the table {table} differ from what the log says."


def _read_checked(db: apsw.Connection, log: _Log) -> Iterator[Operation]:
    """Pass the log on, checking its chain and noting the files it names."""
    for operation in read_log(db):
        _check_link(log, operation)
        with suppress(ValueError):  # what names no file is the chain's to report, or newer than us
            _note_files(log, operation)
        yield operation


def _check_link(log: _Log, operation: Operation) -> None:
    tail = log.tails.get(operation.replica, chain.Tail())
    fault = chain.find_fault(operation, tail)
    if fault is not None:
        log.faults.setdefault(operation.replica, fault)
    log.tails[operation.replica] = chain.tail_of(operation)


def _note_files(log: _Log, operation: Operation) -> None:
    if operation.entity != "source" or operation.value in {None, "null"}:
        return
    if operation.field == "original":
        original = msgspec.json.decode(operation.value or "", type=Original)
        log.originals[original.hash] = original
    elif operation.field == "edition":
        log.editions.add(msgspec.json.decode(operation.value or "", type=EditionId))
    elif operation.field == "emptied":  # taken away for good; an import may name them anew
        gone = msgspec.json.decode(operation.value or "", type=Emptied)
        for taken in log.originals.keys() & set(gone.originals):
            del log.originals[taken]
        log.editions -= set(gone.editions)
    elif operation.field == "editions":
        for one in msgspec.json.decode(operation.value or "", type=tuple[SourceEdition, ...]):
            log.originals[one.original.hash] = one.original
            log.editions.add(one.edition)


def _check_originals(folder: Path, log: _Log, *, deep: bool) -> Iterator[str]:
    for original in log.originals.values():
        path = files.original_path(folder, original.hash)
        named = f"The original of “{original.file_name}”, {ORIGINALS}/{original.hash},"
        if not path.is_file():
            yield f"{named} is missing: import the file again."
        elif path.stat().st_size != original.size or (
            deep and files.hash_file(path) != original.hash
        ):
            yield f"{named} was altered: import the file again."


def _check_editions(folder: Path, log: _Log, *, deep: bool) -> Iterator[str]:
    for edition in sorted(log.editions):
        fault = files.find_edition_fault(files.edition_path(folder, edition), deep=deep)
        if fault is not None:
            yield f"The text of a book, {EDITIONS}/{edition}, cannot be used: {fault}."


def _check_lock(folder: Path) -> Iterator[str]:
    path = folder / LOCK
    if path.exists() and not path.is_file():
        yield f"{LOCK} is no file, so the library cannot be opened: move it away."


def _check_temporary(folder: Path) -> Iterator[str]:
    for path in list_temporary_files(folder):
        name = path.relative_to(folder).as_posix()
        yield f"{name} was left by a write that was broken off; the next start deletes it."


def _check_unnamed(folder: Path, log: _Log) -> Iterator[str]:
    known = {files.original_path(folder, original) for original in log.originals}
    known |= {files.edition_path(folder, edition) for edition in log.editions}
    known |= set(list_temporary_files(folder))
    kept = {path for name in (ORIGINALS, EDITIONS) for path in (folder / name).glob("*")}
    for path in sorted(kept - known):
        name = path.relative_to(folder).as_posix()
        yield (
            f"{name} belongs to no book of the library: an import may have been broken off. "
            "Import the book's file again, or delete this one; no mark is on it."
        )
