"""Hostile EPUBs: nothing runs, nothing is fetched, nothing fills the memory."""

import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from glossator.model.errors import RefusedFileError
from glossator.sources.blocks import check_invariants
from tests.sources.epub_making import Files, book, open_pages, page, png, zipped
from tests.sources.making import open_bytes
from tests.sources.test_xml_safety import BILLION_LAUGHS

ENCRYPTED = """<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#"><EncryptionMethod Algorithm="{}"/>
<CipherData><CipherReference URI="OEBPS/{}"/></CipherData></EncryptedData></encryption>"""
AES = "http://www.w3.org/2001/04/xmlenc#aes256-cbc"
DISGUISE = "http://www.idpf.org/2008/embedding"


def refused(folder: Path, data: bytes) -> str:
    with pytest.raises(RefusedFileError) as caught:
        open_bytes(folder, "a.epub", data)
    assert "\n" not in str(caught.value)
    return caught.value.reason


def test_a_chapter_that_is_a_bomb_is_refused(tmp_path: Path) -> None:
    assert "200 times its size" in refused(
        tmp_path, book({"ch1.xhtml": page("<p>" + "a" * 60_000_000)})
    )


def test_an_archive_with_too_many_files_is_refused(tmp_path: Path) -> None:
    many = {f"{number}.xyz": "" for number in range(20_001)}
    assert "more than 20,000 files" in refused(tmp_path, zipped(many))


def test_a_book_in_a_book_is_never_opened(tmp_path: Path) -> None:
    inner = zipped({"deep.zip": zipped({"a.txt": bytes(10_000_000)})})
    made = open_bytes(
        tmp_path,
        "a.epub",
        book({"ch1.xhtml": page("<p>A wall.</p>"), "b.xyz": inner}, ("ch1.xhtml", "b.xyz")),
    )
    assert made.content.text == "A wall."


@pytest.mark.parametrize("name", ["../../evil.xhtml", "/etc/evil", "C:\\evil"])
def test_a_name_that_leads_out_of_the_book_is_refused(tmp_path: Path, name: str) -> None:
    assert "a file inside it is named" in refused(
        tmp_path, book({"ch1.xhtml": page("<p>A</p>")}, beside={name: "x"})
    )


def test_an_address_that_leads_out_of_the_book_finds_nothing(tmp_path: Path) -> None:
    made = open_pages(
        tmp_path,
        '<p>A wall. <img src="../../../../etc/hostname"/><img src="file:///etc/hostname"/></p>',
    )
    assert all(image.name == "" for image in made.content.images)
    assert made.pictures == {}


@pytest.mark.parametrize("where", ["ch1.xhtml", "book.opf", "container"])
def test_entities_neither_read_files_nor_grow(tmp_path: Path, where: str) -> None:
    evil = '<!DOCTYPE html [<!ENTITY f SYSTEM "file:///etc/hostname"><!ENTITY w "wall">]>'
    text = page("<p>A &w;: &f;</p>").replace("<html", f"{evil}<html")
    files: Files = {"ch1.xhtml": text}
    beside: Files = {
        "book.opf": {"OEBPS/book.opf": BILLION_LAUGHS + b"<package>&l11;</package>"},
        "container": {"META-INF/container.xml": BILLION_LAUGHS + b"<container>&l11;</container>"},
    }.get(where, {})
    if not beside:
        assert open_bytes(tmp_path, "a.epub", book(files)).content.text == "A wall: &f;"
        return
    refused(tmp_path, book(files, beside=beside))


def test_billion_laughs_in_a_chapter_are_not_heard(tmp_path: Path) -> None:
    laughing = BILLION_LAUGHS.decode() + page("<p>A wall. &l11;</p>").partition("?>")[2]
    files = {"ch1.xhtml": laughing, "ch2.xhtml": page("<p>A roof.</p>")}
    made = open_bytes(tmp_path, "a.epub", book(files, ("ch1.xhtml", "ch2.xhtml")))
    assert len(made.content.text) < 1000
    assert "A roof." in made.content.text


def test_scripts_styles_and_handlers_leave_no_trace(tmp_path: Path) -> None:
    made = open_pages(
        tmp_path,
        '<p onclick="alert(1)">A wall.</p><script>alert(1)</script><style>p{}</style>'
        '<iframe src="https://tracker.test/">no frame</iframe>'
        '<p><a href="javascript:alert(1)">A roof.</a></p>',
    )
    assert made.content.text == "A wall.\nno frame\nA roof."
    assert any("play or run" in problem for problem in made.problems)


def test_what_lies_on_the_internet_is_never_fetched(tmp_path: Path) -> None:
    made = open_pages(
        tmp_path,
        '<p>A wall. <img src="https://tracker.test/a.png" alt="A plan"/></p>'
        '<img src="//tracker.test/b"/>',
        head='<link rel="stylesheet" href="https://tracker.test/a.css"/>',
    )
    assert [m.label for m in made.content.markers] == ["A plan", ""]
    assert made.pictures == {}
    assert any("nothing was fetched" in problem for problem in made.problems)


def test_fonts_are_left_aside(tmp_path: Path) -> None:
    files: Files = {"ch1.xhtml": page("<p>A wall.</p>"), "a.ttf": bytes(99)}
    disguised = {"META-INF/encryption.xml": ENCRYPTED.format(DISGUISE, "a.ttf")}
    made = open_bytes(tmp_path, "a.epub", book(files, beside=disguised))
    assert (made.content.text, made.problems, made.pictures) == ("A wall.", (), {})
    locked = {"META-INF/encryption.xml": ENCRYPTED.format(AES, "a.ttf")}
    assert open_bytes(tmp_path, "a.epub", book(files, beside=locked)).content.text == "A wall."


@pytest.mark.parametrize(
    ("key", "owner"),
    [("license.lcpl", "by Readium LCP"), ("rights.xml", "by Adobe"), ("x", "is locked (DRM)")],
)
def test_a_locked_book_is_refused_with_the_way_out(tmp_path: Path, key: str, owner: str) -> None:
    beside = {
        "META-INF/encryption.xml": ENCRYPTED.format(AES, "ch1.xhtml"),
        f"META-INF/{key}": "key",
    }
    reason = refused(tmp_path, book({"ch1.xhtml": bytes(range(256)) * 9}, beside=beside))
    assert owner in reason
    assert "copy without a lock" in reason


def test_noise_in_a_chapters_place_is_named(tmp_path: Path) -> None:
    files: Files = {"ch1.xhtml": bytes(range(256)) * 9, "ch2.xhtml": page("<p>A roof.</p>")}
    made = open_bytes(tmp_path, "a.epub", book(files, ("ch1.xhtml", "ch2.xhtml")))
    assert made.content.text == "A roof."
    assert "“ch1.xhtml” is damaged" in made.problems[0]


def test_markup_that_nests_or_repeats_without_end_is_survived(tmp_path: Path) -> None:
    made = open_pages(
        tmp_path,
        "<div>" * 3_000 + "deep" + "</div>" * 3_000,
        "<table>"
        + "<tr><td rowspan='99999' colspan='99999'>x</td><td>y</td></tr>" * 300
        + "</table>",
        "<p>" + "<br/>" * 20_000 + "end</p>",
    )
    assert check_invariants(made.content) == []
    assert "deep" in made.content.text
    assert made.content.text.endswith("end")


def test_every_cut_of_a_book_gives_a_book_or_a_sentence(tmp_path: Path) -> None:
    whole = book({"ch1.xhtml": page("<p>A wall.</p>"), "a.png": png()})
    for cut in range(0, len(whole), 97):
        with pytest.raises(RefusedFileError):
            open_bytes(tmp_path, "a.epub", whole[:cut])
    for flip in range(0, len(whole), 41):
        data = bytearray(whole)
        data[flip] ^= 0x55
        with suppress(RefusedFileError):
            open_bytes(tmp_path, "a.epub", bytes(data))


def test_zip_files_of_other_kinds_are_no_epubs(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "x")
    assert "ZIP" in refused(tmp_path, path.read_bytes())
