"""Changing many marks in one step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from glossator.library.catalogue import Catalogue, require_pen
from glossator.library.library import Library
from glossator.library.marks import check_importance, known_topics
from glossator.model.errors import InvalidRequestError
from glossator.model.ids import TopicId
from glossator.model.marks import Annotation
from glossator.model.operations import Change, Step, Write


@dataclass(frozen=True, slots=True)
class ForEach:
    """What to do to each of many annotations; None leaves a field as it is."""

    pen: str | None = None
    add_topics: tuple[str, ...] = ()
    remove_topics: tuple[str, ...] = ()
    importance: int | None = None
    answered: bool | None = None


def change_annotations(
    library: Library, step_id: str, annotations: Sequence[str], what: ForEach
) -> Change:
    """Change many annotations as one step; those that are so already are left alone.

    Raises:
        NotFoundError: one of them does not exist, or there is no such pen or topic;
            none is changed.
        InvalidRequestError: none was named, or nothing would change.
        NotSavedError: it could not be written.
    """
    found = [library.get_annotation(annotation) for annotation in dict.fromkeys(annotations)]
    if not found:
        raise InvalidRequestError("No mark was named to change.")
    added = known_topics(library.catalogue, what.add_topics)
    writes = [
        write
        for annotation in found
        for write in _writes_for(library.catalogue, annotation, what, added)
    ]
    if not writes:
        raise InvalidRequestError("The marks are so already. Nothing was changed.")
    count = len({write.id for write in writes})
    label = f"{count} {'mark' if count == 1 else 'marks'}: {', '.join(_said(library, what, found))}"
    return library.commit(Step(step_id, "change_annotations", label, tuple(writes)))


def _writes_for(
    catalogue: Catalogue, annotation: Annotation, what: ForEach, added: Sequence[TopicId]
) -> Iterator[Write]:
    """Give the writes that make one annotation as wanted."""
    if what.pen is not None:
        source = catalogue.get_source(annotation.target.source)
        pen = require_pen(catalogue.system_of(source), what.pen)
        if pen.id != annotation.pen:
            yield Write("annotation", annotation.id, "pen", pen.id)
    kept = [topic for topic in annotation.topics if topic not in what.remove_topics]
    topics = list(dict.fromkeys([*kept, *added]))
    if topics != list(annotation.topics):
        yield Write("annotation", annotation.id, "topics", topics)
    if what.importance is not None and check_importance(what.importance) != annotation.importance:
        yield Write("annotation", annotation.id, "importance", what.importance)
    if what.answered is not None and what.answered != annotation.answered:
        yield Write("annotation", annotation.id, "answered", what.answered)


def _said(library: Library, what: ForEach, found: Sequence[Annotation]) -> Iterator[str]:
    """Say in a few words what is done."""
    if what.pen is not None:
        source = library.catalogue.get_source(found[0].target.source)
        yield f"made {require_pen(library.catalogue.system_of(source), what.pen).name}"
    if what.add_topics or what.remove_topics:
        yield "topics changed"
    if what.importance is not None:
        yield f"importance {what.importance}"
    if what.answered is not None:
        yield "answered" if what.answered else "open again"
