"""What a table of commands holds: for each name its arguments, and the function that runs it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from glossator.library.library import Library

Progress = Callable[[str, int, int], None]
"""Called with (file, done, total) on long work."""


class Arguments(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A command's arguments; this one has none at all."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command.

    Attributes:
        arguments: by which they are checked on arrival.
        run: gives the reply, as JSON values.
    """

    arguments: type[Arguments]
    run: Callable[[Library, Any], Any]


@dataclass(frozen=True, slots=True)
class LongCommand:
    """A command that tells how far it is.

    Attributes:
        arguments: by which they are checked on arrival.
        run: gives the reply, as JSON values.
    """

    arguments: type[Arguments]
    run: Callable[[Library, Any, Progress], Any]


Table = Mapping[str, Command | LongCommand]
"""Commands by name, as typed."""
