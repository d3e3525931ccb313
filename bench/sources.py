"""Measure opening a PDF against PDFium's bare text of the same pages, in the same run.

Prints for a set book (and the practice PDFs, where they are) the CPU time of
both, median of five, and their ratio; the budget is 6 (DESIGN.md, section 6).
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pypdfium2
import typst

from glossator.sources.extract import extract

BUDGET = 6.0
RUNS = 5
PRACTICE = Path(__file__).parents[2] / "shared" / "data" / "documents"
BOOK = """#set page(width: 380pt, height: 560pt, header: align(center)[_Stone v. Ridge_])
#set par(justify: true, first-line-indent: 1.5em)
#for part in range(300) [
  #for line in range(9) [The _landlord_ covenanted to keep the staircase in *repair*; he did not. ]
  See clause #part.#footnote[The lease, clause #part, at the foot of its second page.]

]
"""


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


def cpu_seconds(work: Callable[[], object]) -> float:
    """Give the CPU time of one run."""
    start = time.process_time()
    work()
    return time.process_time() - start


def measure(path: Path) -> float:
    """Print one line for a book and give its ratio."""
    extract(path, path.name)  # loads the libraries
    pairs = [
        (cpu_seconds(lambda: bare_text(path)), cpu_seconds(lambda: extract(path, path.name)))
        for _ in range(RUNS)
    ]
    bare, ours = (median(side) for side in zip(*pairs, strict=True))
    pages = len(pypdfium2.PdfDocument(path))
    ratio: float = ours / bare
    print(
        f"{path.name[:36]:36} {pages:5} pages  bare {bare:.3f} s  ours {ours:.3f} s  x {ratio:.1f}"
    )
    return ratio


def main() -> int:
    """Measure; fails where the set book is over budget."""
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "set-book.pdf"
        book.write_bytes(typst.compile(BOOK.encode()))
        ratio = measure(book)
    for path in sorted(PRACTICE.glob("*.pdf")) if PRACTICE.is_dir() else ():
        if path.stat().st_size > 60_000:
            measure(path)
    return 0 if ratio <= BUDGET else 1


if __name__ == "__main__":
    sys.exit(main())
