"""Recognition over HTTP."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from tests.library.opinions import only_source
from tests.library.scans import PAGE_WORDS, FakeEngine, add_scan
from tests.web.conftest import Served


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeEngine:
    return FakeEngine(tmp_path / "engine", monkeypatch)


def _job(served: Served, job: str) -> dict[str, Any]:
    jobs = served.browser.get("/api/recognition").json()["jobs"]
    return dict(next(one for one in jobs if one["id"] == job))


def _until(served: Served, job: str, state: str) -> dict[str, Any]:
    deadline = time.monotonic() + 30
    while (now := _job(served, job))["state"] != state:
        assert time.monotonic() < deadline, now
        time.sleep(0.05)
    return now


def test_a_scan_is_shown_recognised_and_read(
    served: Served, engine: FakeEngine, tmp_path: Path
) -> None:
    del engine
    source = add_scan(served.library, tmp_path, pages=2)
    address = f"/api/sources/{source.id}/recognition"
    shown = served.browser.get(address).json()
    assert (shown["pages"], shown["without_text"], shown["range"]) == (2, 2, "1-2")
    assert (shown["language"], shown["engine"]["languages"]) == ("eng", ["deu", "eng"])
    assert shown["job"] is None
    offered = served.browser.get(f"/api/sources/{source.id}/texts").json()
    assert (offered["offers"], offered["range"]) == (["recognise"], "1-2")
    begun = served.browser.post(address, json={"pages": "2", "language": "deu"}).json()
    assert begun["kind"] == "recognition"
    ended = _until(served, begun["id"], "recognised")
    assert (ended["done"], ended["total"], ended["source"]) == (1, 1, source.id)
    text = served.browser.get(f"/api/sources/{source.id}/text?section=0&count=1").json()
    assert PAGE_WORDS in text["sections"][0]["blocks"][-1]["text"]
    assert served.browser.get(address).json()["range"] == "1"


def test_a_job_is_paused_resumed_and_given_up(
    served: Served, engine: FakeEngine, tmp_path: Path
) -> None:
    engine.behave("time.sleep(60)")
    source = add_scan(served.library, tmp_path)
    address = f"/api/sources/{source.id}/recognition"
    job = served.browser.post(address, json={}).json()["id"]

    def ask(what: str) -> str:
        return str(served.browser.post(f"/api/recognition/{job}/{what}", json={}).json()["state"])

    assert ask("pause") == "paused"
    assert served.browser.get(address).json()["job"]["state"] == "paused"
    assert ask("resume") in {"waiting", "reading"}
    assert ask("stop") == "stopped"
    assert served.browser.get(address).json()["job"] is None


def test_a_book_without_pages_has_nothing_to_recognise(served: Served) -> None:
    source = only_source(served.library)
    address = f"/api/sources/{source.id}/recognition"
    assert served.browser.get(address).json()["pages"] == 0
    answer = served.browser.post(address, json={})
    assert answer.status_code == 422
    assert "neither a PDF nor a picture" in answer.json()["message"]


def test_without_the_engine_the_page_is_told_how_to_get_it(
    served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = add_scan(served.library, tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    shown = served.browser.get(f"/api/sources/{source.id}/recognition").json()
    assert shown["engine"]["version"] == ""
    assert "tesseract" in shown["engine"]["install"]
