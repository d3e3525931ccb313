"""Imports over HTTP: cancelling, the beginning of a long book, what was odd."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from tests.library.test_jobs import write_long_pdf
from tests.web.conftest import Served

BYTES = {"Content-Type": "application/octet-stream"}


def _drop(served: Served, name: str, content: bytes) -> dict[str, Any]:
    answer = served.browser.post(f"/api/imports?name={name}", content=content, headers=BYTES)
    assert answer.status_code == 200
    job: dict[str, Any] = answer.json()
    return job


def _wait_for(served: Served, job: str, *states: str, preview: bool = False) -> dict[str, Any]:
    deadline = time.monotonic() + 60
    while True:
        (now,) = [j for j in served.browser.get("/api/imports").json() if j["id"] == job]
        if now["state"] in states or (preview and now["has_preview"]):
            return dict(now)
        assert time.monotonic() < deadline, now
        time.sleep(0.01)


def test_a_long_book_can_be_read_before_it_is_there_and_be_cancelled(
    served: Served, tmp_path: Path
) -> None:
    book = write_long_pdf(tmp_path / "long.pdf", 400).read_bytes()
    job = _drop(served, "long.pdf", book)["id"]
    assert served.browser.get("/api/imports/none/preview").status_code == 404
    _wait_for(served, job, "imported", preview=True)
    beginning = served.browser.get(f"/api/imports/{job}/preview").json()
    blocks = [block for section in beginning["sections"] for block in section["blocks"]]
    assert any(block["text"].startswith("This is page 1.") for block in blocks)
    assert served.browser.post(f"/api/imports/{job}/cancel", json={}).status_code == 200
    assert _wait_for(served, job, "cancelled", "imported")["state"] == "cancelled"
    assert served.browser.get(f"/api/imports/{job}/preview").status_code == 404


def test_what_was_odd_is_listed_until_it_is_dismissed(served: Served) -> None:
    job = _drop(served, "noise.pdf", b"%PDF-1.7\nnonsense")["id"]
    _wait_for(served, job, "refused")
    (problem,) = served.browser.get("/api/import-problems").json()
    assert (problem["id"], problem["file"], problem["state"]) == (job, "noise.pdf", "refused")
    answer = served.browser.post("/api/import-problems/dismiss", json={"ids": [job]})
    assert answer.status_code == 204
    assert served.browser.get("/api/import-problems").json() == []
