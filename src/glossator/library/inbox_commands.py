"""The command that sorts in what other programs left in a source."""

from __future__ import annotations

import re
from typing import Any

from msgspec import field

from glossator.library.catalogue import find_pen, find_source
from glossator.library.colours import name_colour
from glossator.library.command_table import Arguments, Command, Table
from glossator.library.inbox import Inbox, InboxGroup, open_inbox
from glossator.library.inbox_sorting import adopt_foreign
from glossator.library.library import Library
from glossator.model.errors import InvalidRequestError

_COLOUR = re.compile(r"#[0-9a-f]{6}")


class InboxArguments(Arguments, frozen=True):
    """Which source, and "COLOUR=PEN" for each colour to sort in ("yellow", "#ffff00", "none")."""

    source: str
    adopt: list[str] = field(default_factory=list)


def run_inbox(library: Library, given: InboxArguments) -> dict[str, Any]:
    """Sort in what was asked for, then tell what waits.

    Raises:
        InvalidRequestError: a choice is not COLOUR=PEN, or no mark of that colour waits.
        NotFoundError: there is no such source.
    """
    source = find_source(library.catalogue, given.source)
    inbox = open_inbox(library, source)
    chosen: dict[str, str] = {}
    for choice in given.adopt:
        chosen |= _read_choice(library, inbox, choice)
    if chosen:
        adopt_foreign(library, library.new_id(), source.id, chosen)
    left = open_inbox(library, source)
    return {
        "source": source.id,
        "title": source.title,
        "sorted_in": inbox.waiting - left.waiting,
        "waiting": left.waiting,
        "left_out": len(left.left_out),
        "groups": [_shown(group) for group in left.groups],
    }


def _read_choice(library: Library, inbox: Inbox, choice: str) -> dict[str, str]:
    """Give for each group of the colour that a choice names the pen that it names."""
    colour, equals, pen = choice.partition("=")
    colour = colour.strip().lower()
    if not equals or not colour or not pen.strip():
        raise InvalidRequestError(
            f"“{choice}” is no choice of a pen. Write COLOUR=PEN, such as yellow=Rule."
        )
    meant = [group for group in inbox.groups if _has_colour(group, colour)]
    if not meant:
        waiting = ", ".join(dict.fromkeys(_colour(group) for group in inbox.groups)) or "nothing"
        raise InvalidRequestError(
            f"No {colour} marks wait in {inbox.source.title}, so nothing was sorted in. "
            f"What waits: {waiting}."
        )
    system = library.catalogue.system_of(inbox.source)
    return {group.key: find_pen(system, pen.strip()).id for group in meant}


def _has_colour(group: InboxGroup, wanted: str) -> bool:
    if _COLOUR.fullmatch(wanted):
        return group.colour == wanted
    return _colour(group) == wanted


def _colour(group: InboxGroup) -> str:
    return name_colour(group.colour) or "none"


def _shown(group: InboxGroup) -> dict[str, Any]:
    return {
        "kind": group.kind.value,
        "colour": group.colour,
        "colour_name": _colour(group),
        "author": group.author,
        "marks": len(group.marks),
        "comments": sum(bool(waiting.mark.comment) for waiting in group.marks),
        "pen": group.pen,
    }


COMMANDS: Table = {"inbox": Command(InboxArguments, run_inbox)}
