"""The commands of the command line, as functions from plain values to plain values.

They run in whichever process owns the library: the command's own, or a program
that serves it and was asked over HTTP (`web.remote`). So arguments and replies
hold nothing but JSON values; a file to be written comes back as base64. Each
command's arguments are a struct, by which they are checked on arrival. Each
topic's commands are in a module of their own, `<topic>_commands`, with a table.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from glossator.library import (
    book_commands,
    erasing_commands,
    history_commands,
    inbox_commands,
    keeping_commands,
    mark_commands,
    note_commands,
    offer_commands,
    packing_commands,
    pen_commands,
    recognition_commands,
    sharing_commands,
    topic_commands,
)
from glossator.library.command_table import Arguments, Command, Progress, Table
from glossator.library.library import Library
from glossator.model.errors import InvalidRequestError

_COMMANDS: Table = {
    **book_commands.COMMANDS,
    **mark_commands.COMMANDS,
    **note_commands.COMMANDS,
    **inbox_commands.COMMANDS,
    **history_commands.COMMANDS,
    **offer_commands.COMMANDS,
    **pen_commands.COMMANDS,
    **recognition_commands.COMMANDS,
    **topic_commands.COMMANDS,
    **keeping_commands.COMMANDS,
    **sharing_commands.COMMANDS,
    **erasing_commands.COMMANDS,
    **packing_commands.COMMANDS,
}


def run_command(
    library: Library,
    name: str,
    arguments: Mapping[str, Any],
    on_progress: Progress = lambda _f, _d, _t: None,
) -> Any:
    """Run a command and give its reply as JSON values.

    Args:
        library: the library it works on.
        name: the command's name, as typed.
        arguments: its options by name; paths are absolute.
        on_progress: called with (file, done, total) on long work.

    Raises:
        InvalidRequestError: there is no such command, or not with these arguments.
        GlossatorError: it could not be done.
    """
    command = _COMMANDS.get(name)
    if command is None:
        raise InvalidRequestError(f"There is no command “{name}”.")
    given = _checked(name, arguments, command.arguments)
    if isinstance(command, Command):
        return command.run(library, given)
    return command.run(library, given, on_progress)


def _checked(name: str, arguments: Mapping[str, Any], kind: type[Arguments]) -> Arguments:
    try:
        return msgspec.convert(dict(arguments), kind)
    except msgspec.ValidationError as error:
        raise InvalidRequestError(f"The command {name} cannot be run so: {error}.") from error
