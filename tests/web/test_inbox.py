"""The inbox over HTTP."""

from __future__ import annotations

from tests.library.foreign import add_source, highlight
from tests.library.opinions import new_id
from tests.web.conftest import Served


def test_what_waits_is_listed_shown_sorted_in_and_gone(served: Served) -> None:
    source = add_source(served.library, highlight("tame heron", comment="bird"))
    listed = served.browser.get("/api/inbox").json()
    assert listed == [{"source": source.id, "count": 1, "kind": "highlight"}]
    (group,) = served.browser.get(f"/api/sources/{source.id}/inbox").json()["groups"]
    assert (group["colour_name"], group["author"], group["comments"]) == ("yellow", "Ada", 1)
    (mark,) = group["marks"]
    assert (mark["words"], mark["comment"]) == ("tame heron", "bird")
    request = {"op": "adopt_foreign", "id": new_id(), "source": source.id}
    answer = served.browser.post(
        "/api/operations", json={**request, "pens": {group["key"]: "rule"}}
    )
    assert answer.status_code == 200, answer.text
    assert [made["id"] for made in answer.json()["annotations"]] == [mark["id"]]
    assert served.browser.get("/api/inbox").json() == []


def test_leaving_out_is_a_step_that_can_be_undone(served: Served) -> None:
    source = add_source(served.library, highlight("tame heron"))
    request = {"op": "dismiss_foreign", "id": new_id(), "source": source.id}
    key = "highlight #ffff00 Ada"
    answer = served.browser.post("/api/operations", json={**request, "groups": [key]})
    assert answer.json()["undo"] == "Left out 1 mark from another program in Heron"
    assert served.browser.get(f"/api/sources/{source.id}/inbox").json()["left_out"] == 1
    served.browser.post("/api/operations", json={"op": "undo", "id": new_id()})
    assert served.browser.get(f"/api/sources/{source.id}/inbox").json()["left_out"] == 0
