"""What a page may ask about the texts of a source."""

from __future__ import annotations

from glossator.web.request_base import Asked


class UseEdition(Asked, frozen=True, tag="use_edition"):
    """Read a source in another of its texts; its marks are found again there."""

    source: str
    edition: str
