"""What all paragraphs of a DOCX share while it is read: styles, counts, fields, notes, marks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from glossator.model.text import ForeignKind, StyleKind
from glossator.sources.counters import write_count
from glossator.sources.docx_changes import Changes
from glossator.sources.docx_names import W, child_value, value, whole_number
from glossator.sources.docx_numbering import Counters, Lists
from glossator.sources.docx_package import Package
from glossator.sources.docx_styles import Styles
from glossator.sources.office_drafts import ForeignDraft
from glossator.sources.pictures import PictureShelf

_COLOURS = {
    "black": "#000000",
    "blue": "#0000ff",
    "cyan": "#00ffff",
    "darkBlue": "#00008b",
    "darkCyan": "#008b8b",
    "darkGray": "#a9a9a9",
    "darkGreen": "#006400",
    "darkMagenta": "#800080",
    "darkRed": "#8b0000",
    "darkYellow": "#808000",
    "green": "#00ff00",
    "lightGray": "#d3d3d3",
    "magenta": "#ff00ff",
    "red": "#ff0000",
    "yellow": "#ffff00",
}
"""Word's highlighters (ISO/IEC 29500-1, 17.18.40); white and none are no colour."""


_LONGEST_CODE = 100  # runs


@dataclass(frozen=True, slots=True)
class CalledNote:
    """A note that the text calls: its name among the pieces, and its label."""

    name: str
    label: str


class Story:
    """The state of one reading.

    Attributes:
        package: the file's parts.
        styles: its styles.
        lists: the lists it defines.
        counters: their counts so far.
        changes: the tracked changes met so far.
        shelf: the pictures taken in.
        foreign: the marks of other programs by name, in the order of the text.
        kinds: the inline styles of faces that were met, None for hidden text. Their keys
            have the `id`s of paragraphs' faces, which the styles keep alive.
    """

    def __init__(self, package: Package) -> None:
        self.package = package
        self.styles = Styles(package.read_related("styles"))
        self.lists = Lists(package.read_related("numbering"), self.styles.list_of)
        self.counters = Counters(self.lists)
        self.changes = Changes()
        self.shelf = PictureShelf()
        self.foreign: dict[str, ForeignDraft] = {}
        self.kinds: dict[tuple[object, ...], frozenset[StyleKind] | None] = {}
        self._fields: list[list[str] | None] = []  # open fields: their code, None once it is over
        self.is_in_code = False
        self._called: dict[str, str] = {}
        self._counts: dict[str, int] = {}
        self._levels: dict[tuple[str, str], int] = {}

    def follow_field(self, kind: str) -> str:
        """Take in a "begin", "separate" or "end" of a field.

        Returns:
            The code of a field that ended without a result, "" for any other.
        """
        code = ""
        if kind == "begin":
            self._fields.append([])
        elif self._fields and kind == "separate":
            self._fields[-1] = None
        elif self._fields and kind == "end":
            code = "".join(self._fields.pop() or ())
        self.is_in_code = any(field is not None for field in self._fields)
        return code

    def add_code(self, text: str) -> None:
        """Take in a piece of the code of the innermost field."""
        if self._fields and (parts := self._fields[-1]) is not None and len(parts) < _LONGEST_CODE:
            parts.append(text)

    def call(self, kind: str, number: str, mark: str) -> CalledNote | None:
        """Count a call of a note.

        Args:
            kind: "footnote" or "endnote".
            number: its id in the file.
            mark: what the author calls it by, "" to count.
        """
        name = f"{kind}-{number}"
        if not number:
            return None
        if name not in self._called:
            self._called[name] = mark or self._next_label(kind)
        return CalledNote(name, self._called[name])

    def label_of(self, name: str) -> str:
        """Give the label of a note that was called."""
        return self._called[name]

    def called(self, kind: str) -> list[str]:
        """Give the names of the notes of a kind that were called, in order."""
        return [name for name in self._called if name.startswith(kind)]

    def _next_label(self, kind: str) -> str:
        settings = self._settings
        properties = settings.find(f"{W}{kind}Pr") if settings is not None else None
        form = child_value(properties, "numFmt") or (
            "decimal" if kind == "footnote" else "lowerRoman"
        )
        start = whole_number(child_value(properties, "numStart"), 1)
        self._counts[kind] = self._counts.get(kind, start - 1) + 1
        return write_count(self._counts[kind], form)

    def open_highlight(self, colour: str) -> str:
        """Note that a highlighted passage begins and give its name; "" for no colour."""
        shown = _COLOURS.get(colour) or _bright(colour)
        if not shown:
            return ""
        name = f"highlight-{len(self.foreign)}"
        self.foreign[name] = ForeignDraft(name, ForeignKind.HIGHLIGHT, colour=shown, is_named=False)
        return name

    def level_of(self, style: str, number: str) -> int:
        """Give the level at which a paragraph style stands in a list that it names itself.

        The level that is linked to the style counts, then what the style says,
        then both of what it is based on.
        """
        key = style, number
        if key not in self._levels:
            self._levels[key] = self._find_level(style, number)
        return self._levels[key]

    def _find_level(self, style: str, number: str) -> int:
        for name, said in self.styles.list_levels(style):
            linked = self.lists.level_of_style(number, name)
            if linked is not None:
                return linked
            if said:
                return whole_number(said)
        return 0

    def language(self) -> str:
        """Give the language that styles or settings declare, "" for none."""
        if self.styles.language or self._settings is None:
            return self.styles.language
        return value(self._settings.find(f"{W}themeFontLang"))

    @cached_property
    def _settings(self) -> etree._Element | None:
        return self.package.read_related("settings")


def _bright(fill: str) -> str:
    """Give a shade's colour; "" for greys, which set off forms and code and mark nothing."""
    try:
        red, green, blue = (int(fill[at : at + 2], 16) for at in (0, 2, 4))
    except ValueError:
        return ""
    if len(fill) != 6 or max(red, green, blue) - min(red, green, blue) < 48:
        return ""
    return f"#{fill.lower()}"
