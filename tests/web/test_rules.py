"""Rules and printed books over HTTP: what a page could get wrong."""

from __future__ import annotations

from tests.library.opinions import new_id, only_source
from tests.web.conftest import Served


def test_a_request_that_comes_again_is_done_once(served: Served) -> None:
    source = only_source(served.library)
    asked = {"op": "add_source", "id": new_id(), "source": new_id(), "course": source.course}
    rule = {"op": "add_rule", "id": new_id(), "rule": new_id(), "course": source.course}
    said = {"pen": "rule", "words": "harmless animal", "on": True}
    requests = [asked | {"title": "On Herons"}, rule | said]
    for request in requests:
        assert not served.browser.post("/api/operations", json=request).json()["repeated"]
        assert served.browser.post("/api/operations", json=request).json()["repeated"]
    found = served.browser.get(f"/api/sources/{source.id}/proposals").json()
    chosen = [
        [rule["rule"], source.id, found["edition"], *each[2:4]] for each in found["proposals"]
    ]
    accepted = {"op": "accept_proposals", "id": new_id(), "proposals": chosen}
    first = served.browser.post("/api/operations", json=accepted).json()
    assert len(first["annotations"]) == 2
    assert served.browser.post("/api/operations", json=accepted).json()["repeated"]
    assert len(served.library.store.list_annotations()) == 2


def test_a_bad_pattern_is_told_in_a_sentence(served: Served) -> None:
    course = only_source(served.library).course
    asked = {"pen": "rule", "words": "(a", "pattern": True}
    reply = served.browser.post(f"/api/courses/{course}/rules/preview", json=asked)
    assert reply.status_code == 422
    assert "“(a” is not a pattern" in reply.json()["message"]
