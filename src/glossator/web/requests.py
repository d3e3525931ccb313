"""What a page may ask to have changed: one struct for each kind of step, told apart by `op`.

See `web.wire` for what holds of all messages.
"""

from __future__ import annotations

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from glossator.web.wire import CaptionView, PenView

NewId = Annotated[str, Meta(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
"""An id that the client made: a lower-case UUID."""


class _Request(Struct, frozen=True, forbid_unknown_fields=True, tag_field="op", kw_only=True):
    """What every operation has: `id`, the client's UUID for this step (a retry repeats it)."""

    id: NewId


class Annotate(_Request, frozen=True, tag="annotate"):
    """Mark a passage."""

    annotation: NewId
    source: str
    edition: str
    start: int
    end: int
    pen: str
    own_words: str = ""
    comment: str = ""
    topics: list[str] = []


class ChangeAnnotation(_Request, frozen=True, tag="change_annotation"):
    """Change what is given; `start` and `end` go together."""

    annotation: str
    pen: str | UnsetType = UNSET
    own_words: str | UnsetType = UNSET
    comment: str | UnsetType = UNSET
    topics: list[str] | UnsetType = UNSET
    start: int | UnsetType = UNSET
    end: int | UnsetType = UNSET


class DeleteAnnotations(_Request, frozen=True, tag="delete_annotations"):
    """Delete marks."""

    annotations: list[str]


class AddTopic(_Request, frozen=True, tag="add_topic"):
    """Add a topic as the last child of its parent (null: at the top)."""

    topic: NewId
    course: str
    name: str
    parent: str | None = None


class ChangeTopic(_Request, frozen=True, tag="change_topic"):
    """Rename or move a topic; `before` names the sibling it goes before, null = last."""

    topic: str
    name: str | UnsetType = UNSET
    parent: str | UnsetType | None = UNSET
    before: str | None = None


class DeleteTopic(_Request, frozen=True, tag="delete_topic"):
    """Delete a topic: its children move up, its marks lose this topic only."""

    topic: str


class SavePens(_Request, frozen=True, tag="save_pens"):
    """Replace the pens of a system (forms stay); refused when `version` is not the current one."""

    system: str
    version: int
    name: str
    pens: list[PenView]


class ChangeSource(_Request, frozen=True, tag="change_source"):
    """Change a source's title, caption or course."""

    source: str
    title: str | UnsetType = UNSET
    caption: CaptionView | UnsetType = UNSET
    course: str | UnsetType = UNSET


class DeleteSource(_Request, frozen=True, tag="delete_source"):
    """Take a source out of the library (its file and marks are kept; undo brings all back)."""

    source: str


class AddCourse(_Request, frozen=True, tag="add_course"):
    """Add a course with a pen system made from a preset."""

    course: NewId
    name: str
    preset: str


class ChangeCourse(_Request, frozen=True, tag="change_course"):
    """Rename a course."""

    course: str
    name: str


class Undo(_Request, frozen=True, tag="undo"):
    """Undo this reader's latest step in the library."""


class Redo(_Request, frozen=True, tag="redo"):
    """Redo what was undone last."""


Request = (
    Annotate
    | ChangeAnnotation
    | DeleteAnnotations
    | AddTopic
    | ChangeTopic
    | DeleteTopic
    | SavePens
    | ChangeSource
    | DeleteSource
    | AddCourse
    | ChangeCourse
    | Undo
    | Redo
)
