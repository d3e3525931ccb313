import base64
import io
import quopri
import time
import zipfile
from pathlib import Path

import pytest

from glossator.model.books import Extraction
from glossator.model.errors import RefusedFileError
from glossator.sources.extract import extract
from glossator.sources.formats import detect_kind
from glossator.sources.page_folders import bundle_page
from tests.sources.making import open_bytes
from tests.sources.test_html_pictures import picture

_PAGE = '<html><head><title>Stairs</title><body><p>See <img src="{}" alt=plan> – here.'


def part(head: str, body: bytes) -> bytes:
    return f"--X\r\n{head}\r\n\r\n".encode() + body + b"\r\n"


def mhtml(*parts: bytes, head: str = "") -> bytes:
    start = (
        f"From: <Saved by Blink>\r\n{head}MIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="X"\r\n\r\n\r\n'
    )
    return start.encode() + b"".join(parts) + b"--X--\r\n"


def html_part(page: str, head: str = "", charset: str = "utf-8") -> bytes:
    written = quopri.encodestring(page.encode(charset))
    fields = f"Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n{head}"
    return part(fields.strip(), written)


def picture_part(fields: str) -> bytes:
    head = f"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n{fields}"
    return part(head, base64.encodebytes(picture()))


@pytest.mark.parametrize(
    ("source", "fields"),
    [
        ("https://a.test/plan.png", "Content-Location: https://a.test/plan.png"),
        ("plan.png", "Content-Location: https://a.test/plan.png"),
        ("plan%20b.png#x", "Content-Location: https://a.test/plan b.png"),
        ("cid:frame-1@mhtml.blink", "Content-ID: <frame-1@mhtml.blink>"),
        ("plan.png", "Content-Location: plan.png"),
    ],
)
def test_a_page_saved_in_one_file_keeps_its_pictures(
    tmp_path: Path, source: str, fields: str
) -> None:
    page = html_part(_PAGE.format(source), "Content-Location: https://a.test/index.html")
    read = open_bytes(tmp_path, "a.txt", mhtml(page, picture_part(fields)))
    assert (read.extractor.name, read.title) == ("mhtml", "Stairs")
    assert read.content.text == "See \ufffc – here."
    assert [image.width for image in read.content.images] == [80]
    assert read.bibliography.url == "https://a.test/index.html"
    assert read.problems == ()


def test_the_page_is_the_part_that_the_head_names(tmp_path: Path) -> None:
    parts = [html_part("<p>Frame.", "Content-ID: <f>"), html_part("<p>Page.", "Content-ID: <p>")]
    for head in ("", "Snapshot-Content-Location: https://a.test/p\r\n"):
        parts[1] = html_part("<p>Page.", "Content-ID: <p>\r\nContent-Location: https://a.test/p")
        data = mhtml(*parts, head=head)
        if not head:
            data = data.replace(b'boundary="X"', b'boundary="X"; start="<p>"')
        assert open_bytes(tmp_path, "a.mht", data).content.text == "Page."


def test_a_page_in_a_part_within_a_part_is_found(tmp_path: Path) -> None:
    inner = part("Content-Type: text/plain", b"Plain.") + html_part("<p>Page.")
    nested = b"--X\r\nContent-Type: multipart/alternative; boundary=Y\r\n\r\n" + inner.replace(
        b"--X", b"--Y"
    )
    assert open_bytes(tmp_path, "a.mht", mhtml(nested + b"--Y--\r\n")).content.text == "Page."


def test_the_charset_of_the_part_decides(tmp_path: Path) -> None:
    page = html_part("<p>Źródła prawa", charset="iso-8859-2").replace(
        b"text/html", b"text/html; charset=iso-8859-2"
    )
    assert open_bytes(tmp_path, "a.mht", mhtml(page)).content.text == "Źródła prawa"


def test_parts_in_parts_without_end_and_parts_by_the_thousand_end_soon(tmp_path: Path) -> None:
    deep = b"".join(
        f"--X{at}\r\nContent-Type: multipart/related; boundary=X{at + 1}\r\n\r\n".encode()
        for at in range(2000)
    )
    many = b"--X\r\nContent-Type: text/css\r\n\r\nx\r\n" * 50_000
    began = time.process_time()
    for data in (mhtml(deep.replace(b"--X0", b"--X")), mhtml(many)):
        with pytest.raises(RefusedFileError, match="holds no page"):
            open_bytes(tmp_path, "a.mht", data)
    assert time.process_time() - began < 5


def test_a_letter_of_mail_is_text_not_a_saved_page(tmp_path: Path) -> None:
    mail = b"From: a@b.test\nMIME-Version: 1.0\nContent-Type: text/plain\n\nDear Stone,\n"
    path = tmp_path / "mail"
    path.write_bytes(mail)
    assert detect_kind(path, "mail.eml") == "text"


def saved(folder: Path, page: str, beside: str = "page_files", name: str = "page.html") -> Path:
    (folder / beside).mkdir(parents=True)
    (folder / beside / "plan.png").write_bytes(picture())
    (folder / name).write_text(page, encoding="utf-8")
    return folder / name


def opened(folder: Path, data: bytes | None) -> Extraction:
    assert data is not None
    return open_bytes(folder, "page.zip", data)


@pytest.mark.parametrize("beside", ["page_files", "page.files", "page-Dateien", "page_fichiers"])
def test_a_page_saved_with_its_folder_becomes_one_file(tmp_path: Path, beside: str) -> None:
    page = saved(tmp_path / "a", _PAGE.format(f"./{beside}/plan.png"), beside)
    read = opened(tmp_path, bundle_page(page))
    assert read.extractor.name == "html-bundle"
    assert read.content.text == "See \ufffc – here."
    assert (read.title, len(read.pictures)) == ("Stairs", 1)


def test_the_same_page_gives_the_same_bytes(tmp_path: Path) -> None:
    first = bundle_page(saved(tmp_path / "a", _PAGE.format("page_files/plan.png")))
    assert first == bundle_page(saved(tmp_path / "b", _PAGE.format("page_files/plan.png")))
    with zipfile.ZipFile(io.BytesIO(first or b"")) as archive:
        assert archive.namelist() == ["page.html", "page_files/plan.png"]
        assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}


def test_pictures_in_another_folder_beside_the_page_come_along(tmp_path: Path) -> None:
    page = saved(tmp_path / "a", _PAGE.format("images/plan.png"), "images")
    (tmp_path / "a" / "images" / "other.png").write_bytes(picture())
    data = bundle_page(page)
    with zipfile.ZipFile(io.BytesIO(data or b"")) as archive:
        assert archive.namelist() == ["page.html", "images/plan.png"]


def test_nothing_from_elsewhere_on_the_disk_comes_along(tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "plan.png").write_bytes(picture())
    page = saved(tmp_path / "a", _PAGE.format("../secret/plan.png"), "notes")
    (tmp_path / "a" / "link_files").symlink_to(tmp_path / "secret")
    (tmp_path / "a" / "notes" / "out").symlink_to(tmp_path / "secret")
    for address in ("link_files/plan.png", "notes/out/plan.png", "/etc/passwd", "notes/../../x"):
        page.write_text(_PAGE.format(address))
        assert bundle_page(page) is None


def test_a_page_alone_and_what_is_no_page_are_imported_as_they_are(tmp_path: Path) -> None:
    assert bundle_page(saved(tmp_path / "a", _PAGE.format("plan.png"), "other")) is None
    text = saved(tmp_path / "b", "Only text, and page_files/plan.png", name="page.txt")
    assert bundle_page(text) is None
    assert bundle_page(tmp_path) is None
    assert bundle_page(tmp_path / "gone.html") is None


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


_HTML = _PAGE.format("images/plan.png").encode()


@pytest.mark.parametrize(
    "members",
    [
        {"index.html": _HTML, "images/plan.png": picture(), "style.css": b"p{}"},
        {"page.htm": _HTML, "images/plan.png": picture()},
        {"top/page.html": _HTML, "top/images/plan.png": picture()},
        {"index.html": _HTML, "other.html": b"<p>No", "images/plan.png": picture()},
        {"page.html": _HTML, "images/plan.png": picture(), "__MACOSX/page.html": b"x"},
    ],
)
def test_a_zip_with_one_page_in_it_opens(tmp_path: Path, members: dict[str, bytes]) -> None:
    read = open_bytes(tmp_path, "a.zip", zipped(members))
    assert read.content.text == "See \ufffc – here."
    assert len(read.pictures) == 1


@pytest.mark.parametrize(
    "members",
    [
        {"a.html": _HTML, "b.html": _HTML},
        {"page.html": _HTML, "book.pdf": b"%PDF-"},
        {"notes.txt": b"x"},
    ],
)
def test_a_zip_that_is_a_pile_is_refused_with_the_way_out(
    tmp_path: Path, members: dict[str, bytes]
) -> None:
    with pytest.raises(RefusedFileError, match="Unpack it"):
        open_bytes(tmp_path, "a.zip", zipped(members))


def test_a_page_in_a_zip_reaches_for_nothing_outside(tmp_path: Path) -> None:
    (tmp_path / "plan.png").write_bytes(picture())
    page = _PAGE.format("../plan.png").encode()
    assert open_bytes(tmp_path, "a.zip", zipped({"page.html": page})).pictures == {}


def test_a_case_in_a_vendors_xml_opens_with_its_star_pages(tmp_path: Path) -> None:
    case = """<Case><ShortName>Stone v. Ridge</ShortName><Jurisdiction><CourtName>Court of Alder.
        </CourtName></Jurisdiction><DocketNumbers><DocketNumber>No. 12</DocketNumber>
        </DocketNumbers><Citations><Citation><Volume>12</Volume><Reporter>A.3d</Reporter>
        <Page>424</Page></Citation></Citations><DecisionDate>09-07-2010</DecisionDate>
        <Author>BRANDT</Author><PartyHeader>Ann STONEv.Bo RIDGE</PartyHeader>
        <HeaderHtml>&lt;CENTER&gt;12 A.3d 424&lt;/CENTER&gt;</HeaderHtml>
        <CaseHtml>&lt;p&gt;The stairs&lt;p&gt;[12 A.3d  425]&lt;/P&gt; fell.<A HREF="#f1">1</A>
        &lt;/p&gt;&lt;p&gt;<A NAME="f1">1</A> On ice.&lt;/p&gt;</CaseHtml></Case>"""
    path = tmp_path / "case.xml"
    path.write_text(case)
    read = extract(path, "case.xml")
    assert read.content.text == "12 A.3d 424\nThe stairs [12 A.3d 425] fell.1\n1 On ice."
    assert ("star-page:A.3d", "425") in [(p.scheme, p.label) for p in read.content.pinpoints]
    assert [marker.target for marker in read.content.markers if marker.target] == [44]
    assert (read.caption.court, read.caption.decided) == ("Court of Alder", "2010-09-07")
    assert read.caption.citation == "12 A.3d 424"
