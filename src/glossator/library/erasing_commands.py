"""The command that erases for good."""

from __future__ import annotations

from typing import Any

from glossator.library.command_table import Arguments, Command, Table
from glossator.library.erasing import erase, plan_erasure
from glossator.library.library import Library


class _Erase(Arguments, frozen=True):
    thing: str
    yes: bool = False


def _erase(library: Library, given: _Erase) -> dict[str, Any]:
    plan = plan_erasure(library, given.thing)
    if given.yes:
        erase(library, library.new_id(), plan)
    return {"erased": given.yes, "words": plan.words, "things": [list(one) for one in plan.things]}


COMMANDS: Table = {"erase": Command(_Erase, _erase)}
