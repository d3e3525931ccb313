"""A TOML text cut at its headings, so that its parts can be named by line, edited and moved."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_LEXEME = re.compile(
    r'"""(?:\\.|[^\\])*?"""|'  # strings over several lines
    r"'''.*?'''|"
    r'"(?:\\.|[^"\\\n])*"|'
    r"'[^'\n]*'|"
    r"#[^\n]*",
    re.DOTALL,
)
_HEADING = re.compile(r"\s*\[\[?\s*([\w-]+(?:\s*\.\s*[\w-]+)*)\s*\]\]?\s*#?\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands under one heading, with the comment lines right above it.

    Attributes:
        heading: "pen" for `[[pen]]`, "form.section"; "" for what stands before the first.
        line: the heading's line, from 1.
        first_line: the line its text begins on, from 1.
        text: up to the next piece.
    """

    heading: str
    line: int
    first_line: int
    text: str

    def line_of(self, key: str) -> int:
        """Give the line on which a key is set, the heading's where it is not."""
        setting = re.compile(rf"\s*{re.escape(key)}\s*=")
        for number, line in enumerate(_without_strings(self.text).split("\n"), self.first_line):
            if setting.match(line):
                return number
        return self.line


@dataclass(frozen=True, slots=True)
class Group:
    """The text of a piece and of the pieces below it.

    Attributes:
        kind: the heading of the first.
        body: the text without the blank space at its end.
        tail: that blank space.
    """

    kind: str
    body: str
    tail: str


def split_pieces(text: str) -> list[Piece]:
    """Cut a TOML text at its headings; the pieces' texts joined give it again.

    Args:
        text: valid TOML. Headings with quoted keys are not seen.

    Returns:
        At least one piece; the first has the heading "" and may be empty.
    """
    lines = re.split(r"(?<=\n)", text)
    shadow = _without_strings(text).split("\n")
    pieces: list[Piece] = []
    begun, heading, heading_line = 0, "", 1
    for number, name in _headings(shadow):
        first = number
        while first > begun and shadow[first - 1].lstrip().startswith("#"):
            first -= 1
        pieces.append(Piece(heading, heading_line, begun + 1, "".join(lines[begun:first])))
        begun, heading, heading_line = first, name, number + 1
    pieces.append(Piece(heading, heading_line, begun + 1, "".join(lines[begun:])))
    return pieces


def group_pieces(pieces: Sequence[Piece], kinds: Sequence[str]) -> list[Group]:
    """Join to each piece of some kinds the pieces below it.

    Args:
        pieces: in the order of the text.
        kinds: headings whose pieces take in what follows: "pen" takes "pen.extra".
    """
    groups: list[list[Piece]] = []
    for piece in pieces:
        kind = groups[-1][0].heading if groups else ""
        if kind in kinds and piece.heading.startswith(f"{kind}."):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return [_join(group) for group in groups]


def _join(pieces: Sequence[Piece]) -> Group:
    text = "".join(piece.text for piece in pieces)
    body = text.rstrip()
    return Group(pieces[0].heading, body, text[len(body) :])


def _headings(shadow: Sequence[str]) -> list[tuple[int, str]]:
    """Find the headings among the lines, as (index from 0, name); arrays may span lines."""
    found, depth = [], 0
    for number, line in enumerate(shadow):
        match = _HEADING.fullmatch(line) if depth == 0 else None
        if match:
            found.append((number, re.sub(r"\s", "", match[1])))
        else:
            depth = max(0, depth + line.count("[") - line.count("]"))
    return found


def _without_strings(text: str) -> str:
    """Empty strings and comments, keeping every line where it is."""

    def emptied(match: re.Match[str]) -> str:
        lexeme = match[0]
        return "#" if lexeme[0] == "#" else '""' + "\n" * lexeme.count("\n")

    return _LEXEME.sub(emptied, text)
