"""Count the tracked changes of a DOCX, which are read as if they were accepted."""

from __future__ import annotations

from collections import Counter

from lxml import etree

from glossator.sources.docx_names import W, value

_MOST_NAMES = 3


class Changes:
    """The changes met so far, by their authors."""

    def __init__(self) -> None:
        self._authors: Counter[str] = Counter()

    def note(self, element: etree._Element) -> None:
        """Count a change by the element that marks it."""
        self._authors[" ".join(value(element, f"{W}author").split())[:80]] += 1

    def problems(self) -> tuple[str, ...]:
        """Say how many there were, and by whom; nothing where there were none."""
        return describe_changes(self._authors)


def describe_changes(authors: Counter[str]) -> tuple[str, ...]:
    """Say in a sentence how many tracked changes were taken as accepted, and whose they are."""
    count = authors.total()
    if not count:
        return ()
    names = [name for name, _ in authors.most_common() if name]
    shown = names[:_MOST_NAMES]
    if len(names) > _MOST_NAMES:
        shown.append(f"{len(names) - _MOST_NAMES} more")
    by = f" by {' and '.join([', '.join(shown[:-1]), shown[-1]] if shown[1:] else shown)}"
    many = "1 tracked change" if count == 1 else f"{count:,} tracked changes"
    return (
        f"The file holds {many}{by if shown else ''}. The text is as if all were accepted: what "
        "was inserted is there, what was deleted is not.",
    )
