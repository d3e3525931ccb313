"""Forms, exam sheets and what else notes are asked for over HTTP."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import unquote

import pytest

from tests.library.opinions import mark_words, new_id, only_source
from tests.web.conftest import Served


def forms_of(served: Served) -> tuple[str, int, list[dict[str, Any]]]:
    (system,) = served.browser.get("/api/library").json()["pen_systems"]
    forms = served.browser.get(f"/api/pens/{system['id']}/forms").json()
    return system["id"], system["version"], forms


def save(served: Served, forms: list[dict[str, Any]]) -> Any:
    system, version, _ = forms_of(served)
    step = {"op": "save_forms", "id": new_id(), "system": system, "version": version}
    return served.browser.post("/api/operations", json={**step, "forms": forms})


def test_forms_are_changed_and_the_notes_follow(served: Served) -> None:
    mark_words(served.library, "tame heron", pen="facts")
    _, _, forms = forms_of(served)
    forms[0]["sections"][0] |= {"title": "What happened", "text": "In *short*."}
    assert save(served, forms).status_code == 200
    source = only_source(served.library).id
    notes = served.browser.get(f"/api/notes?form=brief&source={source}").json()["notes"]
    assert (notes["sections"][0]["title"], notes["sections"][0]["text"]) == (
        "What happened",
        "In *short*.",
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [("show", "sideways"), ("importance", "high"), ("takes", "rule"), ("unknown", 1)],
)
def test_a_form_that_is_none_is_refused_and_changes_nothing(
    served: Served, field: str, value: object
) -> None:
    _, version, forms = forms_of(served)
    forms[0]["sections"][0][field] = value
    refused = save(served, forms)
    assert refused.status_code in {400, 422}
    assert "Nothing was changed" in refused.json()["message"]
    assert forms_of(served)[1] == version


def test_a_form_is_tried_and_one_that_contradicts_itself_is_refused(served: Served) -> None:
    _, _, forms = forms_of(served)
    source = only_source(served.library)
    asked = {"form": forms[0], "source": source.id}
    assert served.browser.post("/api/notes/preview", json=asked).status_code == 200
    forms[0]["sections"][1]["title"] = forms[0]["sections"][0]["title"]
    refused = served.browser.post("/api/notes/preview", json=asked)
    assert refused.status_code == 422
    assert "same title" in refused.json()["message"]


def test_an_exam_sheet_that_cannot_be_is_refused_in_a_sentence(served: Served) -> None:
    course = only_source(served.library).course
    sheet = f"/api/notes/sheet?form=sheet&course={course}"
    assert served.browser.get(f"{sheet}&pages=1").json()["pages"] == 1
    for wrong in ("pages=1000", "columns=9", "pages=x", "paper=a3", "ink=gold"):
        refused = served.browser.get(f"{sheet}&{wrong}")
        assert refused.status_code == 422, wrong
        assert refused.json()["message"]


def test_what_a_file_does_not_hold_comes_with_it(served: Served) -> None:
    mark = mark_words(served.library, "tame heron", pen="facts")
    source = only_source(served.library).id
    step = {"op": "hide_line", "id": new_id(), "entry": new_id(), "form": "brief"}
    hidden = {**step, "scope": source, "section": "section:Facts", "mark": mark}
    assert served.browser.post("/api/operations", json=hidden).status_code == 200
    address = f"/api/notes/file?form=brief&source={source}&to="
    told = {
        to: json.loads(unquote(served.browser.get(address + to).headers["Glossator-Left-Out"]))
        for to in ("md", "html", "docx", "xlsx", "pdf", "text")
    }
    assert {tuple(sentences) for to, sentences in told.items() if to == "pdf"} == {
        ("1 line that you hid here is not in the PDF.",)
    }
    assert all(len(sentences) == 1 for sentences in told.values())
    assert (
        "Glossator-Left-Out"
        not in served.browser.get(
            f"/api/notes/file?form=outline&course={only_source(served.library).course}&to=md"
        ).headers
    )


def test_a_line_is_given_as_text_and_one_that_is_not_there_is_not_found(served: Served) -> None:
    mark = mark_words(served.library, "tame heron", pen="facts")
    source = only_source(served.library)
    text = f"/api/notes/text?form=brief&source={source.id}"
    assert served.browser.get(f"{text}&line={mark}").json()["text"].startswith("“tame heron” (")
    assert served.browser.get(f"{text}&line=nothing").status_code == 404
    assert served.browser.get("/api/annotations/nothing/lines").status_code == 404


def test_only_what_changed_is_sent_to_who_has_the_rest(served: Served) -> None:
    mark_words(served.library, "tame heron", pen="facts")
    address = f"/api/notes?form=brief&source={only_source(served.library).id}"
    first = served.browser.get(address).json()
    assert first["same"] == []
    mark_words(served.library, "a harmless animal", pen="rule")
    second = served.browser.get(f"{address}&since={first['cursor']}").json()
    assert "section:Facts" in second["same"]
    changed = {part["key"]: part for part in second["notes"]["sections"]}
    assert changed["section:Facts"]["lines"] == []
    assert len(changed["section:Rule"]["lines"]) == 1
    assert served.browser.get(f"{address}&since=99999").json()["same"] == []


def test_a_folder_of_notes_is_taken_in_and_a_broken_base_is_refused(served: Served) -> None:
    reply = served.browser.post("/api/vault", json={"files": {"a.md": "Mine."}, "base": {}})
    assert reply.json()["taken"] == []
    refused = served.browser.post("/api/vault", json={"files": {}, "base": {"blocks": 3}})
    assert refused.status_code == 422
    assert "Nothing was changed" in refused.json()["message"]
