"""Missing files over HTTP: told of, searched for on this machine only, taken by their bytes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.library.opinions import only_source
from tests.web.conftest import Served


@pytest.fixture
def lost(served: Served, tmp_path: Path) -> Path:
    """The file of the only source, taken out of the library."""
    (original,) = (served.library.folder / "originals").iterdir()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    return original.rename(elsewhere / "whatever.bin")


def give(served: Served, content: bytes) -> Any:
    """Send a file as that of the only source."""
    source = only_source(served.library).id
    return served.browser.post(
        f"/api/originals?source={source}&name=mine.md",
        content=content,
        headers={"Content-Type": "application/octet-stream"},
    )


def test_a_missing_file_is_told_of_and_found_in_a_folder(served: Served, lost: Path) -> None:
    (missing,) = served.browser.get("/api/originals").json()
    assert missing["source"] == only_source(served.library).id
    found = served.browser.post("/api/originals/search", json={"folder": str(lost.parent)}).json()
    assert [one["file_name"] for one in found["found"]] == [missing["file_name"]]
    assert (found["looked_at"], found["missing"]) == (1, [])
    assert served.browser.get("/api/originals").json() == []


def test_a_folder_that_is_not_there_is_refused_in_a_sentence(served: Served, lost: Path) -> None:
    reply = served.browser.post("/api/originals/search", json={"folder": str(lost / "none")})
    assert reply.status_code == 422
    assert reply.json()["message"].startswith("There is no folder ")


def test_the_file_itself_is_taken_and_no_other(served: Served, lost: Path) -> None:
    refused = give(served, b"something else")
    assert refused.status_code == 422
    assert "its bytes differ" in refused.json()["message"]
    assert give(served, lost.read_bytes()).json()[0]["title"] == only_source(served.library).title
    assert served.browser.get("/api/originals").json() == []


def test_another_device_cannot_have_folders_of_this_machine_searched(
    served: Served, lost: Path
) -> None:
    reply = served.device.post("/api/originals/search", json={"folder": str(lost.parent)})
    assert reply.status_code == 403
    assert served.browser.get("/api/originals").json() != []
