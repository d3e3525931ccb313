"""See UTF-8 that was once read in another encoding and saved so ("â€œ" for "“"), and repair it.

Telling such letters from meant ones is ftfy's work, of which only the repair
of encodings is used. A text is never changed unless that is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

# What the first two bytes of a letter look like in Windows-1252, Latin-1 and Mac Roman. Most
# texts hold no such pair, so ftfy is seldom loaded.
_SIGN = re.compile("[ÂÃÅâÄÎÏÐÑÕ×ØÙ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|‚Ä|√[\xa0-\xff…]")
_RUN = re.compile(r"[^\n<>]{1,20000}")


@dataclass(frozen=True, slots=True)
class Garbled:
    """Garbled letters of a text: in how many places, one as it stands, and what it means."""

    places: int
    example: str
    meant: str


def find_garbled(text: str) -> Garbled | None:
    """Look for garbled letters; None where there are none, or one alone that may be meant.

    A sign of three letters ("â€™") counts alone; of two ("Ã©") there must be
    two, since some pairs come in names.
    """
    if text.isascii() or _SIGN.search(text) is None:
        return None
    fix, detector = _ftfy()
    places, example = 0, ""
    for run in _RUN.findall(text):
        if not run.isascii() and fix(run) != run:
            found = [match.group() for match in detector.finditer(run)]
            places += len(found)
            example = max([example, *found], key=len)
    if places == 0 or (places == 1 and len(example) < 3):
        return None
    return Garbled(places, example, fix(example))


def repair_garbled(text: str) -> str:
    """Put right what letters were garbled, run by run between tags and line ends."""
    fix, _ = _ftfy()
    return _RUN.sub(lambda run: fix(run.group()), text)


def _ftfy() -> tuple[Callable[[str], str], re.Pattern[str]]:
    import ftfy  # only for the few texts that need it: its tables take 30 ms

    def fix(run: str) -> str:
        return run if run.isascii() else ftfy.fix_encoding(run, explain=False)

    return fix, ftfy.chardata.UTF8_DETECTOR_RE
