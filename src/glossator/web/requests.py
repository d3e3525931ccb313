"""What a page may ask to have changed: one struct for each kind of step, told apart by `op`.

A topic with many kinds of its own has them in `web.requests_<topic>`; the union below names all.

See `web.wire` for what holds of all messages.
"""

from __future__ import annotations

from msgspec import UNSET, UnsetType, field

from glossator.web.request_base import Asked, NewId
from glossator.web.requests_areas import AnnotateArea
from glossator.web.requests_books import (
    ArchiveSources,
    BinSources,
    ChangeDetails,
    EmptyBin,
    ImportReferences,
    JoinSources,
    MoveSources,
    RestoreSources,
)
from glossator.web.requests_corrections import Correct, PreferScheme, RemoveCorrection
from glossator.web.requests_entries import EntryRequest
from glossator.web.requests_history import RedoTo, UndoTo
from glossator.web.requests_inbox import AdoptForeign, DismissForeign
from glossator.web.requests_keeping import Settle
from glossator.web.requests_links import AddLink, ChangeLink, RemoveLink
from glossator.web.requests_pens import PenRequest
from glossator.web.requests_print import AddSource, AnnotatePrinted, ChangePrinted
from glossator.web.requests_rules import RuleRequest
from glossator.web.requests_texts import UseEdition
from glossator.web.requests_topics import TopicTreeRequest
from glossator.web.wire import CaptionView, PenView
from glossator.web.wire_areas import RectangleView


class Annotate(Asked, frozen=True, tag="annotate"):
    """Mark a passage; `more` are start and end of further passages of the same mark."""

    annotation: NewId
    source: str
    edition: str
    start: int
    end: int
    pen: str
    own_words: str = ""
    comment: str = ""
    topics: list[str] = field(default_factory=list)
    more: list[tuple[int, int]] = field(default_factory=list)
    importance: int = 0


class ChangeAnnotation(Asked, frozen=True, tag="change_annotation"):
    """Change what is given.

    `spans` are start and end of all passages of a mark on words, `area` is for
    marks on areas.
    """

    annotation: str
    pen: str | UnsetType = UNSET
    own_words: str | UnsetType = UNSET
    comment: str | UnsetType = UNSET
    topics: list[str] | UnsetType = UNSET
    importance: int | UnsetType = UNSET
    answered: bool | UnsetType = UNSET
    spans: list[tuple[int, int]] | UnsetType = UNSET
    area: RectangleView | UnsetType = UNSET


class ChangeAnnotations(Asked, frozen=True, tag="change_annotations"):
    """Change what is given on many marks, as one step."""

    annotations: list[str]
    pen: str | UnsetType = UNSET
    add_topics: list[str] = field(default_factory=list)
    remove_topics: list[str] = field(default_factory=list)
    importance: int | UnsetType = UNSET
    answered: bool | UnsetType = UNSET


class DeleteAnnotations(Asked, frozen=True, tag="delete_annotations"):
    """Delete marks."""

    annotations: list[str]


class AddTopic(Asked, frozen=True, tag="add_topic"):
    """Add a topic as the last child of its parent (null: at the top)."""

    topic: NewId
    course: str
    name: str
    parent: str | None = None


class ChangeTopic(Asked, frozen=True, tag="change_topic"):
    """Rename or move a topic; `before` names the sibling it goes before, null = last."""

    topic: str
    name: str | UnsetType = UNSET
    parent: str | UnsetType | None = UNSET
    before: str | None = None


class DeleteTopic(Asked, frozen=True, tag="delete_topic"):
    """Delete a topic: its children move up, its marks lose this topic only."""

    topic: str


class SavePens(Asked, frozen=True, tag="save_pens"):
    """Replace the pens of a system (forms stay); refused when `version` is not the current one."""

    system: str
    version: int
    name: str
    pens: list[PenView]


class ChangeSource(Asked, frozen=True, tag="change_source"):
    """Change a source's title, caption or course."""

    source: str
    title: str | UnsetType = UNSET
    caption: CaptionView | UnsetType = UNSET
    course: str | UnsetType = UNSET


class DeleteSource(Asked, frozen=True, tag="delete_source"):
    """Take a source out of the library (its file and marks are kept; undo brings all back)."""

    source: str


class AddCourse(Asked, frozen=True, tag="add_course"):
    """Add a course with a pen system made from a preset."""

    course: NewId
    name: str
    preset: str


class ChangeCourse(Asked, frozen=True, tag="change_course"):
    """Rename a course."""

    course: str
    name: str


class Undo(Asked, frozen=True, tag="undo"):
    """Undo this reader's latest step in the library."""


class Redo(Asked, frozen=True, tag="redo"):
    """Redo what was undone last."""


Request = (
    Annotate
    | AnnotateArea
    | ChangeAnnotation
    | ChangeAnnotations
    | AddLink
    | ChangeLink
    | RemoveLink
    | DeleteAnnotations
    | AddTopic
    | ChangeTopic
    | DeleteTopic
    | SavePens
    | ChangeSource
    | DeleteSource
    | ChangeDetails
    | MoveSources
    | ArchiveSources
    | BinSources
    | RestoreSources
    | EmptyBin
    | ImportReferences
    | JoinSources
    | AddSource
    | AnnotatePrinted
    | ChangePrinted
    | RuleRequest
    | EntryRequest
    | TopicTreeRequest
    | AddCourse
    | ChangeCourse
    | AdoptForeign
    | DismissForeign
    | UseEdition
    | Correct
    | RemoveCorrection
    | PreferScheme
    | Undo
    | Redo
    | UndoTo
    | RedoTo
    | Settle
    | PenRequest
)
