"""The first pages of a book can be read before the whole of it is."""

from pathlib import Path

import pytest

from glossator.model.errors import RefusedFileError
from glossator.sources.blocks import check_invariants
from glossator.sources.extract import extract, preview
from tests.sources.making import OPINION, locked_pdf, set_pdf


def test_a_preview_is_the_beginning_of_the_book(tmp_path: Path) -> None:
    path = tmp_path / "opinion.pdf"
    path.write_bytes(set_pdf(OPINION))
    whole = extract(path, path.name).content
    first = preview(path, path.name, pages=2)
    assert first is not None
    assert check_invariants(first.content) == []
    assert [page.index for page in first.content.pages] == [0, 1]
    assert len(first.boxes) == 2
    assert whole.text.startswith(first.content.text[:400])


def test_more_pages_than_there_are_give_the_whole_book(tmp_path: Path) -> None:
    path = tmp_path / "opinion.pdf"
    path.write_bytes(set_pdf(OPINION))
    assert preview(path, path.name, pages=100) == extract(path, path.name)


def test_a_book_that_is_read_in_a_moment_has_no_preview(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("The landlord covenanted to keep the staircase in repair.")
    assert preview(path, path.name, pages=2) is None


def test_a_locked_book_asks_for_its_password_at_once(tmp_path: Path) -> None:
    path = tmp_path / "locked.pdf"
    path.write_bytes(locked_pdf("sesame"))
    with pytest.raises(RefusedFileError) as refused:
        preview(path, path.name, pages=2)
    assert refused.value.needs_password
    found = preview(path, path.name, pages=2, password="sesame")
    assert found is not None
    assert len(found.content.pages) == 1
