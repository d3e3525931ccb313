"""What was acknowledged is there, whatever happens: killed processes and full disks."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import NoneType

import apsw
import pytest

from glossator.model.books import EditionText, Extraction, Extractor
from glossator.model.errors import GlossatorError, LibraryUnusableError, NotSavedError
from glossator.model.ids import EditionId, OriginalHash
from glossator.model.operations import Change
from glossator.store import schema
from glossator.store.chain import Tail
from glossator.store.check import check
from glossator.store.files import keep_edition, keep_original
from glossator.store.lock import acquire_lock, read_owner
from glossator.store.writer import Writer
from glossator.store.writing import write_file
from tests.store.making import ANNA, mark, marking, open_here

resource = pytest.importorskip("resource")

# Forks a child for each round: it commits steps 0, 1, 2 … and says each aloud once it is
# acknowledged; the parent kills it in the middle, and the next child begins with the step
# that was not acknowledged, under the same id.
KILLING = """
import itertools, json, os, random, signal, sys
from pathlib import Path
from tests.store.making import ANNA, mark, marking, open_here

folder, rounds, chance = Path(sys.argv[1]), int(sys.argv[2]), random.Random(int(sys.argv[3]))

def work(first, say):
    store = open_here(folder)
    for number in itertools.count(first):
        change = store.commit(marking(mark(f"m{number}")), ANNA)
        os.write(say, b"R" if change.repeated else b"A")

acknowledged = repeated = 0
for _ in range(rounds):
    hear, say = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(hear)
        work(acknowledged, say)
    os.close(say)
    heard = b""
    while len(heard) < chance.randrange(1, 12):
        heard += os.read(hear, 1)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(hear, 4096):
        heard += more
    os.close(hear)
    acknowledged += len(heard)
    repeated += heard.count(b"R")
print(json.dumps([acknowledged, repeated]))
"""


def kill_again_and_again(folder: Path, rounds: int, seed: int) -> tuple[int, int]:
    """Kill writers in the middle; give how many steps were acknowledged, and how many repeated."""
    done = subprocess.run(
        [sys.executable, "-c", KILLING, str(folder), str(rounds), str(seed)],
        capture_output=True,
        check=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    acknowledged, repeated = json.loads(done.stdout)
    return acknowledged, repeated


@pytest.mark.parametrize(
    ("rounds", "seed"), [(20, 1), pytest.param(300, 2, marks=pytest.mark.long)]
)
def test_a_killed_library_has_every_acknowledged_step_once(
    tmp_path: Path, rounds: int, seed: int
) -> None:
    acknowledged, _ = kill_again_and_again(tmp_path, rounds, seed)
    store = open_here(tmp_path)
    numbers = sorted(int(a.id[1:]) for a in store.list_annotations())
    assert acknowledged >= rounds
    # At most one step more: committed, but killed before it could say so.
    assert numbers in (list(range(acknowledged)), list(range(acknowledged + 1)))
    assert store.cursor() == 4 * len(numbers)
    assert store.refold() == 0
    store.close()
    assert check(tmp_path, deep=True) == []


@contextlib.contextmanager
def full_disk(room: int) -> Iterator[None]:
    """Let no file grow beyond so many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_on_a_full_disk_a_step_is_refused_whole_and_goes_through_later(tmp_path: Path) -> None:
    store = open_here(tmp_path)
    store.commit(marking(mark("m0")), ANNA)
    numbers = itertools.count(1)
    room = (tmp_path / "journal.db-wal").stat().st_size + 60_000
    with full_disk(room), pytest.raises(NotSavedError) as refused:
        any(store.commit(marking(mark(f"m{number}")), ANNA).repeated for number in numbers)
    kept = next(numbers) - 1
    assert "Marked “malice” as rule was not saved: " in str(refused.value)
    assert "Everything saved before is safe" in str(refused.value)
    assert {a.id for a in store.list_annotations()} == {f"m{n}" for n in range(kept)}
    assert store.cursor() == 4 * kept
    assert not store.commit(marking(mark(f"m{kept}")), ANNA).repeated
    store.close()
    assert check(tmp_path, deep=True) == []


def test_one_step_that_finds_no_room_does_not_take_its_group_with_it(tmp_path: Path) -> None:
    connection = schema.connect(tmp_path / "journal.db", write=True)
    schema.make_durable(connection)
    connection.execute("CREATE TABLE kept (words TEXT) STRICT")
    schema.create_tables(connection, {})
    writer = Writer(connection, "replica")
    waiting = threading.Event()

    def keep(words: str) -> Change:
        def task(db: apsw.Connection, tail: Tail) -> tuple[Tail, Change]:
            waiting.wait()  # so that the others come together in the next group
            db.execute("INSERT INTO kept VALUES (?)", (words,))
            return tail, Change(0, words[:9], "", ())

        return writer.do(task, f"“{words[:9]}”")

    with ThreadPoolExecutor(4) as pool, full_disk(200_000):
        answers = [pool.submit(keep, words) for words in ("first", "x" * 300_000, "small", "last")]
        waiting.set()
        failures = [answer.exception() for answer in answers]
    assert [type(failure) for failure in failures] == [NoneType, NotSavedError, NoneType, NoneType]
    kept = {words for (words,) in connection.execute("SELECT words FROM kept")}
    assert kept == {"first", "small", "last"}
    writer.close()


def test_on_a_full_disk_no_half_file_is_left(tmp_path: Path) -> None:
    open_here(tmp_path).close()
    book = tmp_path / "originals" / "book.txt"
    book.write_bytes(random.Random(1).randbytes(20_000))
    pens = tmp_path / "pens" / "a.toml"
    write_file(pens, b"old", "The pens")
    noise = "".join(random.Random(1).choices("abcdefgh", k=20_000))
    extraction = Extraction(Extractor("text", 1), EditionText(noise, ()))
    with full_disk(4_096):
        with pytest.raises(NotSavedError, match=r"The original of “book\.txt” was not saved: file"):
            keep_original(tmp_path, book)
        with pytest.raises(NotSavedError, match="The text of a book was not saved: file too large"):
            keep_edition(tmp_path, EditionId("e1"), OriginalHash("o1"), extraction)
        with pytest.raises(NotSavedError, match="The pens was not saved: file too large"):
            write_file(pens, b"new" * 4_096, "The pens")
    left = {
        path.name for folder in tmp_path.iterdir() if folder.is_dir() for path in folder.iterdir()
    }
    assert left == {"book.txt", "a.toml"}
    assert pens.read_bytes() == b"old"


def own_and_mark(folder: Path, name: str) -> None:
    """Become the owner of a library, make a mark and close it again."""
    lock = acquire_lock(folder)
    try:
        with contextlib.closing(open_here(folder)) as store:
            store.commit(marking(mark(name)), ANNA)
    finally:
        lock.release()


@pytest.mark.parametrize("room", [0, 30, 1_000, 20_000])
@pytest.mark.parametrize("is_new", [True, False])
def test_a_full_disk_at_opening_is_told_of_and_nothing_is_lost(
    tmp_path: Path, room: int, is_new: bool
) -> None:
    if not is_new:
        own_and_mark(tmp_path, "m1")
    with full_disk(room), pytest.raises(GlossatorError) as told:
        own_and_mark(tmp_path, "m2")
    assert isinstance(told.value, LibraryUnusableError | NotSavedError)
    assert "ree some space or check the folder's permissions" in str(told.value)
    store = open_here(tmp_path)
    assert [a.id for a in store.list_annotations()] == ([] if is_new else ["m1"])
    store.close()
    assert check(tmp_path, deep=True) == []


def test_where_the_program_listens_is_not_published_by_half(tmp_path: Path) -> None:
    lock = acquire_lock(tmp_path)
    with full_disk(30), pytest.raises(NotSavedError, match=r"owner\.lock.* was not saved"):
        lock.publish("http://127.0.0.1:8620", "s3cret")
    assert read_owner(tmp_path) is None
    lock.release()
