"""The XMP packet of a PDF says what its publisher knows of the work; a hostile one says nothing."""

import io
import zlib
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.model.books import Bibliography, Extraction, Name
from glossator.sources.pdf_xmp import parse_xmp
from tests.sources.making import open_bytes, write_pdf

_WORDS = [[(72, 700, "The landlord covenanted to keep the staircase in repair.")]]
_ARTICLE = """
<dc:title><rdf:Alt><rdf:li xml:lang="de">Vom Reparieren</rdf:li>
  <rdf:li xml:lang="x-default">Of Stairs &amp; Rent</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>Jane Stone</rdf:li><rdf:li>Ridge, R. A.</rdf:li></rdf:Seq></dc:creator>
<dc:publisher><rdf:Bag><rdf:li>Alder Press</rdf:li></rdf:Bag></dc:publisher>
<dc:language><rdf:Bag><rdf:li>en-GB</rdf:li></rdf:Bag></dc:language>
<dc:date><rdf:Seq><rdf:li>2020-01-02T09:00:00Z</rdf:li></rdf:Seq></dc:date>
<prism:aggregationType>journal</prism:aggregationType>
<prism:publicationName>Journal of Stairs</prism:publicationName>
<prism:volume>12</prism:volume><prism:number>3</prism:number>
<prism:startingPage>214</prism:startingPage><prism:endingPage>224</prism:endingPage>
<prism:coverDate>2019-11</prism:coverDate>
<prism:doi>10.1234/stairs.12</prism:doi>
"""


def packet(inside: str, attributes: str = "", before: str = "") -> bytes:
    return (
        f'<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>{before}'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:pdfx="http://ns.adobe.com/pdfx/1.3/" '
        f'xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/" {attributes}>{inside}'
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()


def opened(folder: Path, xmp: bytes, *, packed: bytes | None = None, **info: str) -> Extraction:
    """Open a PDF with a packet; `packed` are the bytes of a FlateDecode stream instead."""
    with pikepdf.open(io.BytesIO(write_pdf(_WORDS))) as pdf:
        stream = pdf.make_stream(xmp)
        if packed is not None:
            stream.write(packed, filter=pikepdf.Name.FlateDecode)
        pdf.Root.Metadata = stream
        for key, value in info.items():
            pdf.docinfo[f"/{key}"] = value
        out = io.BytesIO()
        pdf.save(out)
    return open_bytes(folder, "a.pdf", out.getvalue())


def test_an_article_says_where_it_was_published(tmp_path: Path) -> None:
    made = opened(tmp_path, packet(_ARTICLE), Author="jstone", Title="stairs.indd")
    assert made.title == "Of Stairs & Rent"
    assert made.bibliography == Bibliography(
        kind="article-journal",
        authors=(Name("Stone", "Jane"), Name("Ridge", "R. A.")),
        issued="2019-11",
        publisher="Alder Press",
        container="Journal of Stairs",
        volume="12",
        issue="3",
        pages="214-224",
        doi="10.1234/stairs.12",
        language="en-GB",
    )


def test_properties_may_be_written_as_attributes(tmp_path: Path) -> None:
    attributes = 'pdfx:doi="https://doi.org/10.1234/abc" prism:isbn="978-3-16-148410-0"'
    found = opened(tmp_path, packet("", attributes)).bibliography
    assert (found.doi, found.isbn) == ("10.1234/abc", "978-3-16-148410-0")


def test_a_packed_packet_is_read(tmp_path: Path) -> None:
    made = opened(tmp_path, b"", packed=zlib.compress(packet(_ARTICLE)))
    assert made.bibliography.doi == "10.1234/stairs.12"


def test_what_programs_leave_in_a_packet_is_not_believed(tmp_path: Path) -> None:
    made = opened(
        tmp_path,
        packet(
            "<dc:title><rdf:Alt><rdf:li>Microsoft Word - stairs.doc</rdf:li></rdf:Alt></dc:title>"
            "<dc:creator><rdf:Seq><rdf:li>jstone</rdf:li></rdf:Seq></dc:creator>"
            "<dc:date>2020-01-02</dc:date>"
        ),
        Author="Jane Stone",
    )
    assert made.title == ""
    assert made.bibliography == Bibliography(authors=(Name("Stone", "Jane"),))


_LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha ha ha ha ha ha ha ha ha ha">'
    + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)


@pytest.mark.parametrize(
    "xmp",
    [
        packet("<dc:title>&i;</dc:title>", before=_LAUGHS),
        packet(
            "<dc:title>&x;</dc:title>",
            before='<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        ),
        packet("<dc:title>" * 5_000),
        packet("<dc:title>" + "A" * 2_000_000),
        b"\0" * 100,
        b"<",
        "<x:xmpmeta".encode("utf-16"),
    ],
    ids=["billion laughs", "entity of a file", "nested", "huge", "zeros", "cut", "other letters"],
)
def test_a_hostile_packet_gives_nothing_and_the_book_opens(tmp_path: Path, xmp: bytes) -> None:
    made = opened(tmp_path, xmp)
    assert "root:" not in made.title
    assert len(made.title) < 3_000
    assert made.bibliography == Bibliography()
    assert made.content.text.startswith("The landlord")


def test_a_packet_that_unpacks_without_end_is_left(tmp_path: Path) -> None:
    bomb = zlib.compress(b" " * 50_000_000)
    assert opened(tmp_path, b"", packed=bomb).bibliography == Bibliography()


@given(st.binary(max_size=300))
def test_any_bytes_are_read_without_an_error(data: bytes) -> None:
    assert all(parse_xmp(data).values())


@given(st.text(max_size=200))
def test_any_text_in_a_packet_is_read_without_an_error(inside: str) -> None:
    assert all(parse_xmp(packet(inside.encode(errors="replace").decode())).values())
