"""Finding in a text, and the time spent reading: what goes over HTTP.

| method and path | request | reply |
|---|---|---|
| POST /api/sources/{id}/find | FindRequest | FoundView |
| POST /api/sources/{id}/time | TimeRequest | TimeView |
| POST /api/sources/{id}/time/forget | – | 204 |
| POST /api/time/forget | – | 204; of every source |

To find is no change: it is a POST so that what a reader looks for stands in no address.
"""

from __future__ import annotations

from msgspec import Struct


class FindRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """What to look for: `anchors.finding.Wanted`; `in_marks`: only within marks.

    Without words nothing is found, but the text is made ready to be searched.
    """

    words: str
    case: bool = False
    whole: bool = False
    pattern: bool = False
    in_marks: bool = False


class HitView(Struct, frozen=True, array_like=True):
    """A place where something was found, and one line of what stands around it."""

    start: int
    end: int
    before: str
    words: str
    after: str


class FoundView(Struct, frozen=True):
    """What was found, in order; `more` where there is more than is listed.

    `problem`: the sentence that says why the pattern cannot be used, "" for nothing.
    """

    hits: list[HitView]
    more: bool = False
    problem: str = ""


class TimeRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """How long was read since the last of these, in seconds."""

    seconds: int


class TimeView(Struct, frozen=True):
    """How long a source has been read on this machine, in seconds."""

    seconds: int
