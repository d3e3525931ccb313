"""What changed from one version of a pen system to the next, in words: "Rule: colour, key"."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from glossator.model.pens import Pen, PenSystem

_FIELDS = {
    "name": "name",
    "group": "group",
    "colour": "colour",
    "stroke": "stroke",
    "letter": "letter",
    "key": "key",
    "meaning": "meaning",
    "becomes": "what it becomes",
}


def describe_changes(before: PenSystem | None, after: PenSystem) -> tuple[str, ...]:
    """Say what a version changed, one phrase a pen.

    Args:
        before: the version before it; None for the first.
        after: the version.

    Returns:
        The name of the system first, then pens in their order, those taken out,
        the order and the forms. Empty where nothing that counts was changed.
    """
    if before is None:
        return (f"Made with {_pens_in_words(len(after.pens))}",)
    return tuple(_changes(before, after))


def _changes(before: PenSystem, after: PenSystem) -> Iterator[str]:
    if before.name != after.name:
        yield f"Renamed from {before.name}"
    known = {pen.id: pen for pen in before.pens}
    kept = {pen.id for pen in after.pens}
    for pen in after.pens:
        yield from _changes_of(known.get(pen.id), pen)
    for pen in before.pens:
        if pen.id not in kept:
            yield f"{pen.name}: taken out"
    if _order(before.pens, kept) != _order(after.pens, known):
        yield "Order"
    if before.forms != after.forms:
        yield "Forms of notes"


def _changes_of(before: Pen | None, after: Pen) -> Iterator[str]:
    """Say what became of a pen, under the name it had."""
    if before is None:
        yield f"{after.name}: added"
        return
    said = [
        words for field, words in _FIELDS.items() if getattr(before, field) != getattr(after, field)
    ]
    if before.name != after.name:
        said[0] = f"now called {after.name}"
    if before.retired != after.retired:
        said.append("retired" if after.retired else "brought back")
    if said:
        yield f"{before.name}: {', '.join(said)}"


def _order(pens: Sequence[Pen], among: Collection[str]) -> list[str]:
    return [pen.id for pen in pens if pen.id in among]


def _pens_in_words(count: int) -> str:
    return "1 pen" if count == 1 else f"{count} pens"
