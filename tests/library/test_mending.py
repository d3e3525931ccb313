"""What can be made anew is mended, and of the rest it is said why not."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import apsw
import pytest

from glossator.library.checking import check_library, examine_library
from glossator.library.library import Library
from glossator.library.mending import mend
from glossator.library.missing_originals import find_originals, give_original, list_missing
from glossator.model.books import Source
from glossator.model.errors import InvalidRequestError
from glossator.store.files import edition_path, original_path, read_edition


def nobody(_what: str, _done: int, _total: int) -> None:
    """Hear of no progress."""


def sources_of(library: Library) -> list[Source]:
    """List the sources that have a file."""
    return [one for one in library.catalogue.sources.values() if one.original and one.edition]


def files_of(library: Library, source: Source) -> tuple[Path, Path]:
    """Give where a source's original and its text lie."""
    assert source.original is not None
    assert source.edition is not None
    return (
        original_path(library.folder, source.original.hash),
        edition_path(library.folder, source.edition),
    )


@pytest.mark.parametrize("damage", ["gone", "altered"])
def test_a_text_is_read_from_its_original_again_and_comes_out_the_same(
    library: Library, damage: str
) -> None:
    source = sources_of(library)[0]
    _, text = files_of(library, source)
    before = text.read_bytes()
    if damage == "gone":
        text.unlink()
    else:
        text.write_bytes(before[: len(before) // 2])
    assert len(check_library(library.folder, deep=False)) == 1
    assert mend(library, deep=False, on_progress=nobody) == []
    assert check_library(library.folder, deep=True) == []
    assert source.edition is not None
    assert read_edition(library.folder, source.edition).text


def test_a_text_whose_original_is_gone_too_is_told_of(library: Library) -> None:
    source = sources_of(library)[0]
    original, text = files_of(library, source)
    original.unlink()
    text.unlink()
    problems = mend(library, deep=False, on_progress=nobody)
    assert any("cannot be read again: its original is missing too" in one for one in problems)
    assert any("`glossator find-originals FOLDER`" in one for one in problems)


def test_what_is_shown_is_made_anew_from_the_log(library: Library) -> None:
    with closing(apsw.Connection(str(library.folder / "journal.db"))) as db:
        db.execute("DELETE FROM register WHERE field = 'title'")
    (finding,) = examine_library(library.folder, deep=False).findings
    assert finding.is_mendable
    assert "Nothing is lost" in finding.sentence
    assert mend(library, deep=False, on_progress=nobody) == []
    assert check_library(library.folder, deep=False) == []


def test_an_original_under_another_name_gets_its_own_again(library: Library) -> None:
    original, _ = files_of(library, sources_of(library)[0])
    original.rename(original.with_name("renamed by hand.pdf"))
    assert mend(library, deep=False, on_progress=nobody) == []
    assert check_library(library.folder, deep=True) == []


def test_a_missing_folder_is_made(library: Library) -> None:
    for path in (library.folder / "pens").iterdir():
        path.unlink()
    (library.folder / "pens").rmdir()
    assert any("The folder pens/" in one for one in check_library(library.folder, deep=False))
    mend(library, deep=False, on_progress=nobody)
    assert (library.folder / "pens").is_dir()


def test_a_missing_original_is_found_by_its_bytes_and_put_back(
    library: Library, tmp_path: Path
) -> None:
    source = sources_of(library)[0]
    original, _ = files_of(library, source)
    elsewhere = tmp_path / "Downloads" / "2019"
    elsewhere.mkdir(parents=True)
    original.rename(elsewhere / "scan0001.pdf")
    (elsewhere / "another.pdf").write_bytes(b"x" * (elsewhere / "scan0001.pdf").stat().st_size)
    assert [one.title for one in list_missing(library)] == [source.title]
    search = find_originals(library, tmp_path / "Downloads", nobody)
    assert [one.title for one in search.found] == [source.title]
    assert search.missing == ()
    assert check_library(library.folder, deep=True) == []
    assert (elsewhere / "scan0001.pdf").exists()


def test_an_altered_original_is_replaced_by_the_sound_one(library: Library, tmp_path: Path) -> None:
    source = sources_of(library)[0]
    original, _ = files_of(library, source)
    (tmp_path / "mine").write_bytes(original.read_bytes())
    original.write_bytes(b"altered")
    assert give_original(library, source.id, tmp_path / "mine", "mine").title == source.title
    assert check_library(library.folder, deep=True) == []


def test_another_file_is_not_taken_for_the_missing_one(library: Library, tmp_path: Path) -> None:
    source = sources_of(library)[0]
    original, _ = files_of(library, source)
    original.unlink()
    (tmp_path / "other.txt").write_text("something else")
    with pytest.raises(InvalidRequestError, match="is not the file that is missing from"):
        give_original(library, source.id, tmp_path / "other.txt", "other.txt")
    assert [one.title for one in list_missing(library)] == [source.title]


def test_a_folder_that_is_not_there_is_told_of(library: Library, tmp_path: Path) -> None:
    with pytest.raises(InvalidRequestError, match="There is no folder"):
        find_originals(library, tmp_path / "none", nobody)
