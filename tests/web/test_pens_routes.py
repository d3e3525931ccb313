"""Pen systems over HTTP."""

from __future__ import annotations

from typing import Any

from tests.library.opinions import mark_words, new_id, only_source
from tests.web.conftest import Served


def _ask(served: Served, op: str, **fields: object) -> Any:
    body = {"op": op, "id": new_id(), **fields}
    return served.browser.post("/api/operations", json=body)


def test_a_system_goes_out_as_a_file_and_comes_in_again(served: Served) -> None:
    answer = served.browser.get("/api/pens/my-course/file")
    assert "my-course.toml" in answer.headers["content-disposition"]
    made = _ask(served, "import_pen_system", file_name="shared.toml", text=answer.text).json()
    ((entity, system),) = made["touched"]
    assert entity == "pen-system"
    systems = {one["id"]: one for one in served.browser.get("/api/library").json()["pen_systems"]}
    assert systems[system]["pens"] == systems["my-course"]["pens"]
    uses = {use["system"]: use for use in served.browser.get("/api/pens").json()}
    assert uses[system] == {"system": system, "courses": [], "marks": {}, "kept": ""}
    assert "My course uses the pens" in uses["my-course"]["kept"]


def test_a_file_that_cannot_be_read_is_refused_with_the_line(served: Served) -> None:
    answer = _ask(served, "import_pen_system", file_name="bad.toml", text='name = "x"\n[[pen]\n')
    assert answer.status_code == 422
    assert "bad.toml, line 2" in answer.json()["message"]


def test_a_course_moves_with_its_marks(served: Served) -> None:
    mark = mark_words(served.library, "He must not.", "rule")
    course = only_source(served.library).course
    ((_, system),) = _ask(served, "add_pen_system", preset="cornell").json()["touched"]
    (pen,) = served.browser.get(f"/api/courses/{course}/pens?system={system}").json()
    assert (pen["id"], pen["marks"], pen["is_in_both"]) == ("rule", 1, False)
    moved = _ask(served, "move_course", course=course, system=system, pens={"rule": "idea"}).json()
    assert ["course", course] in moved["touched"]
    assert served.library.get_annotation(mark).pen == "idea"
    assert (
        "idea"
        in next(use for use in served.browser.get("/api/pens").json() if use["system"] == system)[
            "marks"
        ]
    )


def test_a_course_moves_to_new_pens_of_a_preset(served: Served) -> None:
    mark = mark_words(served.library, "He must not.", "rule")
    course = only_source(served.library).course
    (pen,) = served.browser.get(f"/api/courses/{course}/pens?preset=cornell").json()
    assert (pen["id"], pen["proposal"]) == ("rule", "idea")
    asked = {"course": course, "preset": "cornell", "pens": {"rule": "idea"}}
    moved = _ask(served, "move_course_to_preset", **asked).json()
    assert {entity for entity, _ in moved["touched"]} == {"annotation", "course", "pen-system"}
    assert served.library.get_annotation(mark).pen == "idea"
    refused = served.browser.get(f"/api/courses/{course}/pens?preset=nothing")
    assert (refused.status_code, "There are:" in refused.json()["message"]) == (422, True)


def test_versions_are_listed_and_restored(served: Served) -> None:
    _ask(served, "rename_pen_system", system="my-course", name="Torts")
    latest, first = served.browser.get("/api/pens/my-course/versions").json()
    assert latest["changes"] == ["Renamed from Case brief, 7 pens"]
    (version,) = latest["versions"]
    assert (version["number"], version["changes"]) == (2, latest["changes"])
    assert version["actor"] == ""
    (first,) = first["versions"]
    _ask(served, "restore_pens", system="my-course", version=first["step"])
    (system,) = served.browser.get("/api/library").json()["pen_systems"]
    assert system["name"] == "Case brief, 7 pens"
    assert _ask(served, "restore_pens", system="my-course", version="no").status_code == 404


def test_systems_are_duplicated_deleted_and_shared(served: Served) -> None:
    ((_, copy),) = _ask(served, "copy_pen_system", system="my-course").json()["touched"]
    _ask(served, "add_course_with_pens", course=new_id(), name="Second term", system=copy)
    assert _ask(served, "delete_pen_system", system=copy).status_code == 422
    ((_, spare),) = _ask(served, "copy_pen_system", system=copy).json()["touched"]
    assert _ask(served, "delete_pen_system", system=spare).status_code == 200
    assert served.browser.get(f"/api/pens/{spare}/file").status_code == 404
