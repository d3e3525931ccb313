"""Measure opening a PDF against PDFium's bare text of the same pages, in the same run.

The book has 1,500 pages, joined from the practice PDFs (without them, from a
set one). Printed are CPU seconds, medians, and ratios to the bare text: of
text and word boxes alone, and of everything (budgets 4 and 6, DESIGN.md,
section 6); the same for other programs, where they are installed. PyMuPDF and
pdfminer.six may live in an environment of their own, whose interpreter
GLOSSATOR_PEERS names: neither is ever needed to run Glossator. Then come the
worker's memory, the time until the first pages are there, and the size of the
stored edition a page.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import zlib
from array import array
from collections.abc import Callable, Sequence
from itertools import chain
from pathlib import Path
from statistics import median

import pikepdf
import pypdfium2
import typst

from glossator.model.books import edition_id
from glossator.model.ids import OriginalHash
from glossator.sources.boxes import pack_numbers
from glossator.sources.extract import Opened, extract
from glossator.sources.pdf_opening import open_document
from glossator.sources.pdf_pages import read_sheets
from glossator.store.files import edition_path, keep_edition
from glossator.store.folder import EDITIONS

PAGES = 1_500
RUNS = 3
BUDGETS = {"text and boxes": 4.0, "all": 6.0}
MEMORY_MB = 200
FIRST_PAGES_SECONDS = 1.0
STORED_BYTES = 2_600
PEERS = os.environ.get("GLOSSATOR_PEERS", sys.executable)
PRACTICE = Path(__file__).parents[2] / "shared" / "data" / "documents"
BOOK = """#set page(width: 380pt, height: 560pt, header: align(center)[_Stone v. Ridge_])
#set par(justify: true, first-line-indent: 1.5em)
#for part in range(300) [
  #for line in range(9) [The _landlord_ covenanted to keep the staircase in *repair*; he did not. ]
  See clause #part.#footnote[The lease, clause #part, at the foot of its second page.]

]
"""
_PYMUPDF = "import pymupdf,sys\nfor p in pymupdf.open(sys.argv[1]): p.get_text(sys.argv[2])"
_PDFMINER = (
    "import sys; from pdfminer.high_level import extract_text; "
    "extract_text(sys.argv[1], maxpages=int(sys.argv[2]))"
)
_MINED = 100  # pages: pdfminer.six would take a minute for all
_EXTRACT = (
    "import sys; from pathlib import Path; from glossator.sources.extract import extract; "
    "p = Path(sys.argv[1]); extract(p, p.name); import resource; "
    "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
)
_PREVIEW = (
    "import sys; from pathlib import Path; from glossator.sources.extract import preview; "
    "p = Path(sys.argv[1]); assert preview(p, p.name, pages=12).content.text"
)


def join_book(path: Path) -> None:
    """Join PDFs until the book has its pages."""
    files = [file for file in sorted(PRACTICE.glob("*.pdf")) if "scan" not in file.name]
    with tempfile.TemporaryDirectory() as folder:
        if not files:
            files = [Path(folder) / "set-book.pdf"]
            files[0].write_bytes(typst.compile(BOOK.encode()))
        with pikepdf.new() as book:
            while len(book.pages) < PAGES:
                for file in files:
                    with pikepdf.open(file) as part:
                        book.pages.extend(list(part.pages)[: PAGES - len(book.pages)])
            book.save(path)


def bare_text(path: Path) -> None:
    """Read the text of all pages with PDFium and do nothing with it."""
    document = pypdfium2.PdfDocument(path)
    for index in range(len(document)):
        page = document[index]
        textpage = page.get_textpage()
        textpage.get_text_range()
        textpage.close()
        page.close()
    document.close()


def text_and_boxes(path: Path) -> None:
    """Read rows in reading order with a box for each word, and pack both as they are stored."""
    opened = Opened(path, path.name, None, lambda _done, _total: None)
    with open_document(opened) as (document, _):
        for sheet in read_sheets(document, len(document), opened, []):
            zlib.compress("\n".join(row.text for row in sheet.body).encode(), 6)
            pack_numbers(array("d", chain.from_iterable(row.words for row in sheet.body)), 0)


def everything(path: Path) -> None:
    """Read a book as an import does."""
    extract(path, path.name)


def measure_works(book: Path, works: Sequence[Callable[[Path], object]]) -> list[float]:
    """Give the CPU time of each work in this process, the median of runs in turn."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(RUNS):
        for work, seconds in zip(works, taken, strict=True):
            start = time.process_time()
            work(book)
            seconds.append(time.process_time() - start)
    return [median(seconds) for seconds in taken]


def child_seconds(*command: str) -> float | None:
    """Give the CPU time of a program, None where it cannot be run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure_ours(book: Path) -> tuple[float, list[float]]:
    """Print the ratios of our two ways; gives the bare time, and the ratios."""
    extract(book, book.name)  # loads the libraries
    bare, *ours = measure_works(book, (bare_text, text_and_boxes, everything))
    print(f"{'PDFium, bare text':28} {bare:6.2f} s  {PAGES / bare:6.0f} pages/s")
    for name, seconds in zip(BUDGETS, ours, strict=True):
        told = f"budget {BUDGETS[name]:.0f}"
        print(f"{'ours, ' + name:28} {seconds:6.2f} s  x {seconds / bare:5.2f}  ({told})")
    return bare, [seconds / bare for seconds in ours]


def measure_peers(book: Path, bare: float) -> None:
    """Print the ratios of other programs."""
    mined = PAGES / _MINED
    peers: Sequence[tuple[str, float, tuple[str, ...]]] = (
        ("pdftotext", 1, ("pdftotext", str(book), os.devnull)),
        ("pdftotext, boxes of words", 1, ("pdftotext", "-bbox-layout", str(book), os.devnull)),
        ("PyMuPDF, text", 1, (PEERS, "-c", _PYMUPDF, str(book), "text")),
        ("PyMuPDF, boxes of words", 1, (PEERS, "-c", _PYMUPDF, str(book), "words")),
        ("PyMuPDF, blocks and styles", 1, (PEERS, "-c", _PYMUPDF, str(book), "dict")),
        ("pdfminer.six, layout", mined, (PEERS, "-c", _PDFMINER, str(book), str(_MINED))),
    )
    for name, times, command in peers:
        seconds = child_seconds(*command)
        told = "is not here" if seconds is None else f"x {times * seconds / bare:5.2f}"
        print(f"{name:28} {told if seconds is None else f'{times * seconds:6.2f} s  {told}'}")


def measure_rest(book: Path, folder: Path) -> bool:
    """Print memory, time to the first pages and stored size; tells whether all are in budget."""
    ran = subprocess.run(
        (sys.executable, "-c", _EXTRACT, str(book)), check=True, capture_output=True
    )
    memory = int(ran.stdout) / 1024
    print(f"{'memory of the worker':28} {memory:6.0f} MB (budget {MEMORY_MB})")
    waits = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run((sys.executable, "-c", _PREVIEW, str(book)), check=True)
        waits.append(time.perf_counter() - start)
    print(f"{'first 12 pages, wall':28} {median(waits):6.2f} s  (budget {FIRST_PAGES_SECONDS:.0f})")
    extraction, original = extract(book, book.name), OriginalHash("0" * 64)
    edition = edition_id(original, extraction.extractor)
    (folder / EDITIONS).mkdir()
    keep_edition(folder, edition, original, extraction)
    stored = edition_path(folder, edition).stat().st_size / PAGES
    print(f"{'stored, a page':28} {stored:6.0f} B  (budget {STORED_BYTES})")
    return memory <= MEMORY_MB and median(waits) <= FIRST_PAGES_SECONDS and stored <= STORED_BYTES


def measure_each() -> None:
    """Print the ratio of everything for each practice PDF of some length."""
    for path in sorted(PRACTICE.glob("*.pdf")) if PRACTICE.is_dir() else ():
        if path.stat().st_size > 60_000:
            bare, ours = measure_works(path, (bare_text, everything))
            print(f"  {path.name[:40]:40} {bare:.3f} s  x {ours / bare:.1f}")


def main() -> int:
    """Measure; fails where a budget is missed."""
    folder = Path(tempfile.mkdtemp())
    try:
        book = folder / "book.pdf"
        join_book(book)
        bare, ratios = measure_ours(book)
        measure_peers(book, bare)
        in_budget = measure_rest(book, folder)
        measure_each()
    finally:
        shutil.rmtree(folder)
    within = all(ratio <= most for ratio, most in zip(ratios, BUDGETS.values(), strict=True))
    return 0 if within and in_budget else 1


if __name__ == "__main__":
    sys.exit(main())
