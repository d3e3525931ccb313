"""What is known of a source, corrected by hand."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, fields, replace

from glossator.library.library import Library
from glossator.model.books import Bibliography, Caption, Name, Source
from glossator.model.errors import InvalidRequestError
from glossator.model.operations import Change, Step, Write
from glossator.store.records import encode_bibliography, encode_caption


@dataclass(frozen=True, slots=True)
class Details:
    """What is known of a source beside its text."""

    title: str
    caption: Caption
    bibliography: Bibliography


def change_details(library: Library, step_id: str, source_id: str, details: Details) -> Change:
    """Replace what is known of a source, as one step; white space is folded.

    Raises:
        NotFoundError: there is no such source.
        InvalidRequestError: the title is empty, or nothing differs.
        NotSavedError: it could not be written.
    """
    source = library.catalogue.get_source(source_id)
    clean = clean_details(details)
    if not clean.title:
        raise InvalidRequestError("A source needs a title. Nothing was changed.")
    writes = detail_writes(source, clean)
    if not writes:
        raise InvalidRequestError(f"Nothing differs from what is known of {source.title}.")
    label = f"Changed the details of {source.title}"
    return library.commit(Step(step_id, "change_details", label, writes))


def detail_writes(source: Source, details: Details) -> tuple[Write, ...]:
    """Give the writes of what differs from what is known."""
    writes: list[Write] = []
    if details.title != source.title:
        writes.append(Write("source", source.id, "title", details.title))
    if details.caption != source.caption:
        writes.append(Write("source", source.id, "caption", encode_caption(details.caption)))
    if details.bibliography != source.bibliography:
        known = encode_bibliography(details.bibliography)
        writes.append(Write("source", source.id, "bibliography", known))
    return tuple(writes)


def clean_details(details: Details) -> Details:
    """Fold white space in every field, and leave out names that say nothing."""
    caption = Caption(**{name: _fold(said) for name, said in asdict(details.caption).items()})
    known = details.bibliography
    said = {
        field.name: _fold(getattr(known, field.name))
        for field in fields(Bibliography)
        if field.name not in {"authors", "editors"}
    }
    said["doi"] = strip_doi(said["doi"])
    bibliography = replace(
        known, **said, authors=_clean_names(known.authors), editors=_clean_names(known.editors)
    )
    return Details(_fold(details.title), caption, bibliography)


def strip_doi(doi: str) -> str:
    """Give a DOI without the address or "doi:" that is often written before it."""
    return re.sub(r"^(https?://(dx\.)?doi\.org/|doi:\s*)", "", doi.strip(), flags=re.IGNORECASE)


def _clean_names(names: tuple[Name, ...]) -> tuple[Name, ...]:
    folded = (Name(_fold(name.family), _fold(name.given)) for name in names)
    said = (name for name in folded if name.family or name.given)
    return tuple(name if name.family else Name(name.given) for name in said)


def _fold(text: str) -> str:
    return " ".join(text.split())
