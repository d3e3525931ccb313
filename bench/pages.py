"""How soon a page is shown as printed, beside PDFium drawing and packing it here.

    python bench/pages.py [PDF…]

Asks a server of its own for page after page over one connection, as the page
does: each for the first time (drawn by the page worker), then again (from
memory, as a page is that was fetched ahead). In turns with the bare work: the
same PDFium at the same scale, packed as PNG. Prints medians.
"""

from __future__ import annotations

import http.client
import io
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pypdfium2
import typst

from glossator.library.courses import course_for_import
from glossator.library.imports import FileToImport, import_file
from glossator.library.opening import Opened, open_library
from glossator.web.server import Ready, serve

SCALES = (1.333, 2.667)
"""Pixels a point: 100 % on a plain screen, and on one of twice the dots."""

PAGES = 60
BOOK = """#set page(width: 612pt, height: 792pt, margin: 90pt)
#set par(justify: true)
#for part in range(420) [#lorem(60)

]
"""
Walls = dict[str, list[float]]


def main() -> None:
    """Measure each book and print a table a book."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = folder / "set-book.pdf"
        made.write_bytes(typst.compile(BOOK.encode()))
        with open_library(folder / "library") as opened:
            get = serve_pages(opened)
            for path in [made, *map(Path, sys.argv[1:])]:
                report(path.name, measure(opened, path, get))


def serve_pages(opened: Opened) -> Callable[[str], bytes]:
    """Serve a library; gives how to fetch from it, within a session."""
    ready: list[Ready] = []
    Thread(target=serve, args=(opened, None, ready.append), daemon=True).start()
    while not ready:
        time.sleep(0.01)
    parts = urlsplit(ready[0].address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port)
    headers = {"Origin": f"http://{parts.netloc}", "Content-Type": "application/json"}
    token = json.dumps({"token": parts.fragment.removeprefix("launch=")})
    connection.request("POST", "/api/session", token, headers)
    answer = connection.getresponse()
    answer.read()
    headers["Cookie"] = (answer.getheader("Set-Cookie") or "").partition(";")[0]

    def get(path: str) -> bytes:
        connection.request("GET", path, headers=headers)
        reply = connection.getresponse()
        data = reply.read()
        if reply.status != 200:
            raise RuntimeError(f"{path} was answered with {reply.status}")
        return data

    return get


def measure(opened: Opened, path: Path, get: Callable[[str], bytes]) -> Walls:
    """Take turns over the pages of a book; gives wall milliseconds, and kilobytes."""
    library = opened.library
    course = course_for_import(library, None)
    done = import_file(library, FileToImport(path, path.name, course.id))
    source = library.catalogue.get_source(done.source or "")
    walls: Walls = {}
    with closing(pypdfium2.PdfDocument(path)) as document:
        for scale in SCALES:
            get(_address(source.id, source.edition or "", 0, 1.0))  # the worker is there
            for index in range(min(PAGES, len(document))):
                address = _address(source.id, source.edition or "", index, scale)
                data = b""
                for name in ("first", "again"):
                    began = time.perf_counter()
                    data = get(address)
                    _note(walls, f"{name} {scale}", 1000 * (time.perf_counter() - began))
                began = time.perf_counter()
                draw(document, index, scale)
                _note(walls, f"bare {scale}", 1000 * (time.perf_counter() - began))
                _note(walls, f"kB {scale}", len(data) / 1000)
    return walls


def draw(document: pypdfium2.PdfDocument, index: int, scale: float) -> bytes:
    """Draw a page in greys and pack it, with nothing around it."""
    with closing(document[index]) as page:
        picture = page.render(scale=scale, grayscale=True).to_pil()
    packed = io.BytesIO()
    picture.save(packed, "PNG")
    return packed.getvalue()


def report(title: str, walls: Walls) -> None:
    """Print a book's table."""
    print(f"\n{title}, {len(walls[f'bare {SCALES[0]}'])} pages, wall p50 (p95) in ms\n")
    print("| pixels a point | shown the first time | again | bare | ratio | kB |")
    print("|---|---|---|---|---|---|")
    for scale in SCALES:
        first, again, bare, size = (walls[f"{n} {scale}"] for n in ("first", "again", "bare", "kB"))
        ratio = statistics.median(first) / statistics.median(bare)
        print(
            f"| {scale} | {_shown(first)} | {_shown(again)} | {_shown(bare)} | {ratio:.1f} × "
            f"| {statistics.median(size):.0f} |"
        )


def _address(source: str, edition: str, index: int, scale: float) -> str:
    return f"/api/sources/{source}/pages/{index}/picture?edition={edition}&scale={scale}"


def _note(walls: Walls, name: str, value: float) -> None:
    walls.setdefault(name, []).append(value)


def _shown(times: list[float]) -> str:
    return f"{statistics.median(times):.0f} ({statistics.quantiles(times, n=20)[-1]:.0f})"


if __name__ == "__main__":
    main()
