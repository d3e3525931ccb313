"""Imports in the background."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest

from glossator.library.checking import check_library
from glossator.library.jobs import ImportQueue
from glossator.library.library import Job, Library
from glossator.model.errors import NotFoundError

PAGE = "BT /F 12 Tf 72 {y} Td ({words}) Tj ET"


@pytest.fixture
def queue(library: Library) -> Iterator[ImportQueue]:
    """A queue that imports two files at a time."""
    made = ImportQueue(library, workers=2)
    yield made
    made.close()


def write_note(folder: Path, name: str, words: str = "Words.") -> Path:
    path = folder / f"{name}.md"
    path.write_text(f"# Case {name}\n\n{words}", encoding="utf-8")
    return path


def write_long_pdf(path: Path, pages: int, password: str = "") -> Path:
    """Make a PDF whose every page says which it is, and so much that reading it takes a while."""
    said = "The keeper of a harmless animal is not liable"
    lines = [f"{said}, says line {line} of {pages} pages." for line in range(45)]
    with pikepdf.new() as pdf:
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        for number in range(pages):
            page = pdf.add_blank_page(page_size=(612, 792))
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
            words = [f"This is page {number + 1}.", *lines]
            drawn = (PAGE.format(y=740 - 15 * at, words=line) for at, line in enumerate(words))
            page.Contents = pdf.make_stream("\n".join(drawn).encode(), compress=False)
        encryption = pikepdf.Encryption(owner="o", user=password) if password else False
        pdf.save(path, encryption=encryption, compress_streams=False)
    return path


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def wait_for_end(queue: ImportQueue) -> list[Job]:
    wait_until(lambda: all(job.state not in {"waiting", "reading"} for job in queue.jobs()))
    return queue.jobs()


def leftovers(library: Library) -> list[str]:
    return sorted(p.name for f in ("originals", "editions") for p in (library.folder / f).iterdir())


def test_files_are_imported_with_progress_and_their_uploads_are_gone(
    library: Library, queue: ImportQueue, tmp_path: Path
) -> None:
    jobs: list[Job] = []
    library.subscribe(
        lambda happening: jobs.append(happening) if isinstance(happening, Job) else None
    )
    for number in range(3):
        queue.add(write_note(tmp_path, str(number)), f"{number}.md", None)
    assert [job.state for job in wait_for_end(queue)] == ["imported"] * 3
    assert {"waiting", "reading", "imported"} <= {job.state for job in jobs}
    assert not (tmp_path / "0.md").exists()
    assert queue.log.problems() == []


def test_two_books_are_read_at_the_same_time(
    library: Library, queue: ImportQueue, tmp_path: Path
) -> None:
    reading: set[str] = set()
    most = 0

    def watch(happening: object) -> None:
        nonlocal most
        if isinstance(happening, Job):
            (reading.add if happening.state == "reading" else reading.discard)(happening.id)
            most = max(most, len(reading))

    library.subscribe(watch)
    for number in range(4):
        queue.add(write_note(tmp_path, str(number)), f"{number}.md", None)
    wait_for_end(queue)
    assert most == 2


def test_the_same_book_dropped_many_times_at_once_is_one_source(
    empty: Library, tmp_path: Path
) -> None:
    queue = ImportQueue(empty, workers=4)
    for number in range(6):
        path = tmp_path / f"copy {number}.md"
        path.write_text("# Crane v. Weir\n\nA tame heron.", encoding="utf-8")
        queue.add(path, path.name, None)
    states = [job.state for job in wait_for_end(queue)]
    queue.close()
    assert sorted(states) == ["imported", *["known"] * 5]
    assert len(empty.catalogue.sources) == 1
    assert len(empty.catalogue.courses) == 1
    assert check_library(empty.folder, deep=True) == []


def test_a_bad_book_dropped_many_times_at_once_leaves_nothing(
    empty: Library, tmp_path: Path
) -> None:
    queue = ImportQueue(empty, workers=4)
    for number in range(4):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(b"%PDF-1.7\nnonsense")
        queue.add(path, path.name, None)
    assert {job.state for job in wait_for_end(queue)} == {"refused"}
    queue.close()
    assert leftovers(empty) == []


def test_two_books_of_one_title_imported_at_once_can_be_told_apart(
    empty: Library, tmp_path: Path
) -> None:
    queue = ImportQueue(empty, workers=2)
    for name in ("one", "two"):
        path = tmp_path / f"{name}.md"
        path.write_text(f"# Crane v. Weir\n\nA heron, {name}.", encoding="utf-8")
        queue.add(path, path.name, None)
    wait_for_end(queue)
    queue.close()
    assert len({source.title for source in empty.catalogue.sources.values()}) == 2


def test_an_import_under_way_is_cancelled_and_nothing_is_left_of_it(
    empty: Library, tmp_path: Path
) -> None:
    queue = ImportQueue(empty, workers=1)
    job = queue.add(write_long_pdf(tmp_path / "long.pdf", 400), "long.pdf", None)
    waiting = queue.add(write_note(tmp_path, "later"), "later.md", None)
    wait_until(lambda: queue.jobs()[0].done > 0)
    queue.cancel(waiting.id)
    queue.cancel(job.id)
    assert [job.state for job in wait_for_end(queue)] == ["cancelled", "cancelled"]
    queue.close()
    assert leftovers(empty) == []
    assert not list(tmp_path.glob("*.pdf")) + list(tmp_path.glob("*.md"))
    assert not empty.catalogue.sources
    with pytest.raises(NotFoundError):
        queue.cancel(job.id)


def test_the_first_pages_can_be_read_while_the_rest_is(
    library: Library, queue: ImportQueue, tmp_path: Path
) -> None:
    job = queue.add(write_long_pdf(tmp_path / "long.pdf", 300), "long.pdf", None)
    wait_until(lambda: queue.jobs()[0].has_preview)
    beginning = queue.preview_of(job.id)
    assert queue.jobs()[0].state == "reading"
    assert "This is page 1." in beginning.content.text
    assert len(beginning.content.pages) < 20
    assert wait_for_end(queue)[0].state == "imported"
    with pytest.raises(NotFoundError):
        queue.preview_of(job.id)
    assert not list((library.folder / "editions").glob("*.preview"))


def test_a_locked_book_waits_for_its_password_and_can_be_given_up(
    empty: Library, tmp_path: Path
) -> None:
    queue = ImportQueue(empty, workers=1)
    for name in ("a", "b"):
        path = write_long_pdf(tmp_path / f"{name}.pdf", 1 if name == "a" else 2, "swordfish")
        queue.add(path, path.name, None)
    first, second = wait_for_end(queue)
    assert (first.state, second.state) == ("password", "password")
    queue.give_password(first.id, "swordfish")
    queue.cancel(second.id)
    assert [job.state for job in wait_for_end(queue)] == ["imported", "cancelled"]
    queue.close()
    assert not list(tmp_path.glob("*.pdf"))


def test_what_was_odd_is_told_until_it_is_dismissed_over_restarts_too(
    empty: Library, tmp_path: Path
) -> None:
    queue = ImportQueue(empty)
    for name in ("a.pdf", "b.pdf"):
        (tmp_path / name).write_bytes(f"%PDF-1.7\nnonsense {name}".encode())
        queue.add(tmp_path / name, name, None)
    wait_for_end(queue)
    queue.close()
    later = ImportQueue(empty)
    told = later.log.problems()
    assert {(one.file, one.state) for one in told} == {("a.pdf", "refused"), ("b.pdf", "refused")}
    assert told[0].problems[0].startswith(f"“{told[0].file}” was not imported: ")
    later.log.dismiss([told[0].id])
    assert [one.id for one in later.log.problems()] == [told[1].id]
    later.log.dismiss(None)
    later.close()
    assert ImportQueue(empty).log.problems() == []


def test_an_import_that_the_program_did_not_survive_is_told_of(
    empty: Library, tmp_path: Path
) -> None:
    queue = ImportQueue(empty)
    queue.log.begin(Job("one", "crane.pdf", "waiting"))
    queue.close()
    (told,) = ImportQueue(empty).log.problems()
    assert "the program was stopped while it was being read" in told.problems[0]


def test_a_job_whose_course_is_gone_says_so_and_the_next_one_goes_on(
    queue: ImportQueue, tmp_path: Path
) -> None:
    queue.add(write_note(tmp_path, "a"), "a.md", "gone")
    queue.add(write_note(tmp_path, "b"), "b.md", None)
    first, second = wait_for_end(queue)
    assert (first.state, second.state) == ("refused", "imported")
    assert "no course" in first.problems[0]


def test_closing_does_not_wait_for_a_long_book_and_the_next_start_tells_of_it(
    empty: Library, tmp_path: Path
) -> None:
    queue = ImportQueue(empty, workers=1)
    queue.add(write_long_pdf(tmp_path / "long.pdf", 600), "long.pdf", None)
    wait_until(lambda: queue.jobs()[0].done > 0)
    closing = threading.Thread(target=queue.close)
    closing.start()
    closing.join(3)
    assert not closing.is_alive()
    assert leftovers(empty) == []
    (told,) = ImportQueue(empty).log.problems()
    assert told.file == "long.pdf"
