"""What a program that was killed has left beside its journal: does it belong to it?

SQLite lays a write-ahead log over whatever journal.db lies beside it. Where somebody has
put another journal.db there, a copy from before, the log spoils it without a sound. So
a log that is found at the start is looked through first: the journal with it must be
whole, hold all that the journal alone holds, and be of the same library. A log that
fails is put aside, where `glossator salvage` finds it.
"""

from __future__ import annotations

import logging
import shutil
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import apsw

from glossator.store import chain, schema
from glossator.store.damage import ROW_DAMAGE
from glossator.store.folder import JOURNAL
from glossator.store.journal import find_hash, read_cursor, read_log
from glossator.store.pages import committed, read_frames
from glossator.store.refold import replace_derived
from glossator.store.salvaged import read_salvaged

_LAST = 400  # operations whose chain is looked at
_STALE = (
    "SELECT count(*) FROM (SELECT entity, entity_id, field, clock FROM operation "
    "WHERE position > ?) AS latest LEFT JOIN register USING (entity, entity_id, field) "
    "WHERE register.clock IS NULL OR (register.clock < latest.clock AND register.heads = '')"
)
_log = logging.getLogger(__name__)


class _State(NamedTuple):
    """How a journal stands: whose, how many operations, and its last one."""

    library_id: str
    cursor: int
    replica: str
    seq: int
    hash: str


def settle_wal(folder: Path, now_ms: int) -> bool:
    """Put a write-ahead log aside that does not belong to the journal; warn of what was done.

    Args:
        folder: the library's, owned by this process.
        now_ms: milliseconds since 1970 UTC, for the name of what is put aside.

    Returns:
        Whether there was one: the program was killed.
    """
    journal = folder / JOURNAL
    wal = journal.with_name(f"{JOURNAL}-wal")
    try:
        if not (wal.exists() and wal.stat().st_size and journal.stat().st_size):
            return False
        frames = read_frames(wal)
    except OSError:  # told of where it is opened in earnest
        return False
    name = f"{wal.name}-{_stamp(now_ms)}"
    try:
        if _is_foreign(journal):
            wal.replace(wal.with_name(name))
            journal.with_name(f"{JOURNAL}-shm").unlink(missing_ok=True)
            _log.warning(
                "Beside journal.db lay changes that do not belong to it, as if it had been put in "
                "the place of another one. They were put aside (%s), where `glossator salvage` "
                "finds them.",
                name,
            )
        elif any(frame.is_commit for frame in frames[len(committed(frames)) :]):
            shutil.copyfile(wal, wal.with_name(name))
            _log.warning(
                "The last changes were not read, since the disk had altered them (perhaps the "
                "power failed). They were kept (%s): close the program and have `glossator "
                "salvage` make a library with them.",
                name,
            )
    except OSError as error:
        _log.warning("What was left beside journal.db cannot be put aside (%s).", error.strerror)
    return True


def settle_derived(db: apsw.Connection, now_ms: int) -> None:
    """Fold the log anew where the latest operations are not in what is derived from it."""
    if schema.fetch(db, _STALE, read_cursor(db) - _LAST)[0][0]:
        with db:
            replace_derived(db, now_ms)


def _is_foreign(journal: Path) -> bool:
    """Say whether a journal is whole without its log, and is not with it, or has less."""
    try:
        with closing(schema.connect_unchanging(journal)) as db:
            alone = _read_state(db)
    except ROW_DAMAGE:  # in the middle of a checkpoint, perhaps: then the log is needed
        return False
    if alone is None:
        return False
    try:
        with closing(schema.connect(journal, write=False)) as db:
            db.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
            together = _read_state(db)
            if together is None or together.library_id != alone.library_id:
                return True
            is_less = together.cursor < alone.cursor
            return is_less or (find_hash(db, alone.replica, alone.seq) or "") != alone.hash
    except ROW_DAMAGE:
        return True


def _read_state(db: apsw.Connection) -> _State | None:
    """Read how a journal stands; None where it is empty, older, or its end is not whole."""
    db.execute("BEGIN")
    meta = schema.read_meta(db) if schema.has_tables(db) else {}
    if meta.get("schema") != str(schema.SCHEMA):
        return None
    cursor = read_cursor(db)
    count = schema.fetch(db, "SELECT count(*) FROM operation")[0][0]
    tails: dict[str, chain.Tail] = {}
    last, salvaged = chain.Tail(), read_salvaged(db)
    for operation in read_log(db, after=cursor - _LAST):
        before = tails.get(operation.replica)
        if before is not None and salvaged.find_fault(operation, before) is not None:
            return None
        tails[operation.replica] = last = chain.tail_of(operation)
    if count != cursor or (cursor and not last.seq):
        return None
    return _State(meta["library_id"], cursor, last.replica, last.seq, last.hash)


def _stamp(now_ms: int) -> str:
    return datetime.fromtimestamp(now_ms / 1000, UTC).strftime("%Y%m%dT%H%M%S")
