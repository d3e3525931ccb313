"""What a page may ask about what was done."""

from __future__ import annotations

from glossator.web.request_base import Asked


class UndoTo(Asked, frozen=True, tag="undo_to"):
    """Undo all of this reader's steps, from the latest down to this one, that one too."""

    step: str


class RedoTo(Asked, frozen=True, tag="redo_to"):
    """Redo what this reader undid, up to this step, that one too."""

    step: str
