"""Two sources that are the same work become one with several texts."""

from __future__ import annotations

from dataclasses import asdict, replace

from glossator.library.courses import refuse_other_pens
from glossator.library.library import Library
from glossator.library.text_change import (
    Carried,
    Moved,
    Plan,
    commit_plan,
    editions_write,
    list_editions,
    text_writes,
    with_marks,
)
from glossator.model.books import Bibliography, Caption, Source, SourceEdition
from glossator.model.errors import InvalidRequestError
from glossator.model.marks import Annotation
from glossator.model.operations import Write
from glossator.store.records import (
    deletion,
    encode_bibliography,
    encode_caption,
    encode_target,
)


def join_sources(library: Library, step_id: str, into_id: str, other_id: str) -> Moved:
    """Make another source's texts and marks those of a source; the other goes.

    The source keeps its title and its text in use (it takes the other's where
    it has none), and learns from the other what it does not know of caption
    and bibliography. The other's marks are found again by their words.

    Args:
        library: the library.
        step_id: the client's id of the step.
        into_id: the source that stays.
        other_id: the source that becomes a part of it.

    Raises:
        NotFoundError: one of them does not exist.
        InvalidRequestError: both are one, or their courses use other pens.
        NotSavedError: it could not be written.
    """
    if into_id == other_id:
        raise InvalidRequestError("A source cannot be joined to itself. Choose two.")

    def plan(carried: Carried) -> Plan:
        catalogue = library.catalogue
        into, other = catalogue.get_source(into_id), catalogue.get_source(other_id)
        return _plan_joining(library, into, other, carried)

    return commit_plan(library, step_id, "join_sources", plan)


def _plan_joining(library: Library, into: Source, other: Source, carried: Carried) -> Plan:
    refuse_other_pens(library, other.title, other.course, into.course)
    label = f"Joined {other.title} to {into.title}"
    writes = (*_learnt(into, other), *_texts(into, other), deletion("source", other.id))
    writes += (Write("source", other.id, "joined_to", into.id),)
    theirs = [_on_source(mark, into) for mark in library.store.list_annotations(source=other.id)]
    text = _text_in_use(into, other)
    if text is None:
        return Plan(label, (*writes, *map(_target_write, theirs)))
    # Those of the source itself stand where they stood, unless it had no text until now.
    ours = [] if into.edition else library.store.list_annotations(source=into.id)
    planned = with_marks(library, Plan(label, writes), [*ours, *theirs], text, carried)
    moved = {write.id for write in planned.writes if write.entity == "annotation"}
    unmoved = tuple(_target_write(mark) for mark in theirs if mark.id not in moved)
    return replace(planned, writes=planned.writes + unmoved)


def _on_source(mark: Annotation, source: Source) -> Annotation:
    return replace(mark, target=replace(mark.target, source=source.id))


def _target_write(mark: Annotation) -> Write:
    return Write("annotation", mark.id, "target", encode_target(mark.target))


def _text_in_use(into: Source, other: Source) -> SourceEdition | None:
    """Give the text that the joined source is read in."""
    in_use = into.edition or other.edition
    texts = (*list_editions(into), *list_editions(other))
    return next((one for one in texts if one.edition == in_use), None)


def _texts(into: Source, other: Source) -> tuple[Write, ...]:
    ours, theirs = list_editions(into), list_editions(other)
    known = {one.edition for one in ours}
    all_of_them = (*ours, *(one for one in theirs if one.edition not in known))
    writes: tuple[Write, ...] = ()
    if len(all_of_them) > max(1, len(ours)):
        writes = (editions_write(into, all_of_them),)
    text = _text_in_use(into, other)
    return writes if into.edition or text is None else writes + text_writes(into, text)


def _learnt(into: Source, other: Source) -> tuple[Write, ...]:
    """Give the writes by which a source takes over what it does not know."""
    more = asdict(other.caption)
    caption = Caption(**{name: said or more[name] for name, said in asdict(into.caption).items()})
    writes: list[Write] = []
    if caption != into.caption:
        writes.append(Write("source", into.id, "caption", encode_caption(caption)))
    if into.bibliography == Bibliography() != other.bibliography:
        known = encode_bibliography(other.bibliography)
        writes.append(Write("source", into.id, "bibliography", known))
    return tuple(writes)
