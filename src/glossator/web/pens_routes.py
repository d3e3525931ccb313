"""The routes of pen systems."""

from __future__ import annotations

from collections import Counter

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from glossator.library.library import Library
from glossator.library.marks import timestamp
from glossator.library.pen_moves import PenInUse, list_pens_to_move, list_pens_to_move_to_preset
from glossator.library.pen_sittings import Sitting, list_sittings
from glossator.library.pen_systems import stray_marks, why_kept
from glossator.library.pen_versions import PenVersion
from glossator.web.replies import download, reply, route
from glossator.web.wire_pens import PenSittingView, PenToMoveView, PenUseView, PenVersionView


def pens_routes(library: Library) -> list[Route]:
    """List the routes, as `web.wire_pens` documents them."""

    async def show_use(_request: Request) -> Response:
        return await reply(lambda: _use(library))

    async def show_versions(request: Request) -> Response:
        def show() -> list[PenSittingView]:
            found = list_sittings(library, request.path_params["id"])
            return [_sitting(library, sitting) for sitting in found]

        return await reply(show)

    async def download_file(request: Request) -> Response:
        def read() -> tuple[str, str]:
            catalogue = library.catalogue
            system = catalogue.get_system(request.path_params["id"])
            return system.id, catalogue.system_texts[system.id]

        name, text = await run_in_threadpool(read)
        return download(text.encode(), f"{name}.toml", "application/toml")

    async def show_pens_to_move(request: Request) -> Response:
        def show() -> list[PenToMoveView]:
            course, asked = request.path_params["id"], request.query_params
            if "preset" in asked:
                found = list_pens_to_move_to_preset(library, course, asked["preset"])
            else:
                found = list_pens_to_move(library, course, asked.get("system", ""))
            return [_pen_to_move(pen) for pen in found]

        return await reply(show)

    return [
        route("/api/pens", show_use),
        route("/api/pens/{id}/versions", show_versions),
        route("/api/pens/{id}/file", download_file),
        route("/api/courses/{id}/pens", show_pens_to_move),
    ]


def _use(library: Library) -> list[PenUseView]:
    catalogue, strays = library.catalogue, stray_marks(library)
    marks: dict[str, Counter[str]] = {}
    for (source, pen), count in library.store.count_annotations_by_pen().items():
        known = catalogue.sources.get(source)
        if known is not None and known.course in catalogue.courses:
            system = catalogue.courses[known.course].pen_system
            marks.setdefault(system, Counter())[pen] += count
    return [
        PenUseView(
            system.id,
            [course.id for course in catalogue.courses.values() if course.pen_system == system.id],
            dict(marks.get(system.id, {})),
            why_kept(library, system, strays),
        )
        for system in catalogue.systems.values()
    ]


def _sitting(library: Library, sitting: Sitting) -> PenSittingView:
    versions = [_version(library, version) for version in sitting.versions]
    return PenSittingView(list(sitting.changes), versions)


def _version(library: Library, version: PenVersion) -> PenVersionView:
    return PenVersionView(
        step=version.step,
        number=version.number,
        label=version.label,
        actor="" if version.actor == library.actor else version.actor,
        time=timestamp(version.made_ms),
        changes=list(version.changes),
    )


def _pen_to_move(pen: PenInUse) -> PenToMoveView:
    known = pen.pen
    return PenToMoveView(
        id=pen.id,
        name=known.name if known else "",
        colour=known.colour if known else "",
        stroke=known.stroke.value if known else "",
        letter=known.letter if known else "?",
        marks=pen.marks,
        proposal=pen.proposal.pen if pen.proposal else "",
        likeness=pen.proposal.likeness.value if pen.proposal else "",
        is_in_both=pen.is_in_both,
    )
