"""Under which name an installation writes: a new one wherever it might not be the only one.

Two programs that write under one name make two histories of it (`store.forks`). That
would happen with a copied folder and with a backup that was put in the journal's place.
A name costs nothing, so a journal that finds itself at another place takes a new one.
"""

from __future__ import annotations

from collections.abc import Callable

import apsw

from glossator.store import schema
from glossator.store.chain import COUNTER_BITS
from glossator.store.fold import AHEAD_MS, EARLIEST_MS
from glossator.store.journal import read_tail


def settle_replica(db: apsw.Connection, place: str, now_ms: int, new_id: Callable[[], str]) -> None:
    """Take a new name where the journal was copied, or its clock had been absurdly ahead.

    After a clock was set right, what is written under the old name would go on being
    ahead of everybody, since clocks never go back within a chain.

    Args:
        db: the writing connection.
        place: of the journal, by `platform.place_of`.
        now_ms: milliseconds since 1970 UTC.
        new_id: makes a fresh id.
    """
    meta = schema.read_meta(db)
    tail = read_tail(db, meta["replica"])
    limit = (now_ms + AHEAD_MS) << COUNTER_BITS
    was_copied = meta.get("place", place) != place
    was_ahead = now_ms >= EARLIEST_MS and tail.clock > limit
    if was_copied or was_ahead:
        schema.write_replica(db, new_id())
    if meta.get("place") != place:
        schema.write_meta(db, {"place": place})
