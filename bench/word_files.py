"""Measure opening a DOCX against a bare walk of its main part, in the same run.

The bare walk unzips and parses `word/document.xml` and looks at each element's
name and text once. Prints for a made judgment (and the practice ones, where
they are) the CPU time of both, medians of many runs, and their ratio; the
budget is 5 (DESIGN.md, section 6).
"""

from __future__ import annotations

import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

from lxml import etree

from glossator.sources.extract import extract

BUDGET = 5.0
RUNS = 15
PRACTICE = Path(__file__).parents[2] / "shared" / "data" / "documents"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_T, _P = f"{{{_W}}}t", f"{{{_W}}}p"
_PROPERTIES = '<w:rPr><w:rFonts w:ascii="Times" w:hAnsi="Times"/><w:sz w:val="24"/>{}</w:rPr>'


def bare_walk(path: Path) -> None:
    """Gather the text of each paragraph and do nothing with it."""
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    paragraphs: list[list[str]] = [[]]
    for element in root.iter():
        if element.tag == _T:
            paragraphs[-1].append(element.text or "")
        elif element.tag == _P:
            paragraphs.append([])
    ["".join(words) for words in paragraphs]


def cpu_seconds(work: Callable[[], object]) -> float:
    """Give the CPU time of one run."""
    start = time.process_time()
    work()
    return time.process_time() - start


def measure(path: Path) -> tuple[float, float]:
    """Print one line for a document; give the bare and our seconds."""
    extract(path, path.name)  # loads the libraries
    pairs = [
        (cpu_seconds(lambda: bare_walk(path)), cpu_seconds(lambda: extract(path, path.name)))
        for _ in range(RUNS)
    ]
    bare, ours = (median(side) for side in zip(*pairs, strict=True))
    show(path.name, bare, ours)
    return bare, ours


def show(name: str, bare: float, ours: float) -> None:
    """Print one line of the table."""
    print(f"{name[:36]:36} bare {bare * 1e3:.1f} ms  ours {ours * 1e3:.1f} ms  x {ours / bare:.1f}")


def made_judgment() -> str:
    """Give the main part of a judgment of 400 numbered paragraphs, a tenth of it in italics."""
    run = '<w:r>{}<w:t xml:space="preserve">{}</w:t></w:r>'
    plain = run.format(_PROPERTIES.format(""), "The landlord covenanted to keep the stairs. " * 4)
    italic = run.format(_PROPERTIES.format("<w:i/>"), "Stone v Ridge ")
    inside = plain + italic + plain
    numbers = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    paragraph = f'<w:p><w:pPr>{numbers}<w:jc w:val="both"/></w:pPr>{inside}</w:p>'
    return f'<w:document xmlns:w="{_W}"><w:body>{paragraph * 400}</w:body></w:document>'


def main() -> int:
    """Measure; fails where the made judgment is over budget."""
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "made-judgment.docx"
        with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("word/document.xml", made_judgment())
        bare, ours = measure(book)
    rows = [measure(path) for path in sorted(PRACTICE.glob("*.docx"))] if PRACTICE.is_dir() else []
    if rows:
        total, took = (sum(side) for side in zip(*rows, strict=True))
        show("all practice judgments", total, took)
    return 0 if ours / bare <= BUDGET else 1


if __name__ == "__main__":
    sys.exit(main())
