"""Several texts of one source: make a further one, or read it in another.

The marks of a source stand in its text in use. When another comes into use each
passage is found again by its words; one that is not found keeps its words and
stays without a place, and the step says how many those are. Undo brings all of
it back.
"""

from __future__ import annotations

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
from glossator.model.books import (
    Extraction,
    Extractor,
    Original,
    Source,
    SourceEdition,
    edition_id,
)
from glossator.model.errors import InvalidRequestError
from glossator.store.files import keep_edition


def describe_extractor(extractor: Extractor) -> str:
    """Say what made a text: "pdf", or "html, reader-view=yes" where it was told something."""
    return ", ".join(filter(None, (extractor.name, extractor.parameters)))


def add_edition(
    library: Library,
    step_id: str,
    source_id: str,
    original: Original,
    extraction: Extraction,
    *,
    use: bool,
) -> Moved:
    """Keep a further text of a source, made from its own file or from another.

    The edition's file is written here, before the operation; the original must
    be in the library already. A text that the source has is not added twice.

    Args:
        library: the library.
        step_id: the client's id of the step.
        source_id: whose text it becomes.
        original: the file it was made of.
        extraction: what was made of it.
        use: read the source in it from now on; else the text in use stays,
            unless there is none.

    Raises:
        NotFoundError: there is no such source.
        InvalidRequestError: the source has this text already, and not to be
            used, or is read in it already.
        NotSavedError: it could not be written.
    """
    made = SourceEdition(
        original=original,
        edition=edition_id(original.hash, extraction.extractor),
        length=len(extraction.content.text),
        made_by=describe_extractor(extraction.extractor),
        problems=extraction.problems,
        offers=tuple(extraction.offers),
    )
    keep_edition(library.folder, made.edition, original.hash, extraction)

    def plan(carried: Carried) -> Plan:
        source = library.catalogue.get_source(source_id)
        editions = list_editions(source)
        if any(one.edition == made.edition for one in editions):
            if not use:
                raise InvalidRequestError(
                    f"{source.title} has this text already. Nothing was changed."
                )
            return _plan_use(library, source, made.edition, carried)
        writes = (editions_write(source, (*editions, made)),) if editions else ()
        added = Plan(f"Added a text of {source.title} ({made.made_by})", writes)
        if not use and editions:
            return added
        return _put_to_use(library, added, source, made, carried)

    return commit_plan(library, step_id, "add_edition", plan)


def use_edition(library: Library, step_id: str, source_id: str, edition: str) -> Moved:
    """Read a source in another of its texts; its marks are found again there.

    Raises:
        NotFoundError: there is no such source.
        InvalidRequestError: the source has no such text, or is read in it already.
        NotSavedError: it could not be written.
    """

    def plan(carried: Carried) -> Plan:
        source = library.catalogue.get_source(source_id)
        return _plan_use(library, source, edition, carried)

    return commit_plan(library, step_id, "use_edition", plan)


def _plan_use(library: Library, source: Source, edition: str, carried: Carried) -> Plan:
    wanted = next((one for one in list_editions(source) if one.edition == edition), None)
    if wanted is None:
        raise InvalidRequestError(
            f"{source.title} has no such text. Load the page again and choose one of those it has."
        )
    if wanted.edition == source.edition:
        raise InvalidRequestError(f"{source.title} is read in this text already.")
    plan = Plan(f"{source.title} is read in another text ({wanted.made_by})", ())
    return _put_to_use(library, plan, source, wanted, carried)


def _put_to_use(
    library: Library, plan: Plan, source: Source, text: SourceEdition, carried: Carried
) -> Plan:
    marks = library.store.list_annotations(source=source.id)
    planned = Plan(plan.label, plan.writes + text_writes(source, text))
    return with_marks(library, planned, marks, text, carried)
