"""Compute the numbers that Word prints before paragraphs (ISO/IEC 29500-1, 17.9).

They stand in no text: a paragraph names a list (`w:num`) and a level, the list
an abstract one that several may share, and the count is what came before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from glossator.sources.counters import write_count
from glossator.sources.docx_names import MC, VAL, W, child_value, is_on, value, whole_number
from glossator.sources.symbols import symbol_text

LEVELS = 9
_LISTNUM = re.compile(r"\s*LISTNUM\b\s*(?:\"?(?P<name>[^\s\"\\]+)\"?)?", re.IGNORECASE)
_BUILT_IN = "numberdefault"
_BUILT_IN_LEVELS = (
    *(("decimal", "%1)"), ("lowerLetter", "%2)"), ("lowerRoman", "%3)"), ("decimal", "(%4)")),
    *(("lowerLetter", "(%5)"), ("lowerRoman", "(%6)"), ("decimal", "%7."), ("lowerLetter", "%8.")),
    ("lowerRoman", "%9."),
)
_PLACE = re.compile(r"%([1-9])")
_NOT_LEGAL = frozenset({"none", "bullet", "decimal", "decimalZero"})


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts and is written.

    Attributes:
        start: the first count.
        form: the number format.
        text: with "%1" to "%9" for the counts of the levels.
        is_legal: whether the counts of all levels are written in digits.
        restart: the levels above this count (1 to 9) begin it anew; 0 for none.
        style: the paragraph style that is of this level, "" for none.
        left: its indentation in twentieths of a point, None where not said.
        is_hidden: whether the number is hidden text.
    """

    start: int = 0
    form: str = "decimal"
    text: str = ""
    is_legal: bool = False
    restart: int = LEVELS
    style: str = ""
    left: int | None = None
    is_hidden: bool = False


@dataclass(slots=True)
class WordNumber:
    """A number as Word prints it.

    Attributes:
        label: with its ornaments: "23.", "(a)", "•"; "" where nothing is printed.
        count: of its own level.
        level: from 0.
        list_name: of the abstract list.
        is_bullet: whether it is a sign and no number.
        left: the level's indentation in twentieths of a point, None where not said.
    """

    label: str
    count: int
    level: int
    list_name: str
    is_bullet: bool
    left: int | None


@dataclass(frozen=True, slots=True)
class _List:
    """A list that paragraphs name: the abstract one it counts with, what it changes of it."""

    abstract: str
    starts: Mapping[int, int] = field(default_factory=dict)
    levels: Mapping[int, Level] = field(default_factory=dict)


class Lists:
    """The lists that a document defines."""

    def __init__(
        self, root: etree._Element | None, list_of_style: Callable[[str], str] = lambda _: ""
    ) -> None:
        """Read them.

        Args:
            root: the numbering part.
            list_of_style: gives the list that a numbering style names (`w:numStyleLink`).
        """
        self._elements: dict[str, etree._Element] = {}
        self._levels: dict[str, dict[int, Level]] = {_BUILT_IN: _built_in_levels()}
        self._lists: dict[str, _List] = {_BUILT_IN: _List(_BUILT_IN)}
        self._named = {"": _BUILT_IN, _BUILT_IN: _BUILT_IN}
        self._list_of_style = list_of_style
        for element in root if root is not None else ():
            if element.tag == f"{W}abstractNum":
                self._elements[value(element, f"{W}abstractNumId")] = element
            elif element.tag == f"{W}num":
                self._add(value(element, f"{W}numId"), _read_list(element))

    def _add(self, number: str, known: _List) -> None:
        self._lists[number] = known
        element = self._elements.get(known.abstract)
        if called := child_value(element, "name").casefold():
            self._named.setdefault(called, number)

    def _levels_of(self, abstract: str) -> Mapping[int, Level]:
        """Give the levels of an abstract list, read when they are first asked for.

        One that only names a style has the levels of that style's own list.
        """
        if abstract not in self._levels:
            element = self._elements.get(abstract)
            self._levels[abstract] = {}  # for styles that name lists in a circle
            levels = _read_levels(element) if element is not None else {}
            linked = self._lists.get(self._list_of_style(child_value(element, "numStyleLink")))
            if linked is not None:
                levels = {**self._levels_of(linked.abstract), **linked.levels, **levels}
            self._levels[abstract] = levels
        return self._levels[abstract]

    def named(self, name: str) -> str:
        """Give a list by the name that LISTNUM fields call it by, "" for none."""
        return self._named.get(name.casefold()) or (name if name in self._lists else "")

    def abstract_of(self, number: str) -> str:
        """Give the name of the abstract list that a list counts with, "" for no known list."""
        known = self._lists.get(number)
        return known.abstract if known is not None and self._levels_of(known.abstract) else ""

    def level_of(self, number: str, level: int) -> Level | None:
        """Give a level of a list, with what the list changes of it."""
        known = self._lists.get(number)
        if known is None:
            return None
        return known.levels.get(level) or self._levels_of(known.abstract).get(level)

    def start_of(self, number: str, level: int) -> int | None:
        """Give the count with which a list begins a level anew, None where it goes on."""
        known = self._lists.get(number)
        return known.starts.get(level) if known is not None else None

    def level_of_style(self, number: str, style: str) -> int | None:
        """Give the level of a list that is linked to a paragraph style."""
        known = self._lists.get(number)
        levels = self._levels_of(known.abstract) if known is not None else {}
        return next((at for at, level in levels.items() if level.style == style), None)


class Counters:
    """The counts of a document's lists as its paragraphs are read in order."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        self._met: set[str] = set()

    def count(self, number: str, level: int) -> WordNumber | None:
        """Count a paragraph and give its number; None where its list or level is not defined.

        Args:
            number: the list it names (`w:numId`).
            level: from 0 (`w:ilvl`).
        """
        abstract, own = self._lists.abstract_of(number), self._lists.level_of(number, level)
        if not abstract or own is None or not 0 <= level < LEVELS:
            return None
        counts = self._counts.setdefault(abstract, [None] * LEVELS)
        if number not in self._met:  # Word begins anew where a list is first met, not above
            self._met.add(number)
            self._begun.update((number, above) for above in range(level))
        self._begin_deeper(number, level, counts)
        counts[level] = self._next(number, level, own, counts[level])
        for above in range(level):
            if counts[above] is None:  # it counts as printed, though it was never
                counts[above] = self._first(number, above)
        label = "" if own.is_hidden else self._write(number, own, counts)
        is_bullet = own.form == "bullet" or not any(map(str.isalnum, label))
        return WordNumber(label, counts[level] or 0, level, abstract, is_bullet, own.left)

    def count_field(self, code: str) -> WordNumber | None:
        """Count a LISTNUM field (17.16.5.33) by its code; None for any other field."""
        found = _LISTNUM.match(code)
        if not found:
            return None
        number = self._lists.named(found["name"] or "")
        if not number:
            return None
        level = whole_number(_switch(code, "l"), 1) - 1
        if start := _switch(code, "s"):
            counts = self._counts.setdefault(self._lists.abstract_of(number), [None] * LEVELS)
            counts[min(max(level, 0), LEVELS - 1)] = whole_number(start, 1) - 1
        return self.count(number, level)

    def _next(self, number: str, level: int, own: Level, last: int | None) -> int:
        start = self._lists.start_of(number, level)
        if start is not None and (number, level) not in self._begun:
            self._begun.add((number, level))
            return start
        return own.start if last is None else last + 1

    def _first(self, number: str, level: int) -> int:
        known = self._lists.level_of(number, level)
        return known.start if known is not None else 1

    def _begin_deeper(self, number: str, level: int, counts: list[int | None]) -> None:
        for deeper in range(level + 1, LEVELS):
            if counts[deeper] is None:
                continue
            known = self._lists.level_of(number, deeper)
            restart = min(known.restart, deeper) if known is not None else deeper
            if level < restart:
                counts[deeper] = None

    def _write(self, number: str, own: Level, counts: list[int | None]) -> str:
        if own.form == "bullet":
            return own.text

        def written(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            known = self._lists.level_of(number, at)
            form = known.form if known is not None else "decimal"
            if own.is_legal and form not in _NOT_LEGAL:
                form = "decimal"
            count = counts[at]
            return write_count(self._first(number, at) if count is None else count, form)

        return " ".join(_PLACE.sub(written, own.text).split())


def _built_in_levels() -> dict[int, Level]:
    """Give the list that LISTNUM fields count in where they name none."""
    return {
        at: Level(start=1, form=form, text=text) for at, (form, text) in enumerate(_BUILT_IN_LEVELS)
    }


def _switch(code: str, name: str) -> str:
    """Give the number after a switch of a field's code, "" for none."""
    found = re.search(rf"\\{name}\s+(\d+)", code, re.IGNORECASE)
    return found[1] if found else ""


def _read_levels(parent: etree._Element) -> dict[int, Level]:
    return {
        whole_number(value(element, f"{W}ilvl")): _read_level(element)
        for element in parent.iterchildren(f"{W}lvl")
    }


def _read_list(element: etree._Element) -> _List:
    starts, levels = {}, {}
    for override in element.iterchildren(f"{W}lvlOverride"):
        at = whole_number(value(override, f"{W}ilvl"))
        if start := child_value(override, "startOverride"):
            starts[at] = whole_number(start)
        if (level := override.find(f"{W}lvl")) is not None:
            levels[at] = _read_level(level)
    return _List(child_value(element, "abstractNumId"), starts, levels)


def _read_level(element: etree._Element) -> Level:
    form, text = _format_of(element), child_value(element, "lvlText")
    legal, vanish = element.find(f"{W}isLgl"), element.find(f"{W}rPr/{W}vanish")
    if form == "bullet":
        fonts = element.find(f"{W}rPr/{W}rFonts")
        text = symbol_text(text, value(fonts, f"{W}ascii") or value(fonts, f"{W}hAnsi")) or "•"
    indent = element.find(f"{W}pPr/{W}ind")
    left = value(indent, f"{W}left") or value(indent, f"{W}start")
    return Level(
        start=whole_number(child_value(element, "start")),
        form=form,
        text=text,
        is_legal=legal is not None and is_on(legal),
        restart=whole_number(child_value(element, "lvlRestart"), LEVELS),
        style=child_value(element, "pStyle"),
        left=whole_number(left) if left else None,
        is_hidden=vanish is not None and is_on(vanish),
    )


def _format_of(element: etree._Element) -> str:
    """Read the number format, also where a newer one stands beside what older programs take."""
    form = element.find(f"{W}numFmt")
    if form is None:
        form = element.find(f"{MC}AlternateContent/{MC}Fallback/{W}numFmt")
    return form.get(VAL, "decimal") if form is not None else "decimal"
