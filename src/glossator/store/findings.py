"""Findings: what the check says is wrong with a library."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from glossator.store import files
from glossator.store.damage import ROW_DAMAGE

OnProgress = Callable[[str, int, int], None]
"""Called with (what is read, done, all)."""

SALVAGE = (
    "Nothing has been changed: put the file back from a copy, or have `glossator salvage` make a "
    "sound library of all that can be read."
)
"""What to do where the log itself is damaged."""

_DAMAGE = (*ROW_DAMAGE, *files.DAMAGE)
"""What reading damaged files and rows of any content can raise."""


class Kind(StrEnum):
    """What a finding is about, and so what can mend it."""

    LOG = "log"
    DERIVED = "derived"
    ORIGINAL = "original"
    EDITION = "edition"
    FOLDER = "folder"
    LEFT_OVER = "left-over"
    UNNAMED = "unnamed"
    LOCK = "lock"
    COPY = "copy"
    ASIDE = "aside"
    PENS = "pens"


MENDABLE = frozenset({Kind.DERIVED, Kind.ORIGINAL, Kind.EDITION, Kind.FOLDER, Kind.LEFT_OVER})
"""What `check --mend` can do something about."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong with a library.

    Attributes:
        kind: what it is about.
        sentence: what is wrong, what that means and what can be done.
        thing: hash of the original or edition, or path of the file, in the folder.
    """

    kind: Kind
    sentence: str
    thing: str = ""

    @property
    def is_mendable(self) -> bool:
        """Whether mending can do something about it."""
        return self.kind in MENDABLE


@dataclass(frozen=True, slots=True)
class Report:
    """What the check has found: findings, and notes on what is known and no fault."""

    findings: tuple[Finding, ...]
    notes: tuple[str, ...] = ()


def gather(
    find: Callable[[], Iterator[Finding]], what: str, kind: Kind = Kind.FOLDER
) -> list[Finding]:
    """Gather findings up to where the damage lets nothing more be read."""
    found: list[Finding] = []
    try:
        found.extend(find())
    except _DAMAGE as error:
        way = SALVAGE if kind is Kind.LOG else "Check the folder's permissions and its disk."
        sentence = f"{what} is damaged and cannot be read further ({error}). {way}"
        found.append(Finding(kind, sentence, what))
    return found
