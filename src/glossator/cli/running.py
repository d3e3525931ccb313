"""Run a command of `library.commands`, in this process or in the library's owner."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from glossator.library.library import Library


def run_on_library(
    folder: Path,
    command: str,
    arguments: dict[str, Any],
    on_progress: Callable[[str, int, int], None] = lambda _file, _done, _total: None,
    *,
    prepare: Callable[[Library], object] = lambda _library: None,
) -> Any:
    """Run a command on a library, here or in the program that has it open.

    Args:
        folder: the library's.
        command: the command's name.
        arguments: its options by name.
        on_progress: called with (file, done, total) on long work, where it runs here.
        prepare: called with the library first, where it is opened here.

    Raises:
        GlossatorError: it could not be done.
    """
    from glossator.library.commands import run_command  # what the commands need
    from glossator.library.opening import find_owner, open_library
    from glossator.model.errors import LibraryInUseError

    try:
        with open_library(folder) as opened:
            prepare(opened.library)
            return run_command(opened.library, command, arguments, on_progress)
    except LibraryInUseError:
        owner = find_owner(folder)
        if owner is None:
            raise
    from glossator.web.remote import ask_owner  # only when another program has it open

    return ask_owner(owner, command, arguments)
