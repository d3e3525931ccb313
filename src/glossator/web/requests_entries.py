"""What a page may ask about the reader's own writing and order in notes."""

from __future__ import annotations

from msgspec import UNSET, Struct, UnsetType

from glossator.web.request_base import Asked, NewId


class SpotView(Struct, frozen=True, forbid_unknown_fields=True):
    """A place in a section ("" above the first), after a line or entry (null: at its head)."""

    section: str
    after: str | None = None


class AddEntry(Asked, frozen=True, tag="add_entry"):
    """Write a paragraph, heading, list or picture (of the area mark `mark`) into notes."""

    entry: NewId
    form: str
    scope: str
    spot: SpotView
    kind: str
    text: str
    mark: str | None = None


class ChangeEntry(Asked, frozen=True, tag="change_entry"):
    """Change what is given of an entry."""

    entry: str
    text: str | UnsetType = UNSET
    kind: str | UnsetType = UNSET
    spot: SpotView | UnsetType = UNSET


class DeleteEntry(Asked, frozen=True, tag="delete_entry"):
    """Delete an entry."""

    entry: str


class MoveLine(Asked, frozen=True, tag="move_line"):
    """Put a line elsewhere in its notes; without a spot, back in its own place."""

    entry: NewId
    form: str
    scope: str
    mark: str
    spot: SpotView | None = None


class HideLine(Asked, frozen=True, tag="hide_line"):
    """Take a line out of sight in one section."""

    entry: NewId
    form: str
    scope: str
    section: str
    mark: str


class ShowLine(Asked, frozen=True, tag="show_line"):
    """Bring a hidden line back into sight."""

    form: str
    scope: str
    section: str
    mark: str


EntryRequest = AddEntry | ChangeEntry | DeleteEntry | MoveLine | HideLine | ShowLine
