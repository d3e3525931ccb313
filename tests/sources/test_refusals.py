import importlib
import io
import random
import zipfile
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from pathlib import Path

import pytest

from glossator.model.errors import RefusedFileError
from glossator.sources import formats
from glossator.sources.extract import extract
from glossator.sources.formats import detect_kind
from tests.sources.making import OPINION, blank_pdf, locked_pdf, open_bytes, open_text, set_pdf

_NOISE = random.Random(7).randbytes(20_000)


def refusal(folder: Path, name: str, data: bytes, password: str | None = None) -> RefusedFileError:
    with pytest.raises(RefusedFileError) as caught:
        open_bytes(folder, name, data, password)
    assert "\n" not in str(caught.value)
    assert f"“{name}” was not imported: " in str(caught.value)
    return caught.value


def zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize("suffix", ["pdf", "html", "md", "txt", "docx", "epub", "jpg", "xyz", ""])
def test_random_bytes_are_refused_under_every_extension(tmp_path: Path, suffix: str) -> None:
    refusal(tmp_path, f"a.{suffix}", _NOISE)


@pytest.mark.parametrize("mark", [BOM_UTF16_LE, BOM_UTF16_BE, BOM_UTF32_LE, BOM_UTF32_BE, BOM_UTF8])
@pytest.mark.parametrize("suffix", ["pdf", "docx", "html", "md", "txt"])
def test_random_bytes_behind_a_byte_order_mark_are_refused(
    tmp_path: Path, suffix: str, mark: bytes
) -> None:
    refusal(tmp_path, f"a.{suffix}", mark + _NOISE)


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b'<?xml version="1.0"?><akomaNtoso><judgment>A</judgment></akomaNtoso>', "Akoma Ntoso"),
        ('\ufeff<?xml version="1.0"?><a:alto>A'.encode("utf-16-le"), "ALTO"),
        (b'<?xml version="1.0"?><article><title>A', "XML file (“article”)"),
        (b'<!-- 1 > 0 --><rulings xmlns="urn:x">A', "XML file (“rulings”)"),
        (b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>A', "XML file"),
    ],
)
def test_xml_is_refused_with_the_way_out(tmp_path: Path, data: bytes, named: str) -> None:
    reason = refusal(tmp_path, "book.xml", data).reason
    assert named in reason
    assert "Get the book as PDF or HTML" in reason


def test_xhtml_and_text_that_shows_xml_are_no_xml(tmp_path: Path) -> None:
    page = '<?xml version="1.0"?><?xml-stylesheet href="a"?><html xmlns="http://w3.test"><p>A'
    assert open_text(tmp_path, "a.xhtml", page).content.text == "A"
    notes = "<!-- mine -->\n\nA statute:\n\n    <act xmlns='urn:x'>\n"
    assert "A statute:" in open_text(tmp_path, "a.md", notes).content.text


@pytest.mark.parametrize("suffix", ["pdf", "html", "md", "txt"])
def test_an_empty_file_is_refused(tmp_path: Path, suffix: str) -> None:
    assert "empty" in refusal(tmp_path, f"a.{suffix}", b"").reason


@pytest.mark.parametrize("suffix", ["html", "md", "txt"])
def test_a_file_of_blanks_is_refused(tmp_path: Path, suffix: str) -> None:
    refusal(tmp_path, f"a.{suffix}", b" \n\t\n ")


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"\xffWPC" + _NOISE, "WordPerfect"),
        (b"{\\rtf1 Hello}", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "old Word"),
        (zipped("[Content_Types].xml", "word/document.xml"), "Word document"),
        (zipped("mimetype", "META-INF/container.xml"), "EPUB"),
        (zipped("a.txt"), "ZIP"),
        (zipped("a.txt")[:40], "damaged archive"),
        (b"\x89PNG\r\n\x1a\n" + _NOISE, "picture is damaged"),
        (b"\xff\xd8\xff\xe0" + _NOISE, "picture is damaged"),
        (b"\0\0\0\x18ftypheic" + _NOISE, "HEIC"),
        (b"x" * 60 + b"BOOKMOBI" + _NOISE, "MOBI"),
    ],
)
def test_a_refusal_names_what_the_file_is(tmp_path: Path, data: bytes, named: str) -> None:
    assert named in refusal(tmp_path, "book.pdf", data).reason


def test_the_kind_is_told_by_content_not_by_extension(tmp_path: Path) -> None:
    for name, data, kind in (
        ("a.txt", blank_pdf(1), "pdf"),
        ("a.pdf", b"<!DOCTYPE html><p>A", "html"),
        ("a.md", b"# A", "markdown"),
        ("a.dat", b"# A", "text"),
    ):
        path = tmp_path / "file"
        path.write_bytes(data)
        assert detect_kind(path, name) == kind


def test_a_locked_pdf_asks_for_its_password_and_opens_with_it(tmp_path: Path) -> None:
    locked = locked_pdf("sesame")
    assert refusal(tmp_path, "a.pdf", locked).needs_password
    assert refusal(tmp_path, "a.pdf", locked, "wrong").needs_password
    assert len(open_bytes(tmp_path, "a.pdf", locked, "sesame").content.pages) == 1


def test_a_pdf_without_pages_is_refused(tmp_path: Path) -> None:
    refusal(tmp_path, "a.pdf", blank_pdf(0))


@pytest.mark.parametrize("share", [0.01, 0.1, 0.5])
def test_a_pdf_cut_off_early_is_refused(tmp_path: Path, share: float) -> None:
    whole = set_pdf(OPINION)
    assert "damaged" in refusal(tmp_path, "a.pdf", whole[: int(share * len(whole))]).reason


def test_a_file_beyond_the_limit_is_refused_unread(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    large.write_bytes(b"text\n" * 20_000)
    with large.open("r+b") as file:
        file.truncate(200_000_000)  # sparse: takes no room on the disk
    with pytest.raises(RefusedFileError, match="read up to 64 MB"):
        extract(large, "large.txt")


def test_a_file_that_vanished_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedFileError, match="cannot be read"):
        extract(tmp_path / "gone.pdf", "gone.pdf")


@pytest.mark.parametrize("line", formats.FORMATS, ids=lambda line: line.kind)
def test_every_format_has_its_module(line: formats.Format) -> None:
    assert callable(importlib.import_module(line.module).read_book)
