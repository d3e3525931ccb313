"""Recognition of scans: words found, and CPU seconds a page; needs tesseract.

Pages of the sample judgment are drawn at several dots an inch, as a scanner would see
them, and read as the program reads any scan: by tesseract in a process of its own, put
together by the row pass. Their truth is the text that the PDF itself holds.

    python bench/recognition.py [--pages N]
"""

from __future__ import annotations

import argparse
import difflib
import os
import re
import tempfile
import time
from pathlib import Path
from statistics import median

import pypdfium2
from PIL import Image, ImageFilter

import glossator.library.sample
from glossator.library.courses import course_for_import
from glossator.library.imports import FileToImport, import_file
from glossator.library.library import Library
from glossator.library.opening import open_library
from glossator.library.recognition import recognition_of
from glossator.library.tesseract import find_engine, how_to_install

JUDGMENT = Path(glossator.library.sample.__path__[0]) / "judgment.pdf"
DOTS_AN_INCH = (300, 200, 150)


def main() -> None:
    """Print a line for each sharpness of the scan."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--pages", type=int, default=6)
    pages = parser.parse_args().pages
    engine = find_engine()
    if engine is None:
        raise SystemExit(how_to_install())
    print(f"tesseract {engine.version}, {pages} pages of {JUDGMENT.name}")
    print("dots an inch | words found | in order | CPU s a page | wall s a page")
    for dots in DOTS_AN_INCH:
        with tempfile.TemporaryDirectory() as folder, open_library(Path(folder) / "lib") as opened:
            print(_measure(opened.library, Path(folder), dots, pages))


def _measure(library: Library, folder: Path, dots: int, pages: int) -> str:
    truth = _scan(folder / "scan.tiff", dots, pages)
    course = course_for_import(library, None).id
    source = import_file(library, FileToImport(folder / "scan.tiff", "scan.tiff", course)).source
    assert source is not None
    queue = recognition_of(library)
    began, cpu = time.perf_counter(), _cpu_of_children()
    job = queue.wait(queue.start(source).id, None)
    wall, cpu = time.perf_counter() - began, _cpu_of_children() - cpu
    assert job.state == "recognised", job
    found = _words_by_page(library, source)
    shares = [_shares(*pair) for pair in zip(truth, found, strict=True)]
    known, ordered = (median(share) for share in zip(*shares, strict=True))
    return f"{dots} | {known:.1%} | {ordered:.1%} | {cpu / pages:.2f} | {wall / pages:.2f}"


def _scan(path: Path, dots: int, pages: int) -> list[list[str]]:
    """Draw pages as a scanner sees them, a little unsharp; gives the words of each."""
    pictures: list[Image.Image] = []
    truth = []
    with pypdfium2.PdfDocument(JUDGMENT) as document:
        for index in range(pages):
            page = document[index]
            text = page.get_textpage().get_text_range().replace("\ufffe\r\n", "")
            truth.append(_words(text))
            drawn = page.render(scale=dots / 72, grayscale=True).to_pil()
            pictures.append(drawn.filter(ImageFilter.GaussianBlur(dots / 600)))
    pictures[0].save(path, save_all=True, append_images=pictures[1:], dpi=(dots, dots))
    return truth


def _words_by_page(library: Library, source: str) -> list[list[str]]:
    content = library.content_of(library.catalogue.get_source(source))
    assert content is not None
    starts = [page.start for page in content.pages]
    ends = [*starts[1:], len(content.text)]
    return [_words(content.text[a:b]) for a, b in zip(starts, ends, strict=True)]


def _shares(truth: list[str], found: list[str]) -> tuple[float, float]:
    """Give the share of words found at all, and of those found in their order."""
    left = list(found)
    known = 0
    for word in truth:
        if word in left:
            left.remove(word)
            known += 1
    same = difflib.SequenceMatcher(None, truth, found, autojunk=False).get_matching_blocks()
    return known / len(truth), sum(block.size for block in same) / len(truth)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _cpu_of_children() -> float:
    times = os.times()
    return times.children_user + times.children_system


if __name__ == "__main__":
    main()
