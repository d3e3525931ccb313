"""What a durable mark costs through the store and through HTTP, beside a bare append.

    python bench/http_marks.py [COUNT]

In turns: append + fdatasync of a record of the same size; `library.annotate` in
this process; POST /api/operations to a server of its own over one kept-open
connection. Prints medians in milliseconds and the ratio to the bare append.
"""

from __future__ import annotations

import http.client
import json
import os
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

from glossator.library.courses import course_for_import
from glossator.library.imports import FileToImport, import_file
from glossator.library.marks import NewMark, annotate
from glossator.library.opening import Opened, open_library
from glossator.model.text import Span
from glossator.web.server import Ready, serve

BOOK = "# A book\n\n" + "\n\n".join(
    f"Paragraph {number}. " + "The court held that the rule applies to the case. " * 8
    for number in range(2000)
)


def main() -> None:
    """Measure and print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_FOLDER")) as name:
        folder = Path(name)
        (folder / "book.md").write_text(BOOK, encoding="utf-8")
        with open_library(folder / "library") as opened:
            report(measure(opened, folder, count), count)


def measure(opened: Opened, folder: Path, count: int) -> dict[str, list[float]]:
    """Take turns between the three ways; gives the wall milliseconds of each."""
    library = opened.library
    course = course_for_import(library, None)
    import_file(library, FileToImport(folder / "book.md", "book.md", course.id))
    (source,) = library.catalogue.sources.values()
    ready: list[Ready] = []
    Thread(target=serve, args=(opened, None, ready.append), daemon=True).start()
    while not ready:
        time.sleep(0.01)
    post = session(ready[0].address)
    log = os.open(folder / "bare.log", os.O_CREAT | os.O_WRONLY | os.O_APPEND)

    def bare(_span: Span) -> None:
        os.write(log, b"x" * 900)
        os.fdatasync(log)

    def through_library(span: Span) -> None:
        mark = NewMark(str(uuid.uuid4()), source.id, source.edition or "", span, "rule")
        annotate(library, str(uuid.uuid4()), mark)

    def through_http(span: Span) -> None:
        names = {"id": str(uuid.uuid4()), "annotation": str(uuid.uuid4()), "source": source.id}
        place = {"edition": source.edition, "start": span.start, "end": span.end}
        post({"op": "annotate", "pen": "rule", **names, **place})

    walls: dict[str, list[float]] = {"bare": [], "library": [], "http": []}
    for number in range(count):
        start = number * 37 % (source.length - 200)
        for name, run in (("bare", bare), ("library", through_library), ("http", through_http)):
            began = time.perf_counter()
            run(Span(start, start + 100))
            walls[name].append(1000 * (time.perf_counter() - began))
    os.close(log)
    return walls


def session(address: str) -> Callable[[object], None]:
    """Open a session with a launch address; gives how to post an operation."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port)
    headers = {"Origin": f"http://{parts.netloc}", "Content-Type": "application/json"}

    def send(path: str, body: object) -> http.client.HTTPResponse:
        connection.request("POST", path, json.dumps(body), headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status >= 300:
            raise RuntimeError(f"{path} was answered with {answer.status}")
        return answer

    token = parts.fragment.removeprefix("launch=")
    answer = send("/api/session", {"token": token})
    headers["Cookie"] = (answer.getheader("Set-Cookie") or "").partition(";")[0]

    def post(body: object) -> None:
        send("/api/operations", body)

    return post


def report(walls: dict[str, list[float]], count: int) -> None:
    """Print the table."""
    names = {
        "bare": "append + fdatasync, 900 bytes",
        "library": "library.annotate (durable)",
        "http": "POST /api/operations (durable)",
    }
    bare = statistics.median(walls["bare"])
    print(f"{count} marks each, in turns")
    print("| what | p50 ms | p95 ms | ratio | above bare, ms |")
    print("|---|---|---|---|---|")
    for key, name in names.items():
        p50 = statistics.median(walls[key])
        p95 = statistics.quantiles(walls[key], n=20)[-1]
        print(f"| {name} | {p50:.2f} | {p95:.2f} | {p50 / bare:.2f} | {p50 - bare:.2f} |")


if __name__ == "__main__":
    main()
