"""Two or more replicas of one library, and how they exchange what they wrote."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import apsw

from glossator.store.schema import write_replica
from glossator.store.sqlite import SqliteStore
from tests.store.making import open_here


def copy_library(folder: Path, target: Path, clock: Callable[[], int] | None = None) -> SqliteStore:
    """Copy a closed library as a second machine has it, under a replica id of its own."""
    shutil.copytree(folder, target)
    set_replica(target, str(uuid4()))
    return open_here(target, clock)


def set_replica(folder: Path, name: str) -> None:
    """Let a closed library write under another name."""
    with closing(apsw.Connection(str(folder / "journal.db"))) as db:
        write_replica(db, name)


def send(source: SqliteStore, target: SqliteStore) -> int:
    """Send all that the one has and the other lacks; gives how many operations were new."""
    added = 0
    for replica, (seq, hashed) in source.read_vector().items():
        known, known_hash = target.read_vector().get(replica, (0, ""))
        if (known, known_hash) == (seq, hashed):
            continue
        received = target.receive(source.read_chain(replica, known, 1 << 30))
        if known >= seq or received.forked:
            received = target.receive_fork(source.read_chain(replica, 0, 1 << 30), str(uuid4()))
        added += received.added
    return added


def exchange(*stores: SqliteStore) -> None:
    """Let every replica have all that any has."""
    while sum(send(one, other) for one in stores for other in stores if one is not other):
        pass
