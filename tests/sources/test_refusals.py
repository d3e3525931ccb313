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


_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def compound(stream: str, at: int = 3) -> bytes:
    """Make a compound file whose directory stands in a sector far behind."""
    head = bytearray(512)
    head[:8], head[30:32] = _COMPOUND, (9).to_bytes(2, "little")
    head[48:52] = at.to_bytes(4, "little")
    return bytes(head) + bytes(512 * at) + stream.encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"\xffWPC" + _NOISE, "WordPerfect"),
        (compound("WordDocument"), "old Word document"),
        (compound("WordDocument", 9_000), "old Word document"),
        (compound("EncryptedPackage"), "locked by a password"),
        (compound("Workbook"), "Excel"),
        (compound("Other"), "old Microsoft Office"),
        (_COMPOUND, "old Microsoft Office"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "Excel"),
        (zipped("[Content_Types].xml", "ppt/presentation.xml"), "PowerPoint"),
        (zipped("Index/Document.iwa", "preview.jpg"), "Pages"),
        (zipped("[Content_Types].xml", "FixedDocSeq.fdseq"), "XPS"),
        (zipped("a.txt"), "ZIP"),
        (zipped("a.txt")[:40], "damaged archive"),
        (b"\x89PNG\r\n\x1a\n" + _NOISE, "picture is damaged"),
        (b"\xff\xd8\xff\xe0" + _NOISE, "picture is damaged"),
        (b"\0\0\0\x18ftypheic" + _NOISE, "HEIC"),
        (b"\0\0\0\x18ftypmp42" + _NOISE, "recording"),
        (b"x" * 60 + b"BOOKMOBI" + _NOISE, "Kindle book (MOBI, AZW)"),
        (b"TPZ" + _NOISE, "Topaz"),
        (b"CONT\x02\0" + _NOISE, "KFX"),
        (b"ITOLITLS" + _NOISE, "Microsoft Reader"),
        (b"ITSF\3\0\0\0" + _NOISE, "CHM"),
        (b"%!PS-Adobe-3.0\n%%Pages: 1\n", "PostScript"),
        (b"AT&TFORM\0\0\0\0DJVM" + _NOISE, "DjVu"),
        (b"Rar!\x1a\x07\1\0" + _NOISE, "RAR"),
        (b"7z\xbc\xaf\x27\x1c" + _NOISE, "7z"),
        (b"\x1f\x8b\x08" + _NOISE, "gzip"),
        (b"a.pdf".ljust(257, b"\0") + b"ustar\x0000" + _NOISE, "tar archive"),
        (b"bplist00" + _NOISE, "Mac's own kind"),
        (b"[InternetShortcut]\r\nURL=https://a.test/\r\n", "only a link"),
        (b"wOF2" + _NOISE, "font"),
        (b"\x7fELF" + _NOISE, "program"),
    ],
)
def test_a_refusal_names_what_the_file_is_whatever_its_name(
    tmp_path: Path, data: bytes, named: str
) -> None:
    for name in ("book.pdf", "book.txt", "book"):
        reason = refusal(tmp_path, name, data).reason
        assert named in reason
        assert reason.startswith(("it is ", "the picture is ", "it holds "))
        assert reason.count(". ") >= 1  # what it is, and the way out


def test_a_text_that_begins_like_another_kind_is_text(tmp_path: Path) -> None:
    for start in ("CONT. of the lease", "MZ is no word", "ID3 and ITSF", "TPZ", "[ver] 1"):
        assert open_text(tmp_path, "a.txt", f"{start}. " * 3).extractor.name == "text"


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
