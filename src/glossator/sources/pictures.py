"""Take the pictures of books in: told by content, measured by their headers, harmless."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from glossator.model.text import Image
from glossator.sources.svg import harmless_svg, looks_like_svg

LARGEST_PICTURE = 32 << 20
LARGEST_SUM = 256 << 20
_MOST_PIXELS = 100_000_000
"""A picture of more is made to fill the memory of whoever draws it (400 MB)."""

_TOO_MUCH = (
    f"Pictures beyond {LARGEST_SUM >> 20} MB were left out: {{}} of them. Their place in the text "
    "is kept."
)
_UNFIT = (
    "{} could not be shown: damaged, too large, or of a kind that is not shown (PNG, JPEG, "
    "GIF, WebP and SVG are). Their place in the text is kept."
)


def take_picture(data: bytes, media_hint: str = "") -> tuple[Image, bytes] | None:
    """Take a picture in.

    PNG, JPEG, GIF and WebP stay byte for byte; only their headers are read,
    never their pixels. SVG is written anew without anything that runs or
    fetches.

    Args:
        data: the file.
        media_hint: the media type it is said to have; content decides, but
            for SVG that begins like any XML.

    Returns:
        The picture, its `start` 0 and its `name` the SHA-256 of the bytes given
        with it; None where it is of no kind that is kept, damaged, above 32 MB
        or above a hundred million pixels.
    """
    if not data or len(data) > LARGEST_PICTURE:
        return None
    for media_type, magic, measure in _KINDS:
        if data.startswith(magic) and (media_type != "image/webp" or data[8:12] == b"WEBP"):
            return _named(data, media_type, measure(data))
    if looks_like_svg(data, media_hint) and (drawn := harmless_svg(data)) is not None:
        return _named(drawn.data, "image/svg+xml", (drawn.width, drawn.height))
    return None


def _named(
    data: bytes, media_type: str, size: tuple[int, int] | None
) -> tuple[Image, bytes] | None:
    if size is None or size[0] * size[1] > _MOST_PIXELS:
        return None
    name = hashlib.sha256(data).hexdigest()
    return Image(0, name, media_type, *size), data


class PictureShelf:
    """The pictures of one book, each kept once, up to 256 MB in all.

    `pictures` are their bytes by name.
    """

    def __init__(self) -> None:
        self.pictures: dict[str, bytes] = {}
        self._size = self._too_much = self._unfit = 0

    def take(self, data: bytes | None, media_hint: str = "") -> Image:
        """Take a picture in, or count it as left out.

        Args:
            data: the file; None for one that is not there, which others tell of.
            media_hint: as for `take_picture`.

        Returns:
            The picture; one without a name where it was left out, so that its
            place is kept all the same.
        """
        taken = take_picture(data, media_hint) if data is not None else None
        if taken is None:
            self._unfit += data is not None
            return Image(0)
        image, kept = taken
        if image.name not in self.pictures:
            if self._size + len(kept) > LARGEST_SUM:
                self._too_much += 1
                return Image(0)
            self.pictures[image.name] = kept
            self._size += len(kept)
        return image

    def problems(self) -> tuple[str, ...]:
        """Say in sentences what was left out."""
        found = []
        if self._unfit:
            count = "1 picture" if self._unfit == 1 else f"{self._unfit} pictures"
            found.append(_UNFIT.format(count))
        if self._too_much:
            found.append(_TOO_MUCH.format(self._too_much))
        return tuple(found)


def _measure_png(data: bytes) -> tuple[int, int] | None:
    """Read the IHDR chunk (PNG, third edition, 11.2.1)."""
    if data[12:16] != b"IHDR" or len(data) < 24:
        return None
    return _checked(_big(data[16:20]), _big(data[20:24]))


def _measure_gif(data: bytes) -> tuple[int, int] | None:
    if len(data) < 10:
        return None
    return _checked(_little(data[6:8]), _little(data[8:10]))


def _measure_webp(data: bytes) -> tuple[int, int] | None:
    """Read the first chunk: simple, lossless or extended (WebP container specification)."""
    kind, body = data[12:16], data[20:30]
    if len(body) < 10:
        return None
    if kind == b"VP8X":
        return _checked(1 + _little(body[4:7]), 1 + _little(body[7:10]))
    if kind == b"VP8L":
        bits = _little(body[1:5])
        return _checked(1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF))
    if kind == b"VP8 ":
        return _checked(_little(body[6:8]) & 0x3FFF, _little(body[8:10]) & 0x3FFF)
    return None


def _measure_jpeg(data: bytes) -> tuple[int, int] | None:
    """Walk the segments to the start of the frame (ITU T.81, annex B)."""
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        code = data[at + 1]
        if code == 0xFF:  # fill
            at += 1
        elif 0xC0 <= code <= 0xCF and code not in {0xC4, 0xC8, 0xCC}:
            return _checked(_big(data[at + 7 : at + 9]), _big(data[at + 5 : at + 7]))
        else:
            at += 2 + max(2, _big(data[at + 2 : at + 4]))
    return None


def _checked(width: int, height: int) -> tuple[int, int] | None:
    return (width, height) if width and height else None


def _big(raw: bytes) -> int:
    return int.from_bytes(raw, "big")


def _little(raw: bytes) -> int:
    return int.from_bytes(raw, "little")


_KINDS: tuple[tuple[str, bytes, Callable[[bytes], tuple[int, int] | None]], ...] = (
    ("image/png", b"\x89PNG\r\n\x1a\n", _measure_png),
    ("image/jpeg", b"\xff\xd8\xff", _measure_jpeg),
    ("image/gif", b"GIF8", _measure_gif),
    ("image/webp", b"RIFF", _measure_webp),
)
