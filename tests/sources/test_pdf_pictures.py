"""Pictures of a PDF stand where they are read; pages that are nothing but pictures are scans."""

import io
from pathlib import Path

import pikepdf
import pytest
from PIL import Image as Picture

from glossator.model.books import EditionText, Extraction, Offer
from glossator.model.text import IMAGE_SIGN, MarkerKind
from glossator.sources.blocks import check_invariants
from tests.sources.making import blank_pdf, open_bytes, write_pdf

_WORDS = [
    "landlord",
    "tenant",
    "staircase",
    "carpenter",
    "winter",
    "lease",
    "letter",
    "lamp",
    "door",
    "judgment",
]


def lines(page: int = 0) -> list[tuple[float, float, str]]:
    """Give thirty rows of text, other ones for each page."""
    named = [
        " ".join(_WORDS[(at * page + at + n) % 10] for n in range(page, 6)) for at in range(30)
    ]
    return [(72, 700 - 14 * at, f"The {words} ran on.") for at, words in enumerate(named)]


_CURVES = "\n".join(
    f"{at} 400 m {at} 440 {at + 20} 480 {at + 40} 460 c S" for at in range(100, 200, 9)
)


def with_picture(pdf: bytes, place: tuple[float, float, float, float], pages: int = 1) -> bytes:
    """Draw a grey picture at (x, y, width, height) on the first pages."""
    x, y, width, height = place
    with pikepdf.open(io.BytesIO(pdf)) as book:
        image = book.make_stream(
            Picture.new("L", (8, 8), 128).tobytes(),
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=8,
            Height=8,
            ColorSpace=pikepdf.Name.DeviceGray,
            BitsPerComponent=8,
        )
        for page in list(book.pages)[:pages]:
            name = page.add_resource(image, pikepdf.Name.XObject)
            page.contents_add(f"q {width} 0 0 {height} {x} {y} cm {name} Do Q".encode())
        out = io.BytesIO()
        book.save(out)
    return out.getvalue()


def open_sound(folder: Path, pdf: bytes) -> Extraction:
    extraction = open_bytes(folder, "a.pdf", pdf)
    assert check_invariants(extraction.content) == []
    return extraction


def image_labels(content: EditionText) -> list[str]:
    return [m.label for m in content.markers if m.kind is MarkerKind.IMAGE]


def test_a_picture_stands_between_the_paragraphs_around_it(tmp_path: Path) -> None:
    words = [(72, 700, "Above it stands this sentence."), (72, 400, "Below it stands that one.")]
    content = open_sound(tmp_path, with_picture(write_pdf([words]), (72, 500, 200, 100))).content
    assert content.text.splitlines() == [
        "Above it stands this sentence.",
        IMAGE_SIGN,
        "Below it stands that one.",
    ]
    (image,) = content.images
    assert image.area is not None
    area = (image.area.x, image.area.y, image.area.width, image.area.height)
    assert area == pytest.approx((72, 192, 200, 100), abs=0.5)
    assert (image.name, image.area.page_index) == ("", 0)


def test_a_picture_amid_a_paragraph_follows_it(tmp_path: Path) -> None:
    first, second = (
        [(72, 700, "He covenanted to keep the")],
        [(72, 400, "staircase in good repair.")],
    )
    pdf = with_picture(write_pdf([first, second]), (72, 100, 200, 100))
    assert open_sound(tmp_path, pdf).content.text.splitlines() == [
        "He covenanted to keep the staircase in good repair.",
        IMAGE_SIGN,
    ]


def test_an_ornament_is_no_picture(tmp_path: Path) -> None:
    pdf = with_picture(write_pdf([lines()]), (500, 720, 20, 20))
    assert open_sound(tmp_path, pdf).content.images == ()


def test_drawn_curves_are_a_figure(tmp_path: Path) -> None:
    words = [(72, 700, "Above it stands this sentence."), (72, 300, "Below it stands that one.")]
    content = open_sound(tmp_path, write_pdf([words], drawing=_CURVES)).content
    assert content.text.splitlines()[1] == IMAGE_SIGN


def test_rules_and_frames_are_no_figures(tmp_path: Path) -> None:
    frames = "\n".join(f"70 {690 - 14 * at} 300 14 re S" for at in range(20))
    rules = "70 100 m 400 100 l S 60 90 m 60 700 l S"
    content = open_sound(tmp_path, write_pdf([lines()], drawing=f"{frames}\n{rules}")).content
    assert content.images == ()


def test_a_background_under_text_is_no_picture(tmp_path: Path) -> None:
    pdf = with_picture(write_pdf([lines()]), (0, 0, 612, 792))
    assert open_sound(tmp_path, pdf).content.images == ()


def test_a_crest_on_every_page_is_no_picture(tmp_path: Path) -> None:
    pdf = with_picture(write_pdf([lines(page) for page in range(4)]), (500, 720, 60, 60), pages=4)
    assert open_sound(tmp_path, pdf).content.images == ()


def test_a_scan_is_imported_as_pictures_with_an_offer_to_recognise_it(tmp_path: Path) -> None:
    pdf = with_picture(blank_pdf(3), (0, 0, 612, 792), pages=3)
    extraction = open_sound(tmp_path, pdf)
    content = extraction.content
    assert content.text == "\n".join([IMAGE_SIGN] * 3)
    assert image_labels(content) == ["Page 1", "Page 2", "Page 3"]
    assert [page.start for page in content.pages] == [0, 2, 4]
    areas = [(image.area.page_index, image.area.width) for image in content.images if image.area]
    assert areas == [(0, 612), (1, 612), (2, 612)]
    assert extraction.offers == (Offer.RECOGNISE,)
    assert extraction.problems[0].startswith("All its 3 pages are pictures without text")


def test_a_page_with_nothing_but_a_picture_in_its_middle_is_a_scan(tmp_path: Path) -> None:
    extraction = open_sound(tmp_path, with_picture(blank_pdf(1), (100, 500, 400, 200)))
    assert extraction.offers == (Offer.RECOGNISE,)


def test_a_scan_cut_into_strips_is_one_picture(tmp_path: Path) -> None:
    pdf = blank_pdf(1)
    for at in range(8):
        pdf = with_picture(pdf, (0, 99 * at, 612, 99))
    assert len(open_sound(tmp_path, pdf).content.images) == 1


def test_of_a_book_with_some_scanned_pages_their_number_is_told(tmp_path: Path) -> None:
    pdf = with_picture(write_pdf([[], lines(0), lines(1)]), (10, 10, 590, 770))
    extraction = open_sound(tmp_path, pdf)
    assert extraction.problems[0].startswith("1 of 3 pages is a picture without text")
    assert extraction.content.text.startswith(f"{IMAGE_SIGN}\nThe landlord tenant")
    assert extraction.offers == (Offer.RECOGNISE,)


def test_a_stamp_on_a_scan_does_not_make_it_a_text(tmp_path: Path) -> None:
    stamp = [(200, 780, "Case 1:20-cv-00417 Document 12")]
    extraction = open_sound(tmp_path, with_picture(write_pdf([stamp]), (0, 0, 612, 770)))
    assert extraction.offers == (Offer.RECOGNISE,)
    assert IMAGE_SIGN in extraction.content.text
    assert "Document 12" in extraction.content.text


def test_a_book_without_scans_offers_nothing(tmp_path: Path) -> None:
    assert open_sound(tmp_path, write_pdf([lines()])).offers == ()
