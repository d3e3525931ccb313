"""What goes over HTTP about pen systems; see `web.wire` for what holds of all messages.

| method and path | request | reply |
|---|---|---|
| GET /api/pens | – | list of PenUseView |
| GET /api/pens/{id}/versions | – | list of PenSittingView |
| GET /api/pens/{id}/file | – | the TOML file |
| GET /api/courses/{id}/pens?system=ID | – | list of PenToMoveView |
| GET /api/courses/{id}/pens?preset=ID | – | list of PenToMoveView, for new pens |
"""

from __future__ import annotations

from msgspec import Struct


class PenUseView(Struct, frozen=True):
    """How a pen system is used; `kept` says why it cannot be deleted, "" where it can.

    `marks` are those of the courses that use it, by pen.
    """

    system: str
    courses: list[str]
    marks: dict[str, int]
    kept: str


class PenVersionView(Struct, frozen=True):
    """A version: `step` made it; `actor` is "" for the reader who asks.

    `changes` are phrases such as "Rule: colour, key", empty where nothing that counts changed.
    """

    step: str
    number: int
    label: str
    actor: str
    time: str
    changes: list[str]


class PenSittingView(Struct, frozen=True):
    """Versions that belong together, latest first, and what they changed in all."""

    changes: list[str]
    versions: list[PenVersionView]


class PenToMoveView(Struct, frozen=True):
    """A pen that marks of a course have, were the course to use other pens.

    `proposal` is the new pen that does the same, by `likeness`: "id", "role",
    "name", "meaning" or "section"; both "" for none. `is_in_both`: without a choice its
    marks are the new pen's of the same id.
    """

    id: str
    name: str
    colour: str
    stroke: str
    letter: str
    marks: int
    proposal: str
    likeness: str
    is_in_both: bool
