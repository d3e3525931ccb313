"""The import worker: a book cannot do harm."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from glossator.library.worker import NOBODY_WATCHES, Limits, extract_in_worker
from glossator.model.errors import NotSavedError, RefusedFileError

_GENEROUS = Limits(cpu_seconds=30, wall_seconds=60)


def _extract(path: Path, limits: Limits) -> str:
    extraction = extract_in_worker(
        path,
        path.name,
        password=None,
        watch=NOBODY_WATCHES,
        limits=limits,
        output=path.with_name("outcome.tmp"),
    )
    return extraction.content.text


def test_a_sound_book_is_read(tmp_path: Path) -> None:
    path = tmp_path / "crane.md"
    path.write_text("# Crane\n\nWords.", encoding="utf-8")
    assert _extract(path, _GENEROUS) == "Crane\nWords."


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_book_that_never_ends_is_given_up_at_the_wall_limit(tmp_path: Path) -> None:
    path = tmp_path / "endless.md"
    os.mkfifo(path)
    began = time.monotonic()
    with pytest.raises(RefusedFileError, match="took too long"):
        _extract(path, Limits(cpu_seconds=30, wall_seconds=1.0))
    assert time.monotonic() - began < 10


def test_a_book_that_needs_more_memory_than_allowed_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_text("word " * 4_000_000, encoding="utf-8")
    tight = Limits(cpu_seconds=30, wall_seconds=60, memory_bytes=120 << 20)
    with pytest.raises(RefusedFileError, match=r"large\.txt"):
        _extract(path, tight)


def test_a_book_that_takes_too_much_computing_is_given_up(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_text("word. " * 8_000_000, encoding="utf-8")
    with pytest.raises(RefusedFileError, match="took too long"):
        _extract(path, Limits(cpu_seconds=1, wall_seconds=60))


def test_a_text_that_cannot_be_written_is_said_to_be_the_disks_fault(tmp_path: Path) -> None:
    path = tmp_path / "crane.md"
    path.write_text("# Crane\n\n" + "words " * 40_000, encoding="utf-8")
    tight = Limits(cpu_seconds=30, wall_seconds=60, file_bytes=10_000)
    with pytest.raises(NotSavedError, match="the disk is full"):
        _extract(path, tight)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["crane.md"]
