"""The little Markdown of the reader's own writing: *stress*, **strong**, `code`.

The page reads more of it (`frontend/src/marks/inline-markdown.ts`); what is not read here stays
the text it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_PIECE = re.compile(
    r"""
      \\(?P<plain>[\\`*_\[\]()<>])
    | `(?P<code>[^`\n]+)`
    | \*\*(?=\S)(?P<strong>[^*\n]+?)(?<=\S)\*\*
    | (?<!\w)__(?=\S)(?P<strong2>[^_\n]+?)(?<=\S)__(?!\w)
    | \*(?=[^\s*])(?P<em>[^*\n]+?)(?<=\S)\*
    | (?<!\w)_(?=[^\s_])(?P<em2>[^_\n]+?)(?<=\S)_(?!\w)
    """,
    re.VERBOSE,
)
_STYLES = {"strong": "strong", "strong2": "strong", "em": "em", "em2": "em", "code": "code"}


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in one style: "" (plain), "em", "strong" or "code"."""

    words: str
    style: str = ""


def read_inline(text: str) -> list[Piece]:
    """Part a text into pieces of one style; O(length)."""
    pieces: list[Piece] = []
    plain, at = "", 0
    for found in _PIECE.finditer(text):
        plain += text[at : found.start()]
        at = found.end()
        name = found.lastgroup or ""
        if name == "plain":
            plain += found[name]
            continue
        if plain:
            pieces.append(Piece(plain))
        plain = ""
        pieces.append(Piece(found[name], _STYLES[name]))
    plain += text[at:]
    return [*pieces, Piece(plain)] if plain or not pieces else pieces
