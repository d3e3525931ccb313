"""Erased words are gone from the file, and the chain still verifies."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from glossator.model.errors import ErasedError
from glossator.model.operations import Step
from glossator.store.check import check
from glossator.store.erasing import erase_in_steps
from glossator.store.lines import encode_step
from glossator.store.sqlite import SqliteStore
from tests.store.making import ANNA, BEN, NOON_MS, mark, marking, open_here, setting, ticking
from tests.store.merging import copy_library, exchange

SECRET = "my brother Tom took the money"
ERASING = Step("e1", "erase", "Erased a mark for good", ())


def telling(name: str) -> Step:
    """Make the step that marks a passage whose own words tell a secret."""
    return marking(replace(mark(name), own_words=SECRET))


def erase(store: SqliteStore, *names: str) -> None:
    """Erase marks for good."""
    store.erase(ERASING, ANNA, [("annotation", name) for name in names])


def bytes_of(folder: Path) -> bytes:
    """Read everything that lies in a library's folder."""
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_no_byte_of_the_words_is_left_and_the_chain_is_sound(tmp_path: Path) -> None:
    with closing(open_here(tmp_path)) as store:
        store.commit(telling("m1"), ANNA)
        store.commit(setting("s1", "m1", "comment", f"{SECRET}, he said"), ANNA)
        store.commit(setting("s2", "m1", "comment", "shortened"), ANNA)
        store.commit(marking(mark("m2")), ANNA)
        assert SECRET.encode() in bytes_of(tmp_path)
        erase(store, "m1")
        assert SECRET.encode() not in bytes_of(tmp_path)
        assert [a.id for a in store.list_annotations()] == ["m2"]
        assert store.read_fields("annotation", "m1") == {}
        assert store.refold() == 0
    assert SECRET.encode() not in bytes_of(tmp_path)
    assert check(tmp_path, deep=True) == []


def test_labels_that_quote_the_words_lose_them_also_on_other_things(tmp_path: Path) -> None:
    with closing(open_here(tmp_path)) as store:
        store.commit(telling("m1"), ANNA)
        linking = replace(
            setting("s1", "m2", "comment", "cf."), label="Linked to “my brother Tom took…”"
        )
        store.commit(linking, ANNA)
        store.commit(replace(setting("s2", "m2", "comment", "see"), label="Renamed “Torts”"), ANNA)
        erase(store, "m1")
        labels = [step.label for step in store.list_steps(None, 9)]
        assert labels == ["Erased a mark for good", "Renamed “Torts”", "", ""]
    assert b"brother" not in bytes_of(tmp_path)
    assert check(tmp_path, deep=False) == []


def test_what_was_erased_cannot_be_brought_back_by_undo(tmp_path: Path) -> None:
    with closing(open_here(tmp_path)) as store:
        store.commit(telling("m1"), BEN)
        erase(store, "m1")
        with pytest.raises(ErasedError, match="erased for good"):
            store.undo("u1", BEN)


def test_an_erasure_reaches_other_replicas_and_what_they_wrote_meanwhile(tmp_path: Path) -> None:
    with closing(open_here(tmp_path / "desk")) as store:
        store.commit(telling("m1"), ANNA)
    with (
        closing(copy_library(tmp_path / "desk", tmp_path / "lap", ticking(NOON_MS + 9))) as lap,
        closing(copy_library(tmp_path / "desk", tmp_path / "tablet")) as tablet,
        closing(open_here(tmp_path / "desk", ticking(NOON_MS + 60_000))) as desk,
    ):
        lap.commit(setting("s1", "m1", "comment", f"sure that {SECRET}"), BEN)
        erase(desk, "m1")
        exchange(lap, tablet)
        exchange(tablet, desk)
        assert desk.list_annotations() == tablet.list_annotations() == []
        exchange(desk, lap, tablet)
        assert desk.state_hash() == lap.state_hash() == tablet.state_hash()
        for store in (desk, lap, tablet):
            assert store.refold() == 0
    for name in ("desk", "lap", "tablet"):
        assert SECRET.encode() not in bytes_of(tmp_path / name)
        assert check(tmp_path / name, deep=False) == []


def test_the_log_kept_as_lines_loses_the_words_too(tmp_path: Path) -> None:
    with closing(open_here(tmp_path)) as store:
        store.commit(telling("m1"), ANNA)
        store.commit(
            replace(setting("s1", "m2", "pen", "x"), label="Linked “my brother Tom”"), ANNA
        )
        steps = store.read_chain(store.replica, 0, 99)
        lines = b"".join(map(encode_step, erase_in_steps(steps, [("annotation", "m1")])))
        assert b"brother" not in lines
        assert b'"value":"x"' in lines
        erase(store, "m1")
        assert (
            erase_in_steps(steps, [("annotation", "m1")])
            == (store.read_chain(store.replica, 0, 99)[:2])
        )
