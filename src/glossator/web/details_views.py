"""From details, references and the bin to what goes over HTTP."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict

from glossator.library.bibliographies import ReferencePlan
from glossator.library.binned import measure_bin
from glossator.library.library import Library
from glossator.library.text_change import list_editions
from glossator.model.books import Bibliography, Name, Source
from glossator.web import requests_books, wire, wire_details


def details_view(source: Source) -> wire_details.Details:
    """Show what is known of a source."""
    return wire_details.Details(
        id=source.id,
        title=source.title,
        course=source.course,
        archived=source.archived,
        caption=wire.CaptionView(**asdict(source.caption)),
        bibliography=_bibliography_view(source.bibliography),
        editions=[
            wire_details.EditionView(
                edition=text.edition,
                file_name=text.original.file_name,
                kind=text.original.kind,
                length=text.length,
                made_by=text.made_by,
                problems=list(text.problems),
                in_use=text.edition == source.edition,
            )
            for text in list_editions(source)
        ],
        offers=list(source.offers),
    )


def preview_view(plan: ReferencePlan) -> wire_details.ReferencesPreview:
    """Show what an import of references would do."""
    return wire_details.ReferencesPreview(
        matched=[
            wire_details.MatchView(
                one.source.id,
                one.source.title,
                [wire_details.FieldChange(c.field, c.old, c.new) for c in one.changes],
            )
            for one in plan.matched
        ],
        unmatched=[
            wire_details.UnmatchedView(
                one.title, write_names(one.bibliography.authors), one.bibliography.issued
            )
            for one in plan.unmatched
        ],
        problems=list(plan.problems),
    )


def bin_view(library: Library) -> wire_details.Bin:
    """Show the bin."""
    measured = measure_bin(library)
    marks: Counter[str] = Counter()
    for (source, _pen), count in library.store.count_annotations_by_pen().items():
        marks[source] += count
    return wire_details.Bin(
        sources=[
            wire_details.BinnedView(
                source.id,
                source.title,
                source.original.kind if source.original else "",
                source.length,
                marks[source.id],
            )
            for source in measured.sources
        ],
        size=measured.size,
    )


def write_names(names: tuple[Name, ...]) -> str:
    """Write authors as a table shows them: "Jörg Berg, Court of Herons"."""
    return ", ".join(" ".join(filter(None, (name.given, name.family))) for name in names)


def _bibliography_view(known: Bibliography) -> requests_books.BibliographyView:
    said = asdict(known)
    for field in ("authors", "editors"):
        said[field] = [requests_books.NameView(**name) for name in said[field]]
    return requests_books.BibliographyView(**said)
