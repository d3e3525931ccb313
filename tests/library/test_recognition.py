"""Recognition of scans: page by page, over a restart, with an engine of our own in between."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from glossator.library.library import Job, Library
from glossator.library.marks import NewMark, annotate
from glossator.library.opening import open_library
from glossator.library.recognition import RecognitionQueue, recognition_of
from glossator.library.tesseract import NoEngineError
from glossator.model.books import EditionText, Source
from glossator.model.errors import InvalidRequestError, NotFoundError
from glossator.model.text import IMAGE_SIGN, Span
from glossator.sources.boxes import unpack_boxes
from glossator.store.files import read_boxes
from glossator.store.recognition_files import list_pages, list_tasks
from tests.library.opinions import import_opinion, new_id
from tests.library.scans import PAGE_WORDS, FakeEngine, add_scan, write_hocr


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeEngine:
    return FakeEngine(tmp_path / "engine", monkeypatch)


@pytest.fixture
def queue(empty: Library, engine: FakeEngine) -> RecognitionQueue:
    del engine
    return recognition_of(empty)


def _text(library: Library, source: Source) -> EditionText:
    content = library.content_of(library.catalogue.get_source(source.id))
    assert content is not None
    return content


def _until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < deadline, "it never came to be so"
        time.sleep(0.02)


def test_a_scan_gets_a_text_that_can_be_marked(
    empty: Library, queue: RecognitionQueue, tmp_path: Path
) -> None:
    source = add_scan(empty, tmp_path)
    job = queue.wait(queue.start(source.id).id, 30)
    assert (job.state, job.done, job.total, job.kind) == ("recognised", 1, 1, "recognition")
    now = empty.catalogue.get_source(source.id)
    content = _text(empty, source)
    assert content.text == f"{PAGE_WORDS} Call1"
    assert now.editions[-1].made_by == "tesseract, pages=1 eng 9.9.9"
    assert "with 96% certainty" in now.problems[0]
    mark = NewMark(new_id(), now.id, now.edition or "", Span(16, 26), "rule")
    annotate(empty, new_id(), mark)
    assert empty.get_annotation(mark.id).exact == "tame heron"


def test_words_stand_where_they_are_on_the_page(
    empty: Library, queue: RecognitionQueue, tmp_path: Path
) -> None:
    source = add_scan(empty, tmp_path)
    queue.wait(queue.start(source.id).id, 30)
    edition = empty.catalogue.get_source(source.id).edition
    assert edition is not None
    first = unpack_boxes(read_boxes(empty.folder, edition, 0), 0)[0]
    assert (first.start, first.end) == (0, 3)
    assert first.x == pytest.approx(200 * 72 / 300, abs=0.2)
    assert first.width == pytest.approx(100 * 72 / 300, abs=0.2)
    assert first.y < 200 * 72 / 300 < 230 * 72 / 300 < first.y + first.height + 2


def test_blocks_say_how_sure_their_words_are(
    empty: Library, queue: RecognitionQueue, engine: FakeEngine, tmp_path: Path
) -> None:
    engine.behave(page=write_hocr(PAGE_WORDS, confidence=61))
    source = add_scan(empty, tmp_path)
    queue.wait(queue.start(source.id).id, 30)
    assert [block.confidence for block in _text(empty, source).blocks] == [0.61]


def test_progress_counts_pages_and_estimates_the_time(
    empty: Library, queue: RecognitionQueue, tmp_path: Path
) -> None:
    told: list[Job] = []
    empty.subscribe(lambda job: told.append(job) if isinstance(job, Job) else None)
    source = add_scan(empty, tmp_path, pages=3)
    queue.wait(queue.start(source.id).id, 60)
    assert [job.done for job in told if job.state == "reading"] == [0, 1, 2, 3]
    assert {job.file for job in told} == {"scan"}


def test_only_pages_named_are_read_and_the_others_stay_pictures(
    empty: Library, queue: RecognitionQueue, engine: FakeEngine, tmp_path: Path
) -> None:
    source = add_scan(empty, tmp_path, pages=3)
    queue.wait(queue.start(source.id, pages=[1]).id, 30)
    content = _text(empty, source)
    assert len(engine.calls) == 1
    assert content.text.count(IMAGE_SIGN) == 2
    assert content.text[content.pages[1].start :].startswith(PAGE_WORDS)
    assert "recognise" in empty.catalogue.get_source(source.id).offers
    queue.wait(queue.start(source.id).id, 30)
    content = _text(empty, source)
    assert len(engine.calls) == 3
    assert IMAGE_SIGN not in content.text
    assert content.text.count(PAGE_WORDS) == 3
    assert empty.catalogue.get_source(source.id).offers == ()


def test_a_picture_file_is_recognised_like_a_pdf(
    empty: Library, queue: RecognitionQueue, tmp_path: Path
) -> None:
    source = add_scan(empty, tmp_path, pages=2, name="scan.tiff")
    queue.wait(queue.start(source.id, pages=[0]).id, 30)
    content = _text(empty, source)
    assert content.text == f"{PAGE_WORDS} Call1\n{IMAGE_SIGN}"
    assert [round(page.width) for page in content.pages] == [432, 432]


def test_a_paused_job_goes_on_with_the_page_it_had_not_read(
    empty: Library, queue: RecognitionQueue, engine: FakeEngine, tmp_path: Path
) -> None:
    engine.behave("time.sleep(60 if count == 2 else 0)")
    source = add_scan(empty, tmp_path, pages=3)
    job = queue.start(source.id)
    _until(lambda: len(engine.calls) == 2 and queue.jobs()[0].done == 1)
    assert queue.pause(job.id).state == "paused"
    assert [task.paused for task in list_tasks(empty.folder)] == [True]
    engine.behave()
    queue.resume(job.id)
    assert queue.wait(job.id, 30).state == "recognised"
    assert len(engine.calls) == 4  # 1, 2 in vain, then 2 and 3
    assert "Call1" in _text(empty, source).text
    assert list_tasks(empty.folder) == []


def test_what_is_under_way_goes_on_after_a_restart(engine: FakeEngine, tmp_path: Path) -> None:
    engine.behave("time.sleep(60 if count == 2 else 0)")
    with open_library(tmp_path / "library") as opened:
        source = add_scan(opened.library, tmp_path, pages=3)
        queue = recognition_of(opened.library)
        queue.start(source.id)
        _until(lambda: len(engine.calls) == 2 and queue.jobs()[0].done == 1)
    engine.behave()
    with open_library(tmp_path / "library") as opened:
        queue = recognition_of(opened.library)
        (job,) = queue.jobs()
        assert (job.state, job.done, job.total) == ("paused", 1, 3)
        queue.go_on()
        assert queue.wait(job.id, 30).state == "recognised"
        assert len(engine.calls) == 4
        assert "Call1" in _text(opened.library, source).text


def test_what_was_paused_stays_paused_after_a_restart(engine: FakeEngine, tmp_path: Path) -> None:
    engine.behave("time.sleep(60)")
    with open_library(tmp_path / "library") as opened:
        source = add_scan(opened.library, tmp_path)
        queue = recognition_of(opened.library)
        queue.pause(queue.start(source.id).id)
    with open_library(tmp_path / "library") as opened:
        queue = recognition_of(opened.library)
        queue.go_on()
        assert [job.state for job in queue.jobs()] == ["paused"]
        engine.behave()
        assert queue.wait(queue.start(source.id).id, 30).state == "recognised"


def test_a_stopped_job_leaves_nothing_behind(
    empty: Library, queue: RecognitionQueue, engine: FakeEngine, tmp_path: Path
) -> None:
    engine.behave("time.sleep(60 if count == 2 else 0)")
    source = add_scan(empty, tmp_path, pages=2)
    job = queue.start(source.id)
    _until(lambda: queue.jobs()[0].done == 1)
    assert queue.stop(job.id).state == "stopped"
    assert source.original is not None
    assert list(list_pages(empty.folder, source.original.hash)) == []
    assert list_tasks(empty.folder) == []
    assert empty.catalogue.get_source(source.id).edition == source.edition
    with pytest.raises(NotFoundError, match="recognition under way"):
        queue.resume(job.id)


def test_a_page_on_which_the_engine_fails_costs_that_page_alone(
    empty: Library, queue: RecognitionQueue, engine: FakeEngine, tmp_path: Path
) -> None:
    engine.behave("if count == 1: os.kill(os.getpid(), 9)")
    source = add_scan(empty, tmp_path, pages=2)
    job = queue.wait(queue.start(source.id).id, 30)
    assert job.state == "recognised"
    assert job.problems == ("Page 1: recognition failed or took too long.",)
    assert _text(empty, source).text == f"{IMAGE_SIGN}\n{PAGE_WORDS} Call2"


def test_an_engine_that_writes_nonsense_gives_a_page_without_words(
    empty: Library, queue: RecognitionQueue, engine: FakeEngine, tmp_path: Path
) -> None:
    engine.behave(page="\x00 <html><span class='ocr_line' title='bbox 1 2'>")
    source = add_scan(empty, tmp_path)
    assert queue.wait(queue.start(source.id).id, 30).state == "recognised"
    assert _text(empty, source).text == ""


def test_a_page_that_takes_too_long_is_given_up(
    empty: Library,
    queue: RecognitionQueue,
    engine: FakeEngine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("glossator.library.tesseract._PAGE_WALL_SECONDS", 0.5)
    engine.behave("time.sleep(60)")
    source = add_scan(empty, tmp_path)
    job = queue.wait(queue.start(source.id).id, 30)
    assert job.problems == ("Page 1: recognition failed or took too long.",)


def test_marks_without_a_place_in_the_recognised_text_are_told_of(
    empty: Library, queue: RecognitionQueue, engine: FakeEngine, tmp_path: Path
) -> None:
    source = add_scan(empty, tmp_path)
    queue.wait(queue.start(source.id).id, 30)
    now = empty.catalogue.get_source(source.id)
    annotate(empty, new_id(), NewMark(new_id(), now.id, now.edition or "", Span(16, 26), "rule"))
    engine.behave(page=write_hocr("Nothing like the old words stands on this page any more."))
    job = queue.wait(queue.start(source.id, pages=[0], language="deu").id, 30)
    assert job.problems == ("1 mark has no place in this text; they are kept with their words.",)


def test_the_language_is_the_texts_own_or_the_one_asked_for(
    empty: Library, queue: RecognitionQueue, engine: FakeEngine, tmp_path: Path
) -> None:
    source = add_scan(empty, tmp_path)
    queue.wait(queue.start(source.id).id, 30)
    queue.wait(queue.start(source.id, pages=[0], language="deu+eng").id, 30)
    assert [call.split()[3] for call in engine.calls] == ["eng", "deu+eng"]


@pytest.mark.parametrize(
    ("pages", "language", "said"),
    [
        ([5], None, "has the pages 1 to 2"),
        ([], None, "has the pages 1 to 2"),
        (None, "tlh", "“tlh” is not installed.*deu, eng"),
    ],
)
def test_what_cannot_be_recognised_is_refused_with_a_way_out(
    empty: Library,
    queue: RecognitionQueue,
    tmp_path: Path,
    pages: list[int] | None,
    language: str | None,
    said: str,
) -> None:
    source = add_scan(empty, tmp_path, pages=2)
    with pytest.raises(InvalidRequestError, match=said):
        queue.start(source.id, pages=pages, language=language)


def test_a_book_without_pages_is_no_scan(
    empty: Library, queue: RecognitionQueue, tmp_path: Path
) -> None:
    with pytest.raises(InvalidRequestError, match="neither a PDF nor a picture"):
        queue.start(import_opinion(empty, tmp_path).id)


def test_pages_with_text_are_recognised_only_when_they_are_named(
    empty: Library, queue: RecognitionQueue, tmp_path: Path
) -> None:
    source = add_scan(empty, tmp_path)
    queue.wait(queue.start(source.id).id, 30)
    with pytest.raises(InvalidRequestError, match="Every page of scan has text already"):
        queue.start(source.id)


def test_without_the_engine_the_way_to_get_it_is_told(
    empty: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = add_scan(empty, tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoEngineError, match=r"Install it .*tesseract"):
        recognition_of(empty).start(source.id)


def test_undo_brings_the_pictures_back(
    empty: Library, queue: RecognitionQueue, tmp_path: Path
) -> None:
    source = add_scan(empty, tmp_path)
    queue.wait(queue.start(source.id).id, 30)
    empty.undo(new_id())
    assert empty.catalogue.get_source(source.id).edition == source.edition
