"""How soon the first page of a long book can be read after it was dropped.

    python bench/imports.py [PAGES]

Joins the practice PDFs of ../shared/data/documents to a book of PAGES (1,500)
pages, serves an empty library in a process of its own, sends the book and
waits: for its upload, for its first pages, for all of it. Wall seconds, median
of five; each round in a new library.
"""

from __future__ import annotations

import http.client
import json
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pikepdf

PRACTICE = Path(__file__).parents[2] / "shared" / "data" / "documents"
ROUNDS = 5
BUDGET_SECONDS = 1.0


@dataclass(frozen=True)
class Times:
    """Seconds after the drop."""

    uploaded: float
    first_pages: float
    imported: float


def join_book(target: Path, pages: int) -> None:
    """Join the practice PDFs, over and over, to a book of so many pages."""
    files = [path for path in sorted(PRACTICE.glob("*.pdf")) if "scan" not in path.name]
    with pikepdf.new() as book:
        while len(book.pages) < pages:
            for path in files:
                with pikepdf.open(path) as pdf:
                    book.pages.extend(pdf.pages)
        del book.pages[pages:]
        book.save(target)


class Browser:
    """Speaks to the program as the page does."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._connection = http.client.HTTPConnection(parts.hostname or "", parts.port)
        self._headers = {"Origin": f"http://{parts.netloc}"}
        token = parts.fragment.removeprefix("launch=")
        answer, _ = self.ask("POST", "/api/session", json.dumps({"token": token}).encode())
        cookie = answer.getheader("Set-Cookie") or ""
        self._headers["Cookie"] = cookie.partition(";")[0]

    def ask(
        self, method: str, path: str, body: bytes | None = None, kind: str = "application/json"
    ) -> tuple[http.client.HTTPResponse, bytes]:
        """Ask for something; gives the answer and its bytes."""
        headers = {**self._headers, "Content-Type": kind} if body is not None else self._headers
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        return answer, answer.read()


def drop(browser: Browser, book: bytes) -> Times:
    """Send a book and wait for it."""
    began = time.perf_counter()
    _, reply = browser.ask("POST", "/api/imports?name=book.pdf", book, "application/octet-stream")
    uploaded = time.perf_counter() - began
    job = json.loads(reply)["id"]
    first_pages = None
    while True:
        state = json.loads(browser.ask("GET", "/api/imports")[1])[0]
        if state["has_preview"] and first_pages is None:
            answer, _ = browser.ask("GET", f"/api/imports/{job}/preview")
            if answer.status == http.client.OK:
                first_pages = time.perf_counter() - began
        if state["state"] not in {"waiting", "reading"}:
            imported = time.perf_counter() - began
            return Times(uploaded, first_pages or imported, imported)
        time.sleep(0.01)


def one_round(book: bytes) -> Times:
    """Serve a new library and drop the book on it."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "glossator.cli", "serve", "--library", f"{folder}/new"]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            assert server.stdout is not None
            address = server.stdout.readline().split()[-1]
            return drop(Browser(address), book)
        finally:
            server.terminate()
            server.wait()


def main() -> None:
    """Measure and print the table."""
    if not PRACTICE.is_dir():
        sys.exit("The practice data is not at ../shared/data, and the book is made of it.")
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 1500
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.pdf"
        join_book(path, pages)
        book = path.read_bytes()
    rounds = [one_round(book) for _ in range(ROUNDS)]
    print(f"{pages} pages, {len(book) / 1e6:.1f} MB, median of {ROUNDS}")
    print("| what | seconds after the drop | budget |")
    print("|---|---|---|")
    for name, budget in (
        ("uploaded", ""),
        ("first_pages", f"{BUDGET_SECONDS:g}"),
        ("imported", ""),
    ):
        seconds = statistics.median(getattr(one, name) for one in rounds)
        print(f"| {name.replace('_', ' ')} | {seconds:.2f} | {budget} |")


if __name__ == "__main__":
    main()
