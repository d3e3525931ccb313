"""Messages about notes beside the notes themselves."""

from __future__ import annotations

from typing import Any, Literal

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


class PlainTextView(Struct, frozen=True):
    """Notes, or a line of them, as plain text, and in sentences what it does not hold."""

    text: str
    left_out: list[str]


class LinePlaceView(Struct, frozen=True):
    """Where a mark stands in notes: see `library.note_places.LinePlace`."""

    form: str
    scope: str
    form_title: str
    path: tuple[str, ...]
    is_hidden: bool


class VaultRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """A folder of notes: the texts of its Markdown files by path, and its base."""

    files: dict[str, str]
    base: dict[str, Any]
    take: Literal["ask", "theirs"] = "ask"


class VaultConflict(Struct, frozen=True):
    """Words that were changed here and in a file; nothing of them was taken."""

    file: str
    here: str
    there: str


class VaultReport(Struct, frozen=True):
    """What became of a folder's changes: `library.vault.Report`."""

    taken: list[str]
    added: list[str]
    conflicts: list[VaultConflict]
    remarks: list[str]
