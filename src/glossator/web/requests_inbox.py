"""What a page may ask about marks of other programs."""

from __future__ import annotations

from msgspec import field

from glossator.web.request_base import Asked


class AdoptForeign(Asked, frozen=True, tag="adopt_foreign"):
    """Sort marks of another program in: `pens` gives each group's key its pen."""

    source: str
    pens: dict[str, str]


class DismissForeign(Asked, frozen=True, tag="dismiss_foreign"):
    """Leave groups and single marks of another program out; or bring all left out back."""

    source: str
    groups: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    bring_back: bool = False
