"""The command that reads a source's file again in another way."""

from __future__ import annotations

from functools import partial
from typing import Any

from glossator.library.catalogue import find_source
from glossator.library.command_table import Arguments, LongCommand, Progress, Table
from glossator.library.library import Library
from glossator.library.offers import read_again
from glossator.library.worker import Watch
from glossator.model.books import Offer


class ReadAgainArguments(Arguments, frozen=True):
    """Which source, and the way: a name of `Offer`."""

    source: str
    way: Offer


def run_read_again(
    library: Library, given: ReadAgainArguments, on_progress: Progress
) -> dict[str, Any]:
    """Read the file of a source again; the reply tells what became of its marks.

    Raises:
        NotFoundError: there is no such source.
        GlossatorError: as `offers.read_again`.
    """
    source = find_source(library.catalogue, given.source)
    watch = Watch(partial(on_progress, source.title))
    moved = read_again(library, library.new_id(), source, given.way, watch)
    read = library.catalogue.get_source(source.id)
    return {
        "source": read.id,
        "title": read.title,
        "length": read.length,
        "problems": list(read.problems),
        "placed": moved.placed,
        "lost": moved.lost,
    }


COMMANDS: Table = {"read-again": LongCommand(ReadAgainArguments, run_read_again)}
