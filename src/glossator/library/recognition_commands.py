"""The command that recognises the text of scans."""

from __future__ import annotations

from typing import Any

from glossator.library.catalogue import find_source
from glossator.library.command_table import Arguments, LongCommand, Progress, Table
from glossator.library.library import Job, Library
from glossator.library.recognition import recognition_of
from glossator.library.scanned import read_page_range
from glossator.model.operations import Change


class RecogniseArguments(Arguments, frozen=True):
    """Which pages of which source; `wait_seconds` until the answer at most, null: to the end."""

    source: str
    pages: str = ""
    language: str | None = None
    password: str | None = None
    wait_seconds: float | None = None


def run_recognise(
    library: Library, given: RecogniseArguments, on_progress: Progress
) -> dict[str, Any]:
    """Begin to recognise, or go on, and wait.

    Raises:
        GlossatorError: it cannot be begun; see `RecognitionQueue.start`.
    """
    source = find_source(library.catalogue, given.source)
    queue = recognition_of(library)

    def show(happening: Change | Job) -> None:
        if isinstance(happening, Job) and happening.source == source.id:
            on_progress(source.title, happening.done, happening.total)

    stop = library.subscribe(show)
    try:
        begun = queue.start(
            source.id,
            pages=read_page_range(given.pages),
            language=given.language,
            password=given.password,
        )
        job = queue.wait(begun.id, given.wait_seconds)
    finally:
        stop()
    return {
        "source": job.source,
        "title": job.title,
        "state": job.state,
        "done": job.done,
        "total": job.total,
        "seconds_left": job.seconds_left,
        "problems": list(job.problems),
    }


COMMANDS: Table = {"recognise": LongCommand(RecogniseArguments, run_recognise)}
