"""The routes of a source's texts: list them, have another one made."""

from __future__ import annotations

import msgspec
from msgspec import structs
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from glossator.library.library import Library
from glossator.library.remaking import remaking_of
from glossator.library.scanned import pages_without_text, write_page_range
from glossator.library.text_change import list_editions
from glossator.model.books import Offer, Source, SourceEdition
from glossator.web import views
from glossator.web.replies import reply, route
from glossator.web.wire_texts import MadeText, TextRequest, TextsView


def text_routes(library: Library) -> list[Route]:
    """List the routes, as `web.wire_texts` documents them."""

    async def show(request: Request) -> Response:
        def texts() -> TextsView:
            return _texts_view(library, library.catalogue.get_source(request.path_params["id"]))

        return await reply(texts)

    async def make(request: Request) -> Response:
        asked = msgspec.json.decode(await request.body(), type=TextRequest)
        source = request.path_params["id"]
        queue = remaking_of(library)
        return await reply(lambda: views.job_view(queue.start(source, asked.offer)))

    async def list_jobs(_request: Request) -> Response:
        jobs = remaking_of(library).jobs
        return await reply(lambda: [views.job_view(job) for job in jobs()])

    return [
        route("/api/texts/jobs", list_jobs),
        route("/api/sources/{id}/texts", show),
        route("/api/sources/{id}/texts", make, "POST"),
    ]


def _texts_view(library: Library, source: Source) -> TextsView:
    texts = [_made(source, text) for text in list_editions(source)]
    view = TextsView(source.id, texts, list(source.offers))
    content = library.content_of(source) if Offer.RECOGNISE in source.offers else None
    if content is None:
        return view
    empty = pages_without_text(content)
    return structs.replace(
        view,
        pages=len(content.pages),
        without_text=len(empty),
        range=write_page_range(empty),
    )


def _made(source: Source, text: SourceEdition) -> MadeText:
    extractor, _, parameters = text.made_by.partition(", ")
    pairs = (part.partition("=") for part in parameters.split("; ") if part)
    return MadeText(
        edition=text.edition,
        file_name=text.original.file_name,
        extractor=extractor,
        parameters={name: value for name, _, value in pairs},
        length=text.length,
        in_use=text.edition == source.edition,
    )
