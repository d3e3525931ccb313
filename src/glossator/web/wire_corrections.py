"""What goes over HTTP about corrections and pinpoints; see `web.wire` for what holds of all.

| method and path | request | reply |
|---|---|---|
| GET /api/sources/{id}/corrections | – | CorrectionsView |
"""

from __future__ import annotations

from msgspec import Struct


class CorrectionView(Struct, frozen=True):
    """A correction: `kind` as in `web.requests_corrections`, `start` where it is about."""

    id: str
    kind: str
    start: int
    sentence: str


class SchemeView(Struct, frozen=True):
    """A scheme of pinpoints that a text has: its name in words, how many, how surely known.

    `origins` are among "declared", "markup", "detected" and "user"; `unsure` counts
    those too unsure to be cited.
    """

    scheme: str
    name: str
    count: int
    unsure: int
    origins: list[str]


class CorrectionsView(Struct, frozen=True):
    """The corrections of a source's text in the order they apply, and its schemes of pinpoints.

    `preferred` is the scheme that the reader chose, "" for the usual order.
    """

    cursor: int
    corrections: list[CorrectionView]
    schemes: list[SchemeView]
    preferred: str
