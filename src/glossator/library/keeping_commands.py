"""Commands on the library as a whole: the sample, folding anew."""

from __future__ import annotations

from typing import Any

from glossator.library.command_table import Arguments, Command, Table
from glossator.library.library import Library
from glossator.library.sample_course import add_sample


def _sample(library: Library, _given: Arguments) -> dict[str, Any]:
    return {"added": add_sample(library)}


def _refold(library: Library, _given: Arguments) -> dict[str, Any]:
    return {"operations": library.store.cursor(), "differing": library.store.refold()}


COMMANDS: Table = {"sample": Command(Arguments, _sample), "refold": Command(Arguments, _refold)}
