"""Check, mend, salvage and find-originals, as typed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run, start


@pytest.fixture
def marked(run: Run, home: Path) -> Path:
    """A closed library with a book and two marks."""
    run("import", home / "crane.md")
    run("mark", "crane", "--pen", "facts", "--quote", "tame heron", "--comment", "not dangerous")
    run("mark", "crane", "--pen", "rule", "--quote", "liable only where he knew of a danger")
    return home / "library"


def only(folder: Path) -> Path:
    """Give the only file of a folder."""
    (path,) = folder.iterdir()
    return path


def test_what_is_mended_is_said_and_what_is_not(run: Run, marked: Path) -> None:
    only(marked / "editions").unlink()
    (marked / "originals" / "writing-x.tmp").write_bytes(b"half")
    ran = run("check", "--mend")
    assert ran.code == 0
    assert "was read from its original again." in ran.out
    assert "originals/writing-x.tmp, left by a write that was broken off, was deleted." in ran.out
    assert ran.out.endswith("The library is sound.\n")


def test_what_cannot_be_mended_is_said_with_the_way_on(run: Run, marked: Path) -> None:
    only(marked / "originals").unlink()
    ran = run("check", "--mend", "--json")
    reply = ran.json()
    assert (ran.code, reply["sound"], reply["mended"]) == (1, False, [])
    assert "`glossator find-originals FOLDER`" in reply["problems"][0]
    assert [one["kind"] for one in reply["details"]] == ["original"]


def test_a_damaged_journal_is_not_mended_but_salvage_is_named(run: Run, marked: Path) -> None:
    journal = marked / "journal.db"
    journal.write_bytes(journal.read_bytes()[:9_000])
    ran = run("check", "--mend")
    assert ran.code == 1
    assert "`glossator salvage`" in ran.out
    assert "Traceback" not in ran.err


def test_a_damaged_library_is_salvaged_into_a_new_one(run: Run, marked: Path, home: Path) -> None:
    journal = marked / "journal.db"
    before = run("annotations").json()
    journal.write_bytes(journal.read_bytes().replace(b"not dangerous", b"now dangerous"))
    ran = run("salvage", "--output", home / "new")
    assert ran.code == 0
    assert "In doubt: the comment of a mark on “tame heron” in Crane v. Weir may not" in ran.out
    assert "glossator serve --library" in ran.out
    process = start("check", "--deep", "--library", home / "new")
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "This library was salvaged on" in out
    process = start("annotations", "--library", home / "new")
    out, _ = process.communicate(timeout=60)
    assert len(before["items"]) == out.count('"type": "Annotation"')
    assert "now dangerous" in out


def test_lost_files_are_named_in_the_report(run: Run, marked: Path, home: Path) -> None:
    only(marked / "originals").write_bytes(b"altered")
    reply = run("salvage", "-o", home / "new", "--json").json()
    assert reply["missing"] == ["crane.md"]
    assert any("The file “crane.md” was not found sound" in one for one in reply["report"])


def test_files_and_operations_are_taken_from_a_folder_that_is_named(
    run: Run, marked: Path, home: Path
) -> None:
    shutil.copytree(marked, home / "copy")
    (marked / "journal.db").unlink()
    only(marked / "originals").unlink()
    assert run("salvage", "-o", home / "none").code == 1
    assert not (home / "none").exists()
    reply = run("salvage", "-o", home / "new", "--from", home / "copy", "--json").json()
    assert (reply["lost"], reply["doubtful"], reply["missing"]) == (0, 0, [])


@pytest.mark.parametrize(
    ("output", "sentence"),
    [("library/new", "it lies in the damaged library"), (".", "there is something in it already")],
)
def test_nothing_is_salvaged_over_what_is_there(
    run: Run, marked: Path, home: Path, output: str, sentence: str
) -> None:
    before = sorted(path for path in home.rglob("*") if path.name != "owner.lock")
    ran = run("salvage", "--output", home / output)
    assert ran.code == 1
    assert sentence in ran.err
    assert sorted(path for path in home.rglob("*") if path.name != "owner.lock") == before


def test_a_missing_original_is_found_in_a_folder(run: Run, marked: Path, home: Path) -> None:
    only(marked / "originals").unlink()
    assert run("find-originals", home / "library").code == 1
    ran = run("find-originals", home)
    assert (ran.code, ran.out) == (0, "Found “crane.md” of Crane v. Weir and put it back.\n")
    assert run("find-originals", home).out == "No original is missing.\n"
    assert run("find-originals", home / "none").code == 1
    assert run("check", "--deep").code == 0
