"""The endpoints, over a real library."""

from __future__ import annotations

import io
import time
import zipfile
from typing import Any

import pytest

from tests.library.opinions import new_id, only_source
from tests.web.conftest import Served


def _annotate(served: Served, words: str, **more: Any) -> dict[str, Any]:
    source = only_source(served.library)
    content = served.library.content_of(source)
    assert content is not None
    start = content.text.index(words)
    request = {
        "op": "annotate",
        "id": new_id(),
        "annotation": new_id(),
        "source": source.id,
        "edition": source.edition,
        "start": start,
        "end": start + len(words),
        "pen": "rule",
        **more,
    }
    answer = served.browser.post("/api/operations", json=request)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def test_a_mark_is_answered_with_itself_and_the_next_undo(served: Served) -> None:
    reply = _annotate(served, "He must not.", pen="holding", own_words="No fence.")
    (annotation,) = reply["annotations"]
    assert annotation["own_words"] == "No fence."
    assert reply["undo"] == "Marked “He must not.” as Holding"


def test_offsets_are_code_points_also_after_an_emoji(served: Served) -> None:
    reply = _annotate(served, "yard without a gate")
    (annotation,) = reply["annotations"]
    content = served.library.content_of(only_source(served.library))
    assert content is not None
    assert content.text[annotation["start"] : annotation["end"]] == "yard without a gate"


def test_undo_says_what_is_gone(served: Served) -> None:
    made = _annotate(served, "He must not.")
    answer = served.browser.post("/api/operations", json={"op": "undo", "id": new_id()}).json()
    assert answer["deleted"] == [made["annotations"][0]["id"]]
    assert answer["redo"].startswith("Marked")


def test_the_text_comes_in_sections_that_join_to_the_whole(served: Served) -> None:
    source = only_source(served.library)
    content = served.library.content_of(source)
    assert content is not None
    view = served.browser.get(f"/api/sources/{source.id}").json()
    text = served.browser.get(f"/api/sources/{source.id}/text?section=0&count=9").json()
    blocks = [block for section in text["sections"] for block in section["blocks"]]
    assert "\n".join(block["text"] for block in blocks) == content.text
    assert [heading[0] for heading in view["contents"]] == ["Crane v. Weir", "Facts", "Opinion"]


def test_notes_follow_a_mark_at_once(served: Served) -> None:
    source = only_source(served.library)
    _annotate(served, "He must not.", pen="holding", own_words="No: the animal is harmless.")
    notes = served.browser.get(f"/api/notes?form=brief&source={source.id}").json()["notes"]
    assert "No: the animal is harmless." in str(notes["sections"])


def test_notes_download_as_markdown_with_a_name(served: Served) -> None:
    source = only_source(served.library)
    answer = served.browser.get(f"/api/notes/file?form=brief&source={source.id}&to=md")
    assert answer.headers["content-disposition"].startswith('attachment; filename="Crane v. Weir')
    assert answer.text.startswith("# Crane v. Weir")


def test_notes_download_as_one_web_page(served: Served) -> None:
    source = only_source(served.library)
    address = f"/api/notes/file?form=brief&source={source.id}"
    answer = served.browser.get(f"{address}&to=html")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "<h1" in answer.text
    unknown = served.browser.get(f"{address}&to=exe")
    assert (unknown.status_code, "html" in unknown.json()["message"]) == (422, True)


def test_all_notes_of_a_course_download_as_a_zip(served: Served) -> None:
    course = only_source(served.library).course
    answer = served.browser.get(f"/api/courses/{course}/vault")
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        assert any(name.endswith("/Outline.md") for name in archive.namelist())
    assert served.browser.get(f"/api/courses/{course}/vault").content == answer.content


def test_what_does_not_exist_is_said_in_words(served: Served) -> None:
    answer = served.browser.get("/api/sources/nothing")
    assert (answer.status_code, answer.json()["kind"]) == (404, "not-found")
    assert answer.json()["message"].startswith("There is no source “nothing”")


def test_a_request_that_is_no_operation_changes_nothing_and_says_so(served: Served) -> None:
    for body in (b"{}", b"[]", b"{", b'{"op":"annotate"}', b'{"op":"undo","id":1}', b"\xff"):
        answer = served.browser.post(
            "/api/operations", content=body, headers={"Content-Type": "application/json"}
        )
        assert answer.status_code == 400, body
        assert "Nothing was changed" in answer.json()["message"]


@pytest.mark.parametrize(
    "made", ["", "../../x", "GL\0", "A" * 100, "ABCDEF01-0000-4000-8000-000000000000"]
)
def test_ids_that_are_no_lower_case_uuids_are_refused(served: Served, made: str) -> None:
    source = only_source(served.library)
    request = {"op": "add_topic", "course": source.course, "name": "Animals"}
    for ids in ({"id": made, "topic": new_id()}, {"id": new_id(), "topic": made}):
        answer = served.browser.post("/api/operations", json={**request, **ids})
        assert (answer.status_code, answer.json()["kind"]) == (400, "request")
    assert not served.library.catalogue.topics


@pytest.mark.parametrize(
    "body", [b'{"op":"undo","id":"\xc3\x28"}', b"\xff\xfe", b'{"token":"\xff"}']
)
@pytest.mark.parametrize("path", ["/api/operations", "/api/session"])
def test_bytes_that_are_no_text_are_refused_in_a_sentence(
    served: Served, path: str, body: bytes
) -> None:
    headers = {"Content-Type": "application/json"}
    answer = served.browser.post(path, content=body, headers=headers)
    assert answer.status_code == 400
    assert "Nothing was changed" in answer.json()["message"]


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/nothing", "/api/sources"])
def test_an_address_that_is_none_of_ours_is_answered_with_404(served: Served, path: str) -> None:
    answer = served.browser.get(path)
    assert (answer.status_code, answer.json()["kind"]) == (404, "http")


def test_reading_goes_on_where_it_was_left(served: Served) -> None:
    source = only_source(served.library)
    assert (
        served.browser.put(f"/api/sources/{source.id}/place", json={"start": 17}).status_code == 204
    )
    assert served.browser.get(f"/api/sources/{source.id}").json()["place"] == 17
    row = served.browser.get("/api/library").json()["sources"][0]
    assert (row["place"], row["last_read"] != "") == (17, True)


def test_a_dropped_file_is_imported_and_its_name_is_never_a_path(served: Served) -> None:
    job = served.browser.post(
        "/api/imports?name=..%2F..%2Fetc%2Fpasswd.md",
        content=b"# Pond v. Lake\n\nWater is wet.",
        headers={"Content-Type": "application/octet-stream"},
    ).json()
    assert job["file"] == "passwd.md"
    deadline = time.monotonic() + 20
    while (done := served.browser.get("/api/imports").json()[0])["state"] in {"waiting", "reading"}:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert (done["state"], done["title"]) == ("imported", "Pond v. Lake")
    assert not list(served.library.folder.rglob("passwd*"))


def test_a_dump_goes_out_and_comes_back_known(served: Served) -> None:
    _annotate(served, "He must not.")
    dump = served.browser.get("/api/annotations")
    assert dump.headers["content-type"] == "application/ld+json"
    answer = served.browser.post(
        "/api/annotations", content=dump.content, headers={"Content-Type": "application/ld+json"}
    )
    assert (answer.json()["added"], answer.json()["known"]) == (0, 1)


def test_no_get_changes_the_library(served: Served) -> None:
    source = only_source(served.library)
    before = served.library.store.cursor()
    for path in (
        "/api/library",
        f"/api/sources/{source.id}",
        f"/api/sources/{source.id}/annotations",
        "/api/notes?form=outline&course=" + source.course,
        "/api/presets",
        "/api/annotations",
    ):
        assert served.browser.get(path).status_code == 200, path
    assert served.library.store.cursor() == before
