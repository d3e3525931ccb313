"""Read the times that word processors write."""

from __future__ import annotations

from datetime import datetime


def read_time(text: str) -> str:
    """Give a time as RFC 3339 with a zone, "" where it is none.

    Word writes local times and calls them UTC, LibreOffice says no zone; both
    are taken for UTC.
    """
    try:
        time = datetime.fromisoformat(text.strip()[:26].rstrip("Z"))
    except ValueError:
        return ""
    written = time.replace(microsecond=0).isoformat()
    return written.replace("+00:00", "Z") if time.tzinfo is not None else f"{written}Z"
