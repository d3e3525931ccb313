import base64
import hashlib
import struct
import zlib

import pytest
from lxml import etree

from glossator.model.text import Image
from glossator.sources import pictures
from glossator.sources.pictures import PictureShelf, take_picture

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"


def png(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunk = (
        struct.pack(">I", 13) + b"IHDR" + header + struct.pack(">I", zlib.crc32(b"IHDR" + header))
    )
    return b"\x89PNG\r\n\x1a\n" + chunk


JPEG = (
    b"\xff\xd8\xff\xe0\x00\x04ab\xff\xff\xc0\x00\x11\x08" + struct.pack(">HH", 40, 60) + bytes(12)
)
GIF = b"GIF89a" + struct.pack("<HH", 30, 20) + bytes(8)
WEBP = b"RIFF\x20\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0" + b"\x09\0\0\x13\0\0"
LOSSLESS = b"RIFF\x20\0\0\0WEBPVP8L\x0a\0\0\0\x2f" + struct.pack("<I", 9 | 19 << 14) + bytes(8)
LOSSY = b"RIFF\x20\0\0\0WEBPVP8 \x0a\0\0\0\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 10, 20)


@pytest.mark.parametrize(
    ("data", "media_type", "size"),
    [
        (png(640, 480), "image/png", (640, 480)),
        (JPEG, "image/jpeg", (60, 40)),
        (GIF, "image/gif", (30, 20)),
        (WEBP, "image/webp", (10, 20)),
        (LOSSLESS, "image/webp", (10, 20)),
        (LOSSY, "image/webp", (10, 20)),
    ],
)
def test_a_picture_is_told_by_its_content_and_kept_as_it_is(
    data: bytes, media_type: str, size: tuple[int, int]
) -> None:
    name = hashlib.sha256(data).hexdigest()
    assert take_picture(data, "text/html") == (Image(0, name, media_type, *size), data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html>",
        b"BM" + bytes(60),
        b"\x1f\x8b" + bytes(60),
        png(0, 5),
        png(60_000, 60_000),
        png(5, 5)[:20],
        JPEG[:12],
        b"\xff\xd8\xff\xe0\x00\x00",
        GIF[:8],
        WEBP[:22],
        b"RIFF\0\0\0\0WAVEfmt " + bytes(20),
        png(5, 5) + bytes(pictures.LARGEST_PICTURE),
    ],
)
def test_what_is_no_picture_or_too_large_is_left_out(data: bytes) -> None:
    assert take_picture(data, "image/png") is None


def drawn(inside: str, attributes: str = 'width="8" height="9"') -> bytes:
    return f'<svg xmlns="{SVG}" xmlns:xlink="{XLINK}" {attributes}>{inside}</svg>'.encode()


def harmless(inside: str) -> str:
    taken = take_picture(drawn(inside), "image/svg+xml")
    assert taken is not None
    return taken[1].decode()


@pytest.mark.parametrize(
    "harm",
    [
        "<script>alert(1)</script>",
        "<g><script xlink:href='data:text/javascript,alert(1)'/></g>",
        "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'>alert(1)</body></foreignObject>",
        "<rect onload='alert(1)' oNclick='alert(1)'/>",
        "<a xlink:href='javascript:alert(1)'><rect/></a>",
        "<use href='https://tracker.test/alert.svg#x'/>",
        "<image href='https://tracker.test/alert'/>",
        "<image xlink:href='data:image/svg+xml;base64,YWxlcnQ='/>",
        "<style>@import 'https://tracker.test/alert'</style>",
        "<style>rect { fill: ur/**/l(https://tracker.test/alert) }</style>",
        "<style>rect { fill: \\75rl(https://tracker.test/alert) }</style>",
        "<style>@font-face { src: url(alert.woff) }</style>",
        "<rect style='fill: URL( \"https://tracker.test/alert\")'/>",
        "<rect fill='url(https://tracker.test/alert)'/>",
        "<set attributeName='href' to='javascript:alert(1)'/>",
        "<animate attributeName='href' values='javascript:alert(1)'/>",
        "<iframe xmlns='http://www.w3.org/1999/xhtml' src='alert'/>",
        "<g xml:base='https://tracker.test/alert'/>",
        "<x:script xmlns:x='http://www.w3.org/2000/svg'>alert(1)</x:script>",
    ],
)
def test_what_runs_or_fetches_is_taken_out_of_a_drawing(harm: str) -> None:
    kept = harmless(f"{harm}<circle r='3'/>")
    assert "circle" in kept
    for word in ("alert", "tracker", "script", "YWxlcnQ"):
        assert word not in kept


def test_what_only_draws_stays() -> None:
    inline = "data:image/png;base64," + base64.b64encode(png(2, 2)).decode()
    inside = (
        "<defs><linearGradient id='a'><stop offset='0'/></linearGradient></defs>"
        "<style>rect { fill: url(#a); stroke: url( '#a' ) }</style>"
        f"<rect fill='url(#a)'/><use xlink:href='#a'/><image href='{inline}'/><text>Fig. 1</text>"
    )
    original = etree.fromstring(drawn(inside))
    assert etree.tostring(etree.fromstring(harmless(inside).encode())) == etree.tostring(original)


def test_words_after_what_is_taken_out_stay() -> None:
    assert "<text>one  two</text>" in harmless("<text>one <script>x</script> two</text>")


def test_a_drawing_is_measured_by_its_sides_else_by_its_view_box() -> None:
    for attributes, size in (
        ('width="8" height="9.6px"', (8, 10)),
        ('width="100%" height="100%" viewBox="0 0 30 40"', (30, 40)),
        ('viewBox="0,0,30"', (0, 0)),
        ('width="1e99" height="-4"', (0, 0)),
    ):
        taken = take_picture(drawn("", attributes), "image/svg+xml")
        assert taken is not None
        assert (taken[0].width, taken[0].height) == size


def test_a_drawing_that_uses_itself_or_parts_of_parts_without_end_is_left_out() -> None:
    rings = "".join(
        f"<g id='g{n}'>" + f"<use href='#g{n - 1}'/>" * 10 + "</g>" for n in range(1, 9)
    )
    assert take_picture(drawn(f"<g id='g0'/>{rings}")) is None
    assert (
        take_picture(drawn("<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>")) is None
    )
    assert take_picture(drawn("<g id='a'/><use href='#a'/><use href='#a'/>")) is not None


def test_entities_in_a_drawing_are_not_followed() -> None:
    named = b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + drawn(
        "<text>&x;</text>"
    )
    taken = take_picture(named, "image/svg+xml")
    assert taken is not None
    assert b"<text>&amp;x;</text>" in taken[1]
    assert b"ENTITY" not in taken[1]


def test_a_shelf_keeps_a_picture_once_and_says_what_it_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pictures, "LARGEST_SUM", 2 * len(png(1, 1)))
    shelf = PictureShelf()
    first = shelf.take(png(1, 1))
    assert shelf.take(png(1, 1)) == first
    assert shelf.take(png(1, 2)).name
    assert shelf.take(png(1, 3)) == Image(0)
    assert shelf.take(b"no picture") == Image(0)
    assert shelf.take(None) == Image(0)
    assert sorted(shelf.pictures) == sorted({first.name, shelf.take(png(1, 2)).name})
    unfit, too_much = shelf.problems()
    assert unfit.startswith("1 picture could not be shown")
    assert "left out: 1 of them" in too_much
