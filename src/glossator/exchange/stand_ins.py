"""Words that stand on paper for pictures (emoji, flags, symbols) that no font has."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

_ZERO_WIDTH_JOINER = "\N{ZERO WIDTH JOINER}"
_KEYCAP = "\N{COMBINING ENCLOSING KEYCAP}"
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)  # two of them make a flag
_SKIN_TONES = dict(
    zip(
        range(0x1F3FB, 0x1F400),
        ("light", "medium-light", "medium", "medium-dark", "dark"),
        strict=True,
    )
)
_TAGS = range(0xE0020, 0xE007F)  # spell the part of a country after a black flag
_INVISIBLE = re.compile("[\u200d\ufe00-\ufe0f\U000e0000-\U000e0fff]")
_MOST_NAMES = 8

# What the bundled fonts surely have is Latin, its punctuation and the zero-width space;
# a letter or digit before anything else may belong to it, as in a keycap.
_UNUSUAL = re.compile("[0-9#*A-Za-z]?[^\0-\u024f\u2010-\u2015\u2018-\u2026\u200b\ufffd]+")


def unusual_clusters(text: str) -> set[str]:
    """Give the characters of a text that a font for Latin may lack, with what is joined to each."""
    return {cluster for run in set(_UNUSUAL.findall(text)) for cluster in _clusters(run)}


def replace_clusters(text: str, words: Mapping[str, str]) -> str:
    """Replace those of the unusual clusters of a text that have words to stand for them."""

    def with_words(run: re.Match[str]) -> str:
        return "".join(words.get(cluster, cluster) for cluster in _clusters(run[0]))

    return _UNUSUAL.sub(with_words, text)


def stand_in(cluster: str) -> str | None:
    """Give “[flag GB]” for a picture, “A” for a styled letter, None for a letter of a script."""
    plain = unicodedata.normalize("NFKC", cluster)
    if plain.isascii() and plain.isalnum() and not cluster.isascii():
        return plain
    if _KEYCAP in cluster and cluster[0].isascii():
        return f"[keycap {cluster[0]}]"
    if unicodedata.category(cluster[0]) in {"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Nd"}:
        return None
    return f"[{_name(cluster)}]"


def visible(cluster: str) -> str:
    """Give a cluster without joiners, variation selectors and tags, which need no glyph."""
    return "".join(char for char in cluster if not _INVISIBLE.match(char))


def _name(cluster: str) -> str:
    """Name a picture as Unicode does, in lower case."""
    flag = "".join(chr(ord(c) - _FLAG_LETTERS[0] + ord("A")) for c in cluster if _is_flag(c))
    region = "".join(chr(ord(c) - 0xE0000) for c in cluster if ord(c) in _TAGS).upper()
    if flag or region:
        return f"flag {flag or region}"
    names = [_name_of(char) for char in visible(cluster)]
    return ", ".join(names[:_MOST_NAMES]) + ("…" if len(names) > _MOST_NAMES else "")


def _name_of(char: str) -> str:
    tone = _SKIN_TONES.get(ord(char))
    return f"{tone} skin" if tone else unicodedata.name(char, "unknown sign").lower()


def _clusters(run: str) -> Iterator[str]:
    """Part a run of characters into what is shown as one, nearly as Unicode (UAX 29) does."""
    cluster = ""
    for char in run:
        if cluster and not _joins(cluster, char):
            yield cluster
            cluster = ""
        cluster += char
    yield cluster


def _joins(cluster: str, char: str) -> bool:
    if _is_flag(char):
        return len(cluster) == 1 and _is_flag(cluster)
    return (
        cluster[-1] == _ZERO_WIDTH_JOINER
        or char == _ZERO_WIDTH_JOINER
        or ord(char) in _SKIN_TONES
        or ord(char) in _TAGS
        or unicodedata.category(char)[0] == "M"
    )


def _is_flag(char: str) -> bool:
    return ord(char) in _FLAG_LETTERS
