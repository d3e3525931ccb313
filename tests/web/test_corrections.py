"""Corrections over HTTP."""

from __future__ import annotations

from typing import Any

from tests.library.opinions import new_id, only_source
from tests.web.conftest import Served


def correct(served: Served, **what: Any) -> Any:
    source = only_source(served.library)
    request = {
        "op": "correct",
        "id": new_id(),
        "correction": new_id(),
        "source": source.id,
        "edition": source.edition,
        "what": what,
    }
    return served.browser.post("/api/operations", json=request)


def get(served: Served, path: str = "") -> Any:
    return served.browser.get(f"/api/sources/{only_source(served.library).id}{path}").json()


def test_a_correction_changes_the_text_that_the_page_gets(served: Served) -> None:
    before = get(served)["revision"]
    answer = correct(served, kind="retype", start=0, block="paragraph")
    assert answer.json()["label"] == "Made “Crane v. Weir” a paragraph"
    assert [kind for kind, _ in answer.json()["touched"]] == ["correction"]
    first = get(served, "/text?section=0&count=1")["sections"][0]["blocks"][0]
    assert first["kind"] == "paragraph"
    assert get(served)["revision"] != before


def test_corrections_are_listed_and_taken_back(served: Served) -> None:
    correct(served, kind="set-pinpoint", start=0, scheme="printed-page", label="9", count_on=True)
    view = get(served, "/corrections")
    (made,) = view["corrections"]
    assert made["sentence"] == "Page 9 set, counting on"
    assert view["schemes"] == [
        {
            "scheme": "printed-page",
            "name": "printed pages",
            "count": 1,
            "unsure": 0,
            "origins": ["user"],
        }
    ]
    request = {"op": "remove_correction", "id": new_id(), "corrections": [made["id"]]}
    assert served.browser.post("/api/operations", json=request).status_code == 200
    assert get(served, "/corrections")["corrections"] == []


def test_a_correction_that_does_not_fit_is_refused_with_a_sentence(served: Served) -> None:
    answer = correct(served, kind="retype", start=0, block="poem")
    assert answer.status_code == 422
    assert "no blocks of the kind “poem”" in answer.json()["message"]


def test_the_part_of_a_paragraph_after_a_footnote_says_that_it_goes_on(served: Served) -> None:
    blocks = get(served, "/text?section=0&count=1")["sections"][0]["blocks"]
    one, two, three = (block["start"] for block in blocks[1:4])
    correct(served, kind="retype", start=two, block="footnote")
    answer = correct(served, kind="join", start=one)
    assert answer.status_code == 200
    now = get(served, "/text?section=0&count=1")["sections"][0]["blocks"]
    assert [block["start"] for block in now] == [block["start"] for block in blocks]
    assert [block["start"] for block in now if block.get("continues")] == [three]
    assert correct(served, kind="split", start=three).status_code == 200
    again = get(served, "/text?section=0&count=1")["sections"][0]["blocks"]
    assert not any(block.get("continues") for block in again)
