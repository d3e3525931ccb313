"""A folder of linked Markdown notes, and reading it back: for Obsidian, Logseq and plain editors.

What a folder was written with is kept beside it as its base, so that what comes back is told in
three ways: changed there, changed here, or both.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from glossator.exchange.inline import read_inline
from glossator.model.entries import EntryKind

BASE = ".glossator/base.json"
"""Where in the folder stands what it was written with."""

_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_OF_NOTES = re.compile(r"^glossator: (\S+) (\S+)$", re.MULTILINE)
_ID = re.compile(r"(?:^|\s)\^([0-9a-f-]{36})$")
_ITEM = re.compile(r"^(?P<indent>\s*)(?:[-*+]|\d{1,9}[.)])\s+(?P<rest>.*)$")
_HEADING = re.compile(r"^#{1,6}\s+(?P<rest>.*)$")
_PLACE = re.compile(r"\s\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)$")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_ESCAPED_BLOCK = re.compile(r"\\([^\\`*_\[\]()<>\w\s])")
_LINK_TO_MARK = re.compile(r"\[([^\[\]\n]*)\]\([^()\s]*#\^([0-9a-f-]{36})\)")


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a note in Markdown.

    Attributes:
        id: of the mark or entry that it is, "" for a piece without one.
        kind: what an entry of it would be.
        words: its Markdown without list sign, place and id.
    """

    id: str
    kind: EntryKind
    words: str


@dataclass(frozen=True, slots=True)
class Base:
    """What a folder was written with.

    Attributes:
        blocks: for each id the words it had in each of the files.
        plain: the words of all pieces without an id.
        files: hash of each file's bytes by its path.
    """

    blocks: Mapping[str, Collection[str]] = field(default_factory=dict)
    plain: Collection[str] = ()
    files: Mapping[str, str] = field(default_factory=dict)


def front_matter(form: str, scope: str) -> str:
    """Write the lines by which a file is known again, whatever it is called."""
    return f"---\nglossator: {form} {scope}\n---\n\n"


def notes_of(text: str) -> tuple[str, str] | None:
    """Say of which form and scope a file is; None where it does not say."""
    front = _FRONT.match(text)
    found = _OF_NOTES.search(front[1]) if front else None
    return (found[1], found[2]) if found else None


def file_name(title: str, taken: set[str]) -> str:
    """Make a name for a file that every system takes and no other file has; adds it to `taken`."""
    plain = re.sub(r'[\x00-\x1f<>:"/\\|?*#^\[\]]', " ", title)
    stem = " ".join(plain.split()).strip(". ")[:100].rstrip() or "Notes"
    if re.fullmatch(r"(?i)con|prn|aux|nul|(?:com|lpt)\d", stem):
        stem += " (notes)"
    name, number = stem, 1
    while name.casefold() in taken:
        number += 1
        name = f"{stem} ({number})"
    taken.add(name.casefold())
    return name


def read_blocks(text: str, pen_names: Collection[str] = ()) -> list[Block]:
    """Part a file into its pieces, in order.

    Quotes, comments and pictures beneath a line are passed over: they are not the reader's to
    change there.

    Args:
        text: the file.
        pen_names: names that stand in bold before the lines of pairs.
    """
    reader = _Reader(frozenset(pen_names))
    for line in _FRONT.sub("", text.replace("\r\n", "\n")).split("\n"):
        reader.read(line.rstrip())
    reader.flush()
    return reader.blocks


class _Reader:
    """Reads a file line by line."""

    def __init__(self, pen_names: frozenset[str]) -> None:
        self.blocks: list[Block] = []
        self._names = pen_names
        self._lines: list[str] = []
        self._item: int | None = None
        self._is_beneath = False

    def read(self, line: str) -> None:
        found, item, heading = _ID.search(line), _ITEM.match(line), _HEADING.match(line)
        if found and line.strip() == found[0].strip():
            self.flush()
            self._name_list(found[1])
        elif heading:
            self.flush()
            self._end(EntryKind.HEADING, [heading["rest"]], found)
        elif item:
            self.flush()
            self._is_beneath = False
            self._item = len(item["indent"])
            self._add(item["rest"], found)
        elif not line:
            self._blank()
        elif self._is_beneath and line[:1] in " >":
            pass
        else:
            self._is_beneath = False
            self._add(line, found)

    def _blank(self) -> None:
        if self._item is not None and self._lines:
            self._lines.append("")
        else:
            self.flush()

    def _add(self, line: str, found: re.Match[str] | None) -> None:
        if self._item is not None and self._lines and self._lines[-1] == "" and line[:1] != " ":
            self.flush()
        self._lines.append(line.strip())
        if found:
            kind = EntryKind.PARAGRAPH
            lines, self._lines = self._lines, []
            self._is_beneath, self._item = self._item is not None, None
            self._end(kind, lines, found)

    def flush(self) -> None:
        """End the piece that is being read, which has no id."""
        lines, self._lines = self._lines, []
        item, self._item = self._item, None
        if item:  # beneath a line: its comment
            return
        if any(lines):
            kind = EntryKind.PARAGRAPH if item is None else EntryKind.LIST
            self._end(kind, lines, None)

    def _end(self, kind: EntryKind, lines: list[str], found: re.Match[str] | None) -> None:
        words = "\n".join(lines).strip()
        if found is None:
            self.blocks.append(Block("", kind, words))
            return
        words = _ID.sub("", words)
        label = re.match(r"\*\*(.+?)\*\* ", words)
        if label and label[1] in self._names:
            words = words[label.end() :]
        self.blocks.append(Block(found[1], kind, words))

    def _name_list(self, id_: str) -> None:
        """Make one piece of the list items that stand directly before its id."""
        items: list[str] = []
        while self.blocks and not self.blocks[-1].id and self.blocks[-1].kind is EntryKind.LIST:
            items.append(f"- {self.blocks.pop().words}")
        self.blocks.append(Block(id_, EntryKind.LIST, "\n".join(reversed(items))))


def line_words(markdown: str) -> str:
    """Give a line's Markdown without its place."""
    return _PLACE.sub("", markdown)


def plain_words(markdown: str) -> str:
    """Give Markdown as the plain words that own words are."""
    return _ESCAPED.sub(r"\1", _unbroken(markdown))


def own_text(markdown: str) -> str:
    """Give Markdown as the text of an entry: its little Markdown stays, other escapes go."""
    linked = _LINK_TO_MARK.sub(r"[[\2|\1]]", _unbroken(markdown))
    text = _ESCAPED_BLOCK.sub(r"\1", linked)
    bare = _ESCAPED.sub(r"\1", text)
    return bare if read_inline(bare) == read_inline(text) else text


def _unbroken(markdown: str) -> str:
    return re.sub(r"\\\n", "\n", markdown)
