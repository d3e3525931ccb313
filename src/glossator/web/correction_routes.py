"""Routes for the corrections of a source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from glossator.library.correction_words import describe_correction, name_scheme
from glossator.library.library import Library
from glossator.model.books import EditionText, Source
from glossator.model.corrections import Correction, Retype, correction_kind
from glossator.model.text import CITABLE_CONFIDENCE, Pinpoint
from glossator.web.replies import reply, route
from glossator.web.wire_corrections import CorrectionsView, CorrectionView, SchemeView


def correction_routes(library: Library) -> list[Route]:
    """List the routes."""

    async def show_corrections(request: Request) -> Response:
        """Answer with a CorrectionsView."""

        def show() -> CorrectionsView:
            source = library.catalogue.get_source(request.path_params["id"])
            return corrections_view(library, source)

        return await reply(show)

    return [route("/api/sources/{id}/corrections", show_corrections)]


def corrections_view(library: Library, source: Source) -> CorrectionsView:
    """Show what has been corrected in a source, and which pinpoints it has."""
    cursor = library.store.cursor()
    content = library.content_of(source) or EditionText("", ())
    return CorrectionsView(
        cursor,
        [_view(content, correction) for correction in library.corrections_of(source)],
        _schemes(content.pinpoints),
        source.preferred_scheme,
    )


def _view(content: EditionText, correction: Correction) -> CorrectionView:
    what = correction.what
    start = what.starts[0] if isinstance(what, Retype) else what.start
    sentence = describe_correction(content, what)
    return CorrectionView(correction.id, correction_kind(what), start, sentence)


def _schemes(table: Sequence[Pinpoint]) -> list[SchemeView]:
    rows: defaultdict[str, list[Pinpoint]] = defaultdict(list)
    for row in table:
        if row.label:
            rows[row.scheme].append(row)
    return [
        SchemeView(
            scheme,
            name_scheme(scheme),
            len(found),
            sum(row.confidence < CITABLE_CONFIDENCE for row in found),
            sorted({row.origin.value for row in found}),
        )
        for scheme, found in rows.items()
    ]
