"""The state of one reading of an RTF: groups, letters, notes, pictures and properties."""

from __future__ import annotations

import binascii
from collections import Counter
from collections.abc import Callable, Mapping
from typing import ClassVar

from glossator.model.text import ForeignKind
from glossator.sources.office_book import make_note
from glossator.sources.office_drafts import Draft, ForeignDraft
from glossator.sources.pictures import PictureShelf
from glossator.sources.rtf_state import Destination, Group
from glossator.sources.rtf_story import RtfStory
from glossator.sources.symbols import symbol_text

_DEEPEST = 2_000  # groups in groups; deeper ones are read as the one around them
_LONGEST = 300  # characters of a title, a name
_WHITE = "#ffffff"


class RtfReading:
    """What is known while the tokens pass.

    Attributes:
        story: the text that is being gathered: the main one in the end.
        notes: the paragraphs of each note by its name.
        endnotes: the names of those that stand at the end.
        foreign: highlighted passages by name.
        shelf: the pictures taken in.
        info: what the file says of itself: "title", "author".
        created: year, month and day of its making, as far as said.
        language: BCP 47 tag, "" where not said.
        changes: the tracked changes met so far.
        page: the code page of letters whose font says none.
        fonts: of each font the code page ("symbol" for its signs) and the name.
        colours: of the table of colours.
        colour: the one that is being defined.
        styles: of each paragraph style the name and, of a heading, its level.
        defining: the number of the font or style that is being defined.
    """

    def __init__(self) -> None:
        self.story = RtfStory()
        self.notes: dict[str, list[Draft]] = {}
        self.endnotes: list[str] = []
        self.foreign: dict[str, ForeignDraft] = {}
        self.shelf = PictureShelf()
        self.info: dict[str, str] = {}
        self.created: dict[str, int] = {}
        self.language = ""
        self.changes: Counter[str] = Counter()
        self.page = "cp1252"
        self.fonts: dict[int, tuple[str, str]] = {}
        self.colours: list[str] = []
        self.colour = [-1, -1, -1]
        self.styles: dict[int, tuple[str, int]] = {}
        self.defining = 0
        self._groups = [Group()]
        self._too_deep = self._skip = self._last_highlight = 0
        self._stories: list[tuple[RtfStory, str, str]] = []
        self._bytes, self._text = bytearray(), list[str]()
        self._label: list[str] = []
        self._picture = bytearray()

    @property
    def group(self) -> Group:
        """What holds now."""
        return self._groups[-1]

    # Groups.

    def open_group(self) -> None:
        """Begin a group."""
        self.flush()
        if len(self._groups) < _DEEPEST:
            self._groups.append(self.group.inner())
        else:
            self._too_deep += 1

    def close_group(self) -> None:
        """End a group, and do what its end is to bring about."""
        self.flush()
        if self._too_deep:
            self._too_deep -= 1
        elif len(self._groups) > 1:
            ended = self._groups.pop()
            if ended.ends:
                self._ENDINGS[ended.ends](self)

    def send_to(self, destination: Destination, ends: str = "") -> None:
        """Say where the text of this group goes, if it goes anywhere."""
        if self.group.destination is not Destination.NOWHERE:
            self.group.destination, self.group.ends = destination, ends

    # Letters.

    def take_bytes(self, data: bytes) -> None:
        """Take letters as the file has them; those that stand for older programs are skipped."""
        if self._skip:
            skipped = min(self._skip, len(data))
            self._skip -= skipped
            data = data[skipped:]
        self._bytes += data

    def take_unicode(self, number: int) -> None:
        """Take a letter by its number, which is negative above 32,767."""
        self._settle_bytes()
        code = number + 65_536 if number < 0 else number
        if 0 < code < 0x110000:
            self.put(chr(code))
        self._skip = self.group.skip

    def skips(self) -> bool:
        """Tell whether a sign is to be skipped, and count it."""
        if self._skip:
            self._skip -= 1
            return True
        return False

    def _settle_bytes(self) -> None:
        if not self._bytes:
            return
        data = bytes(self._bytes)
        self._bytes.clear()
        group = self.group
        if group.destination is Destination.NOWHERE:
            return
        if group.destination is Destination.PICTURE:
            self._picture += data
            return
        page, font = self.fonts.get(group.face.font, ("", ""))
        if page == "symbol":
            self.put(symbol_text("".join(chr(0xF000 + byte) for byte in data), font))
        else:
            self.put(data.decode(page or self.page, "replace"))

    def put(self, text: str) -> None:
        """Put text where this group's goes."""
        self._settle_bytes()
        group = self.group
        if group.destination is Destination.TEXT:
            self._text.append(text)
        elif group.destination is Destination.LABEL:
            self._label.append(text)
        elif group.destination is Destination.INFO:
            self.info[group.field] = (self.info.get(group.field, "") + text)[:_LONGEST]
        elif group.destination in self._DEFINITIONS:
            self._DEFINITIONS[group.destination](self, text)

    def flush(self) -> None:
        """Give the text so far to the story, in the face that holds."""
        self._settle_bytes()
        self._skip = 0
        if not self._text:
            return
        text = "".join(self._text)
        self._text = []
        face = self.group.face
        if face.is_hidden or face.is_deleted:
            return
        if any("\ud800" <= char <= "\udfff" for char in text):
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        self.story.set_mark(self._mark(face.highlight))
        self.story.add(text, face)

    def _mark(self, highlight: int) -> str:
        """Give the name of the mark that a highlighter makes; "" for none."""
        shown = self.colours[highlight] if 0 < highlight < len(self.colours) else _WHITE
        if shown == _WHITE:
            self._last_highlight = 0
            return ""
        if highlight != self._last_highlight:
            name = f"highlight-{len(self.foreign)}"
            self.foreign[name] = ForeignDraft(
                name, ForeignKind.HIGHLIGHT, colour=shown, is_named=False
            )
            self._last_highlight = highlight
        return f"highlight-{len(self.foreign) - 1}"

    # Tables of fonts, colours and styles.

    def _define_font(self, text: str) -> None:
        page, name = self.fonts.get(self.defining, ("", ""))
        self.fonts[self.defining] = page, (name + text.rstrip(";"))[:_LONGEST]

    def _define_colour(self, text: str) -> None:
        for _ in range(text.count(";")):
            red, green, blue = (min(max(part, 0), 255) for part in self.colour)
            is_automatic = self.colour == [-1, -1, -1]
            self.colours.append(_WHITE if is_automatic else f"#{red:02x}{green:02x}{blue:02x}")
            self.colour = [-1, -1, -1]

    def _define_style(self, text: str) -> None:
        name = text.rstrip(";").strip()[:_LONGEST]
        first = name.casefold().removeprefix("heading ")
        level = int(first) if first in set("123456789") and first != name.casefold() else 0
        self.styles[self.defining] = name, level or self.group.look.outline

    # What ends with a group.

    def begin_note(self) -> None:
        """Begin a note; its call is put where the text stands."""
        name = f"note-{len(self.notes)}"
        label = str(len(self.notes) + 1)
        self.notes[name] = []
        self.story.call_note(name, label)
        self._stories.append((self.story, name, label))
        self.story = RtfStory()
        self.group.destination, self.group.ends = Destination.TEXT, "note"
        self.group.look.in_table = False

    def is_in_note(self) -> bool:
        """Tell whether a note is being read."""
        return bool(self._stories)

    def _end_note(self) -> None:
        outer, name, label = self._stories.pop()
        self.notes[name] = make_note(self.story.finish(self.group.look), name, label)
        self.story = outer

    def name_endnote(self) -> None:
        """Say that the note that is being read stands at the end."""
        self.endnotes.append(self._stories[-1][1])

    def _end_label(self) -> None:
        self.story.set_label("".join(self._label))
        self._label = []

    def begin_picture(self) -> None:
        """Begin a picture."""
        self._picture.clear()
        self.send_to(Destination.PICTURE, "picture")

    def take_binary(self, data: bytes) -> None:
        """Take a picture's bytes as they are."""
        if self.group.destination is Destination.PICTURE:
            self._picture += binascii.hexlify(data)

    def _end_picture(self) -> None:
        digits = bytes(self._picture).translate(None, b" \t\r\n")
        self._picture.clear()
        try:
            data = binascii.unhexlify(digits[: len(digits) // 2 * 2])
        except binascii.Error:
            data = b""
        self.story.add_image(self.shelf.take(data))

    def finish(self) -> list[Draft]:
        """End whatever is open and give the paragraphs of the text."""
        self.flush()
        while self._stories:
            self._end_note()
        return self.story.finish(self._groups[0].look)

    _ENDINGS: ClassVar[Mapping[str, Callable[[RtfReading], None]]] = {
        "note": _end_note,
        "label": _end_label,
        "picture": _end_picture,
    }
    _DEFINITIONS: ClassVar[Mapping[Destination, Callable[[RtfReading, str], None]]] = {
        Destination.FONTS: _define_font,
        Destination.COLOURS: _define_colour,
        Destination.STYLES: _define_style,
    }
