import base64
import io

import pytest
from PIL import Image as Pictures

from glossator.model.books import Extraction, Extractor
from glossator.model.text import MarkerKind
from glossator.sources.html import read_html
from glossator.sources.html_pictures import read_data_url


def picture(width: int = 80, height: int = 60) -> bytes:
    out = io.BytesIO()
    Pictures.new("L", (width, height), "white").save(out, "PNG")
    return out.getvalue()


def as_url(data: bytes) -> str:
    return f"data:image/png;base64,{base64.b64encode(data).decode()}"


def page(html: str, **beside: bytes) -> Extraction:
    def find(address: str) -> tuple[bytes, str] | None:
        held = beside.get(address.partition(".")[0])
        return (held, "") if held else None

    return read_html(f"<body>{html}", Extractor("html", 1), find=find)


def test_a_picture_in_the_page_itself_stands_in_its_place() -> None:
    read = page(f'<p>See <img alt="the stairs" src="{as_url(picture())}"> here.')
    assert read.content.text == "See \ufffc here."
    (image,), (marker,) = read.content.images, read.content.markers
    assert (marker.kind, marker.label) == (MarkerKind.IMAGE, "the stairs")
    assert (image.start, image.width, image.height) == (4, 80, 60)
    assert read.pictures == {image.name: picture()}
    assert read.problems == ()


def test_a_picture_beside_the_page_is_found_by_its_address() -> None:
    read = page("<p>A<img src=plan.png>", plan=picture())
    assert [image.media_type for image in read.content.images] == ["image/png"]


def test_remote_pictures_keep_their_words_and_one_sentence_counts_them() -> None:
    read = page("<p>A<img src=http://a.test/1.png alt=Plan><img src=//a.test/2.png>B")
    assert read.content.text == "A\ufffcB"
    assert [marker.label for marker in read.content.markers] == ["Plan"]
    assert read.content.images[0].name == ""
    assert [problem[:50] for problem in read.problems] == [
        "2 pictures were left out, since the file does not "
    ]


@pytest.mark.parametrize(
    "element",
    [
        f'<img src="{as_url(picture(1, 1))}" alt=x>',
        f'<img src="{as_url(picture(400, 2))}">',
        f'<img src="{as_url(picture(16, 16))}" alt="">',
        "<img src=http://tracker.test/a.gif width=1 height=1>",
        "<img alt=nothing>",
        "<svg viewBox='0 0 24 24'><path d='M0 0h9v9z'/></svg>",
    ],
)
def test_spacers_ornaments_and_trackers_leave_nothing(element: str) -> None:
    read = page(f"<p>A{element}B")
    assert (read.content.text, read.problems) == ("AB", ())


def test_a_picture_loaded_late_is_taken_instead_of_its_stand_in() -> None:
    late = f'<p>A<img src="{as_url(picture(1, 1))}" data-src="plan.png">'
    assert len(page(late, plan=picture()).content.images) == 1
    assert page(late).problems[0].startswith("1 picture was left out")


def test_a_drawing_in_the_page_is_a_picture_without_its_scripts() -> None:
    drawing = "<svg viewBox='0 0 300 200' onload=go()><script>go()</script><rect width='9'/></svg>"
    read = page(f"<figure>{drawing}<figcaption>The plan.</figcaption></figure>")
    assert read.content.text == "\ufffc\nThe plan."
    (kept,) = read.pictures.values()
    assert b"go()" not in kept
    assert b"<rect" in kept


def test_a_picture_that_is_none_keeps_its_words() -> None:
    read = page("<p>A<img src=plan.png alt=Plan>", plan=b"<html>no picture")
    assert read.content.images[0].name == ""
    assert "could not be shown" in read.problems[0]


@pytest.mark.parametrize(
    ("address", "held"),
    [
        ("data:image/png;base64,QUJD", (b"ABC", "image/png")),
        ("data:image/svg+xml;charset=utf-8,%3Csvg%3E", (b"<svg>", "image/svg+xml")),
        ("DATA:image/gif; base64, QU\nJD", (b"ABC", "image/gif")),
        ("data:,A", (b"A", "text/plain")),
        ("data:image/png;base64,A", None),
        ("data:nothing", None),
    ],
)
def test_an_address_that_holds_its_bytes_is_decoded(
    address: str, held: tuple[bytes, str] | None
) -> None:
    assert read_data_url(address) == held
