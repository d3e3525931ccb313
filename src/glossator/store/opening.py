"""Opening a journal: made where there is none, brought up to date, never harmed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import apsw

from glossator.model.errors import LibraryUnusableError
from glossator.store import identity_file, schema
from glossator.store.folder import JOURNAL
from glossator.store.migrations import bring_up_to_date
from glossator.store.platform import place_of
from glossator.store.refold import judge_again
from glossator.store.replicas import settle_replica


class Opened(NamedTuple):
    """An open journal.

    Attributes:
        identity: what it says of itself (`schema.read_meta`).
        writing: the connection that writes; None where nothing may be written.
        connect: makes a further connection, for reading.
    """

    identity: dict[str, str]
    writing: apsw.Connection | None
    connect: Callable[[], apsw.Connection]


def open_writable(
    folder: Path, clock: Callable[[], int], new_id: Callable[[], str], space: str | None
) -> Opened:
    """Open a journal for writing, or lay out a new one.

    One that a newer program made is open for reading only.

    Args:
        folder: the library's.
        clock: milliseconds since 1970 UTC.
        new_id: makes a fresh id.
        space: whose log a new library continues; None for one of its own.

    Raises:
        LibraryUnusableError: it is another program's or another library's, cannot be read by
            this program, or is an older one that was altered.
        apsw.Error: it is damaged, or the disk refused.
    """
    path = folder / JOURNAL
    writing = schema.connect(path, write=True)
    try:
        schema.refuse_foreign(writing, folder)
        if schema.has_tables(writing):
            if schema.is_newer(schema.read_meta(writing), folder):
                writing.close()
                return _open_newer(path)
            schema.make_durable(writing)
            bring_up_to_date(writing, folder, clock())
            schema.touch_tables(writing)
            identity_file.require(folder, schema.read_meta(writing)["library_id"])
            settle_replica(writing, place_of(path), clock(), new_id)
            judge_again(writing, clock())
        else:
            _lay_out(writing, folder, new_id, space)
        identity = schema.read_meta(writing)
    except BaseException:
        writing.close()
        raise
    return Opened(identity, writing, lambda: schema.connect(path, write=False))


def _lay_out(
    writing: apsw.Connection, folder: Path, new_id: Callable[[], str], space: str | None
) -> None:
    """Make the journal of a new library."""
    schema.make_durable(writing)
    library_id = new_id()
    identity = {"library_id": library_id, "space": space or library_id, "replica": new_id()}
    schema.create_tables(writing, {**identity, "place": place_of(folder / JOURNAL)})
    identity_file.write(folder, library_id)


def _open_newer(path: Path) -> Opened:
    """Open a journal that a newer program made, without writing to it."""

    def connect() -> apsw.Connection:
        return schema.connect(path, write=False)

    with closing(connect()) as db:
        return Opened(schema.read_meta(db), None, connect)


def open_read_only(folder: Path) -> Opened:
    """Open a journal in a folder that cannot be written.

    Raises:
        LibraryUnusableError: its last changes cannot be read in, or it would have to be
            brought up to date.
        apsw.Error: it is damaged.
    """
    path = folder / JOURNAL
    wal = path.with_name(path.name + "-wal")
    if wal.exists() and wal.stat().st_size:
        raise LibraryUnusableError(
            str(folder),
            "it was not closed, and its folder cannot be written, so that its last changes "
            "cannot be read in. Allow writing, or copy the folder to where you can write.",
        )

    def connect() -> apsw.Connection:
        return schema.connect_unchanging(path)

    with closing(connect()) as db:
        meta = schema.read_meta(db)
        if not schema.is_newer(meta, folder) and int(meta["schema"]) < schema.SCHEMA:
            raise LibraryUnusableError(
                str(folder),
                f"an older Glossator made it (format {meta['schema']}) and its folder cannot be "
                "written. Allow writing once, so that it can be brought up to date.",
            )
    return Opened(meta, None, connect)
