"""Importing into a library."""

from __future__ import annotations

from pathlib import Path

import pikepdf

from glossator.library.courses import change_source, course_for_import, delete_source
from glossator.library.imports import (
    FileToImport,
    Imported,
    clean_name,
    clean_title,
    import_file,
)
from glossator.library.library import Library
from glossator.model.books import Caption
from tests.library.opinions import import_opinion, mark_words, new_id, only_source


def _import(library: Library, path: Path) -> Imported:
    return import_file(library, FileToImport(path, path.name, course_for_import(library, None).id))


def test_the_original_is_kept_as_it_was_under_its_hash(library: Library, tmp_path: Path) -> None:
    source = import_opinion(library, tmp_path, "# Pond v. Lake\n\nWater.", "pond.md")
    assert source.original is not None
    kept = library.folder / "originals" / source.original.hash
    assert kept.read_bytes() == (tmp_path / "pond.md").read_bytes()


def test_a_page_saved_with_its_folder_is_one_original_and_known_again(
    empty: Library, tmp_path: Path
) -> None:
    (tmp_path / "page_files").mkdir()
    (tmp_path / "page_files" / "plan.gif").write_bytes(b"GIF89a" + b"\x40\0\x40\0" + bytes(20))
    (tmp_path / "page.html").write_text("<p>The stairs.<img src=page_files/plan.gif>")
    done = _import(empty, tmp_path / "page.html")
    (source,) = empty.catalogue.sources.values()
    assert source.original is not None
    assert (source.original.kind, source.original.file_name) == ("html-bundle", "page.zip")
    assert (done.status, done.title, source.problems) == ("imported", "page", ())
    assert _import(empty, tmp_path / "page.html").status == "known"


def test_a_refused_file_leaves_nothing_behind(empty: Library, tmp_path: Path) -> None:
    course_for_import(empty, None)
    (tmp_path / "noise.pdf").write_bytes(b"%PDF-1.7\nnonsense")
    before = empty.store.cursor()
    done = _import(empty, tmp_path / "noise.pdf")
    assert done.status == "refused"
    assert list((empty.folder / "originals").iterdir()) == []
    assert list((empty.folder / "editions").iterdir()) == []
    assert empty.store.cursor() == before


def test_a_refused_file_does_not_take_away_an_original_that_an_undone_import_left(
    empty: Library, tmp_path: Path
) -> None:
    path = tmp_path / "locked.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(path, encryption=pikepdf.Encryption(owner="o", user="swordfish"))
    course = course_for_import(empty, None).id
    opened = import_file(empty, FileToImport(path, path.name, course, "swordfish"))
    assert opened.status == "imported"
    empty.undo(new_id())
    assert import_file(empty, FileToImport(path, path.name, course)).needs_password
    empty.redo(new_id())
    (source,) = empty.catalogue.sources.values()
    assert source.original is not None
    assert (empty.folder / "originals" / source.original.hash).exists()


def test_a_known_file_under_another_name_is_known(library: Library, tmp_path: Path) -> None:
    source = only_source(library)
    assert source.original is not None
    copy = tmp_path / "copy.md"
    copy.write_bytes((library.folder / "originals" / source.original.hash).read_bytes())
    done = _import(library, copy)
    assert (done.status, done.source) == ("known", source.id)
    assert (library.folder / "originals" / source.original.hash).exists()


def test_two_books_of_one_title_can_be_told_apart(library: Library, tmp_path: Path) -> None:
    source = import_opinion(library, tmp_path, "# Crane v. Weir\n\nOther words.", "second.md")
    assert source.title == "Crane v. Weir (second)"


def test_a_source_taken_out_and_imported_again_comes_back_with_undo_or_anew(
    library: Library, tmp_path: Path
) -> None:
    mark = mark_words(library, "He must not.")
    delete_source(library, new_id(), only_source(library).id)
    assert not library.catalogue.sources
    library.undo(new_id())
    assert library.get_annotation(mark).target.source == only_source(library).id


def test_a_caption_written_by_hand_is_kept(library: Library) -> None:
    source = only_source(library)
    change_source(library, new_id(), source.id, caption=Caption(court="Court of Herons"))
    assert only_source(library).caption.court == "Court of Herons"


def test_a_file_name_makes_a_title() -> None:
    assert clean_title("us_ca9__07.pdf") == "us ca9 07"
    assert clean_title(".pdf") == "pdf"
    assert clean_title("..") == "Untitled"


def test_a_file_name_is_kept_without_folders_and_without_what_cannot_be_written() -> None:
    assert clean_name("../../etc/pass\nwd.md") == "pass wd.md"
    assert clean_name("C:\\books\\crane.pdf") == "crane.pdf"
    assert clean_name("caf\udce9.pdf") == "caf?.pdf"
    assert clean_name("/") == "file"
