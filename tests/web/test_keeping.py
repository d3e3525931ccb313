"""Sharing and conflicts over HTTP: for the computer that holds the library."""

from __future__ import annotations

import uuid
from pathlib import Path

from glossator.library.joined import join_library
from glossator.library.opening import open_library
from glossator.library.shared_folder import visit
from glossator.model.operations import Step, Write
from tests.library.opinions import only_source
from tests.web.conftest import Served


def test_a_library_is_shared_by_a_folder_and_no_longer(served: Served, tmp_path: Path) -> None:
    shared = tmp_path / "Sync"
    shared.mkdir()
    before = served.browser.get("/api/keeping/sharing").json()
    assert "folder" not in before
    asked = {"folder": str(shared), "name": "Desk"}
    reply = served.browser.post("/api/keeping/sharing", json=asked).json()
    assert (reply["folder"], reply["name"]) == (str(shared), "Desk")
    assert reply["sent"] > 0
    again = served.browser.post("/api/keeping/sharing/visit", json={}).json()
    assert "sent" not in again
    ended = served.browser.post("/api/keeping/sharing", json={"folder": ""}).json()
    assert "folder" not in ended


def test_a_folder_that_is_not_there_is_said(served: Served, tmp_path: Path) -> None:
    reply = served.browser.post("/api/keeping/sharing", json={"folder": str(tmp_path / "none")})
    assert reply.status_code == 422
    assert "is not there" in reply.json()["message"]
    reply = served.browser.post("/api/keeping/sharing", json={"folder": "Sync"})
    assert "not a whole path" in reply.json()["message"]


def test_a_tablet_may_not_choose_folders_of_this_computer(served: Served) -> None:
    assert served.device.get("/api/keeping/sharing").status_code in {401, 403}
    assert served.device.post("/api/keeping/sharing", json={"folder": "/"}).status_code in {
        401,
        403,
    }


def test_a_conflict_is_shown_and_decided(served: Served, tmp_path: Path) -> None:
    shared = tmp_path / "Sync"
    shared.mkdir()
    library, source = served.library, only_source(served.library).id
    visit(library, shared, "desk")
    join_library(tmp_path / "lap", shared, "lap")
    with open_library(tmp_path / "lap") as opened:
        for one, title in ((opened.library, "Lap"), (library, "Desk")):
            write = Write("source", source, "title", title)
            one.commit(Step(str(uuid.uuid4()), "change", "Changed the title", (write,)))
        visit(opened.library, shared, "lap")
    visit(library, shared, "desk")
    (conflict,) = served.browser.get("/api/conflicts").json()
    assert {side["words"] for side in conflict["sides"]} == {"Lap", "Desk"}
    lap = next(side for side in conflict["sides"] if side["words"] == "Lap")
    asked = {
        "op": "settle",
        "id": str(uuid.uuid4()),
        "entity": "source",
        "thing": source,
        "field": "title",
        "operation": lap["operation"],
    }
    reply = served.browser.post("/api/operations", json=asked)
    assert reply.status_code == 200, reply.text
    assert served.browser.post("/api/operations", json=asked).status_code == 200
    assert served.browser.get("/api/conflicts").json() == []
    assert only_source(library).title == "Lap"
