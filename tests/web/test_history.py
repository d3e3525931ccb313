"""What was done, over HTTP: listing it, and jumping back and forth."""

from __future__ import annotations

from typing import Any

import pytest

from tests.library.opinions import mark_words, new_id
from tests.web.conftest import Served

WORDS = ("harmless animal", "He must not.", "The judgment is reversed.")


@pytest.fixture
def marks(served: Served) -> list[str]:
    return [mark_words(served.library, words) for words in WORDS]


def get(served: Served, path: str) -> Any:
    reply = served.browser.get(path)
    assert reply.status_code == 200, reply.text
    return reply.json()


def operate(served: Served, **request: object) -> Any:
    return served.browser.post("/api/operations", json={"id": new_id(), **request})


def test_the_history_is_paged_and_says_where_one_can_jump(served: Served, marks: list[str]) -> None:
    first = get(served, "/api/history?limit=2")
    assert [step["label"][:20] for step in first["steps"]] == [
        "Marked “The judgment",
        "Marked “He must not.",
    ]
    assert {"actor", "undone"}.isdisjoint(first["steps"][0])
    assert first["steps"][0]["way"] == "undo"
    second = get(served, f"/api/history?before={first['before']}&limit=1")
    assert second["steps"][0]["label"] == "Marked “harmless animal” as Rule"
    assert get(served, f"/api/annotations/{marks[0]}/history")["changes"][0]["fields"][0] == {
        "field": "passage",
        "before": "",
        "after": "harmless animal",
    }


def test_jumping_back_and_forth_replies_with_every_mark_it_touched(
    served: Served, marks: list[str]
) -> None:
    steps = get(served, "/api/history")["steps"]
    back = operate(served, op="undo_to", step=steps[1]["id"]).json()
    assert sorted(back["deleted"]) == sorted(marks[1:])
    assert (back["label"], back["note"]) == ("2 steps were undone", "")
    assert back["redo"] == "Marked “He must not.” as Rule"
    undone = get(served, "/api/history")["steps"]
    assert undone[0]["redone"] == 2
    assert undone[0]["undone"].endswith("Z")
    forth = operate(served, op="redo_to", step=steps[0]["id"]).json()
    assert {mark["id"] for mark in forth["annotations"]} == set(marks[1:])
    assert get(served, "/api/history")["steps"] == steps


def test_a_jump_that_has_to_stop_says_so_in_a_reply_that_succeeds(
    served: Served, marks: list[str]
) -> None:
    mark_steps = get(served, "/api/history")["steps"]
    operate(served, op="change_annotation", annotation=marks[0], pen="issue")
    store = served.library.store
    own, served.library.actor = served.library.actor, "ben"
    operate(served, op="change_annotation", annotation=marks[1], comment="No.")
    served.library.actor = own
    reply = operate(served, op="undo_to", step=mark_steps[2]["id"])
    assert reply.status_code == 200
    assert reply.json()["note"].startswith("2 steps were undone. “Marked “He must not.” as Rule”")
    assert [mark.pen for mark in store.list_annotations()] == ["rule", "rule"]


def test_what_cannot_be_jumped_to_is_refused(served: Served, marks: list[str]) -> None:
    assert marks
    assert operate(served, op="undo_to", step="nowhere").status_code == 404
    latest = get(served, "/api/history")["steps"][0]["id"]
    refused = operate(served, op="redo_to", step=latest)
    assert refused.status_code == 422
    assert "it stands" in refused.json()["message"]
    assert served.browser.get("/api/annotations/nowhere/history").status_code == 404
    assert served.browser.get("/api/history?before=x").status_code == 422


def test_history_is_for_those_who_were_let_in(served: Served) -> None:
    assert served.stranger.get("/api/history").status_code == 401
