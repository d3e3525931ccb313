"""Guess which code page a text of single bytes is written in.

Statistical detectors take one accented letter in an English text for Czech as
readily as for French. Here a page has to show that it turns the bytes into the
letters of one language; Windows-1252, the commonest by far, needs less proof.
"""

from __future__ import annotations

import re
from collections import Counter

from charset_normalizer import from_bytes

_SAMPLE_BYTES = 262_144
_WESTERN = [
    "àâæçèéêëîïôœùûüÿ",
    "äöüß",
    "áéíñóúüªº",
    "àáâãçéêíóôõúª",
    "àèéìíîòóùú",
    "æøåéèêóòâôäö",
    "åäöéšžü",
    "éèëïöüóáí",
    "áðéíóúýþæö",
    "àçèéíïòóúü",
]
_PAGES: dict[str, tuple[str, list[str]]] = {
    "cp1252": ("Windows-1252 (Western European)", _WESTERN),
    "cp1250": (
        "Windows-1250 (Central European)",
        ["ąćęłńóśźż", "áčďéěíňóřšťúůýžäľĺôŕ", "áéíóöőúüű", "ăâîşţ", "čćđšž"],
    ),
    "cp1254": ("Windows-1254 (Turkish)", ["çğıöşüâîûİ"]),
    "cp1257": ("Windows-1257 (Baltic)", ["ąčęėįšųūž", "āčēģīķļņšūž", "õäöüšž"]),
    "mac_roman": ("Mac Roman", _WESTERN),
    "cp850": ("DOS code page 850", _WESTERN),
}
"""Code pages of Latin letters: what readers call them, and the small letters of languages."""

_MARKS = "“”‘’„‚–—…§¶©®°·•†‡«»‹›¡¿£€½¼¾±×\xa0\xad™"
_MISPLACED = re.compile(r"(?<=[^\W\d_])(?:[^\w\s’'·\xad–—-](?=[^\W\d_])|[‚„])")
_SURE = 0.95  # share of the letters beyond ASCII that one language has
_AHEAD = 0.1


def guess_code_page(data: bytes) -> tuple[str, str]:
    """Guess the encoding of bytes that are not UTF-8, and give it with a name for readers."""
    sample = data[:_SAMPLE_BYTES]
    latin = _guess_latin(sample)
    if not _is_latin(sample, latin):
        guess = from_bytes(sample).best()
        if guess is not None and not _is_latin(sample, guess.encoding):
            return guess.encoding, guess.encoding.replace("_", "-").upper()
    return latin, _PAGES[latin][0]


def _guess_latin(sample: bytes) -> str:
    """Choose the page whose letters one language has; Windows-1252 unless another fits better."""
    fits = {page: _fit(sample.decode(page, "replace"), page) for page in _PAGES}
    best = max(fits, key=fits.__getitem__)
    return best if fits[best] >= max(_SURE, fits["cp1252"] + _AHEAD) else "cp1252"


def _fit(text: str, page: str) -> float:
    """Give the share of a text's characters beyond ASCII that the language which fits best has."""
    wrong = len(_MISPLACED.findall(text))
    counts = Counter(char for char in text if char > "\x7f")
    total = sum(counts.values())
    marks = sum(counts[mark] for mark in _MARKS) - wrong
    most = max(
        sum(counts[letter] for letter in {*letters, *letters.upper()})
        for letters in _PAGES[page][1]
    )
    return (marks + most) / total if total else 1.0


def _is_latin(sample: bytes, encoding: str) -> bool:
    """Tell whether bytes are in Latin letters: few beyond ASCII, or all of them Latin."""
    text = sample.decode(encoding, "replace")
    letters = [char for char in text if char.isalpha()]
    beyond = [char for char in letters if char > "\x7f"]
    foreign = sum(char > "\u024f" for char in beyond)
    return foreign * 20 <= len(letters) and len(beyond) * 2 <= len(letters)
