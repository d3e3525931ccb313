"""Which term a line defines, for the index of a book and the list of terms."""

from __future__ import annotations

import re

_LONGEST = 6  # words; a longer beginning is a sentence, not a term
_FEW = 4
_QUOTED = re.compile(r"[“\"‘']([^“”\"‘’']{2,60})[”\"’']")
_ENDS = re.compile(
    r"\s*(?::|–|—|=|\b(?:means|includes|is|are|refers to|denotes)\b)\s", re.IGNORECASE
)
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)


def term_of(own_words: str, quote: str) -> str:
    """Name the term that a definition defines.

    Args:
        own_words: the reader's wording, "" for none: "Battery: harmful contact".
        quote: the passage: "“Dwelling” means a building …".

    Returns:
        What stands before a colon, a dash, "means" or "is"; else the first words in
        quotation marks; else the first few words. Without article. "" for no words.
    """
    words = " ".join((own_words or quote).split())
    quoted = _QUOTED.search(words)
    end = _ENDS.search(words)
    before = words[: end.start()] if end else ""
    if quoted and (not before or quoted.start() < len(before)):
        before = quoted[1]
    if not before or len(before.split()) > _LONGEST:
        before = " ".join(words.split()[:_FEW])
    return _ARTICLE.sub("", before.strip(" “”‘’\"'.,;:…"))
