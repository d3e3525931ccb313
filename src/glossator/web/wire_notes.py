"""Messages about notes beside the notes themselves."""

from __future__ import annotations

from msgspec import Struct


class FindingView(Struct, frozen=True):
    """Something to mend in notes: see `study.checks.Finding`."""

    kind: str
    sentence: str
    annotation: str | None
    section: str
    source: str | None


class PassageView(Struct, frozen=True):
    """What stands around a mark: paragraphs of stretches, each with whether it is marked."""

    paragraphs: list[list[tuple[str, bool]]]


class ProposedTopicsView(Struct, frozen=True):
    """Topics one a line, the deeper ones indented."""

    text: str
