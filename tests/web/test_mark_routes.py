"""Links, search and files of marks over HTTP."""

from __future__ import annotations

import json

from glossator.library.links import add_link
from tests.library.opinions import mark_words, new_id, only_source
from tests.web.conftest import Served


def test_links_are_shown_from_both_ends_with_the_other_mark(served: Served) -> None:
    rule, fact = mark_words(served.library, "He must not."), mark_words(served.library, "heron")
    add_link(served.library, new_id(), rule, (new_id(), fact, "distinguishes"))
    of_rule = served.browser.get(f"/api/annotations/{rule}/links").json()
    of_fact = served.browser.get(f"/api/annotations/{fact}/links").json()
    (there,), (back,) = of_rule["to"], of_fact["of"]
    assert (there["kind"], there["mark"]["quote"]) == ("distinguishes", "heron")
    assert (back["id"], back["mark"]["id"]) == (there["id"], rule)
    assert back["mark"]["source_title"] == "Crane v. Weir"
    assert of_rule["of"] == of_fact["to"] == []


def test_the_marks_of_a_part_of_the_text_are_shown_before_all(served: Served) -> None:
    rule, fact = mark_words(served.library, "He must not."), mark_words(served.library, "heron")
    marks = f"/api/sources/{only_source(served.library).id}/annotations"
    every = {mark["id"]: mark for mark in served.browser.get(marks).json()["annotations"]}
    assert set(every) == {rule, fact}
    part = {"start": every[rule]["start"] + 1, "end": every[rule]["end"]}
    assert served.browser.get(marks, params=part).json()["annotations"] == [every[rule]]
    nothing = served.browser.get(marks, params={"start": 9, "end": 2})
    assert (nothing.status_code, "from 9 to 2" in nothing.json()["message"]) == (422, True)


def test_a_mark_that_is_gone_has_no_links(served: Served) -> None:
    reply = served.browser.get(f"/api/annotations/{new_id()}/links")
    assert (reply.status_code, reply.json()) == (200, {"to": [], "of": []})


def test_some_marks_are_exported_with_what_they_need(served: Served) -> None:
    rule = mark_words(served.library, "He must not.")
    mark_words(served.library, "heron")
    reply = served.browser.post("/api/annotations/file", json={"annotations": [rule]})
    assert reply.headers["content-type"] == "application/ld+json"
    dump = json.dumps(reply.json())
    assert rule in dump
    assert "He must not." in dump
    assert "heron" not in json.dumps(reply.json()["items"])


def test_a_file_of_no_marks_or_of_one_that_is_gone_is_refused(served: Served) -> None:
    empty = served.browser.post("/api/annotations/file", json={"annotations": []})
    assert (empty.status_code, "Choose some" in empty.json()["message"]) == (422, True)
    gone = served.browser.post("/api/annotations/file", json={"annotations": [new_id()]})
    assert gone.status_code == 404


def test_a_stranger_learns_nothing_of_marks(served: Served) -> None:
    mark = mark_words(served.library, "heron")
    assert served.stranger.get(f"/api/annotations/{mark}/links").status_code == 401
    body = {"annotations": [mark]}
    assert served.stranger.post("/api/annotations/file", json=body).status_code == 401
