"""Measure opening an EPUB against the least that reads one, in the same run.

That least unpacks the spine with zipfile, parses it with lxml and visits every
element: its text with white space folded, whether it is a heading, whether a
page begins there. Prints for a made book
(and the practice EPUBs, where they are) the CPU time of both, median of five,
and their ratio; the budget is 3 (DESIGN.md, section 6). Other EPUBs can be
named on the command line.
"""

from __future__ import annotations

import posixpath
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from urllib.parse import unquote

from lxml import etree

from glossator.sources.extract import extract

BUDGET = 3.0
RUNS = 5
PRACTICE = Path(__file__).parents[2] / "shared" / "data" / "documents"
CHAPTERS = 60
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
HEADINGS = frozenset(f"{{http://www.w3.org/1999/xhtml}}h{level}" for level in range(1, 7))
CONTAINER = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>
"""
PAGE = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">
<head><title>Chapter {n}</title></head><body><section epub:type="chapter"><h1>Chapter {n}</h1>
{paragraphs}</section></body></html>"""
PARAGRAPH = """<p>The landlord <em>covenanted</em> to keep the staircase in repair; he did not, and
in November the tenant fell. Nothing in the lease relieved him of that undertaking, and what the
custom of the town may be is no matter here, for custom is not pleaded and would not help him.</p>
"""
NOTED = """<p><span epub:type="pagebreak" id="p{n}" title="{n}"/>The tenant relied on that rule.<a
epub:type="noteref" href="#n{n}">{n}</a> We find that she was entitled to do so.</p>
<aside epub:type="footnote" id="n{n}"><p>{n} See also the lease, clause {n}.</p></aside>
"""


def write_book(path: Path) -> None:
    """Write a book of chapters with notes and page breaks."""
    names = [f"{number}.xhtml" for number in range(CHAPTERS)]
    items = "".join(
        f'<item id="i{name}" href="{name}" media-type="application/xhtml+xml"/>' for name in names
    )
    spine = "".join(f'<itemref idref="i{name}"/>' for name in names)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        archive.writestr("META-INF/container.xml", CONTAINER)
        archive.writestr(
            "book.opf",
            '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata/>'
            f"<manifest>{items}</manifest><spine>{spine}</spine></package>",
        )
        paragraphs = "".join(5 * PARAGRAPH + NOTED.format(n=number) for number in range(8))
        for number, name in enumerate(names):
            archive.writestr(name, PAGE.format(n=number, paragraphs=paragraphs))


def bare_walk(path: Path) -> int:
    """Unpack, parse and walk the documents of the spine; gives how much text they hold."""
    length = 0
    with zipfile.ZipFile(path) as archive:
        container = etree.fromstring(archive.read("META-INF/container.xml"))
        where = str(next(container.iter("{*}rootfile")).get("full-path"))
        package = etree.fromstring(archive.read(where))
        items = {item.get("id"): item for item in package.iter("{*}item")}
        for reference in package.iter("{*}itemref"):
            item = items[reference.get("idref")]
            if item.get("media-type") == "application/xhtml+xml":
                href = posixpath.join(posixpath.dirname(where), unquote(str(item.get("href"))))
                length += len(read_page(etree.fromstring(archive.read(href)))[0])
    return length


def read_page(root: etree._Element) -> tuple[str, list[str], list[str]]:
    """Give the text of a document, its headings and the pages that begin in it."""
    parts, headings, pages = [], [], []
    for element in root.iter():
        if element.tag in HEADINGS:
            headings.append("".join(element.itertext()))
        if element.get(EPUB_TYPE) == "pagebreak" or element.get("role") == "doc-pagebreak":
            pages.append(element.get("title") or "")
        if element.text:
            parts.append(element.text)
        if element.tail:
            parts.append(element.tail)
    return " ".join("".join(parts).split()), headings, pages


def cpu_seconds(work: Callable[[], object]) -> float:
    """Give the CPU time of one run."""
    start = time.process_time()
    work()
    return time.process_time() - start


def measure(path: Path) -> float:
    """Print one line for a book and give its ratio."""
    extract(path, path.name)  # loads the libraries
    pairs = [
        (cpu_seconds(lambda: bare_walk(path)), cpu_seconds(lambda: extract(path, path.name)))
        for _ in range(RUNS)
    ]
    bare, ours = (median(side) for side in zip(*pairs, strict=True))
    ratio: float = ours / bare
    print(
        f"{path.name[:36]:36} bare {bare * 1000:7.1f} ms  ours {ours * 1000:7.1f} ms  x {ratio:.1f}"
    )
    return ratio


def main() -> int:
    """Measure; fails where the made book is over budget."""
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "made-book.epub"
        write_book(book)
        ratio = measure(book)
    practice = sorted(PRACTICE.glob("*.epub")) if PRACTICE.is_dir() else []
    for path in (*practice, *map(Path, sys.argv[1:])):
        measure(path)
    return 0 if ratio <= BUDGET else 1


if __name__ == "__main__":
    sys.exit(main())
