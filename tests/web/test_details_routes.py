"""Details, references and the bin over HTTP."""

from __future__ import annotations

from typing import Any

from tests.library.opinions import new_id, only_source
from tests.web.conftest import Served


def _do(served: Served, op: str, **fields: object) -> dict[str, Any]:
    body = {"op": op, "id": new_id(), **fields}
    answer = served.browser.post("/api/operations", json=body)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def _correct(served: Served) -> str:
    source = only_source(served.library)
    _do(
        served,
        "change_details",
        source=source.id,
        title="Crane v. Weir",
        caption={"court": "Court of Herons", "docket": "No. 7"},
        bibliography={"kind": "legal_case", "authors": [{"family": "Berg", "given": "Jörg"}]},
    )
    return source.id


def test_details_are_shown_as_they_were_corrected(served: Served) -> None:
    source = _correct(served)
    details = served.browser.get(f"/api/sources/{source}/details").json()
    assert details["caption"] == {"court": "Court of Herons", "docket": "No. 7"}
    assert details["bibliography"]["authors"] == [{"family": "Berg", "given": "Jörg"}]
    assert [text["in_use"] for text in details["editions"]] == [True]
    row = served.browser.get("/api/library").json()["sources"][0]
    assert (row["authors"], row["texts"]) == ("Jörg Berg", 1)


def test_references_go_out_with_a_report_of_what_is_left_out(served: Served) -> None:
    source = _correct(served)
    answer = served.browser.get(f"/api/references?format=ris&source={source}")
    assert "attachment" in answer.headers["content-disposition"]
    assert "AU  - Berg, Jörg" in answer.text
    report = served.browser.get("/api/references/report?format=ris").json()
    assert "RIS has no field for court: left out of 1 work." in report
    assert served.browser.get("/api/references?format=marc").status_code == 422


def test_references_are_previewed_before_they_are_taken_in(served: Served) -> None:
    text = "TY  - CASE\nTI  - Crane v. Weir\nPY  - 1912\nER  - \nTY  - BOOK\nTI  - Herons\nER  - \n"
    answer = served.browser.post("/api/references/preview", json={"text": text})
    plan = answer.json()
    assert [one["title"] for one in plan["matched"]] == ["Crane v. Weir"]
    assert {"field": "issued", "old": "", "new": "1912"} in plan["matched"][0]["changes"]
    assert [one["title"] for one in plan["unmatched"]] == ["Herons"]
    assert only_source(served.library).bibliography.issued == ""
    _do(served, "import_references", text=text)
    assert only_source(served.library).bibliography.issued == "1912"


def test_the_bin_shows_what_is_in_it_and_what_emptying_would_free(served: Served) -> None:
    source = only_source(served.library)
    _do(served, "bin_sources", sources=[source.id])
    shown = served.browser.get("/api/bin").json()
    assert [one["title"] for one in shown["sources"]] == ["Crane v. Weir"]
    assert shown["size"] > 0
    _do(served, "restore_sources", sources=[source.id])
    _do(served, "archive_sources", sources=[source.id], archived=True)
    assert served.browser.get("/api/library").json()["sources"][0]["archived"]
    _do(served, "bin_sources", sources=[source.id])
    _do(served, "empty_bin")
    assert served.browser.get("/api/bin").json() == {"sources": [], "size": 0}
