"""Count the lists of an OpenDocument text, whose numbers stand in no text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from glossator.sources.counters import roman, spreadsheet_letters, write_count
from glossator.sources.odt_names import FO, STYLE, TEXT, XML_ID, count_of, points
from glossator.sources.office_drafts import Numbered
from glossator.sources.symbols import symbol_text

_LEVELS = 10
_INDENT = f"{STYLE}list-level-properties/{STYLE}list-level-label-alignment"


@dataclass(frozen=True, slots=True)
class OdtLevel:
    """How a level of a list counts and is written; `bullet` is "" for one of numbers."""

    form: str = ""
    prefix: str = ""
    suffix: str = ""
    shown: int = 1
    start: int = 1
    bullet: str = ""
    is_synced: bool = False
    left: float | None = None


@dataclass(slots=True)
class OpenList:
    """A list that is being read: its style, and the counts of its levels so far."""

    style: str
    counts: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


class OdtLists:
    """The list styles of a document, and the counts of its lists as they are read."""

    def __init__(self, roots: Iterable[etree._Element]) -> None:
        self._levels: dict[str, dict[int, OdtLevel]] = {}
        self._by_id: dict[str, OpenList] = {}
        self._last: dict[str, OpenList] = {}
        for root in roots:
            for element in root.iter(f"{TEXT}list-style", f"{TEXT}outline-style"):
                outline = element.tag == f"{TEXT}outline-style"
                name = "" if outline else element.get(f"{STYLE}name", "")
                self._levels[name] = _read_levels(element)

    def open(self, element: etree._Element, style: str) -> OpenList:
        """Begin a list, or go on with an earlier one where it says so.

        Args:
            element: the outermost `text:list`.
            style: the name of its style.
        """
        earlier = self._by_id.get(element.get(f"{TEXT}continue-list", ""))
        if earlier is None and element.get(f"{TEXT}continue-numbering") == "true":
            earlier = self._last.get(style)
        opened = earlier or OpenList(style)
        if name := element.get(XML_ID):
            self._by_id[name] = opened
        self._last[style] = opened
        return opened

    def outline(self) -> OpenList:
        """Give the list that headings are counted in."""
        return self._last.setdefault("", OpenList(""))

    def has_numbers(self, style: str, level: int) -> bool:
        """Tell whether a level of a style is numbered or has bullets."""
        known = self._levels.get(style, {}).get(level)
        return known is not None and bool(known.form or known.bullet)

    def left_of(self, style: str, level: int) -> float | None:
        """Give the indentation of a level in points, None where not said."""
        known = self._levels.get(style, {}).get(level)
        return known.left if known is not None else None

    def count(self, opened: OpenList, style: str, level: int, start: str | None) -> Numbered | None:
        """Count an item and give its number; None where nothing is printed.

        Args:
            opened: the list.
            style: of the part of the list that the item is in.
            level: from 0.
            start: a count with which the item begins anew, if it says one.
        """
        known = self._levels.get(style, {}).get(level)
        if known is None or level >= _LEVELS:
            return None
        last = opened.counts[level]
        fresh = known.start if last is None else last + 1
        opened.counts[level] = count_of(start, fresh)
        opened.counts[level + 1 :] = [None] * (_LEVELS - 1 - level)
        label = known.bullet or self._write(opened, style, level, known)
        is_bullet = not any(map(str.isalnum, label))
        return Numbered(label, f"{style}/{level}", level, is_bullet) if label else None

    def begin_inner(self, opened: OpenList, level: int) -> None:
        """Begin a list inside an item: its level counts anew."""
        if level < _LEVELS:
            opened.counts[level:] = [None] * (_LEVELS - level)

    def _write(self, opened: OpenList, style: str, level: int, known: OdtLevel) -> str:
        if not known.form:
            return ""
        parts = []
        for at in range(max(0, level + 1 - known.shown), level + 1):
            form = self._levels[style].get(at, known)
            count = opened.counts[at]
            if form.form:
                parts.append(_write(form.start if count is None else count, form))
        return f"{known.prefix}{'.'.join(parts)}{known.suffix}".strip()


def _write(count: int, level: OdtLevel) -> str:
    """Write a count in a number format (19.500 style:num-format)."""
    if level.form in {"i", "I"} and 0 < count < 32_768:
        written = roman(count)
        return written.upper() if level.form == "I" else written
    if level.form in {"a", "A"} and count > 0:
        name = "lowerLetter" if level.form == "a" else "upperLetter"
        letters = spreadsheet_letters(count)
        letters = letters.upper() if level.form == "A" else letters
        return write_count(count, name) if level.is_synced else letters
    return str(count)


def _read_levels(element: etree._Element) -> dict[int, OdtLevel]:
    return {
        count_of(child.get(f"{TEXT}level"), 1) - 1: _read_level(child)
        for child in element
        if isinstance(child.tag, str) and child.tag.startswith(TEXT)
    }


def _read_level(element: etree._Element) -> OdtLevel:
    indent = element.find(_INDENT)
    bullet = ""
    if element.tag == f"{TEXT}list-level-style-bullet":
        face = element.find(f"{STYLE}text-properties")
        font = face.get(f"{STYLE}font-name", "") if face is not None else ""
        bullet = symbol_text(element.get(f"{TEXT}bullet-char", "•"), font)
    elif element.tag == f"{TEXT}list-level-style-image":
        bullet = "•"
    return OdtLevel(
        form=element.get(f"{STYLE}num-format", ""),
        prefix=element.get(f"{STYLE}num-prefix", ""),
        suffix=element.get(f"{STYLE}num-suffix", ""),
        shown=count_of(element.get(f"{TEXT}display-levels"), 1, most=_LEVELS),
        start=count_of(element.get(f"{TEXT}start-value"), 1),
        bullet=bullet,
        is_synced=element.get(f"{STYLE}num-letter-sync") == "true",
        left=points(indent.get(f"{FO}margin-left")) if indent is not None else None,
    )
