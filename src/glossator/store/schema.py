"""The tables of journal.db and how its connections are opened.

`operation` is the truth; `register`, `annotation` and `step` are derived from it
and can be dropped and folded anew at any time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import apsw

from glossator.model.errors import LibraryUnusableError

SCHEMA = 1
"""Version of the tables that this program writes (meta.schema)."""

APPLICATION_ID = 0x474C4F53  # "GLOS": tells `file` and other programs whose file it is
OLDEST_SQLITE = (3, 51, 3)
"""Older ones lose commits when two connections write and checkpoint at once (WAL-reset bug)."""

MIGRATIONS: Mapping[int, Callable[[apsw.Connection], None]] = {}
"""From each older version, the step to the next; runs inside the opening transaction."""

_BUSY_MS = 5_000
_JOURNAL_SIZE_LIMIT = 16 * 1024 * 1024

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE operation (
    position INTEGER PRIMARY KEY,  -- order of arrival in this file, from 1 without gaps
    space TEXT NOT NULL, replica TEXT NOT NULL, seq INTEGER NOT NULL,
    step TEXT NOT NULL, part INTEGER NOT NULL, name TEXT NOT NULL, label TEXT NOT NULL,
    clock INTEGER NOT NULL, actor TEXT NOT NULL,
    entity TEXT NOT NULL, entity_id TEXT NOT NULL, field TEXT NOT NULL, value TEXT,
    base TEXT NOT NULL, undoes TEXT NOT NULL, schema INTEGER NOT NULL,
    salt TEXT NOT NULL, value_hash TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL,
    UNIQUE (space, replica, seq),
    UNIQUE (space, step, part)
) STRICT;

CREATE TABLE register (
    space TEXT NOT NULL, entity TEXT NOT NULL, entity_id TEXT NOT NULL, field TEXT NOT NULL,
    value TEXT NOT NULL, clock INTEGER NOT NULL, replica TEXT NOT NULL, seq INTEGER NOT NULL,
    heads TEXT NOT NULL,  -- "" but where there is a conflict: see derived.py
    PRIMARY KEY (space, entity, entity_id, field)
) STRICT, WITHOUT ROWID;

CREATE TABLE annotation (
    space TEXT NOT NULL, id TEXT NOT NULL, source TEXT NOT NULL,
    span_start INTEGER, span_end INTEGER, pen TEXT NOT NULL,
    fields TEXT NOT NULL, clock INTEGER NOT NULL,
    PRIMARY KEY (space, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX annotation_place ON annotation (space, source, span_start, id, span_end, pen);
CREATE INDEX annotation_pen ON annotation (space, pen, source);

CREATE TABLE step (
    space TEXT NOT NULL, id TEXT NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL,
    label TEXT NOT NULL, clock INTEGER NOT NULL, actor TEXT NOT NULL,
    undoes TEXT NOT NULL, undone INTEGER NOT NULL,
    PRIMARY KEY (space, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX step_actor ON step (space, actor, position);
"""

_LATER_INDEXES = """
CREATE INDEX IF NOT EXISTS step_history ON step (space, position) WHERE undoes = '';
CREATE INDEX IF NOT EXISTS step_undoing ON step (space, undoes, clock) WHERE undoes <> '';
"""
"""Came after the first libraries; older programs keep them without knowing of them."""


def refuse_old_sqlite(folder: Path, version: str) -> None:
    """Refuse a SQLite with the WAL-reset bug.

    Raises:
        LibraryUnusableError: `version` is older than `OLDEST_SQLITE`.
    """
    if tuple(int(number) for number in version.split(".")) < OLDEST_SQLITE:
        oldest = ".".join(map(str, OLDEST_SQLITE))
        raise LibraryUnusableError(
            str(folder),
            f"SQLite {version} can lose what was saved; {oldest} or later is needed. "
            "Install a newer apsw; nothing was changed.",
        )


def connect(journal: Path, *, write: bool) -> apsw.Connection:
    """Open a connection to an existing or, for writing, a new journal.db.

    Raises:
        apsw.Error: it cannot be opened or is not a database.
    """
    if write:
        flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
    else:
        flags = apsw.SQLITE_OPEN_READONLY
    return _guarded(apsw.Connection(str(journal), flags=flags))


def connect_unchanging(journal: Path) -> apsw.Connection:
    """Open a journal.db that nobody can write, without a lock and without its WAL.

    Raises:
        apsw.Error: it cannot be opened or is not a database.
    """
    uri = journal.resolve().as_uri() + "?immutable=1"
    flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
    return _guarded(apsw.Connection(uri, flags=flags))


def make_durable(connection: apsw.Connection) -> None:
    """Set up the writing connection: a commit that has returned survives a power cut."""
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "fullfsync = ON",  # macOS: past the disk's own cache
        f"journal_size_limit = {_JOURNAL_SIZE_LIMIT}",
        "wal_autocheckpoint = 0",  # the writer does it after it has answered: no commit waits
    ):
        connection.execute(f"PRAGMA {pragma}")


def fetch(db: apsw.Connection, query: str, *values: object) -> list[tuple[Any, ...]]:
    """Read all rows of a query; the tables are STRICT, so the columns are of their types."""
    bindings: tuple[Any, ...] = values
    return db.execute(query, bindings).fetchall()


def has_tables(connection: apsw.Connection) -> bool:
    """Say whether the database holds anything at all."""
    return bool(fetch(connection, "SELECT 1 FROM sqlite_schema LIMIT 1"))


def refuse_foreign(connection: apsw.Connection, folder: Path) -> None:
    """Refuse a database that some other program has made.

    Raises:
        LibraryUnusableError: it holds tables, but not what a library says of itself.
    """
    if has_tables(connection) and not fetch(
        connection, "SELECT 1 FROM sqlite_schema WHERE name = 'meta'"
    ):
        raise LibraryUnusableError(
            str(folder),
            "the journal.db in it was made by another program. Choose another folder; nothing was "
            "changed.",
        )


def read_meta(connection: apsw.Connection) -> dict[str, str]:
    """Read what the library says of itself: schema, library_id, space, replica."""
    return dict(fetch(connection, "SELECT key, value FROM meta"))


def create_tables(connection: apsw.Connection, identity: Mapping[str, str]) -> None:
    """Lay out a new journal, in one transaction.

    Args:
        connection: to an empty database.
        identity: library_id, space and replica.
    """
    with connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(_TABLES)
        connection.executemany(
            "INSERT INTO meta (key, value) VALUES (?, ?)",
            [("schema", str(SCHEMA)), *identity.items()],
        )


def add_indexes(connection: apsw.Connection) -> None:
    """Give a journal the indexes it lacks; what it holds stays as it is."""
    connection.execute(_LATER_INDEXES)


def bring_up_to_date(connection: apsw.Connection, folder: Path, *, write: bool) -> None:
    """Migrate an older journal; refuse a newer one.

    Raises:
        LibraryUnusableError: a newer program made it, or it is older and cannot
            be written.
    """
    found = int(read_meta(connection)["schema"])
    if found > SCHEMA:
        raise LibraryUnusableError(
            str(folder),
            f"a newer Glossator made it (format {found}; this one knows {SCHEMA}). "
            "Install the newer Glossator; nothing was changed.",
        )
    if found < SCHEMA and not write:
        raise LibraryUnusableError(
            str(folder),
            f"an older Glossator made it (format {found}) and its folder cannot be written. "
            "Allow writing once, so that it can be brought up to date.",
        )
    with connection:
        for version in range(found, SCHEMA):
            MIGRATIONS[version](connection)
            connection.execute(
                "UPDATE meta SET value = ? WHERE key = 'schema'", (str(version + 1),)
            )


def _guarded(connection: apsw.Connection) -> apsw.Connection:
    connection.set_busy_timeout(_BUSY_MS)
    for pragma in (
        "foreign_keys = ON",
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "mmap_size = 0",
        "temp_store = MEMORY",  # a reader's words stay out of the system's temporary folder
    ):
        connection.execute(f"PRAGMA {pragma}")
    return connection
