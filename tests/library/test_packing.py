"""A packed library can be read without the program, and comes back the same."""

from __future__ import annotations

import json
import uuid
import zipfile
from pathlib import Path

import pytest

from glossator.library.courses import add_course
from glossator.library.entries import Sheet, Spot, add_entry
from glossator.library.library import Library
from glossator.library.marks import delete_annotations
from glossator.library.opening import open_library
from glossator.library.packing import pack
from glossator.library.sample_course import add_sample
from glossator.library.unpacking import PackError, merge_pack, unpack
from glossator.model.errors import ExportError, InvalidRequestError
from glossator.store.check import check
from tests.library.opinions import mark_words, only_source


def quiet(_what: str, _done: int, _total: int) -> None:
    """Tell nobody how far it is."""


def new_id() -> str:
    """Make an id as a page does."""
    return str(uuid.uuid4())


def work(library: Library) -> str:
    """Mark, write, delete and undo in a library with one opinion; gives the mark that stands."""
    kept = mark_words(library, "knew of a danger", own_words="scienter")
    gone = mark_words(library, "a tame heron")
    delete_annotations(library, new_id(), [gone])
    course = only_source(library).course
    add_entry(
        library,
        new_id(),
        new_id(),
        Sheet("outline", course),
        Spot("", None),
        kind="paragraph",
        text="Read first",
    )
    mark_words(library, "He must not")
    library.undo(new_id())
    return kept


def test_a_library_comes_back_the_same(library: Library, tmp_path: Path) -> None:
    work(library)
    packed = pack(library, tmp_path / "law.zip", None, quiet)
    assert packed.operations == library.store.cursor()
    unpacked = unpack(tmp_path / "law.zip", tmp_path / "new", quiet)
    assert (unpacked.added, unpacked.missing, unpacked.same) == (packed.operations, 0, True)
    with open_library(tmp_path / "new") as opened:
        again = opened.library
        assert again.store.state_hash() == library.store.state_hash()
        assert again.store.list_annotations() == library.store.list_annotations()
        assert [s.label for s in again.store.list_steps(None, 99)] == [
            s.label for s in library.store.list_steps(None, 99)
        ]
        assert again.store.next_undo(again.actor) == library.store.next_undo(library.actor)
        for kind in ("originals", "editions", "pens"):
            left, right = (
                {path.name: path.read_bytes() for path in (one.folder / kind).iterdir()}
                for one in (library, again)
            )
            assert left == right != {}
    assert check(tmp_path / "new", deep=True) == []


def test_what_is_in_it_can_be_read_without_the_program(library: Library, tmp_path: Path) -> None:
    kept = work(library)
    pack(library, tmp_path / "law.zip", None, quiet)
    with zipfile.ZipFile(tmp_path / "law.zip") as archive:
        names = archive.namelist()
        assert archive.testzip() is None
        assert b"glossator unpack" in archive.read("README.txt")
        assert "A keeper of a harmless animal" in archive.read("texts/Crane v. Weir.txt").decode()
        lines = archive.read("journal.jsonl").splitlines()
        assert [json.loads(line)["label"] for line in lines if kept.encode() in line] == [
            "Marked “knew of a danger” as Rule"
        ]
        assert kept in archive.read("annotations.jsonld").decode()
        notes = [name for name in names if name.startswith("notes/") and name.endswith(".md")]
        assert any("scienter" in archive.read(name).decode() for name in notes)
        (original,) = [name for name in names if name.startswith("originals/")]
        assert original.endswith("/crane.md")
        assert archive.read(original).startswith(b"# Crane v. Weir")


def test_a_course_becomes_a_library_of_its_own_with_its_history(
    library: Library, tmp_path: Path
) -> None:
    kept = work(library)
    other = new_id()
    add_course(library, new_id(), other, "Torts of Others", "case-brief-4")
    course = library.catalogue.courses[only_source(library).course]
    pack(library, tmp_path / "one.zip", course, quiet)
    pack(library, tmp_path / "two.zip", course, quiet)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    assert b"Torts of Others" not in (tmp_path / "one.zip").read_bytes()
    unpack(tmp_path / "one.zip", tmp_path / "new", quiet)
    with open_library(tmp_path / "new") as opened:
        again = opened.library
        assert list(again.catalogue.courses.values()) == [course]
        assert again.store.list_annotations() == library.store.list_annotations()
        assert again.find_annotation(kept) is not None
        assert again.store.space != library.store.space
        assert {e["text"] for e in again.store.list_entities("entry").values()} == {"Read first"}
        labels = [step.label for step in again.store.list_steps(None, 99)]
        assert "Marked “a tame heron” as Rule" in labels
        assert not any("Torts" in label for label in labels)
        assert again.store.refold() == 0
        unpacked = merge_pack(again, tmp_path / "two.zip", quiet)
        assert unpacked.added == 0
    assert check(tmp_path / "new", deep=True) == []


def test_the_sample_comes_back_the_same(empty: Library, tmp_path: Path) -> None:
    add_sample(empty)
    pack(empty, tmp_path / "sample.zip", None, quiet)
    assert unpack(tmp_path / "sample.zip", tmp_path / "new", quiet).same
    with open_library(tmp_path / "new") as opened:
        pack(opened.library, tmp_path / "again.zip", None, quiet)
    left, right = (zipfile.ZipFile(tmp_path / f"{name}.zip") for name in ("sample", "again"))
    with left, right:
        for name in left.namelist():
            if name != "library.json":  # in it stands the folder's name
                assert left.read(name) == right.read(name), name


def test_a_pack_carries_what_was_done_to_another_computer_and_back(
    library: Library, tmp_path: Path
) -> None:
    pack(library, tmp_path / "desk.zip", None, quiet)
    unpack(tmp_path / "desk.zip", tmp_path / "lap", quiet)
    with open_library(tmp_path / "lap") as opened:
        lap = opened.library
        on_lap, on_desk = mark_words(lap, "a tame heron"), mark_words(library, "He must not")
        pack(lap, tmp_path / "lap.zip", None, quiet)
        assert merge_pack(library, tmp_path / "lap.zip", quiet).added > 0
        assert merge_pack(library, tmp_path / "lap.zip", quiet).added == 0
        pack(library, tmp_path / "desk.zip", None, quiet)
        merge_pack(lap, tmp_path / "desk.zip", quiet)
        assert {a.id for a in lap.store.list_annotations()} == {on_lap, on_desk}
        assert lap.store.state_hash() == library.store.state_hash()


def test_a_pack_of_another_library_is_not_merged(
    library: Library, empty: Library, tmp_path: Path
) -> None:
    pack(library, tmp_path / "law.zip", None, quiet)
    with pytest.raises(PackError, match="of another library"):
        merge_pack(empty, tmp_path / "law.zip", quiet)
    assert empty.store.cursor() == 0


def make_zip(path: Path, **files: bytes) -> None:
    """Write a zip of these files."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)


def change_in_pack(path: Path, name: str, old: bytes, new: bytes) -> None:
    """Change some bytes of one file in a pack."""
    with zipfile.ZipFile(path) as archive:
        files = {one: archive.read(one) for one in archive.namelist()}
    assert old in files[name]
    make_zip(path, **{**files, name: files[name].replace(old, new)})


def test_files_that_are_no_packs_are_refused_in_a_sentence(tmp_path: Path) -> None:
    target = tmp_path / "new"
    text, other, cut = tmp_path / "a.zip", tmp_path / "b.zip", tmp_path / "c.zip"
    text.write_text("no zip")
    make_zip(other, **{"holiday.txt": b"sun"})
    make_zip(cut, **{"library.json": b"{}", "journal.jsonl": b""})
    for path, reason in (
        (tmp_path / "none.zip", "no such file"),
        (text, "damaged, or no packed library"),
        (other, "a zip of something else"),
        (cut, "damaged, or no packed library"),
    ):
        with pytest.raises(PackError, match=reason):
            unpack(path, target, quiet)
    assert not target.exists()


@pytest.mark.parametrize(
    ("old", "new"), [(b'"scienter"', b'"science!"'), (b'"actor":"', b'"actor":"x')]
)
def test_an_altered_journal_is_told(
    library: Library, tmp_path: Path, old: bytes, new: bytes
) -> None:
    work(library)
    pack(library, tmp_path / "law.zip", None, quiet)
    change_in_pack(tmp_path / "law.zip", "journal.jsonl", old, new)
    with pytest.raises(PackError, match="its journal was refused"):
        unpack(tmp_path / "law.zip", tmp_path / "new", quiet)


def test_a_book_that_is_not_what_it_is_called_is_left_out(library: Library, tmp_path: Path) -> None:
    pack(library, tmp_path / "law.zip", None, quiet)
    with zipfile.ZipFile(tmp_path / "law.zip") as archive:
        (name,) = [one for one in archive.namelist() if one.startswith("originals/")]
    change_in_pack(tmp_path / "law.zip", name, b"Crane", b"Train")
    unpacked = unpack(tmp_path / "law.zip", tmp_path / "new", quiet)
    assert (unpacked.books, unpacked.missing) == (1, 1)
    assert list((tmp_path / "new" / "originals").iterdir()) == []


def test_a_pack_with_missing_books_says_so(library: Library, tmp_path: Path) -> None:
    for path in (library.folder / "originals").iterdir():
        path.unlink()
    assert len(pack(library, tmp_path / "law.zip", None, quiet).missing) == 1
    assert unpack(tmp_path / "law.zip", tmp_path / "new", quiet).missing == 1


def test_where_nothing_can_be_written_or_a_library_is_already_nothing_changes(
    library: Library, tmp_path: Path
) -> None:
    with pytest.raises(ExportError, match="Choose another place"):
        pack(library, tmp_path / "none" / "law.zip", None, quiet)
    pack(library, tmp_path / "law.zip", None, quiet)
    with pytest.raises(InvalidRequestError, match="There is a library in"):
        unpack(tmp_path / "law.zip", library.folder, quiet)
