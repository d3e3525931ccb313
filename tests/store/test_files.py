"""Originals and editions are written once, whole or not at all."""

from __future__ import annotations

import hashlib
import os
import socket
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossator.model.books import EditionText, Extraction, Extractor, edition_id
from glossator.model.errors import LibraryUnusableError, RefusedFileError
from glossator.model.ids import EditionId, OriginalHash
from glossator.model.text import (
    Block,
    BlockKind,
    Marker,
    MarkerKind,
    Page,
    Pinpoint,
    PinpointOrigin,
    Style,
    StyleKind,
)
from glossator.store.files import (
    find_edition_fault,
    keep_edition,
    keep_original,
    read_boxes,
    read_edition,
)
from glossator.store.folder import prepare_folder
from glossator.store.writing import list_temporary_files

TEXT = "HAWKINS v. MCGEE\nThe operation was performed 😀 by the defendant.³"
CONTENT = EditionText(
    text=TEXT,
    blocks=(
        Block(BlockKind.HEADING, 1, 0, 16, 0),
        Block(BlockKind.PARAGRAPH, 0, 17, 64, 0, "", 0.9),
    ),
    pages=(Page(0, "114", 0, 612.0, 792.0), Page(1, "", 40)),
    pinpoints=(Pinpoint("printed-page", "", "114", 0, PinpointOrigin.DECLARED, 1.0),),
    markers=(Marker(MarkerKind.FOOTNOTE_CALL, 63, 64, "3", None),),
    styles=(Style(StyleKind.ITALIC, 0, 7),),
    language="en",
)
ORIGINAL = OriginalHash("ab" * 32)
EXTRACTION = Extraction(Extractor("pdf", 1), CONTENT, boxes=(b"first page", b"", b"third page"))
EDITION = edition_id(ORIGINAL, EXTRACTION.extractor)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    library = tmp_path / "library"
    prepare_folder(library)
    return library


def test_an_original_is_kept_under_its_hash_and_the_file_stays(
    folder: Path, tmp_path: Path
) -> None:
    book = tmp_path / "Hawkins v. McGee.txt"
    book.write_bytes(b"the hairy hand")
    kept = keep_original(folder, book)
    assert kept == (hashlib.sha256(b"the hairy hand").hexdigest(), 14, True)
    assert not keep_original(folder, book).is_new
    assert (folder / "originals" / kept.hash).read_bytes() == book.read_bytes()
    assert list_temporary_files(folder) == []


def test_keeping_an_original_again_mends_a_damaged_copy(folder: Path, tmp_path: Path) -> None:
    book = tmp_path / "book.txt"
    book.write_bytes(b"the hairy hand")
    copy = folder / "originals" / keep_original(folder, book).hash
    copy.write_bytes(b"the hairy haNd")
    keep_original(folder, book)
    assert copy.read_bytes() == b"the hairy hand"


def test_a_file_that_has_vanished_is_refused_by_name(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(RefusedFileError, match=r"“gone\.pdf” was not imported: it cannot be read"):
        keep_original(folder, tmp_path / "gone.pdf")


def test_an_edition_is_read_back_as_it_was_made(folder: Path) -> None:
    keep_edition(folder, EDITION, ORIGINAL, EXTRACTION)
    assert read_edition(folder, EDITION) == CONTENT


def test_the_boxes_of_one_page_are_read_alone(folder: Path) -> None:
    keep_edition(folder, EDITION, ORIGINAL, EXTRACTION)
    pages = [read_boxes(folder, EDITION, index) for index in range(-1, 4)]
    assert pages == [b"", b"first page", b"", b"third page", b""]


def test_an_edition_can_be_read_without_us(folder: Path) -> None:
    keep_edition(folder, EDITION, ORIGINAL, EXTRACTION)
    with zipfile.ZipFile(folder / "editions" / EDITION) as archive:
        assert archive.read("text.txt").decode() == TEXT
        assert b'"original": "abab' in archive.read("edition.json")


def test_the_same_extraction_gives_the_same_bytes(folder: Path) -> None:
    other = EditionId("f" * 64)
    keep_edition(folder, EDITION, ORIGINAL, EXTRACTION)
    keep_edition(folder, other, ORIGINAL, EXTRACTION)
    written = [(folder / "editions" / name).read_bytes() for name in (EDITION, other)]
    assert written[0] == written[1]


def test_keeping_an_edition_again_mends_a_damaged_one_and_leaves_a_sound_one(folder: Path) -> None:
    keep_edition(folder, EDITION, ORIGINAL, EXTRACTION)
    path = folder / "editions" / EDITION
    written = path.stat().st_ino
    keep_edition(folder, EDITION, ORIGINAL, EXTRACTION)
    assert path.stat().st_ino == written
    path.write_bytes(path.read_bytes()[:-30])
    keep_edition(folder, EDITION, ORIGINAL, EXTRACTION)
    assert read_edition(folder, EDITION) == CONTENT


def test_a_missing_edition_says_what_to_do(folder: Path) -> None:
    with pytest.raises(LibraryUnusableError, match=r"it is missing\. Put the file back"):
        read_edition(folder, EDITION)


@settings(max_examples=60)
@given(at=st.integers(0, 10_000), bit=st.integers(0, 7))
def test_a_flipped_bit_in_an_edition_is_noticed_or_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, at: int, bit: int
) -> None:
    folder = tmp_path_factory.mktemp("flip")
    prepare_folder(folder)
    keep_edition(folder, EDITION, ORIGINAL, EXTRACTION)
    path = folder / "editions" / EDITION
    content = bytearray(path.read_bytes())
    content[at % len(content)] ^= 1 << bit
    path.write_bytes(bytes(content))
    if find_edition_fault(path) is None:
        assert read_edition(folder, EDITION) == CONTENT


@settings(max_examples=60)
@given(content=st.binary(max_size=200))
def test_random_bytes_in_place_of_an_edition_are_a_clear_error(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    folder = tmp_path_factory.mktemp("random")
    prepare_folder(folder)
    path = folder / "editions" / EDITION
    path.write_bytes(content)
    with pytest.raises(LibraryUnusableError, match="cannot be read"):
        read_edition(folder, EDITION)
    with pytest.raises(LibraryUnusableError, match="cannot be read"):
        read_boxes(folder, EDITION, 0)


@pytest.mark.skipif(os.name == "nt", reason="pipes, devices and sockets of Unix")
def test_what_is_no_ordinary_file_is_refused_at_once(folder: Path, tmp_path: Path) -> None:
    pipe, link = tmp_path / "pipe.txt", tmp_path / "zeros.txt"
    os.mkfifo(pipe)
    link.symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "socket.txt"))
        for path in (pipe, link, tmp_path / "socket.txt", tmp_path):
            with pytest.raises(RefusedFileError, match="no file that can be read as a book"):
                keep_original(folder, path)
    assert list((folder / "originals").iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_link_to_a_book_is_read(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "book.txt").write_bytes(b"the hairy hand")
    (tmp_path / "link.txt").symlink_to(tmp_path / "book.txt")
    assert keep_original(folder, tmp_path / "link.txt").size == 14


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("blocks.json", b'[{"kind":"heading"}]'),
        ("pages.json", b"{}"),
        ("styles.json", b"not JSON"),
        ("boxes.json", b'[["many",1]]'),
        ("boxes.json", b"[[7,1]]"),
        ("text.txt", b"\xff"),
        ("markers.json", None),
        ("boxes.bin", None),
    ],
)
def test_a_fault_that_only_reading_meets_is_found(
    folder: Path, name: str, content: bytes | None
) -> None:
    keep_edition(folder, EDITION, ORIGINAL, EXTRACTION)
    path = folder / "editions" / EDITION
    with zipfile.ZipFile(path) as archive:
        entries = {entry: archive.read(entry) for entry in archive.namelist()}
    entries.pop(name) if content is None else entries.update({name: content})
    with zipfile.ZipFile(path, "w") as archive:
        for entry, written in entries.items():
            archive.writestr(entry, written)
    fault = find_edition_fault(path)
    assert fault is not None
    assert fault.startswith("it is damaged (")
