"""Measure reading web pages against nh3's bare cleaning of the same pages, in the same run.

Prints for generated pages (and the practice pages, where they are) the CPU
time of both, medians of nine runs that take turns, and their ratio; the budget is 4 (DESIGN.md,
section 6). nh3 (ammonia, Rust) parses and writes a page without its scripts;
ours parses it and makes the whole edition of it.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

import nh3

from glossator.model.books import Extractor
from glossator.sources.html import read_html

BUDGET = 4.0
RUNS = 9
PRACTICE = Path(__file__).parents[2] / "shared" / "data"
_ANY = Extractor("html", 0)
_PROSE = (
    "The landlord covenanted to keep the staircase in <em>repair</em>; see <a href='/12'>Stone v. "
    "Ridge</a>, 12 S.E.2d 425, 427. He did not, and in November the tenant, who knew nothing of "
    "it, fell. We find it plain that he was entitled to rely on the covenant. "
)


def opinion(paragraphs: int) -> str:
    """Make an opinion with star pages, footnotes and a heading now and then."""
    parts = []
    for at in range(paragraphs):
        star = f'<a class="page-label" id="p{at}">*{400 + at}</a>' if at % 4 == 0 else ""
        call = f'<a class="footnotemark" href="#f{at}" id="r{at}">{at}</a>' if at % 5 == 0 else ""
        head = f"<h3>{at}. Of the Stairs</h3>" if at % 12 == 0 else ""
        parts.append(f'{head}<p id="a{at}">{_PROSE}{star}{_PROSE}{call}</p>\n')
    notes = (
        f'<aside class="footnote" id="f{at}"><a href="#r{at}">{at}</a><p>{_PROSE}</p></aside>\n'
        for at in range(0, paragraphs, 5)
    )
    return f"<html><title>Stone v. Ridge</title><body>{''.join([*parts, *notes])}"


def tables(rows: int) -> str:
    """Make a page of one table after another."""
    row = "<tr><td>1990</td><td class=n>12</td><td>affirmed</td><td><i>Stone</i></td></tr>\n"
    table = f"<table><thead><tr><th>Year<th>No<th>End<th>Case</thead>{row * 20}</table>"
    return f"<html><body>{table * (rows // 20)}"


def cpu_seconds(work: Callable[[str], object], pages: list[str]) -> float:
    """Give the CPU time of one run over some pages."""
    start = time.process_time()
    for page in pages:
        work(page)
    return time.process_time() - start


def measure(name: str, pages: list[str]) -> float:
    """Print one line for some pages and give their ratio."""
    read = partial(read_html, extractor=_ANY)
    cpu_seconds(read, pages)  # what is looked up once
    pairs = [(cpu_seconds(nh3.clean, pages), cpu_seconds(read, pages)) for _ in range(RUNS)]
    bare, ours = (median(side) for side in zip(*pairs, strict=True))
    size = sum(map(len, pages)) / 1000
    ratio: float = ours / bare
    print(
        f"{name:28} {size:8,.0f} kB  bare {bare * 1e3:6.1f} ms  ours {ours * 1e3:6.1f} ms"
        f"  x {ratio:.1f}"
    )
    return ratio


def main() -> int:
    """Measure; fails where a generated page is over budget."""
    ratios = [
        measure("opinion, 200 paragraphs", [opinion(200)]),
        measure("opinion, 4,000 paragraphs", [opinion(4000)]),
        measure("tables, 2,000 rows", [tables(2000)]),
    ]
    for folder in ("documents", "interop/cap-fastcase"):
        found = sorted((PRACTICE / folder).glob("*.html")) if PRACTICE.is_dir() else []
        if found:
            measure(f"{folder}: {len(found)} pages", [path.read_text() for path in found])
    return 0 if max(ratios) <= BUDGET else 1


if __name__ == "__main__":
    sys.exit(main())
