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

from glossator.library.imports import FileToImport, import_file
from glossator.library.courses import course_for_import
from glossator.library.marks import NewMark, annotate
from glossator.library.opening import open_library
from glossator.model.text import Span

BOOK = "# A book\n\n" + "\n\n".join(
    f"Paragraph {number}. " + "The court held that the rule applies to the case. " * 8
    for number in range(2000)
)


def timed(run: Callable[[], object]) -> float:
    """Run once; gives wall milliseconds."""
    began = time.perf_counter()
    run()
    return 1000 * (time.perf_counter() - began)


def main() -> None:
    """Measure and print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_FOLDER")) as name:
        folder = Path(name)
        (folder / "book.md").write_text(BOOK, encoding="utf-8")
        with open_library(folder / "library") as opened:
            measure(opened, folder, count)


def measure(opened: object, folder: Path, count: int) -> None:
    """Take turns between the three ways and print the medians."""
    import glossator.web.server as server

    library = opened.library  # type: ignore[attr-defined]
    course = course_for_import(library, None)
    done = import_file(library, FileToImport(folder / "book.md", "book.md", course.id))
    source = library.catalogue.get_source(done.source)
    ready: list[str] = []
    thread = Thread(target=server.serve, args=(opened, None, ready.append), daemon=True)
    thread.start()
    while not ready:
        time.sleep(0.01)
    post = session(ready[0])
    log = os.open(folder / "bare.log", os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    record = b"x" * 900

    def bare() -> None:
        os.write(log, record)
        os.fdatasync(log)

    def span(number: int) -> Span:
        start = number * 37 % (source.length - 200)
        return Span(start, start + 100)

    def through_library(number: int) -> None:
        mark = NewMark(str(uuid.uuid4()), source.id, source.edition, span(number), "rule")
        annotate(library, str(uuid.uuid4()), mark)

    def through_http(number: int) -> None:
        place = span(number)
        post(
            {
                "op": "annotate",
                "id": str(uuid.uuid4()),
                "annotation": str(uuid.uuid4()),
                "source": source.id,
                "edition": source.edition,
                "start": place.start,
                "end": place.end,
                "pen": "rule",
            }
        )

    walls: dict[str, list[float]] = {"bare": [], "library": [], "http": []}
    for number in range(count):
        walls["bare"].append(timed(bare))
        walls["library"].append(timed(lambda number=number: through_library(number)))
        walls["http"].append(timed(lambda number=number: through_http(number)))
    report(walls, count)
    os.close(log)


def session(address: str) -> Callable[[dict[str, object]], None]:
    """Open a session with a launch address; gives how to post an operation."""
    parts = urlsplit(address)
    origin = f"http://{parts.netloc}"
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port)
    headers = {"Origin": origin, "Content-Type": "application/json"}

    def send(path: str, body: object) -> http.client.HTTPResponse:
        connection.request("POST", path, json.dumps(body), headers)
        answer = connection.getresponse()
        answer.read()
        assert answer.status < 300, answer.status
        return answer

    token = parts.fragment.removeprefix("launch=")
    headers["Cookie"] = str(send("/api/session", {"token": token}).headers["Set-Cookie"]).split(";")[0]
    return lambda body: send("/api/operations", body) and None


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
