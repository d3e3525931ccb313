"""Which pen of another system does what a pen did: proposals for a course that moves to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from glossator.model.ids import PenId
from glossator.model.pens import Pen, PenSystem

_NEAR = 0.2
"""Two meanings share at least this part of their words; less is chance."""

_LITTLE = frozenset(
    re.findall(
        r"\w+",
        "a an and are as at be by do for from has have how in is it its may must not of on one or "
        "that the their this to was were what which who will with would you your",
    )
)
"""Words that say nothing of a meaning."""


class Likeness(StrEnum):
    """By what a pen was proposed, the surest first."""

    ID = "id"
    ROLE = "role"
    NAME = "name"
    MEANING = "meaning"
    SECTION = "section"


@dataclass(frozen=True, slots=True)
class Proposal:
    """The pen that takes over, and by what it was found."""

    pen: PenId
    likeness: Likeness


def propose_pens(old: Sequence[Pen], new: PenSystem) -> Mapping[PenId, Proposal]:
    """Propose for each old pen the new one that does the same.

    The same id goes before the same role (the role "other" says nothing), that
    before the same name, that before the nearest meaning; failing all, a pen that
    stands in the section of the new notes that takes the old pen's role too. Of
    several pens the first, and one in use before a retired one. A pen like none
    is left out.

    Args:
        old: the pens whose marks move.
        new: the system they may move to.
    """
    offered = sorted(new.pens, key=lambda pen: pen.retired)
    found = {pen.id: _propose(pen, offered) or _in_section(pen, offered, new) for pen in old}
    return {pen: proposal for pen, proposal in found.items() if proposal}


def _propose(pen: Pen, offered: Sequence[Pen]) -> Proposal | None:
    alike: tuple[tuple[Likeness, Callable[[Pen], bool]], ...] = (
        (Likeness.ID, lambda other: other.id == pen.id),
        (Likeness.ROLE, lambda other: other.becomes == pen.becomes != "other"),
        (Likeness.NAME, lambda other: other.name.casefold() == pen.name.casefold()),
    )
    for likeness, is_alike in alike:
        found = next((other for other in offered if is_alike(other)), None)
        if found:
            return Proposal(found.id, likeness)
    nearest = max(offered, key=lambda other: _nearness(pen, other), default=None)
    if nearest is None or _nearness(pen, nearest) < _NEAR:
        return None
    return Proposal(nearest.id, Likeness.MEANING)


def _in_section(pen: Pen, offered: Sequence[Pen], new: PenSystem) -> Proposal | None:
    """Propose the first pen beside which the new notes would put a role."""
    for form in new.forms:
        for section in form.sections:
            if pen.becomes in section.takes:
                found = next((other for other in offered if other.becomes in section.takes), None)
                return Proposal(found.id, Likeness.SECTION) if found else None
    return None


def _nearness(one: Pen, other: Pen) -> float:
    """The share of words that name and meaning of two pens have in common, 0 to 1."""
    words, others = _words(one), _words(other)
    return len(words & others) / len(words | others) if words and others else 0.0


def _words(pen: Pen) -> set[str]:
    found = re.findall(r"\w+", f"{pen.name} {pen.meaning}".casefold())
    return {word.removesuffix("s") for word in found} - _LITTLE
