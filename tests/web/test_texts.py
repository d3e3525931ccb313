"""The texts of a source over HTTP."""

from __future__ import annotations

import time
from pathlib import Path

from tests.library.opinions import import_opinion, new_id
from tests.library.test_remaking import PAGE
from tests.web.conftest import Served


def test_another_text_is_offered_made_used_and_left_again(served: Served, tmp_path: Path) -> None:
    source = import_opinion(served.library, tmp_path, PAGE, "herons.html")
    address = f"/api/sources/{source.id}/texts"
    shown = served.browser.get(address).json()
    assert shown["offers"] == ["reader-view"]
    assert [text["in_use"] for text in shown["texts"]] == [True]
    job = served.browser.post(address, json={"offer": "reader-view"}).json()
    assert (job["kind"], job["source"]) == ("text", source.id)
    deadline = time.monotonic() + 30
    while len(served.browser.get(address).json()["texts"]) == 1:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    first, second = served.browser.get(address).json()["texts"]
    assert (second["parameters"], second["in_use"]) == ({"reader-view": "yes"}, True)
    back = {"op": "use_edition", "id": new_id(), "source": source.id, "edition": first["edition"]}
    assert served.browser.post("/api/operations", json=back).status_code == 200
    assert served.browser.get(address).json()["texts"][0]["in_use"]
    assert served.browser.get("/api/texts/jobs").json()[-1]["state"] == "made"
