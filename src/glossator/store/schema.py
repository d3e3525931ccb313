"""The tables of journal.db and how its connections are opened.

`replica`, `step` and `operation` are the log, the truth; `undone`, `register` and
`annotation` are derived from it and can be dropped and folded anew at any time.
One file holds one space, so no row repeats it: it is in `meta`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import apsw

from glossator.model.errors import LibraryUnusableError

SCHEMA = 2
"""Version of the tables that this program writes (meta.schema)."""

READABLE_FROM = 2
"""The oldest version whose programs can read these tables (meta.readable_from)."""

APPLICATION_ID = 0x474C4F53  # "GLOS": tells `file` and other programs whose file it is
OLDEST_SQLITE = (3, 51, 3)
"""Older ones lose commits when two connections write and checkpoint at once (WAL-reset bug)."""

_BUSY_MS = 5_000
_JOURNAL_SIZE_LIMIT = 16 * 1024 * 1024

LOG_TABLES = """
CREATE TABLE replica (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE step (
    position INTEGER PRIMARY KEY,  -- of its first operation
    replica INTEGER NOT NULL,
    id TEXT NOT NULL, name TEXT NOT NULL, actor TEXT NOT NULL, clock INTEGER NOT NULL,
    undoes TEXT NOT NULL, schema INTEGER NOT NULL, parts INTEGER NOT NULL,
    label TEXT NOT NULL, label_salt BLOB NOT NULL, label_hash BLOB NOT NULL,
    UNIQUE (id, replica)  -- one replica does a step once; two might, in a copied library
) STRICT;
CREATE INDEX step_undoing ON step (undoes) WHERE undoes <> '';
CREATE INDEX step_actor ON step (actor, position);

CREATE TABLE operation (
    position INTEGER PRIMARY KEY,  -- order of arrival in this file, from 1 without gaps
    step INTEGER NOT NULL,
    replica INTEGER NOT NULL, seq INTEGER NOT NULL,
    clock INTEGER NOT NULL,
    entity TEXT NOT NULL, entity_id TEXT NOT NULL, field TEXT NOT NULL, base TEXT NOT NULL,
    value TEXT, salt BLOB NOT NULL, value_hash BLOB NOT NULL, hash BLOB NOT NULL,
    UNIQUE (replica, seq)
) STRICT;
CREATE INDEX operation_receipt ON operation (replica, seq) WHERE entity = 'replica';
"""

DERIVED_TABLES = """
CREATE TABLE undone (step INTEGER PRIMARY KEY) STRICT;  -- steps that stand undone

CREATE TABLE register (
    entity TEXT NOT NULL, entity_id TEXT NOT NULL, field TEXT NOT NULL,
    value TEXT NOT NULL, clock INTEGER NOT NULL, replica TEXT NOT NULL, seq INTEGER NOT NULL,
    heads TEXT NOT NULL,  -- "" but where there is a conflict: see derived.py
    PRIMARY KEY (entity, entity_id, field)
) STRICT, WITHOUT ROWID;
CREATE INDEX register_conflict ON register (entity, entity_id, field) WHERE heads <> '';

CREATE TABLE annotation (
    id TEXT NOT NULL PRIMARY KEY, source TEXT NOT NULL,
    span_start INTEGER, span_end INTEGER, pen TEXT NOT NULL,
    fields TEXT NOT NULL, clock INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX annotation_place ON annotation (source, span_start, id, span_end, pen);
CREATE INDEX annotation_pen ON annotation (pen, source);
"""

_META = "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;"


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
    versions = {"schema": str(SCHEMA), "readable_from": str(READABLE_FROM)}
    with connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(_META + LOG_TABLES + DERIVED_TABLES)
        write_meta(connection, {**versions, **identity})
        if replica := identity.get("replica"):
            write_replica(connection, replica)


def touch_tables(connection: apsw.Connection) -> None:
    """Look at every table without reading a row.

    Raises:
        apsw.SQLError: one is missing.
    """
    connection.execute(
        "SELECT 1 FROM replica, step, operation, undone, register, annotation LIMIT 0"
    )


def write_meta(connection: apsw.Connection, said: Mapping[str, str]) -> None:
    """Write what the library says of itself, over what it said."""
    connection.executemany("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", said.items())


def write_replica(connection: apsw.Connection, name: str) -> None:
    """Let this installation write under a name, its own from now on."""
    write_meta(connection, {"replica": name})
    connection.execute("INSERT OR IGNORE INTO replica (name) VALUES (?)", (name,))


def is_newer(meta: Mapping[str, str], folder: Path) -> bool:
    """Say whether a newer program made a journal, which then is open for reading only.

    Raises:
        LibraryUnusableError: this program cannot even read it.
    """
    found = int(meta["schema"])
    if int(meta.get("readable_from", found)) > SCHEMA:
        raise LibraryUnusableError(
            str(folder),
            f"a newer Glossator made it (format {found}; this one knows {SCHEMA}). "
            "Install the newer Glossator; nothing was changed.",
        )
    return found > SCHEMA


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
