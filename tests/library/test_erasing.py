"""What is erased is nowhere any more: not in the log, the files, the backups or what is shared."""

from __future__ import annotations

import gzip
import shutil
import uuid
from dataclasses import replace
from pathlib import Path

import pytest

from glossator.library.erasing import erase, plan_erasure
from glossator.library.joined import join_library
from glossator.library.library import Library
from glossator.library.opening import open_library
from glossator.library.packing import pack
from glossator.library.sharing import sharing_of
from glossator.library.unpacking import merge_pack, unpack
from glossator.model.errors import ErasedError, NotFoundError
from glossator.model.ids import SourceId
from glossator.model.operations import Step
from glossator.store.check import check
from glossator.store.records import deletion, source_writes
from tests.library.opinions import mark_words

WORDS = "knew of a danger"
SECRET = "as my brother Tom told me"


def everything_in(folder: Path) -> bytes:
    """Read all files under a folder, those packed by gzip unpacked."""
    content = b""
    for path in folder.rglob("*"):
        if path.is_file():
            raw = path.read_bytes()
            content += gzip.decompress(raw) if path.suffix == ".gz" else raw
    return content


def test_a_mark_is_gone_from_log_backups_and_shared_folder(
    library: Library, tmp_path: Path
) -> None:
    made = mark_words(library, WORDS)
    (library.folder / "backup").mkdir(exist_ok=True)
    shutil.copy(library.folder / "journal.db", library.folder / "backup" / "early.db")
    shutil.copy(library.folder / "journal.db-wal", library.folder / "backup" / "early.db-wal")
    shared = tmp_path / "Sync"
    shared.mkdir()
    sharing_of(library).share(shared, "desk")
    assert WORDS.encode() in everything_in(shared)
    plan = plan_erasure(library, made)
    assert plan.words == "1 mark"
    erase(library, str(uuid.uuid4()), plan)
    assert library.find_annotation(made) is None
    assert WORDS.encode() not in everything_in(shared)
    journals = [library.folder / "journal.db", *(library.folder / "backup").iterdir()]
    assert all(WORDS.encode() not in path.read_bytes() for path in journals)
    assert check(library.folder, deep=True) == []
    with pytest.raises(ErasedError, match="erased for good"):
        library.undo(str(uuid.uuid4()))


def test_a_source_goes_with_its_files_and_marks_also_deleted_ones(library: Library) -> None:
    kept, gone = mark_words(library, WORDS), mark_words(library, "a tame heron")
    deleting = (deletion("annotation", gone),)
    library.commit(Step("gone", "delete_annotation", "Deleted a mark", deleting))
    source = library.get_annotation(kept).target.source
    plan = plan_erasure(library, source)
    assert plan.words == "1 source, 2 marks"
    erase(library, str(uuid.uuid4()), plan)
    assert list((library.folder / "originals").iterdir()) == []
    assert list((library.folder / "editions").iterdir()) == []
    assert not library.catalogue.sources
    for words in (WORDS, "tame heron", "Crane v. Weir"):
        assert words.encode() not in everything_in(library.folder)
    assert check(library.folder, deep=True) == []


def test_files_that_another_source_has_as_well_stay(library: Library) -> None:
    source = next(iter(library.catalogue.sources.values()))
    twin = replace(source, id=SourceId("twin"))
    library.commit(Step("twin", "import", "Imported it again", source_writes(twin)))
    erase(library, str(uuid.uuid4()), plan_erasure(library, "twin"))
    assert len(list((library.folder / "editions").iterdir())) == 1
    assert library.content_of(source) is not None


def test_another_device_erases_when_it_hears_of_it(library: Library, tmp_path: Path) -> None:
    made = mark_words(library, WORDS, own_words=SECRET)
    shared = tmp_path / "Sync"
    shared.mkdir()
    sharing_of(library).share(shared, "desk")
    join_library(tmp_path / "lap", shared, "lap")
    with open_library(tmp_path / "lap") as opened:
        assert opened.library.find_annotation(made) is not None
        erase(library, str(uuid.uuid4()), plan_erasure(library, made))
        sharing_of(library).visit_now()
        sharing_of(opened.library).visit_now()
        assert opened.library.find_annotation(made) is None
    journal = (tmp_path / "lap" / "journal.db").read_bytes()
    assert SECRET.encode() not in journal
    assert SECRET.encode() not in everything_in(shared)


def test_a_source_erased_elsewhere_goes_with_its_files_here(
    library: Library, tmp_path: Path
) -> None:
    source = next(iter(library.catalogue.sources))
    pack(library, tmp_path / "law.zip", None, lambda _what, _done, _total: None)
    unpack(tmp_path / "law.zip", tmp_path / "lap", lambda _what, _done, _total: None)
    erase(library, str(uuid.uuid4()), plan_erasure(library, source))
    pack(library, tmp_path / "law.zip", None, lambda _what, _done, _total: None)
    with open_library(tmp_path / "lap") as opened:
        lap = opened.library
        (lap.folder / "backup").mkdir()
        shutil.copy(lap.folder / "journal.db", lap.folder / "backup" / "early.db")
        merge_pack(lap, tmp_path / "law.zip", lambda _what, _done, _total: None)
        assert not lap.catalogue.sources
        assert list((lap.folder / "originals").iterdir()) == []
        assert list((lap.folder / "editions").iterdir()) == []
    assert b"Crane v. Weir" not in everything_in(tmp_path / "lap")
    assert check(tmp_path / "lap", deep=True) == []


def test_what_never_was_or_was_erased_is_not_found(library: Library) -> None:
    made = mark_words(library, WORDS)
    erase(library, str(uuid.uuid4()), plan_erasure(library, made))
    for name in (made, "nothing"):
        with pytest.raises(NotFoundError):
            plan_erasure(library, name)
