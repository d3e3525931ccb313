"""Further texts of a file: a page in reader view, a text with its encoding repaired."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from glossator.library.library import Library
from glossator.library.remaking import RemakingQueue, remaking_of
from glossator.model.books import Source
from glossator.model.errors import InvalidRequestError
from tests.library.opinions import import_opinion, mark_words, only_source

_MENU = "".join(f'<li><a href="/{at}">Section {at} of this site</a></li>' for at in range(60))
_SENTENCE = "The keeper of a tame heron need not fence it, said the court, for it harms nobody. "
PAGE = f"""<!doctype html><html lang="en"><title>Herons</title><body>
<nav><ul>{_MENU}</ul></nav>
<article><h1>Herons</h1><p>{_SENTENCE * 8}</p><p>{_SENTENCE * 8}</p></article>
<footer><ul>{_MENU.replace("Section", "Branch")}</ul></footer></body></html>"""


@pytest.fixture
def page(empty: Library, tmp_path: Path) -> Source:
    return import_opinion(empty, tmp_path, PAGE, "herons.html")


def _finish(queue: RemakingQueue) -> str:
    deadline = time.monotonic() + 30
    while queue.jobs()[-1].state in {"waiting", "reading"}:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return queue.jobs()[-1].state


def test_a_page_with_much_around_its_text_is_read_in_reader_view(
    empty: Library, page: Source
) -> None:
    assert page.offers == ("reader-view",)
    queue = remaking_of(empty)
    assert queue.start(page.id, "reader-view").kind == "text"
    assert _finish(queue) == "made"
    content = empty.content_of(only_source(empty))
    assert content is not None
    assert "of this site" not in content.text
    assert content.text.count("tame heron") == 16


def test_marks_that_are_not_found_are_told_of(empty: Library, page: Source) -> None:
    kept = mark_words(empty, "tame heron")
    lost = mark_words(empty, "Section 7 of this site")
    queue = remaking_of(empty)
    queue.start(page.id, "reader-view")
    assert _finish(queue) == "made"
    assert queue.jobs()[-1].problems == (
        "1 mark has no place in this text; they are kept with their words.",
    )
    assert empty.get_annotation(kept).span is not None
    assert empty.get_annotation(lost).exact == "Section 7 of this site"


def test_what_is_not_offered_is_refused(empty: Library, page: Source) -> None:
    for offer in ("repair-encoding", "recognise", "nonsense"):
        with pytest.raises(InvalidRequestError, match="is offered for Herons"):
            remaking_of(empty).start(page.id, offer)


def test_a_file_that_is_gone_ends_the_job_with_a_sentence(empty: Library, page: Source) -> None:
    assert page.original is not None
    (empty.folder / "originals" / page.original.hash).unlink()
    queue = remaking_of(empty)
    queue.start(page.id, "reader-view")
    assert _finish(queue) == "refused"
    assert "herons.html" in queue.jobs()[-1].problems[0]
