"""Erasing: words taken out of the log for good, while the chain still verifies.

The right of somebody who was interviewed, say. Every operation on a thing loses its
value and its salt, each label that quotes the thing its words; their hashes stay, and
what the chain covers is the hashes. Afterwards the file is written anew, since SQLite
leaves old words in the free room of its pages.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import apsw
import msgspec

from glossator.model.errors import NotSavedError
from glossator.model.operations import Operation
from glossator.store import derived, fold
from glossator.store.damage import describe_refusal
from glossator.store.fold import NULL, Register
from glossator.store.schema import connect, fetch

ERASURE = "erasure"
"""The kind of thing that an erasure is in the log, by which other replicas learn of it."""

OF = "of"
"""Its register: the erased things, each as [entity, id]."""

Thing = tuple[str, str]
"""Kind and id."""

Steps = list[list[Operation]]

_TABLE = (
    "CREATE TEMP TABLE IF NOT EXISTS erased "
    "(entity TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (entity, id)) WITHOUT ROWID"
)
_VALUES = (
    "SELECT value FROM operation "
    "WHERE value IS NOT NULL AND (entity, entity_id) IN (SELECT entity, id FROM erased)"
)
_STEPS = (
    "SELECT DISTINCT step FROM operation "
    "WHERE (entity, entity_id) IN (SELECT entity, id FROM erased)"
)
_ERASE = (
    "UPDATE operation SET value = NULL, salt = x'' "
    "WHERE value IS NOT NULL AND (entity, entity_id) IN (SELECT entity, id FROM erased)"
)
_ERASURES = "SELECT value FROM register WHERE entity = ? AND field = ? AND value <> 'null'"
_QUOTED = re.compile("“([^”]*)”")
_SHORTEST = 4  # shorter ones stand in too many texts by chance


def erase(db: apsw.Connection, things: Collection[Thing], now_ms: int) -> int:
    """Erase all that was ever written on these things.

    Args:
        db: with a transaction open.
        things: which.
        now_ms: milliseconds since 1970 UTC.

    Returns:
        How many operations lost their words.
    """
    db.execute(_TABLE)
    db.execute("DELETE FROM erased")
    db.executemany("INSERT OR IGNORE INTO erased VALUES (?, ?)", things)
    words = _fold(" \n ".join(_words_of(db)))
    steps = [row[0] for row in fetch(db, _STEPS)]
    steps += [position for position, label in _labels(db) if _quotes(label, words)]
    db.execute(_ERASE)
    count = db.changes()
    db.executemany(
        "UPDATE step SET label = '', label_salt = x'' WHERE position = ?",
        [(position,) for position in steps],
    )
    for entity, entity_id in things:
        _empty_registers(db, entity, entity_id, now_ms)
    return count


def compact(db: apsw.Connection) -> bool:
    """Write the file anew, so that no old words are left in free room; not in a transaction.

    Returns:
        Whether the WAL could be emptied as well; if not, somebody is reading, and
        closing the library does it.
    """
    db.execute("VACUUM")
    busy, *_ = fetch(db, "PRAGMA wal_checkpoint(TRUNCATE)")[0]
    return not busy


def erase_in_copy(path: Path, things: Collection[Thing], now_ms: int) -> None:
    """Erase things in a copy of the journal that nobody has open, a backup.

    Raises:
        NotSavedError: it could not be written.
    """
    what = f"The erasure in {path.name}"
    try:
        with closing(connect(path, write=True)) as db:
            with db:
                erase(db, things, now_ms)
            compact(db)
    except apsw.Error as error:
        raise NotSavedError(what, describe_refusal(error)) from error


def find_erased(operations: Iterable[Operation]) -> list[Thing]:
    """List the things that operations say were erased elsewhere."""
    found: list[Thing] = []
    for operation in operations:
        if operation.entity == ERASURE and operation.field == OF and operation.value:
            found += msgspec.json.decode(operation.value, type=list[Thing])
    return found


def list_erased(db: apsw.Connection) -> set[Thing]:
    """List every thing that was erased, here or elsewhere."""
    rows = fetch(db, _ERASURES, ERASURE, OF)
    return {thing for (value,) in rows for thing in msgspec.json.decode(value, type=list[Thing])}


def erase_in_steps(steps: Sequence[list[Operation]], things: Collection[Thing]) -> Steps:
    """Give steps without the words of some things: for a log that is kept as lines."""
    erased = frozenset(things)

    def is_erased(operation: Operation) -> bool:
        return (operation.entity, operation.entity_id) in erased

    values = [one.value for step in steps for one in step if is_erased(one) and one.value]
    words = _fold(" \n ".join(text for value in values for text in _texts_in(value)))
    result = []
    for step in steps:
        wordless = any(map(is_erased, step)) or _quotes(step[0].label, words)
        unlabelled = [replace(one, label="", label_salt="") for one in step] if wordless else step
        result.append(
            [replace(one, value=None, salt="") if is_erased(one) else one for one in unlabelled]
        )
    return result


def _words_of(db: apsw.Connection) -> Iterator[str]:
    for (value,) in fetch(db, _VALUES):
        yield from _texts_in(value)


def _texts_in(value: str) -> Iterator[str]:
    """Give the texts in a JSON value, wherever they stand in it."""
    waiting = [msgspec.json.decode(value)]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            waiting += one.values()


def _labels(db: apsw.Connection) -> list[tuple[int, str]]:
    return [(row[0], row[1]) for row in fetch(db, "SELECT position, label FROM step")]


def _quotes(label: str, words: str) -> bool:
    """Say whether a label quotes, perhaps shortened, from these words."""
    quoted = (_fold(part).rstrip("… ") for part in _QUOTED.findall(label))
    return any(len(part) >= _SHORTEST and part in words for part in quoted)


def _fold(words: str) -> str:
    return " ".join(words.split())


def _empty_registers(db: apsw.Connection, entity: str, entity_id: str, now_ms: int) -> None:
    registers = {
        field: Register(
            tuple(head._replace(value=NULL) for head in register.heads), register.awaited
        )
        for field, register in derived.read_registers(db, entity, entity_id).items()
    }
    rows = derived.thing_to_rows(entity, entity_id, registers, now_ms, reopened=False)
    derived.insert_rows(db, "register", rows)
    if entity == "annotation":
        row = fold.annotation_row(entity_id, registers, now_ms)
        derived.put_annotation(db, entity_id, row)
