"""Break our own fixtures in every way that a disk, a net or an enemy does, and see how they end.

To have the files of another format broken, add its line to `FIXTURES`.
"""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import strategies as st
from PIL import Image as Pictures

from glossator.model.books import Extraction
from glossator.model.errors import RefusedFileError
from glossator.sources.blocks import check_invariants
from glossator.sources.extract import extract
from tests.sources.docx_making import docx, p, run
from tests.sources.epub_making import book, page
from tests.sources.making import OPINION, set_pdf

CPU_SECONDS = 20.0
"""What a broken small file may take at most, the machine being busy."""

_CHUNK = 400  # bytes: the longest run that is moved, doubled or taken away


def mutated(data: bytes) -> st.SearchStrategy[bytes]:
    """Give files broken from a sound one by one to four mutations.

    Args:
        data: the sound file.

    Returns:
        A strategy: cut off, with bits flipped, bytes zeroed or set to 255, runs
        taken away, doubled, or copied over another place; it shrinks towards
        few and early mutations.
    """
    places = st.integers(0, max(0, len(data) - 1))
    runs = st.integers(1, min(_CHUNK, max(1, len(data))))
    one = st.one_of(
        st.tuples(st.just(_cut), places, places, runs),
        st.tuples(st.just(_flip), places, st.integers(0, 7), runs),
        st.tuples(st.just(_set), places, st.sampled_from([0, 0x20, 0x3C, 0x7F, 0xFF]), runs),
        st.tuples(st.just(_take_away), places, places, runs),
        st.tuples(st.just(_copy_over), places, places, runs),
        st.tuples(st.just(_insert), places, places, runs),
    )
    return st.lists(one, min_size=1, max_size=4).map(lambda steps: _apply(data, steps))


_Step = Callable[[bytes, int, int, int], bytes]


def _apply(data: bytes, steps: list[tuple[_Step, int, int, int]]) -> bytes:
    for step, at, other, length in steps:
        data = step(data, at, other, length)
    return data


def _cut(data: bytes, at: int, _other: int, _length: int) -> bytes:
    return data[:at]


def _flip(data: bytes, at: int, bit: int, _length: int) -> bytes:
    return data[:at] + bytes(byte ^ 1 << bit for byte in data[at : at + 1]) + data[at + 1 :]


def _set(data: bytes, at: int, value: int, length: int) -> bytes:
    run = data[at : at + length]
    return data[:at] + bytes([value]) * len(run) + data[at + len(run) :]


def _take_away(data: bytes, at: int, _other: int, length: int) -> bytes:
    return data[:at] + data[at + length :]


def _copy_over(data: bytes, at: int, other: int, length: int) -> bytes:
    run = data[other : other + length]
    return data[:at] + run + data[at + len(run) :]


def _insert(data: bytes, at: int, other: int, length: int) -> bytes:
    return data[:at] + data[other : other + length] + data[at:]


def check_end(folder: Path, name: str, data: bytes) -> None:
    """Open a file and hold its end against the promise: a sound text, or one clear sentence.

    Args:
        folder: where it may be written.
        name: of the file.
        data: what it holds.

    Raises:
        AssertionError: neither came, or it took too long; any other exception
            is a crash of the worker, and as bad.
    """
    path = folder / "broken"
    path.write_bytes(data)
    began = time.process_time()
    extraction, refusal = _open(path, name)
    if extraction is not None:
        assert check_invariants(extraction.content) == []
        assert all(image.name in {"", *extraction.pictures} for image in extraction.content.images)
    else:
        assert "\n" not in refusal, f"more than one line: {refusal}"
        assert refusal.rstrip().endswith("."), f"no sentence: {refusal}"
    assert time.process_time() - began < CPU_SECONDS, "took too long"


def _open(path: Path, name: str) -> tuple[Extraction | None, str]:
    """Give what opening gave, or why it was refused."""
    try:
        return extract(path, name), ""
    except RefusedFileError as error:
        return None, error.reason


HTML_PAGE = """<!doctype html><html lang=en><head><meta charset=utf-8><title>Stone v. Ridge</title>
<meta name=citation_author content="Ann Stone"><script type="application/ld+json">{"@type": "Book"}
</script></head><body><nav><ul><li><a href="#a">Facts</a><li><a href="#b">Law</a><li><a href="#c">
End</a></ul></nav><main><h1 id=a>Facts</h1><p>He <em>fell</em> <a class="page-label">*425</a>
down.<a href="#n1" id=r1>1</a></p><table><thead><tr><th colspan=2>Year<th>No<tbody><tr>
<td rowspan=2>1990<td>12<td>x<tr><td>7<td>8</table><h2 id=b>Law</h2><blockquote>§ 1. “So.”
</blockquote><ol type=a><li>one<li>two</ol><p id=c>End
<br><br>é ü € <img alt=dot src="data:image/gif;base64,R0lGODlhAQABAAA
AACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="></p><aside class=footnote id=n1><a href="#r1">1</a> Note.
</aside></main></body></html>"""

MHTML_PAGE = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.test/\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related; type="text/html"; boundary="X"\r\n\r\n--X\r\n'
    "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n"
    "Content-Location: https://a.test/\r\n\r\n<p>The stairs=E2=80=94fell.<img src=3Da.gif alt=3Da>"
    "\r\n--X\r\nContent-Type: image/gif\r\nContent-Location: https://a.test/a.gif\r\n"
    "Content-Transfer-Encoding: base64\r\n\r\nR0lGODlhQABAAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEA\r\n"
    "--X--\r\n"
)

MARKDOWN = """---
title: Stone v. Ridge
---
# Facts

He *fell*.[^1] | no table

| a | b |
|---|--:|
| 1 | `x` |

> 1. quoted
>    - deep ![plan](a.png "A")

[^1]: On ice.
"""

PLAIN = """                    SUPREME COURT OF ALDER

Cite as: 12 Alders 1                                        2

   The stairs – so the tenant says – fell in November, and he with them;
the landlord had covenanted to keep them in repair. *425 See “Stone”.

     (a) the rent
     (b) repairs
\f
Cite as: 12 Alders 1                                        3

II. The Duty of Care
"""


def _picture(kind: str) -> bytes:
    leaf, out = Pictures.effect_noise((24, 32), 60), io.BytesIO()
    more = {"save_all": True, "append_images": [leaf]} if kind == "TIFF" else {}
    leaf.save(out, kind, **more)
    return out.getvalue()


def _bundle() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("page.html", '<p>The stairs.<img src="page_files/a.png" alt="plan">')
        archive.writestr("page_files/a.png", _picture("PNG"))
    return out.getvalue()


FIXTURES: dict[str, Callable[[], bytes]] = {
    "page.html": HTML_PAGE.encode,
    "page.mhtml": MHTML_PAGE.encode,
    "page.zip": _bundle,
    "notes.md": MARKDOWN.encode,
    "opinion.txt": PLAIN.encode,
    "opinion-16.txt": lambda: PLAIN.encode("utf-16"),
    "scan.jpg": lambda: _picture("JPEG"),
    "scan.png": lambda: _picture("PNG"),
    "scan.tif": lambda: _picture("TIFF"),
    "scan.gif": lambda: _picture("GIF"),
    "scan.webp": lambda: _picture("WEBP"),
    "scan.jp2": lambda: _picture("JPEG2000"),
    "scan.bmp": lambda: _picture("BMP"),
    "book.epub": lambda: book({"ch1.xhtml": page("<h1>I</h1><p>He <i>fell</i>.</p>")}),
    "brief.docx": lambda: docx(p(run("He ") + run("fell.", "<w:i/>")) + p(run("So."))),
    "opinion.pdf": lambda: set_pdf(OPINION),
}
"""A sound file of every format by its name: what is broken here is opened under that name."""
