"""A library has one owner process, and the system frees it however that process ends."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from glossator.model.errors import LibraryInUseError
from glossator.store.lock import Owner, acquire_lock, has_owner, read_owner

OWNING = """
import sys, time
from pathlib import Path
from glossator.store.lock import acquire_lock
acquire_lock(Path(sys.argv[1])).publish("http://127.0.0.1:8620", "s3cret")
print("mine", flush=True)
time.sleep(60)
"""


def test_a_free_library_has_no_owner(tmp_path: Path) -> None:
    assert read_owner(tmp_path) is None
    acquire_lock(tmp_path).release()
    assert read_owner(tmp_path) is None


def test_the_owner_is_known_once_it_listens(tmp_path: Path) -> None:
    lock = acquire_lock(tmp_path)
    assert has_owner(tmp_path)
    assert read_owner(tmp_path) is None
    lock.publish("http://127.0.0.1:8620", "s3cret")
    lock.publish("http://127.0.0.1:90", "s3")
    assert read_owner(tmp_path) == Owner(os.getpid(), "http://127.0.0.1:90", "s3")
    lock.release()


@pytest.mark.skipif(os.name == "nt", reason="file modes of Unix")
def test_only_the_reader_herself_can_read_the_token(tmp_path: Path) -> None:
    lock = acquire_lock(tmp_path)
    lock.publish("http://127.0.0.1:8620", "s3cret")
    assert (tmp_path / "owner.lock").stat().st_mode & 0o777 == 0o600
    lock.release()


def test_publishing_keeps_the_library_locked_and_a_second_owner_is_told_where(
    tmp_path: Path,
) -> None:
    lock = acquire_lock(tmp_path)
    lock.publish("http://127.0.0.1:8620", "s3cret")
    with pytest.raises(
        LibraryInUseError, match=r"already open \(by process \d+ at http://127\."
    ) as e:
        acquire_lock(tmp_path)
    assert "s3cret" not in str(e.value)
    lock.release()
    lock.release()


def test_a_stale_lock_file_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "owner.lock").write_text('{"pid":1,"address":"http://127.0.0.1:1","token":"old"}')
    assert not has_owner(tmp_path)
    assert read_owner(tmp_path) is None
    lock = acquire_lock(tmp_path)
    assert read_owner(tmp_path) is None
    lock.release()


def test_a_killed_owner_leaves_the_library_free(tmp_path: Path) -> None:
    owner = subprocess.Popen(
        [sys.executable, "-c", OWNING, str(tmp_path)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    with owner:
        assert owner.stdout is not None
        owner.stdout.readline()
        assert read_owner(tmp_path) == Owner(owner.pid, "http://127.0.0.1:8620", "s3cret")
        with pytest.raises(LibraryInUseError):
            acquire_lock(tmp_path)
        owner.kill()
    assert read_owner(tmp_path) is None
    acquire_lock(tmp_path).release()


def test_a_short_command_waits_for_another_one(tmp_path: Path) -> None:
    first = acquire_lock(tmp_path)
    ending = threading.Timer(0.4, first.release)
    ending.start()
    acquire_lock(tmp_path, wait_seconds=10).release()
    ending.join()


def test_a_command_does_not_wait_for_an_owner_that_listens(tmp_path: Path) -> None:
    lock = acquire_lock(tmp_path)
    lock.publish("http://127.0.0.1:8620", "s3cret")
    start = time.monotonic()
    with pytest.raises(LibraryInUseError, match=r"at http://127\.0\.0\.1:8620"):
        acquire_lock(tmp_path, wait_seconds=10)
    assert time.monotonic() - start < 5
    lock.release()


def test_waiting_for_a_command_ends(tmp_path: Path) -> None:
    lock = acquire_lock(tmp_path)
    with pytest.raises(LibraryInUseError, match=r"by process \d+\)"):
        acquire_lock(tmp_path, wait_seconds=0.3)
    lock.release()
