"""Bibliographies out and in: what citation managers know of the sources."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from glossator.exchange import bibtex, csl_json, ris
from glossator.exchange.references import ReadReferences, Reference, report_losses
from glossator.library.details import Details, clean_details, detail_writes, strip_doi
from glossator.library.library import Library
from glossator.model.books import Bibliography, Caption, Source
from glossator.model.errors import InvalidRequestError
from glossator.model.ids import CourseId, SourceId
from glossator.model.operations import Change, Step
from glossator.store.records import source_writes


@dataclass(frozen=True, slots=True)
class ReferenceFormat:
    """A format of references.

    Attributes:
        name: as the reader knows it.
        ending: of its files.
        media_type: of its files.
        write: references to text.
        read: text to references.
        carried: the fields it has a place for.
    """

    name: str
    ending: str
    media_type: str
    write: Callable[[Sequence[Reference]], str]
    read: Callable[[str], ReadReferences]
    carried: frozenset[str]


REFERENCE_FORMATS: Mapping[str, ReferenceFormat] = {
    "bibtex": ReferenceFormat(
        "BibTeX",
        "bib",
        "application/x-bibtex",
        bibtex.write_bibtex,
        bibtex.read_bibtex,
        bibtex.CARRIED,
    ),
    "ris": ReferenceFormat(
        "RIS",
        "ris",
        "application/x-research-info-systems",
        ris.write_ris,
        ris.read_ris,
        ris.CARRIED,
    ),
    "csl": ReferenceFormat(
        "CSL JSON",
        "json",
        "application/vnd.citationstyles.csl+json",
        csl_json.write_csl_json,
        csl_json.read_csl_json,
        csl_json.CARRIED,
    ),
}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What an import would change: a field's name, what it says now and then."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Matched:
    """A reference and the source that it is about, with what it would change there."""

    source: Source
    details: Details
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class ReferencePlan:
    """What an import of references would do.

    Attributes:
        matched: the references whose source was found, in their order.
        unmatched: those that no source, or no single one, fits.
        problems: sentences on what could not be read.
    """

    matched: tuple[Matched, ...]
    unmatched: tuple[Reference, ...]
    problems: tuple[str, ...]


def export_references(sources: Sequence[Source], format_name: str) -> tuple[str, list[str]]:
    """Write what is known of sources.

    Args:
        sources: in the order they are written.
        format_name: a key of `REFERENCE_FORMATS`.

    Returns:
        The text, and a sentence on each field that the format cannot carry.

    Raises:
        InvalidRequestError: there is no such format.
    """
    chosen = find_format(format_name)
    references = [Reference(s.title, s.bibliography, s.caption) for s in sources]
    return chosen.write(references), report_losses(references, chosen.name, chosen.carried)


def find_format(name: str) -> ReferenceFormat:
    """Look a format up.

    Raises:
        InvalidRequestError: there is no such format.
    """
    found = REFERENCE_FORMATS.get(name)
    if found is None:
        known = ", ".join(REFERENCE_FORMATS)
        raise InvalidRequestError(f"There is no format “{name}” of references. There are: {known}.")
    return found


def plan_references(library: Library, text: str) -> ReferencePlan:
    """Say what an import of references would do; changes nothing.

    A reference is matched to a source by DOI, else ISBN, else key, else title,
    as long as exactly one source has it. What it says replaces what is known;
    what it does not say stays; a title is replaced only where the match is by
    something surer.

    Args:
        library: the library.
        text: BibTeX, RIS or CSL JSON, told by its content.

    Raises:
        InvalidRequestError: it is none of these.
    """
    read = _recognise(text).read(text)
    index = _Index(list(library.catalogue.sources.values()))
    matched: dict[SourceId, Matched] = {}
    unmatched: list[Reference] = []
    problems = list(read.problems)
    for reference in read.references:
        source, by_title = index.find(reference)
        if source is None:
            unmatched.append(reference)
        elif source.id in matched:
            problems.append(f"Two entries fit {source.title}; the first of them counts.")
        else:
            matched[source.id] = _match(source, reference, keep_title=by_title)
    return ReferencePlan(tuple(matched.values()), tuple(unmatched), tuple(problems))


def import_references(
    library: Library, step_id: str, text: str, *, create_in: str | None = None
) -> Change:
    """Take references in, as one step: correct the sources they fit.

    Args:
        library: the library.
        step_id: the client's id of the step.
        text: BibTeX, RIS or CSL JSON.
        create_in: the course in which sources without a file are made for those
            that fit none; None leaves them out.

    Raises:
        InvalidRequestError: the text is no references, or they change nothing.
        NotFoundError: there is no such course.
        NotSavedError: it could not be written; nothing was changed.
    """
    plan = plan_references(library, text)
    writes = [w for one in plan.matched for w in detail_writes(one.source, one.details)]
    changed = sum(bool(one.changes) for one in plan.matched)
    made: list[Source] = []
    if create_in is not None:
        course = library.catalogue.get_course(create_in).id
        made = [_make_source(library, one, course) for one in plan.unmatched if one.title]
        writes += [write for source in made for write in source_writes(source)]
    if not writes:
        raise InvalidRequestError("The references say nothing that is not known. Nothing changed.")
    label = f"Imported references: {changed} sources corrected, {len(made)} added"
    return library.commit(Step(step_id, "import_references", label, tuple(writes)))


def _recognise(text: str) -> ReferenceFormat:
    head = text.lstrip("\ufeff \t\r\n")
    if head.startswith(("[", "{")):
        return REFERENCE_FORMATS["csl"]
    if re.match(r"(?m)TY {1,2}- ", head) or re.search(r"(?m)^TY {1,2}- ", head):
        return REFERENCE_FORMATS["ris"]
    if re.search(r"@\s*\w+\s*[{(]", head):
        return REFERENCE_FORMATS["bibtex"]
    raise InvalidRequestError(
        "This is neither BibTeX nor RIS nor CSL JSON, so no references were read. Export them "
        "from your citation manager in one of these formats."
    )


class _Index:
    """Sources by what identifies them; what two sources have identifies neither."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._by: dict[tuple[str, str], Source | None] = {}
        for source in sources:
            for sign in _signs(Reference(source.title, source.bibliography)):
                self._by[sign] = None if sign in self._by else source

    def find(self, reference: Reference) -> tuple[Source | None, bool]:
        """Give the source that a reference is about, and whether its title alone says so."""
        for sign in _signs(reference):
            found = self._by.get(sign)
            if found is not None:
                return found, sign[0] == "title"
        return None, False


def _signs(reference: Reference) -> list[tuple[str, str]]:
    """Give what identifies a work, the surest first."""
    known = reference.bibliography
    doi = strip_doi(known.doi).casefold()
    isbn = re.sub(r"[^0-9x]", "", known.isbn.casefold())
    title = "".join(
        char for char in unicodedata.normalize("NFKD", reference.title).casefold() if char.isalnum()
    )
    signs = (("doi", doi), ("isbn", isbn), ("key", known.key), ("title", title))
    return [sign for sign in signs if sign[1]]


def _match(source: Source, reference: Reference, *, keep_title: bool) -> Matched:
    title = source.title if keep_title or not reference.title else reference.title
    details = clean_details(
        Details(
            title,
            Caption(**{**asdict(source.caption), **_said(reference.caption)}),
            replace(source.bibliography, **_said(reference.bibliography)),
        )
    )
    return Matched(source, details, tuple(_changes(source, details)))


def _said(known: Bibliography | Caption) -> dict[str, Any]:
    said = {one.name: getattr(known, one.name) for one in fields(known)}
    return {name: value for name, value in said.items() if value}


def _changes(source: Source, details: Details) -> list[FieldChange]:
    pairs = [("title", source.title, details.title)]
    for old, new in (
        (source.caption, details.caption),
        (source.bibliography, details.bibliography),
    ):
        pairs += [
            (one.name, _shown(getattr(old, one.name)), _shown(getattr(new, one.name)))
            for one in fields(old)
        ]
    return [FieldChange(*pair) for pair in pairs if pair[1] != pair[2]]


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(", ".join(filter(None, (name.family, name.given))) for name in value)
    return str(value)


def _make_source(library: Library, reference: Reference, course: CourseId) -> Source:
    details = clean_details(Details(reference.title, reference.caption, reference.bibliography))
    return Source(
        id=SourceId(library.new_id()),
        title=details.title,
        course=course,
        caption=details.caption,
        bibliography=details.bibliography,
    )
