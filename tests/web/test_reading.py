"""Finding in a text and counting the time of reading, over HTTP."""

from __future__ import annotations

import pytest

from tests.library.opinions import new_id, only_source
from tests.web.conftest import Served


def find(served: Served, **asked: object) -> list[str]:
    source = only_source(served.library)
    reply = served.browser.post(f"/api/sources/{source.id}/find", json=asked)
    assert reply.status_code == 200, reply.text
    return [words for _start, _end, _before, words, _after in reply.json()["hits"]]


def annotate(served: Served, words: str) -> None:
    source = only_source(served.library)
    content = served.library.content_of(source)
    assert content is not None
    start = content.text.index(words)
    asked = {"op": "annotate", "id": new_id(), "annotation": new_id(), "pen": "rule"}
    where = {"source": source.id, "edition": source.edition}
    span = {"start": start, "end": start + len(words)}
    reply = served.browser.post("/api/operations", json={**asked, **where, **span})
    assert reply.status_code == 200, reply.text


def test_a_hit_comes_with_its_place_and_what_stands_around_it(served: Served) -> None:
    source = only_source(served.library)
    content = served.library.content_of(source)
    assert content is not None
    reply = served.browser.post(f"/api/sources/{source.id}/find", json={"words": "TAME HERON"})
    start, end, before, words, after = reply.json()["hits"][0]
    assert content.text[start:end] == words == "tame heron"
    assert f"{before}{words}{after}" in " ".join(content.text.split())


def test_what_is_not_marked_is_not_found_in_marks(served: Served) -> None:
    annotate(served, "Weir kept a tame heron")
    assert find(served, words="weir", in_marks=True) == ["Weir"]
    assert len(find(served, words="weir")) > 1
    assert find(served, words="question", in_marks=True) == []


def test_without_words_nothing_is_found(served: Served) -> None:
    assert find(served, words="  ") == []


def test_more_hits_than_are_listed_are_told_of(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("glossator.library.finding.HITS_AT_MOST", 3)
    source = only_source(served.library)
    asked = {"words": "[a-z]", "pattern": True}
    reply = served.browser.post(f"/api/sources/{source.id}/find", json=asked).json()
    assert (len(reply["hits"]), reply["more"]) == (3, True)


def test_a_pattern_that_is_none_is_answered_with_a_sentence(served: Served) -> None:
    source = only_source(served.library)
    asked = {"words": "(heron", "pattern": True}
    reply = served.browser.post(f"/api/sources/{source.id}/find", json=asked)
    assert reply.json()["hits"] == []
    assert "“(heron” is not a pattern" in reply.json()["problem"]


def test_the_time_of_reading_adds_up_and_is_shown(served: Served) -> None:
    source = only_source(served.library)
    served.browser.post(f"/api/sources/{source.id}/time", json={"seconds": 45})
    reply = served.browser.post(f"/api/sources/{source.id}/time", json={"seconds": 45})
    assert reply.json() == {"seconds": 90}
    assert served.browser.get(f"/api/sources/{source.id}").json()["seconds_read"] == 90
    assert served.browser.get("/api/library").json()["sources"][0]["seconds_read"] == 90


@pytest.mark.parametrize(("told", "counted"), [(86_400, 120), (-5, 0)])
def test_a_page_cannot_claim_a_day_of_reading(served: Served, told: int, counted: int) -> None:
    source = only_source(served.library)
    reply = served.browser.post(f"/api/sources/{source.id}/time", json={"seconds": told})
    assert reply.json() == {"seconds": counted}


def test_the_time_of_reading_is_forgotten_of_one_source_and_of_all(served: Served) -> None:
    source = only_source(served.library)
    for forget in (f"/api/sources/{source.id}/time/forget", "/api/time/forget"):
        served.browser.post(f"/api/sources/{source.id}/time", json={"seconds": 45})
        assert served.browser.post(forget, json={}).status_code == 204
        assert served.browser.get(f"/api/sources/{source.id}").json()["seconds_read"] == 0


def test_the_time_of_a_source_that_is_not_there_is_refused(served: Served) -> None:
    reply = served.browser.post("/api/sources/nothing/time", json={"seconds": 5})
    assert reply.status_code == 404
