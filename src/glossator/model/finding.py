"""What a reader looks for in a text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader looks for.

    Attributes:
        words: as typed; with `pattern` a regular expression in RE2's syntax.
        case: whether capitals count.
        whole: whether only whole words count.
        pattern: whether `words` is a regular expression.
    """

    words: str
    case: bool = False
    whole: bool = False
    pattern: bool = False
