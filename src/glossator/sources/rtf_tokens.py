"""Cut RTF (Rich Text Format 1.9.1) into tokens, in one pass and linear time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?"
    rb"|\\'(?P<byte>[0-9a-fA-F]{2})"
    rb"|\\(?P<sign>[^a-zA-Z])"
    rb"|(?P<brace>[{}])"
    rb"|(?P<text>[^\\{}\r\n\x00]+)"
    rb"|[\r\n\x00]+|\\",
    re.DOTALL,
)


class TokenKind(Enum):
    """What a token is."""

    WORD = "word"
    SIGN = "sign"
    OPEN = "open"
    CLOSE = "close"
    BYTES = "bytes"
    BINARY = "binary"


@dataclass(slots=True)
class Token:
    r"""A token.

    Attributes:
        kind: what it is.
        name: of a control word, or the sign.
        number: the parameter of a control word, None without one.
        data: the bytes of a text; several `\\'xx` in a row are one token, since
            two may be one letter.
        letters: how many letters of the file `data` counts for behind `\\u`.
    """

    kind: TokenKind
    name: str = ""
    number: int | None = None
    data: bytes = b""


def tokens(data: bytes) -> Iterator[Token]:
    """Give the tokens of a file, one after the other."""
    at, end = 0, len(data)
    while at < end:
        found = _TOKEN.match(data, at)
        if found is None:  # cannot be, but no file is to hold this loop
            at += 1
            continue
        at = found.end()
        kind = found.lastgroup
        if kind in {"word", "number"}:
            token = _word(found)
            if token.name == "bin" and token.number:
                length = min(max(token.number, 0), end - at)
                yield Token(TokenKind.BINARY, data=data[at : at + length])
                at += length
            else:
                yield token
        elif kind is not None:
            yield _other(kind, found[kind])


def _word(found: re.Match[bytes]) -> Token:
    number = found["number"]
    name = found["word"].decode("ascii")
    return Token(TokenKind.WORD, name, int(number) if number is not None else None)


def _other(kind: str, held: bytes) -> Token:
    if kind == "brace":
        return Token(TokenKind.OPEN if held == b"{" else TokenKind.CLOSE)
    if kind == "sign":
        return Token(TokenKind.SIGN, held.decode("latin-1"))
    if kind == "byte":
        return Token(TokenKind.BYTES, name="hex", data=bytes((int(held, 16),)))
    return Token(TokenKind.BYTES, data=held)
