import io
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.model.errors import RefusedFileError
from glossator.sources import archives
from glossator.sources.archive_paths import resolve_path
from glossator.sources.archives import Archive, MemberError, list_members


def packed(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def opened(folder: Path, data: bytes) -> Archive:
    path = folder / "book.zip"
    path.write_bytes(data)
    return Archive(path, "book.zip")


def refused(folder: Path, data: bytes) -> str:
    with pytest.raises(RefusedFileError) as caught:
        opened(folder, data)
    return caught.value.reason


def test_a_file_is_found_whatever_its_case_and_its_accents_are(tmp_path: Path) -> None:
    with opened(tmp_path, packed(("OEBPS/Café.xhtml", b"coffee"))) as archive:
        assert archive.read("OEBPS/Café.xhtml") == b"coffee"
        assert archive.find("oebps/cafe\N{COMBINING ACUTE ACCENT}.XHTML") == "OEBPS/Café.xhtml"
        assert archive.find("OEBPS/tea.xhtml") is None


def test_a_name_in_utf_8_that_is_not_said_to_be_is_found(tmp_path: Path) -> None:
    data = packed(("caXX.xhtml", b"coffee")).replace(b"caXX", "caé".encode())
    with opened(tmp_path, data) as archive:
        assert archive.read("caé.xhtml") == b"coffee"


def test_of_two_files_of_one_name_the_last_counts(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = packed(("a", b"first"), ("a", b"last"))
    with opened(tmp_path, data) as archive:
        assert archive.names == ("a",)
        assert archive.read("a") == b"last"


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("../evil.txt", "leads out of its folder"),
        ("a/../../evil.txt", "leads out of its folder"),
        ("a\\..\\..\\evil.txt", "leads out of its folder"),
        ("/etc/passwd", "from the root of the disk"),
        ("\\\\host\\share", "from the root of the disk"),
        ("C:\\Windows\\a.dll", "on a drive"),
        ("d:a.txt", "on a drive"),
    ],
)
def test_a_name_that_leads_elsewhere_is_refused_and_named(
    tmp_path: Path, name: str, named: str
) -> None:
    reason = refused(tmp_path, packed(("mimetype", b"x"), (name, b"x")))
    assert named in reason
    assert name.replace("\\", "/") in reason


def test_an_archive_of_too_many_files_is_refused(tmp_path: Path) -> None:
    many = packed(*((str(number), b"") for number in range(archives.MOST_ENTRIES + 1)))
    assert "more than 20,000 files" in refused(tmp_path, many)


@pytest.mark.parametrize("at", [10, 12])
def test_a_directory_that_says_it_is_huge_is_refused_before_it_is_read(
    tmp_path: Path, at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "_LARGEST_DIRECTORY", 1000)
    monkeypatch.setattr(zipfile, "ZipFile", None)
    end = bytearray(b"PK\x05\x06" + bytes(18))
    end[at : at + 2] = b"\xf0\xf0"
    assert "more than 20,000 files" in refused(tmp_path, bytes(end))


def test_a_zip64_directory_is_measured_too(tmp_path: Path) -> None:
    record = b"PK\x06\x06" + bytes(36) + struct.pack("<QQ", 1 << 40, 0)
    locator = b"PK\x06\x07" + struct.pack("<IQI", 0, 0, 1)
    end = b"PK\x05\x06" + bytes(4) + b"\xff" * 12 + bytes(2)
    assert "more than 20,000 files" in refused(tmp_path, record + locator + end)


def test_a_bomb_is_refused_by_what_comes_out_of_it(tmp_path: Path) -> None:
    with opened(tmp_path, packed(("chapter.xhtml", bytes(30_000_000)))) as archive:
        with pytest.raises(RefusedFileError, match="over 200 times its size") as caught:
            archive.read("chapter.xhtml")
        assert not isinstance(caught.value, MemberError)


def test_a_bomb_that_says_it_is_small_gives_no_more_than_it_says(tmp_path: Path) -> None:
    data = packed(("a", bytes(30_000_000)))
    lying = data.replace(struct.pack("<I", 30_000_000), struct.pack("<I", 10))
    with opened(tmp_path, lying) as archive, pytest.raises(MemberError, match="is damaged"):
        archive.read("a")


def test_small_files_of_one_letter_may_pack_as_well_as_they_like(tmp_path: Path) -> None:
    with opened(tmp_path, packed(("a", b"x" * 1_000_000))) as archive:
        assert len(archive.read("a")) == 1_000_000


def test_a_file_and_all_files_have_a_largest_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "LARGEST_ENTRY", 150_000)
    monkeypatch.setattr(archives, "LARGEST_TOTAL", 250_000)
    members = [(name, bytes(100_000)) for name in "abc"]
    with opened(tmp_path, packed(*members)) as archive:
        for name in "aab":  # the same file twice counts once
            archive.read(name)
        with pytest.raises(RefusedFileError, match="it unpacks to more than"):
            archive.read("c")
    with (
        opened(tmp_path, packed(("d", bytes(200_000)))) as archive,
        pytest.raises(RefusedFileError, match="has more than"),
    ):
        archive.read("d")


def test_files_that_share_their_bytes_are_refused(tmp_path: Path) -> None:
    data = packed(("a", b"kernel" * 99), ("b", b"kernel" * 99), method=zipfile.ZIP_STORED)
    second = data.rindex(b"PK\x01\x02")
    shared = data[: second + 42] + bytes(4) + data[second + 46 :]
    assert "share their bytes" in refused(tmp_path, shared)


def test_a_locked_file_says_so(tmp_path: Path) -> None:
    data = bytearray(packed(("a", b"secret")))
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    with opened(tmp_path, bytes(data)) as archive, pytest.raises(MemberError, match="password"):
        archive.read("a")


def test_a_way_of_packing_that_no_book_has_is_not_tried(tmp_path: Path) -> None:
    data = packed(("a", b"text"), method=zipfile.ZIP_LZMA)
    with opened(tmp_path, data) as archive, pytest.raises(MemberError, match="packed in a way"):
        archive.read("a")


def test_damage_to_one_file_leaves_the_others(tmp_path: Path) -> None:
    data = packed(("a", b"first text"), ("b", b"second text"), method=zipfile.ZIP_STORED)
    with opened(tmp_path, data.replace(b"first", b"fxrst", 1)) as archive:
        assert archive.read("b") == b"second text"
        with pytest.raises(MemberError, match="“a” inside it is damaged"):
            archive.read("a")
        with pytest.raises(MemberError, match="“c” inside it is missing"):
            archive.read("c")


def test_an_archive_in_an_archive_is_a_file_like_any_other(tmp_path: Path) -> None:
    inner = packed(("deep.txt", bytes(30_000_000)))
    with opened(tmp_path, packed(("inner.zip", inner))) as archive:
        assert archive.names == ("inner.zip",)
        assert archive.read("inner.zip") == inner


def test_what_is_cut_off_or_no_archive_has_no_members(tmp_path: Path) -> None:
    whole = packed(("a", b"text"))
    for data in (whole[:-30], b"PK\x03\x04", b"", bytes(100)):
        path = tmp_path / "file"
        path.write_bytes(data)
        assert list_members(path) == frozenset()
        assert "damaged" in refused(tmp_path, data)


@pytest.mark.parametrize(
    ("base", "href", "leads_to"),
    [
        ("OEBPS/ch1.xhtml", "ch2.xhtml#n1", ("OEBPS/ch2.xhtml", "n1")),
        ("OEBPS/ch1.xhtml", "#n1", ("OEBPS/ch1.xhtml", "n1")),
        ("OEBPS/ch1.xhtml", "../img/a%20b.png?x=1", ("img/a b.png", "")),
        ("OEBPS/ch1.xhtml", "../../../../etc/passwd", ("etc/passwd", "")),
        ("OEBPS/ch1.xhtml", "%2e%2e/%2e%2e/secret", ("secret", "")),
        ("OEBPS/ch1.xhtml", "/ch2.xhtml", ("ch2.xhtml", "")),
        ("OEBPS/ch1.xhtml", "..\\img\\a.png", ("img/a.png", "")),
        ("OEBPS/ch1.xhtml", "https://tracker.test/a.png", None),
        ("OEBPS/ch1.xhtml", "//tracker.test/a.png", None),
        ("OEBPS/ch1.xhtml", "java\nscript:alert(1)", None),
        ("OEBPS/ch1.xhtml", "file:///etc/passwd", None),
        ("OEBPS/ch1.xhtml", "C:\\secret", None),
    ],
)
def test_an_address_leads_to_a_place_inside_or_nowhere(
    base: str, href: str, leads_to: tuple[str, str] | None
) -> None:
    assert resolve_path(base, href) == leads_to


@given(href=st.text(alphabet="./\\%2e#?ab:\n ", max_size=30))
def test_no_address_leads_out_of_the_archive(href: str) -> None:
    found = resolve_path("OEBPS/text/ch1.xhtml", href)
    if found is not None:
        assert not found[0].startswith("/")
        assert ".." not in found[0].split("/")
