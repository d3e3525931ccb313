"""What all paragraphs of an OpenDocument text share while it is read."""

from __future__ import annotations

import base64
import binascii
from collections import Counter
from collections.abc import Callable, Sequence

from lxml import etree

from glossator.model.text import ForeignKind
from glossator.sources.odt_lists import OdtLists
from glossator.sources.odt_names import DC, OFFICE, TEXT
from glossator.sources.odt_styles import OdtStyles
from glossator.sources.office_drafts import ForeignDraft
from glossator.sources.pictures import PictureShelf


class OdtStory:
    """The state of one reading.

    Attributes:
        styles: of the document.
        lists: likewise, with their counts so far.
        shelf: the pictures taken in.
        foreign: the marks of other programs by name.
        notes: the body of each note that was called, by its name.
        labels: its label.
        endnotes: the names of those that stand at the end.
        changes: the tracked changes by author.
    """

    def __init__(
        self,
        roots: Sequence[etree._Element],
        text: etree._Element,
        read_file: Callable[[str], bytes | None],
    ) -> None:
        """Prepare.

        Args:
            roots: the document's parts that hold styles.
            text: its body.
            read_file: gives a file of the archive, None where it is missing.
        """
        self.styles, self.lists, self.shelf = OdtStyles(roots), OdtLists(roots), PictureShelf()
        self.foreign: dict[str, ForeignDraft] = {}
        self.notes: dict[str, etree._Element] = {}
        self.labels: dict[str, str] = {}
        self.endnotes: list[str] = []
        self.changes = Counter(
            (region.findtext(f".//{DC}creator") or "").strip()
            for region in text.iter(f"{TEXT}changed-region")
        )
        self._read_file = read_file
        self._ends = {end.get(f"{OFFICE}name", "") for end in text.iter(f"{OFFICE}annotation-end")}

    def has_end(self, name: str) -> bool:
        """Tell whether a comment says where its passage ends."""
        return name in self._ends

    def add_note(self, element: etree._Element, label: str) -> tuple[str, str]:
        """Note that a note is called; give its name and label."""
        name = f"note-{len(self.notes)}"
        label = label or str(len(self.notes) + 1)
        body = element.find(f"{TEXT}note-body")
        if body is not None:
            self.notes[name], self.labels[name] = body, label
            if element.get(f"{TEXT}note-class") == "endnote":
                self.endnotes.append(name)
        return name, label

    def open_highlight(self, colour: str) -> str:
        """Note that a passage with a coloured ground begins and give its name; "" for none."""
        if colour in {"", "#ffffff"}:
            return ""
        name = f"highlight-{len(self.foreign)}"
        self.foreign[name] = ForeignDraft(
            name, ForeignKind.HIGHLIGHT, colour=colour, is_named=False
        )
        return name

    def read_picture(self, element: etree._Element, address: str) -> bytes | None:
        """Read a picture that is in the file; None for one that is missing or elsewhere."""
        inside = element.findtext(f"{OFFICE}binary-data")
        if inside:
            try:
                return base64.b64decode(inside)
            except (binascii.Error, ValueError):
                return b""
        return (
            None if ":" in address or not address else self._read_file(address.removeprefix("./"))
        )
