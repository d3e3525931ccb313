"""Pen system files are replaced as a whole and read as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossator.model.errors import InvalidRequestError, PenSystemError
from glossator.model.ids import PenSystemId
from glossator.store.folder import prepare_folder
from glossator.store.pen_files import list_pen_files, read_pen_file, write_pen_file

CASES = PenSystemId("case-brief-7")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    prepare_folder(tmp_path / "library")
    return tmp_path / "library"


def test_a_pen_file_comes_back_with_its_line_ends(folder: Path) -> None:
    write_pen_file(folder, CASES, 'name = "Brief"\r\n# mine ü\n')
    assert read_pen_file(folder, CASES) == 'name = "Brief"\r\n# mine ü\n'
    assert list_pen_files(folder) == ["case-brief-7"]


def test_a_file_that_is_not_there_is_none(folder: Path) -> None:
    assert read_pen_file(folder, CASES) is None
    assert list_pen_files(folder) == []


def test_the_byte_order_mark_of_other_editors_is_not_part_of_the_text(folder: Path) -> None:
    (folder / "pens" / "case-brief-7.toml").write_bytes(b"\xef\xbb\xbfname = 1\n")
    assert read_pen_file(folder, CASES) == "name = 1\n"


def test_a_file_in_another_encoding_names_the_line(folder: Path) -> None:
    (folder / "pens" / "case-brief-7.toml").write_bytes(b'# pens\nname = "Stra\xdfe"\n')
    with pytest.raises(PenSystemError, match=r"case-brief-7\.toml, line 2 .* it is not UTF-8 text"):
        read_pen_file(folder, CASES)


@pytest.mark.parametrize("name", ["", "../secret", "a/b", "..", "a\\b"])
def test_a_name_that_leaves_the_folder_is_refused(folder: Path, name: str) -> None:
    with pytest.raises(InvalidRequestError, match="cannot name a pen system"):
        write_pen_file(folder, PenSystemId(name), "x")
