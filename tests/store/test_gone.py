"""A library that goes away while it is open: it is said, and gone on with when it is back."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from glossator.model.errors import GlossatorError, LibraryGoneError, NotSavedError
from glossator.store.check import check
from glossator.store.files import keep_original
from tests.store.making import ANNA, mark, marking, open_here

ROOT = Path(__file__).parents[2]


def test_a_library_whose_folder_was_renamed_saves_nothing_and_goes_on_when_it_is_back(
    tmp_path: Path,
) -> None:
    with closing(open_here(tmp_path / "library")) as store:
        store.commit(marking(mark("m1")), ANNA)
        (tmp_path / "library").rename(tmp_path / "renamed")
        with pytest.raises(LibraryGoneError, match="its folder was deleted, renamed or moved aw"):
            store.commit(marking(mark("m2")), ANNA)
        assert not (tmp_path / "library").exists()
        (tmp_path / "renamed").rename(tmp_path / "library")
        assert not store.commit(marking(mark("m2")), ANNA).repeated
        assert [one.id for one in store.list_annotations()] == ["m1", "m2"]
    assert check(tmp_path / "library", deep=True) == []


def test_a_library_whose_folder_was_deleted_is_not_made_anew(tmp_path: Path) -> None:
    with closing(open_here(tmp_path / "library")) as store:
        store.commit(marking(mark("m1")), ANNA)
        shutil.rmtree(tmp_path / "library")
        with pytest.raises(LibraryGoneError, match="“malice” as rule was not saved: the library"):
            store.commit(marking(mark("m2")), ANNA)
        book = tmp_path / "book.txt"
        book.write_text("the hairy hand")
        with pytest.raises(NotSavedError, match="its folder in the library is gone"):
            keep_original(tmp_path / "library", book)
    assert not (tmp_path / "library").exists()


def test_nothing_is_written_to_another_library_that_took_the_place(tmp_path: Path) -> None:
    with closing(open_here(tmp_path / "library")) as store:
        store.commit(marking(mark("m1")), ANNA)
        (tmp_path / "library").rename(tmp_path / "renamed")
        with closing(open_here(tmp_path / "library")) as other:
            other.commit(marking(mark("o1")), ANNA)
            with pytest.raises(LibraryGoneError, match=r"another journal\.db lies in its place"):
                store.commit(marking(mark("m2")), ANNA)
            for _ in range(3):  # more connections than were open
                with suppress(GlossatorError):
                    assert [one.id for one in store.list_annotations()] == ["m1"]


def test_a_journal_that_was_deleted_alone_is_missed(tmp_path: Path) -> None:
    with closing(open_here(tmp_path / "library")) as store:
        store.commit(marking(mark("m1")), ANNA)
        (tmp_path / "library" / "journal.db").unlink()
        with pytest.raises(LibraryGoneError, match=r"its journal\.db was deleted, renamed or mov"):
            store.commit(marking(mark("m2")), ANNA)


# A disk that refuses from some moment on, as one that is pulled out does, and is back later.
FAILING = """
import apsw, json, sys
from contextlib import closing
from pathlib import Path
from glossator.model.errors import GlossatorError
from tests.store.making import ANNA, mark, marking, open_here

pulled, SYSTEM = False, apsw.vfs_names()[0]

class File(apsw.VFSFile):
    def __init__(self, name, flags):
        super().__init__(SYSTEM, name, flags)
    def xWrite(self, data, offset):
        if pulled:
            raise apsw.IOError()
        super().xWrite(data, offset)
    def xSync(self, flags):
        if pulled:
            raise apsw.IOError()
        super().xSync(flags)
    def xRead(self, amount, offset):
        if pulled:
            raise apsw.IOError()
        return super().xRead(amount, offset)

class Disk(apsw.VFS):
    def __init__(self):
        super().__init__("failing", SYSTEM, makedefault=True)
    def xOpen(self, name, flags):
        return File(name, flags)

disk = Disk()
said = []
folder = Path(sys.argv[1])
with closing(open_here(folder)) as store:
    store.commit(marking(mark("m1")), ANNA)
    pulled = True
    for number in (2, 2):
        try:
            store.commit(marking(mark(f"m{number}")), ANNA)
            said.append("saved")
        except GlossatorError as error:
            said.append(str(error))
    pulled = False
    said.append(store.commit(marking(mark("m2")), ANNA).repeated)
with closing(open_here(folder)) as store:
    said.append([one.id for one in store.list_annotations()])
print(json.dumps(said))
"""


def run_apart(script: str, *arguments: str | Path) -> list[object]:
    """Run a script in a process of its own; give what it says."""
    done = subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)],
        capture_output=True,
        check=True,
        timeout=120,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    said: list[object] = json.loads(done.stdout)
    return said


def test_a_disk_that_was_pulled_out_is_told_of_and_nothing_is_lost(tmp_path: Path) -> None:
    first, second, repeated, marks = run_apart(FAILING, tmp_path / "library")
    for sentence in (first, second):
        assert "was not saved: the disk is full or may not be written" in str(sentence)
    assert (repeated, marks) == (False, ["m1", "m2"])
    assert check(tmp_path / "library", deep=True) == []


# Somebody who may not write everywhere, since whoever runs the tests may.
FORBIDDEN = """
import codecs, json, os, sys
from contextlib import closing
from pathlib import Path
from glossator.model.errors import GlossatorError
from glossator.store.files import keep_original
from tests.store.making import ANNA, mark, marking, open_here

folder, said = Path(sys.argv[1]), []
codecs.lookup("ascii")  # loaded from where nobody may read afterwards
if os.geteuid() == 0:
    os.setuid(65534)
try:
    with closing(open_here(folder)) as store:
        said.append([one.id for one in store.list_annotations()])
        try:
            store.commit(marking(mark("m2")), ANNA)
            said.append("saved")
        except GlossatorError as error:
            said.append(str(error))
    keep_original(folder, folder.parent / "book.txt")
    said.append("kept")
except GlossatorError as error:
    said.append(str(error))
print(json.dumps(said))
"""


@pytest.mark.skipif(os.name == "nt", reason="file modes of Unix")
@pytest.mark.parametrize(
    ("name", "saved", "kept"),
    [
        ("", "open for reading only", "kept"),
        ("journal.db", "open for reading only", "kept"),
        ("originals", "saved", "“book.txt” was not saved: permission denied"),
    ],
)
def test_what_may_not_be_written_is_said_and_what_is_there_is_read(
    name: str, saved: str, kept: str
) -> None:
    home = Path(tempfile.mkdtemp())
    home.chmod(0o755)
    library = home / "library"
    (home / "book.txt").write_text("the hairy hand")
    with closing(open_here(library)) as store:
        store.commit(marking(mark("m1")), ANNA)
    for path in (library, *library.rglob("*")):
        path.chmod(0o777 if path.is_dir() else 0o666)
    (library / name).chmod(0o555 if (library / name).is_dir() else 0o444)
    said = run_apart(FORBIDDEN, library)
    assert len(said) == 3, said
    marks, first, second = said
    assert marks == ["m1"]
    assert saved in str(first)
    assert kept in str(second)
    library.chmod(0o777)
    assert check(library, deep=True) in ([], check_unnamed_only(library))
    shutil.rmtree(home)


def check_unnamed_only(library: Path) -> list[str]:
    """Give what the check says of the original that no book has."""
    return [one for one in check(library, deep=True) if "belongs to no book" in one]


@pytest.fixture
def disk() -> Iterator[Path]:
    """Mount a small disk in memory."""
    folder = Path(tempfile.mkdtemp())
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)],
        check=False,
        capture_output=True,
    )
    if mounted.returncode:
        pytest.skip("may not mount")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=False, capture_output=True)
    folder.rmdir()


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a disk")
def test_a_disk_that_was_unmounted_is_told_of(disk: Path) -> None:
    with closing(open_here(disk / "library")) as store:
        store.commit(marking(mark("m1")), ANNA)
        subprocess.run(["umount", "-l", str(disk)], check=True)
        with pytest.raises(LibraryGoneError, match="or its disk was taken out"):
            store.commit(marking(mark("m2")), ANNA)


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a disk")
@pytest.mark.parametrize("rounds", [5, pytest.param(60, marks=pytest.mark.long)])
def test_a_disk_that_is_full_at_random_loses_nothing_that_was_acknowledged(
    disk: Path, rounds: int
) -> None:
    acknowledged: list[str] = []
    number = 0
    for round_ in range(rounds):
        shutil.rmtree(disk / "library", ignore_errors=True)
        acknowledged.clear()
        with closing(open_here(disk / "library")) as store:
            used = shutil.disk_usage(disk)
            filler = disk / "filler"
            filler.write_bytes(bytes(max(0, used.free - (round_ * 7_919) % 400_000)))
            for _ in range(300):
                number += 1
                try:
                    store.commit(marking(mark(f"m{number}")), ANNA)
                except NotSavedError:
                    break
                acknowledged.append(f"m{number}")
            else:
                pytest.fail("the disk never was full")
            filler.unlink()
            store.commit(marking(mark(f"m{number}")), ANNA)
            acknowledged.append(f"m{number}")
        with closing(open_here(disk / "library")) as store:
            assert sorted(one.id for one in store.list_annotations()) == sorted(acknowledged)
        assert check(disk / "library", deep=True) == []
