"""What every kind of book does with a case's caption: write it neatly, and cite by it."""

from __future__ import annotations

import re
from dataclasses import replace

from glossator.model.books import Bibliography, Caption
from glossator.sources.case_titles import unshouted

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_YEAR = r"(?P<year>\d{4})(?!\d)"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"{_DAY}(?:\s+day\s+of)?\s+{_MONTH},?\s+{_YEAR}",
        r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)",
    )
)
_IN_THE = re.compile(r"^in\s+the\s+", re.IGNORECASE)
_ORDINAL = re.compile(r"(?<=\d)(ST|ND|RD|TH)\b")


def tidy_caption(caption: Caption) -> Caption:
    """Write a caption without what belongs to its setting: capitals throughout, full stops.

    Parties keep their capitals, since titles are made of them.
    """
    return replace(
        caption,
        court=unshouted(_IN_THE.sub("", caption.court).rstrip(" .,")),
        parties=caption.parties.rstrip(" ,"),
        decided=_ORDINAL.sub(lambda found: found[0].lower(), caption.decided.rstrip(" .,")),
        docket=caption.docket.rstrip(" ,"),
    )


def as_case(found: Bibliography, caption: Caption) -> Bibliography:
    """Give what is known of a case: no author, and issued on the day it was decided.

    What a file says of author and date is of whoever typed or saved it.

    Args:
        found: what the file declares.
        caption: of the case; without a court it is no case, and nothing changes.
    """
    if not caption.court:
        return found
    return replace(found, kind="legal_case", authors=(), issued=day_of(caption.decided))


def day_of(written: str) -> str:
    """Give a date as "2010-03-04", "" for what begins with none or with one of two: "3/4/2010"."""
    for form in _FORMS:
        found = form.match(written)
        if found:
            month = found["month"].lower()[:3]
            number = _MONTHS.index(month) + 1 if month in _MONTHS else int(month)
            day = int(found["day"])
            return f"{found['year']}-{number:02d}-{day:02d}" if number <= 12 and day <= 31 else ""
    return ""
