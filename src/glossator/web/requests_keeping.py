"""What a page may ask about conflicts between devices."""

from __future__ import annotations

from glossator.web.request_base import Asked


class Settle(Asked, frozen=True, tag="settle"):
    """Decide a conflict by the side of an operation, or by a text in its place."""

    entity: str
    thing: str
    field: str
    operation: str = ""
    text: str | None = None
