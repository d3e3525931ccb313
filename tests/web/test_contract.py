"""The contract between program and page: the replies to a small session, kept as files.

`frontend/src/api/contract.test.ts` checks the same files with the page's own
validators. After a change that is meant, delete a file and run this test: it is
written anew, and fails once so that nobody overlooks it.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from glossator.model.text import Area
from tests.library.foreign import add_source, highlight, note
from tests.library.opinions import import_opinion, new_id, only_source
from tests.library.scans import FakeEngine, add_scan
from tests.library.test_remaking import PAGE
from tests.web.conftest import Served

GOLDEN = Path(__file__).parents[1] / "golden" / "api"
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[45][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_HASH = re.compile(r"\b[0-9a-f]{32,64}\b")
_TIME = re.compile(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


@pytest.fixture
def session(served: Served) -> dict[str, Callable[[], str]]:
    """A library with a topic and two marks, and how to ask for each reply."""
    source = only_source(served.library)
    content = served.library.content_of(source)
    assert content is not None
    topic = new_id()

    def operate(**request: object) -> str:
        return served.browser.post("/api/operations", json={"id": new_id(), **request}).text

    def annotate(words: str, **more: object) -> str:
        start = content.text.index(words)
        frame = {"source": source.id, "edition": source.edition, "annotation": new_id()}
        span = {"start": start, "end": start + len(words)}
        return operate(op="annotate", **frame, **span, **more)

    operate(op="add_topic", topic=topic, course=source.course, name="Animals")
    annotate("tame heron 🐦", pen="facts", own_words="A heron.", topics=[topic])
    now = served.library.clock
    served.library.clock = lambda: now() - 10_000  # what comes was made before it was changed
    reply = annotate("The question is", pen="issue", comment="One question only.")
    several = [(start := content.text.index("He must not.")) + 13, start + 21]
    annotate("He must not.", pen="rule", more=[several], importance=2)
    first, second, third = (mark.id for mark in served.library.store.list_annotations())
    operate(op="add_link", annotation=third, link=new_id(), to=first, kind="distinguishes")
    operate(op="change_annotation", annotation=second, answered=True)
    course = f"/api/courses/{source.course}"
    served.browser.put(f"/api/sources/{source.id}/place", json={"start": 17})
    time = served.browser.post(f"/api/sources/{source.id}/time", json={"seconds": 60}).text
    found = served.browser.post(f"/api/sources/{source.id}/find", json={"words": "heron"}).text

    def history_with_an_undone_step() -> str:
        operate(op="undo")
        return served.browser.get("/api/history?limit=3").text

    def get(path: str) -> Callable[[], str]:
        return lambda: served.browser.get(path).text

    return {
        "library": get("/api/library"),
        "source": get(f"/api/sources/{source.id}"),
        "text": get(f"/api/sources/{source.id}/text?section=0&count=2"),
        "annotations": get(f"/api/sources/{source.id}/annotations"),
        "links": get(f"/api/annotations/{third}/links"),
        "found-marks": get(f"{course}/annotations?words=crane%20question"),
        "operation": lambda: reply,
        "brief": get(f"/api/notes?form=brief&source={source.id}"),
        "outline": get(f"/api/notes?form=outline&course={source.course}"),
        "presets": get("/api/presets"),
        "found": lambda: found,
        "time": lambda: time,
        "history": history_with_an_undone_step,
        "mark-history": get(f"/api/annotations/{second}/history"),
        "pens": get("/api/pens"),
        "pen-versions": get("/api/pens/my-course/versions"),
        "pens-to-move": get(f"{course}/pens?system=my-course"),
        "forms": get("/api/pens/my-course/forms"),
        "sheet": lambda: _without_pictures(
            served.browser.get(f"/api/notes/sheet?form=sheet&course={source.course}").text
        ),
        "lines": get(f"/api/annotations/{first}/lines"),
        "plain-text": get(f"/api/notes/text?form=brief&source={source.id}"),
        "error": get("/api/sources/nothing"),
    }


@pytest.mark.parametrize(
    "name",
    [
        "library",
        "source",
        "text",
        "annotations",
        "links",
        "found-marks",
        "operation",
        "brief",
        "outline",
        "presets",
        "found",
        "time",
        "history",
        "mark-history",
        "pens",
        "pen-versions",
        "pens-to-move",
        "forms",
        "sheet",
        "lines",
        "plain-text",
        "error",
    ],
)
def test_the_reply_is_the_one_the_page_was_checked_with(
    session: dict[str, Callable[[], str]], name: str
) -> None:
    _compare(name, session[name]())


def test_the_replies_about_books_are_those_the_page_was_checked_with(
    served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file with another program's marks, a web page, and a scan that is being read."""
    FakeEngine(tmp_path / "engine", monkeypatch).behave("time.sleep(60)")
    marked = add_source(
        served.library,
        highlight("tame heron", comment="A bird."),
        note("Why?", Area(0, 100.0, 30.0, 110.0, 40.0)),
    )
    page = import_opinion(served.library, tmp_path, PAGE, "herons.html")
    scan = add_scan(served.library, tmp_path, pages=3)
    begun = {"pages": "1-2", "language": "eng"}
    job = served.browser.post(f"/api/sources/{scan.id}/recognition", json=begun).json()
    deadline = time.monotonic() + 30
    while '"state":"reading"' not in served.browser.get("/api/recognition").text:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    try:
        for name, path in (
            ("inboxes", "/api/inbox"),
            ("inbox", f"/api/sources/{marked.id}/inbox"),
            ("texts", f"/api/sources/{page.id}/texts"),
            ("texts-scan", f"/api/sources/{scan.id}/texts"),
            ("scan", f"/api/sources/{scan.id}/recognition"),
            ("recognition", "/api/recognition"),
        ):
            _compare(name, served.browser.get(path).text)
    finally:
        served.browser.post(f"/api/recognition/{job['id']}/stop")


def test_the_replies_about_rules_and_printed_books_are_those_the_page_was_checked_with(
    served: Served,
) -> None:
    opinion = only_source(served.library)
    course, source, edition = opinion.course, opinion.id, opinion.edition
    book, rule = new_id(), new_id()

    def operate(**request: object) -> None:
        reply = served.browser.post("/api/operations", json={"id": new_id(), **request})
        assert reply.status_code == 200, reply.text

    work = {"kind": "book", "authors": [{"family": "Crane", "given": "Ada"}]}
    operate(op="add_source", source=book, course=course, title="On Herons", bibliography=work)
    printed = {"scheme": "printed-page", "label": "214", "words": "A heron is … tame."}
    mark = {"annotation": new_id(), "source": book, "pen": "rule", "printed": printed}
    operate(op="annotate_printed", **mark)
    said = {"pen": "rule", "words": "harmless animal", "whole": True}
    operate(op="add_rule", rule=rule, course=course, on=True, **said)
    for proposal in served.browser.get(f"/api/sources/{source}/proposals").json()["proposals"][:1]:
        dismissed = [rule, source, edition, *proposal[2:4]]
        operate(op="dismiss_proposals", proposals=[dismissed])
    preview = served.browser.post(f"/api/courses/{course}/rules/preview", json=said).text
    _compare("printed", served.browser.get(f"/api/sources/{book}/annotations").text)
    _compare("rules", served.browser.get(f"/api/courses/{course}/rules").text)
    _compare("rule-preview", preview)
    _compare("proposals", served.browser.get(f"/api/sources/{source}/proposals").text)


def test_the_reply_about_a_missing_file_is_the_one_the_page_was_checked_with(
    served: Served,
) -> None:
    for original in (served.library.folder / "originals").iterdir():
        original.unlink()
    _compare("originals", served.browser.get("/api/originals").text)


def _compare(name: str, reply: str) -> None:
    """Hold a reply against its file, which is written where it is missing."""
    reply = _without_chance(reply)
    file = GOLDEN / f"{name}.json"
    if not file.exists():
        file.write_text(reply, encoding="utf-8")
        pytest.fail(f"{file.name} was written: look at it, then run the tests again")
    assert reply == file.read_text(encoding="utf-8")


def _without_pictures(reply: str) -> str:
    """Shorten the pictures, which differ with the version of the typesetter."""
    return re.sub(r'"iVBOR[^"]*"', '"iVBOR"', reply)


def _without_chance(reply: str) -> str:
    """Replace what differs from run to run, ids by the order in which they occur."""
    ids: dict[str, str] = {}

    def number(found: re.Match[str]) -> str:
        return ids.setdefault(found[0], f"00000000-0000-4000-8000-{len(ids) + 1:012d}")

    reply = _ID.sub(number, reply)
    reply = _TIME.sub("2026-01-01T00:00:00.000Z", reply)
    reply = _HASH.sub(lambda found: "0" * len(found[0]), reply)
    reply = re.sub(r'"creator":\s*"[^"]*"', '"creator":"reader"', reply)
    return json.dumps(json.loads(reply), ensure_ascii=False, indent=1) + "\n"
