"""The bin, and things done to several sources at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossator.library.binned import (
    bin_sources,
    empty_bin,
    list_bin,
    measure_bin,
    restore_sources,
)
from glossator.library.checking import check_library
from glossator.library.courses import add_course
from glossator.library.imports import FileToImport, import_file
from glossator.library.joining import join_sources
from glossator.library.library import Library
from glossator.library.page_pictures import Cut, PagePictures
from glossator.library.page_worker import PageWorker
from glossator.library.piles import archive_sources, move_sources
from glossator.model.errors import InvalidRequestError, NotFoundError
from glossator.model.recognition import RecognisedPage
from glossator.store.recognition_files import keep_page, list_pages
from tests.library.opinions import import_opinion, mark_words, new_id, only_source
from tests.sources.making import OPINION, set_pdf


def test_a_source_in_the_bin_is_out_of_the_library_and_comes_back_whole(library: Library) -> None:
    mark = mark_words(library, "He must not.")
    source = only_source(library)
    bin_sources(library, new_id(), [source.id])
    assert not library.catalogue.sources
    assert list_bin(library) == [source]
    restore_sources(library, new_id(), [source.id])
    assert only_source(library) == source
    assert library.get_annotation(mark).span is not None
    assert list_bin(library) == []


def test_undo_takes_back_the_bin_and_the_restoring(library: Library) -> None:
    source = only_source(library)
    bin_sources(library, new_id(), [source.id])
    restore_sources(library, new_id(), [source.id])
    library.undo(new_id())
    assert list_bin(library) == [source]
    library.undo(new_id())
    assert list_bin(library) == []


def test_emptying_the_bin_frees_its_files_and_the_check_agrees(
    library: Library, tmp_path: Path
) -> None:
    kept = only_source(library)
    gone = import_opinion(library, tmp_path, "# Pond v. Lake\n\nWater.", "pond.md")
    bin_sources(library, new_id(), [gone.id])
    measured = measure_bin(library)
    assert measured.originals == (gone.original.hash if gone.original else "",)
    assert measured.size > len("# Pond v. Lake\n\nWater.")
    empty_bin(library, new_id())
    assert list_bin(library) == []
    assert check_library(library.folder, deep=True) == []
    names = {path.name for path in (library.folder / "originals").iterdir()}
    assert names == {kept.original.hash if kept.original else ""}
    with pytest.raises(InvalidRequestError, match="empty already"):
        empty_bin(library, new_id())


def test_emptying_the_bin_lets_go_of_what_was_kept_beside_a_file(
    library: Library, tmp_path: Path
) -> None:
    kept = only_source(library)
    path = tmp_path / "opinion.pdf"
    path.write_bytes(set_pdf(OPINION))
    done = import_file(library, FileToImport(path, path.name, kept.course))
    gone = library.catalogue.get_source(str(done.source))
    assert gone.original is not None
    assert kept.original is not None
    for original in (gone.original.hash, kept.original.hash):
        keep_page(library.folder, original, RecognisedPage(0, 9.0, 9.0, "eng", "5.3"))
        library.passwords[original] = "alder"
    pictures = library.service(PagePictures, lambda: PagePictures(library, PageWorker()))
    pictures.draw(gone, Cut("", 0, 0.1))
    assert pictures.kept_bytes > 0
    bin_sources(library, new_id(), [gone.id])
    assert list(list_pages(library.folder, gone.original.hash))
    empty_bin(library, new_id())
    assert list(list_pages(library.folder, gone.original.hash)) == []
    assert len(list(list_pages(library.folder, kept.original.hash))) == 1
    assert library.passwords == {kept.original.hash: "alder"}
    assert pictures.kept_bytes == 0


def test_undo_after_emptying_brings_back_the_marks_and_a_source_that_waits_for_its_file(
    library: Library, tmp_path: Path
) -> None:
    mark = mark_words(library, "He must not.")
    source = only_source(library)
    assert source.original is not None
    file = tmp_path / "crane.md"
    file.write_bytes((library.folder / "originals" / source.original.hash).read_bytes())
    bin_sources(library, new_id(), [source.id])
    empty_bin(library, new_id())
    library.undo(new_id())
    assert (only_source(library).original, only_source(library).title) == (None, source.title)
    assert library.get_annotation(mark).exact == "He must not."
    done = import_file(library, FileToImport(file, file.name, source.course))
    assert (done.status, done.source) == ("imported", source.id)
    assert library.get_annotation(mark).span is not None
    assert check_library(library.folder, deep=True) == []


def test_a_file_that_another_source_names_too_stays(library: Library, tmp_path: Path) -> None:
    crane = only_source(library)
    other = import_opinion(library, tmp_path, "# Crane v. Weir\n\nOther words.", "other.md")
    join_sources(library, new_id(), crane.id, other.id)
    assert list_bin(library) == []
    bin_sources(library, new_id(), [crane.id])
    restore_sources(library, new_id(), [crane.id])
    assert measure_bin(library).originals == ()
    assert check_library(library.folder, deep=True) == []


def test_a_file_whose_source_is_in_the_bin_brings_it_back(library: Library, tmp_path: Path) -> None:
    source = import_opinion(library, tmp_path, "# Pond v. Lake\n\nWater.", "pond.md")
    bin_sources(library, new_id(), [source.id])
    file = tmp_path / "pond.md"
    done = import_file(library, FileToImport(file, file.name, source.course))
    assert (done.status, done.source) == ("imported", source.id)
    assert "back from there" in done.problems[0]


def test_of_sources_named_together_all_or_none_are_changed(library: Library) -> None:
    source = only_source(library)
    with pytest.raises(NotFoundError):
        bin_sources(library, new_id(), [source.id, "gone"])
    with pytest.raises(InvalidRequestError, match="No source was named"):
        archive_sources(library, new_id(), [], archived=True)
    assert only_source(library) == source


def test_sources_are_archived_and_brought_back(library: Library) -> None:
    source = only_source(library)
    archive_sources(library, new_id(), [source.id], archived=True)
    assert only_source(library).archived
    archive_sources(library, new_id(), [source.id], archived=False)
    assert only_source(library) == source


def test_sources_are_not_moved_among_other_pens(library: Library) -> None:
    source = only_source(library)
    course = new_id()
    add_course(library, new_id(), course, "Torts", "case-brief-4")
    with pytest.raises(InvalidRequestError, match="other pens"):
        move_sources(library, new_id(), [source.id], course)
