import io
from pathlib import Path

import pytest
from PIL import Image as Pictures
from PIL.TiffImagePlugin import ImageFileDirectory_v2

from glossator.model.books import Offer
from glossator.model.errors import RefusedFileError
from glossator.model.text import Area, MarkerKind, Page
from glossator.sources.blocks import check_invariants
from glossator.sources.formats import detect_kind
from glossator.sources.picture_files import render_picture_page
from tests.sources.making import open_bytes


def scan(width: int = 300, height: int = 600, mode: str = "L") -> Pictures.Image:
    """Make a white leaf with a dark mark in its upper left quarter."""
    leaf = Pictures.new(mode, (width, height), "white")
    leaf.paste("black", (20, 20, width // 3, height // 3))
    return leaf


def saved(picture: Pictures.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def grey_at(picture: Pictures.Image, x: int, y: int) -> int:
    return picture.convert("L").tobytes()[y * picture.width + x]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "GIF", "WEBP", "JPEG2000", "BMP"])
def test_a_picture_is_a_page_without_words(tmp_path: Path, kind: str) -> None:
    extraction = open_bytes(tmp_path, "scan.pdf", saved(scan(), kind))
    content = extraction.content
    assert (content.text, extraction.extractor.name) == ("\ufffc", "image")
    assert content.pages == (Page(0, "", 0, 144.0, 288.0),)  # at 150 dots an inch
    assert content.images[0].area == Area(0, 0.0, 0.0, 144.0, 288.0)
    assert (content.images[0].width, content.images[0].height) == (300, 600)
    assert content.markers[0].kind is MarkerKind.IMAGE
    assert extraction.offers == (Offer.RECOGNISE,)
    assert "no words to mark until its text is recognised" in extraction.problems[0]


def test_every_page_of_a_tiff_is_a_page(tmp_path: Path) -> None:
    data = saved(scan(), "TIFF", save_all=True, append_images=[scan(), scan(600, 300)])
    content = open_bytes(tmp_path, "scan.tif", data).content
    assert [(page.start, page.width) for page in content.pages] == [
        (0, 144.0),
        (2, 144.0),
        (4, 288.0),
    ]
    assert [block.page_index for block in content.blocks] == [0, 1, 2]
    assert check_invariants(content) == []


def test_a_thumbnail_in_a_tiff_is_no_page(tmp_path: Path) -> None:
    smaller = ImageFileDirectory_v2()
    smaller[254] = 1
    thumbnail = scan(30, 60)
    thumbnail.encoderinfo = {"tiffinfo": smaller}
    data = saved(scan(), "TIFF", save_all=True, append_images=[thumbnail])
    assert len(open_bytes(tmp_path, "scan.tif", data).content.pages) == 1


def test_the_size_of_a_page_follows_the_resolution_of_its_file(tmp_path: Path) -> None:
    data = saved(scan(), "PNG", dpi=(300, 300))
    (page,) = open_bytes(tmp_path, "scan.png", data).content.pages
    assert (page.width, page.height) == pytest.approx((72, 144), abs=0.1)


@pytest.mark.parametrize("dpi", [(1, 1), (72, 72), (96, 96), (400, 100)])
def test_a_resolution_that_no_page_has_is_not_believed(
    tmp_path: Path, dpi: tuple[int, int]
) -> None:
    (page,) = open_bytes(tmp_path, "a.jpg", saved(scan(), "JPEG", dpi=dpi)).content.pages
    assert (page.width, page.height) == (144.0, 288.0)


def test_a_picture_taken_sideways_stands_upright(tmp_path: Path) -> None:
    exif = Pictures.Exif()
    exif[0x0112] = 6
    data = saved(scan(), "JPEG", exif=exif)
    (page,) = open_bytes(tmp_path, "a.jpg", data).content.pages
    assert (page.width, page.height) == (288.0, 144.0)
    shown = render_picture_page(tmp_path / "book", 0, scale=1.0)
    assert shown.size == (288, 144)
    assert grey_at(shown, 260, 20) < 40  # what was at the upper left is at the upper right
    assert grey_at(shown, 20, 20) > 220


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16"])
def test_a_page_is_rendered_on_white_whatever_its_colours(tmp_path: Path, mode: str) -> None:
    picture = scan().convert("I").point(lambda grey: grey * 200).convert("I;16")
    if mode != "I;16":
        picture = scan(mode="L").convert(mode)
    path = tmp_path / "scan"
    path.write_bytes(saved(picture, "TIFF"))
    shown = render_picture_page(path, 0, scale=2.0)
    assert shown.size == (288, 576)
    assert grey_at(shown, 60, 60) < 10
    assert grey_at(shown, 250, 500) > 245


def test_what_is_transparent_is_white(tmp_path: Path) -> None:
    path = tmp_path / "scan"
    path.write_bytes(saved(Pictures.new("RGBA", (30, 30), (0, 0, 0, 0)), "PNG"))
    assert render_picture_page(path, 0, scale=1.0).getpixel((5, 5)) == (255, 255, 255)


def test_a_page_of_a_tiff_is_rendered_by_its_index(tmp_path: Path) -> None:
    path = tmp_path / "scan"
    path.write_bytes(saved(scan(), "TIFF", save_all=True, append_images=[scan(600, 300)]))
    assert render_picture_page(path, 1, scale=1.0).size == (288, 144)
    with pytest.raises(ValueError, match="no page 2"):
        render_picture_page(path, 2, scale=1.0)


def test_a_picture_cut_off_is_shown_as_far_as_it_goes(tmp_path: Path) -> None:
    noise = Pictures.effect_noise((300, 600), 90)
    extraction = open_bytes(tmp_path, "a.jpg", saved(noise, "JPEG")[:-9000])
    assert any("part of it may be missing" in problem for problem in extraction.problems)
    assert render_picture_page(tmp_path / "book", 0, scale=1.0).size == (144, 288)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "GIF", "WEBP", "JPEG2000", "BMP"])
def test_a_picture_cut_off_in_its_head_is_refused(tmp_path: Path, kind: str) -> None:
    with pytest.raises(RefusedFileError, match="damaged"):
        open_bytes(tmp_path, "a.jpg", saved(scan(), kind)[:24])


def test_a_picture_too_large_is_refused_undecoded(tmp_path: Path) -> None:
    data = bytearray(saved(Pictures.new("1", (16, 16)), "BMP"))
    for size in (20_000, 100_000):
        data[18:26] = size.to_bytes(4, "little") * 2
        with pytest.raises(RefusedFileError, match="more than 120 million"):
            open_bytes(tmp_path, "a.bmp", bytes(data))


def test_text_that_begins_like_a_picture_is_text(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"BM is what the parties call the Bank of Meersburg.")
    assert detect_kind(path, "a.txt") == "text"
