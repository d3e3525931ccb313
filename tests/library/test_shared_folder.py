"""Devices that share a library by a folder: what each wrote reaches the others, whole."""

from __future__ import annotations

import gzip
import random
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from glossator.library.joined import join_library
from glossator.library.library import Library
from glossator.library.opening import open_library
from glossator.library.shared_folder import visit
from glossator.library.sharing import sharing_of
from glossator.model.errors import InvalidRequestError
from glossator.model.operations import Step, Write
from glossator.store.check import check
from glossator.store.segments import list_segments
from glossator.store.shared_files import list_devices, shared_library


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A folder that some program carries."""
    folder = tmp_path / "Sync"
    folder.mkdir()
    return folder


@pytest.fixture
def lap(library: Library, shared: Path, tmp_path: Path) -> Iterator[Library]:
    """A second device that has joined the library by the shared folder."""
    visit(library, shared, "desk")
    join_library(tmp_path / "lap", shared, "lap")
    with open_library(tmp_path / "lap") as opened:
        yield opened.library


def write(library: Library, step: str, field: str, value: object) -> None:
    """Write something about the only source."""
    source = next(iter(library.catalogue.sources))
    change = Write("source", source, field, value)
    library.commit(Step(step, "set_details", f"Set {field}", (change,)))


def titles(library: Library) -> list[str]:
    """List the titles of a library's sources."""
    return [source.title for source in library.catalogue.sources.values()]


def meet(shared: Path, *libraries: Library) -> None:
    """Let each visit the shared folder, twice, as time goes by."""
    for _ in range(2):
        for library in libraries:
            assert visit(library, shared, "device").problems == []


def test_a_joined_device_has_everything_books_too(
    library: Library, lap: Library, shared: Path
) -> None:
    assert titles(lap) == titles(library) != []
    meet(shared, lap, library, lap)
    source = next(iter(lap.catalogue.sources.values()))
    assert source.edition is not None
    assert lap.content(source.edition) == library.content(source.edition)
    assert lap.store.state_hash() == library.store.state_hash()
    assert lap.store.replica != library.store.replica
    assert check(lap.folder, deep=True) == []


def test_what_both_wrote_apart_is_on_both(library: Library, lap: Library, shared: Path) -> None:
    write(library, "s1", "title", "Crane v. Weir (1929)")
    write(lap, "s2", "archived", True)
    meet(shared, library, lap)
    assert titles(lap) == titles(library) == ["Crane v. Weir (1929)"]
    assert next(iter(library.catalogue.sources.values())).archived
    assert lap.store.state_hash() == library.store.state_hash()


def test_files_in_the_shared_folder_are_written_once(
    library: Library, lap: Library, shared: Path
) -> None:
    meet(shared, library, lap)
    before = {path: path.read_bytes() for path in shared.rglob("*.gz")}
    meet(shared, library, lap)
    assert {path: path.read_bytes() for path in shared.rglob("*.gz")} == before
    write(lap, "s1", "title", "Hawkins")
    meet(shared, library, lap)
    after = {path: path.read_bytes() for path in shared.rglob("*.gz")}
    assert before.items() < after.items()


def test_books_are_there_as_long_as_somebody_asks_for_them(
    library: Library, lap: Library, shared: Path
) -> None:
    meet(shared, library, lap)
    assert not [p for kind in ("originals", "editions") for p in shared.rglob(f"{kind}/*")]
    assert {device.name for device in list_devices(shared_library(shared, lap.store.space))} == {
        "device"
    }


@pytest.mark.parametrize("damage", ["cut", "edited", "emptied", "text"])
def test_a_damaged_segment_is_told_and_written_again_by_its_device(
    library: Library, lap: Library, shared: Path, damage: str
) -> None:
    write(library, "s1", "title", "Crane v. Weir (1929)")
    meet(shared, library)
    place = shared_library(shared, library.store.space)
    segment = max(
        (s for s in list_segments(place) if s.replica == library.store.replica),
        key=lambda s: s.last,
    )
    sound = segment.path.read_bytes()
    forged = gzip.decompress(sound).replace(b"(1929)", b"(1930)")
    content = {"cut": sound[:-20], "edited": gzip.compress(forged), "emptied": b"", "text": b"x"}
    segment.path.write_bytes(content[damage])
    told = visit(lap, shared, "lap").problems
    assert len(told) == 1
    assert "damaged" in told[0]
    assert titles(lap) == ["Crane v. Weir"]
    visit(library, shared, "desk")
    assert segment.path.read_bytes() == sound
    assert visit(lap, shared, "lap").problems == []
    assert titles(lap) == ["Crane v. Weir (1929)"]


def test_a_folder_that_is_not_there_is_told_and_waited_for(
    library: Library, lap: Library, shared: Path
) -> None:
    shared.rename(shared.with_name("gone"))
    with pytest.raises(InvalidRequestError, match="is not there"):
        visit(library, shared, "desk")
    write(library, "s1", "title", "Hawkins")
    shared.with_name("gone").rename(shared)
    meet(shared, library, lap)
    assert titles(lap) == ["Hawkins"]


def test_many_small_segments_become_one(library: Library, lap: Library, shared: Path) -> None:
    for number in range(60):
        write(library, f"s{number}", "title", f"Draft {number}")
        visit(library, shared, "desk")
    place = shared_library(shared, library.store.space)
    own = [s for s in list_segments(place) if s.replica == library.store.replica]
    assert len(own) < 20
    meet(shared, lap)
    assert titles(lap) == ["Draft 59"]


def test_the_folder_may_arrive_in_any_order_and_in_parts(
    library: Library, lap: Library, shared: Path, tmp_path: Path
) -> None:
    for number in range(12):
        write(library, f"s{number}", "title", f"Draft {number}")
        visit(library, shared, "desk")
    elsewhere = tmp_path / "Other"
    files = [path for path in sorted(shared.rglob("*")) if path.is_file()]
    random.Random(3).shuffle(files)
    for path in files:
        target = elsewhere / path.relative_to(shared)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
        assert visit(lap, elsewhere, "lap").problems == []
    assert titles(lap) == ["Draft 11"]
    assert lap.store.state_hash() == library.store.state_hash()


def test_a_library_within_the_shared_folder_is_refused(library: Library, tmp_path: Path) -> None:
    for folder in (library.folder, library.folder / "pens", tmp_path):
        with pytest.raises(InvalidRequestError, match="holds this library or is part of it"):
            sharing_of(library).share(folder, "desk")


def test_joining_says_what_is_wrong_with_the_folders(
    library: Library, shared: Path, tmp_path: Path
) -> None:
    with pytest.raises(InvalidRequestError, match="There is no library in the folder"):
        join_library(tmp_path / "new", shared, "lap")
    with pytest.raises(InvalidRequestError, match="cannot be read"):
        join_library(tmp_path / "new", shared / "none", "lap")
    with pytest.raises(InvalidRequestError, match="There is a library in"):
        join_library(library.folder, shared, "lap")
    assert not (tmp_path / "new").exists()


@contextmanager
def three(library: Library, shared: Path, tmp_path: Path) -> Iterator[tuple[Library, ...]]:
    """Open two more devices of a library."""
    visit(library, shared, "desk")
    with ExitStack() as stack:
        more = []
        for name in ("lap", "tablet"):
            join_library(tmp_path / name, shared, name)
            more.append(stack.enter_context(open_library(tmp_path / name)).library)
        yield (library, *more)


def test_a_copied_folder_of_a_library_meets_the_others_without_loss(
    library: Library, shared: Path, tmp_path: Path
) -> None:
    with three(library, shared, tmp_path) as (desk, lap, tablet):
        meet(shared, desk, lap, tablet)
        shutil.copytree(lap.folder, tmp_path / "copy", ignore=shutil.ignore_patterns("owner.lock"))
        with open_library(tmp_path / "copy") as opened:
            copy = opened.library
            assert copy.store.replica != lap.store.replica
            for number, one in enumerate((desk, lap, tablet, copy)):
                write(one, f"s{number}", f"note-{number}", f"from {number}")
            meet(shared, desk, lap, tablet, copy)
            assert len({one.store.state_hash() for one in (desk, lap, tablet, copy)}) == 1
            source = next(iter(desk.catalogue.sources))
            fields = tablet.store.read_fields("source", source)
            assert [fields[f"note-{n}"] for n in range(4)] == [f"from {n}" for n in range(4)]
