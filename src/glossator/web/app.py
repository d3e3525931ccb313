"""The web application: every topic's routes under one roof; what may pass is `web.guard`'s."""

from __future__ import annotations

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from glossator.library.jobs import ImportQueue
from glossator.library.library import Library
from glossator.library.page_pictures import PagePictures
from glossator.library.reading import ReadingPlaces
from glossator.model.errors import GlossatorError
from glossator.web import assets
from glossator.web.conflict_routes import conflict_routes
from glossator.web.correction_routes import correction_routes
from glossator.web.details_routes import details_routes
from glossator.web.device_routes import Household, device_routes
from glossator.web.errors import kind_of, sentence_of, status_of
from glossator.web.events import Streams
from glossator.web.exchange_routes import exchange_routes
from glossator.web.form_routes import form_routes
from glossator.web.history_routes import history_routes
from glossator.web.import_routes import import_routes
from glossator.web.inbox_routes import inbox_routes
from glossator.web.keeping_routes import keeping_routes
from glossator.web.library_routes import library_routes
from glossator.web.mark_routes import mark_routes
from glossator.web.notes_routes import notes_routes
from glossator.web.original_routes import original_routes
from glossator.web.page_routes import page_routes
from glossator.web.pens_routes import pens_routes
from glossator.web.picture_routes import picture_routes
from glossator.web.reading_routes import reading_routes
from glossator.web.replies import error_reply
from glossator.web.rule_routes import rule_routes
from glossator.web.scan_routes import scan_routes
from glossator.web.session import Sessions
from glossator.web.session_routes import session_routes
from glossator.web.source_routes import source_routes
from glossator.web.text_routes import text_routes
from glossator.web.topic_routes import topic_routes


def make_app(
    library: Library,
    sessions: Sessions,
    imports: ImportQueue,
    streams: Streams,
    *,
    pages: PagePictures,
    household: Household,
) -> ASGIApp:
    """Make the application that serves a library; who may speak to it, a `Guard` says.

    Args:
        library: what it serves.
        sessions: who may speak to it.
        imports: where books go.
        streams: what tells open pages of changes.
        pages: draws pages of books.
        household: where and how other devices are let in.
    """
    places = ReadingPlaces(library)
    routes = [
        *session_routes(library, sessions, streams),
        *device_routes(sessions, household),
        *library_routes(library, places),
        *mark_routes(library),
        *source_routes(library, places),
        *reading_routes(library, places),
        *rule_routes(library),
        *correction_routes(library),
        *form_routes(library),
        *notes_routes(library),
        *topic_routes(library),
        *history_routes(library),
        *keeping_routes(library),
        *conflict_routes(library),
        *exchange_routes(library, sessions, household.devices),
        *import_routes(imports),
        *details_routes(library),
        *picture_routes(library),
        *inbox_routes(library),
        *page_routes(library, pages),
        *scan_routes(library),
        *text_routes(library),
        *original_routes(library),
        *pens_routes(library),
        Route("/api", _nothing),
        Route("/api/{path:path}", _nothing),
        Route("/assets/{path:path}", assets.asset),
        Route("/favicon.svg", assets.icon),
        Route("/{path:path}", assets.page),
    ]
    return Starlette(
        routes=routes,
        exception_handlers={
            GlossatorError: _on_known_error,
            msgspec.MsgspecError: _on_bad_request,
            UnicodeDecodeError: _on_bad_request,
            HTTPException: _on_http_error,
            Exception: _on_fault,
        },
    )


def _nothing(_request: Request) -> Response:
    """Answer where the program has no such address."""
    return error_reply(404, "http", "There is nothing at this address.")


async def _on_known_error(_request: Request, error: Exception) -> Response:
    assert isinstance(error, GlossatorError)  # noqa: S101 - Starlette calls by class
    return error_reply(status_of(error), kind_of(error), str(error))


async def _on_bad_request(_request: Request, error: Exception) -> Response:
    return error_reply(400, "request", sentence_of(error))


async def _on_http_error(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - Starlette calls by class
    return error_reply(error.status_code, "http", f"There is nothing here ({error.detail}).")


async def _on_fault(_request: Request, error: Exception) -> Response:
    message = (
        f"The program made a mistake ({type(error).__name__}). What was saved before is safe; "
        "load the page again, and report this if it happens again."
    )
    return error_reply(500, "fault", message)
