"""The state of an RTF reader inside one group: what letters and paragraphs look like."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum

from glossator.model.text import StyleKind


class Destination(Enum):
    """Where the text of a group goes."""

    TEXT = "text"
    NOWHERE = "nowhere"
    FONTS = "fonts"
    COLOURS = "colours"
    STYLES = "styles"
    LABEL = "label"
    PICTURE = "picture"
    INFO = "info"


@dataclass(slots=True)
class Face:
    """What letters look like."""

    kinds: frozenset[StyleKind] = frozenset()
    is_hidden: bool = False
    is_deleted: bool = False
    is_underlined: bool = False
    highlight: int = 0
    size: float = 0.0
    font: int = -1


@dataclass(slots=True)
class Look:
    """What a paragraph is."""

    left: float = 0.0
    right: float = 0.0
    is_centred: bool = False
    is_rtl: bool = False
    in_table: bool = False
    outline: int = 0
    style: int = 0
    list_name: int = 0
    list_level: int = 0


@dataclass(slots=True)
class Group:
    r"""What holds until the group ends.

    Attributes:
        destination: where its text goes.
        face: of its letters.
        look: of its paragraphs.
        skip: how many letters follow each `\\u` for programs that do not know it.
        field: of the file's information it holds, "" for none.
        ends: what is to be done when it ends: "note", "picture", "style" or "".
    """

    destination: Destination = Destination.TEXT
    face: Face = field(default_factory=Face)
    look: Look = field(default_factory=Look)
    skip: int = 1
    field: str = ""
    ends: str = ""

    def inner(self) -> Group:
        """Give the state of a group that begins inside this one."""
        return replace(self, face=replace(self.face), look=replace(self.look), ends="")
