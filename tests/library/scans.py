"""Scans for the tests, and an engine that stands in for tesseract: a small program of ours."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from glossator.library.courses import course_for_import
from glossator.library.imports import FileToImport, import_file
from glossator.library.library import Library
from glossator.model.books import Source

PAGE_WORDS = "The keeper of a tame heron need not fence it."

_ENGINE = """#!{python}
import os, pathlib, sys, time
home = pathlib.Path({home!r})
if "--version" in sys.argv:
    print("tesseract 9.9.9")
elif "--list-langs" in sys.argv:
    print("List of available languages (3):\\ndeu\\neng\\nosd")
else:
    with (home / "calls").open("a") as calls:
        calls.write(" ".join(sys.argv[1:]) + "\\n")
    count = len((home / "calls").read_text().splitlines())
    page = {page!r}.replace("@", str(count))
    {body}
    pathlib.Path(sys.argv[2] + ".hocr").write_text(page)
"""


def write_hocr(words: str, *, confidence: int = 96) -> str:
    """Write a page of hOCR: each word 100 by 30 pixels, twelve to a line, 60 pixels apart."""
    lines = []
    listed = words.split()
    for row, first in enumerate(range(0, len(listed), 12)):
        top = 200 + 60 * row
        spans = "".join(
            f"<span class='ocrx_word' title='bbox {200 + 120 * at} {top} {300 + 120 * at} "
            f"{top + 30}; x_wconf {confidence}'>{word}</span>"
            for at, word in enumerate(listed[first : first + 12])
        )
        title = f"bbox 200 {top} 1640 {top + 30}; baseline 0 -6; x_size 34; x_descenders 7"
        lines.append(f"<span class='ocr_line' title='{title}'>{spans}</span>")
    body = f"<div class='ocr_page'>{''.join(lines)}</div>"
    return f"<html xmlns='http://www.w3.org/1999/xhtml'><body>{body}</body></html>"


class FakeEngine:
    """A tesseract 9.9.9 that is first on PATH and reads the same words on every page.

    "@" in the words is the number of the call.
    """

    def __init__(self, home: Path, patch: pytest.MonkeyPatch) -> None:
        self._home = home
        self._path = home / "tesseract"
        home.mkdir(exist_ok=True)
        patch.setenv("PATH", f"{home}{os.pathsep}{os.environ['PATH']}")
        self.behave()

    def behave(self, body: str = "pass", page: str | None = None) -> None:
        """Change what it does before it writes its page, as a line of Python."""
        shown = write_hocr(f"{PAGE_WORDS} Call@") if page is None else page
        text = _ENGINE.format(python=sys.executable, home=str(self._home), page=shown, body=body)
        self._path.write_text(text)
        self._path.chmod(self._path.stat().st_mode | stat.S_IXUSR)

    @property
    def calls(self) -> list[str]:
        """List how it was called to read pages."""
        calls = self._home / "calls"
        return calls.read_text().splitlines() if calls.exists() else []


def add_scan(library: Library, folder: Path, pages: int = 1, name: str = "scan.pdf") -> Source:
    """Import a PDF (or TIFF) of pages that are pictures, each with a bar of its own width."""
    pictures = [_picture(index) for index in range(pages)]
    path = folder / name
    kind = {"resolution": 100.0} if name.endswith(".pdf") else {"dpi": (100, 100)}
    pictures[0].save(path, save_all=True, append_images=pictures[1:], **kind)
    file = FileToImport(path, name, course_for_import(library, None).id)
    done = import_file(library, file)
    assert done.source is not None, done.problems
    return library.catalogue.get_source(done.source)


def _picture(index: int) -> Image.Image:
    picture = Image.new("L", (600, 800), 255)
    ImageDraw.Draw(picture).rectangle((50, 50, 100 + 10 * index, 80), fill=0)
    return picture
