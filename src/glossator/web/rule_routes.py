"""Routes for rules: which there are, what one would propose, what they propose in a source."""

from __future__ import annotations

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from glossator.library import proposals, rules
from glossator.library.finding import Hit
from glossator.library.library import Library
from glossator.model.finding import Wanted
from glossator.model.ids import CourseId, PenId, RuleId
from glossator.model.rules import Rule
from glossator.web import wire_rules
from glossator.web.replies import reply, route
from glossator.web.wire_reading import HitView


def rule_routes(library: Library) -> list[Route]:
    """List the routes, as `web.wire_rules` documents them."""

    async def show(request: Request) -> Response:
        course = request.path_params["id"]
        return await reply(lambda: list(map(_rule_view, rules.list_rules(library, course))))

    async def preview(request: Request) -> Response:
        asked = msgspec.json.decode(await request.body(), type=wire_rules.PreviewRequest)
        course = request.path_params["id"]
        return await reply(lambda: _preview_view(library, course, asked))

    async def propose(request: Request) -> Response:
        source = request.path_params["id"]
        return await reply(lambda: _proposals_view(library, source))

    return [
        route("/api/courses/{id}/rules", show),
        route("/api/courses/{id}/rules/preview", preview, "POST"),
        route("/api/sources/{id}/proposals", propose),
    ]


def _rule_view(rule: Rule) -> wire_rules.RuleView:
    wanted = rule.wanted
    return wire_rules.RuleView(
        id=rule.id,
        course=rule.course,
        pen=rule.pen,
        words=wanted.words,
        pattern=wanted.pattern,
        whole=wanted.whole,
        case=wanted.case,
        topic=rule.topic,
        on=rule.on,
        dismissed=len(rule.dismissed),
    )


def _preview_view(
    library: Library, course: str, asked: wire_rules.PreviewRequest
) -> wire_rules.PreviewView:
    wanted = Wanted(asked.words, case=asked.case, whole=asked.whole, pattern=asked.pattern)
    dismissed = rules.get_rule(library, asked.rule).dismissed if asked.rule else ()
    rule = Rule(RuleId(asked.rule), CourseId(course), PenId(asked.pen), wanted, dismissed=dismissed)
    found = proposals.preview(library, rule, everywhere=asked.everywhere)
    names = {each.id: each.name for each in library.catalogue.courses.values()}
    return wire_rules.PreviewView(
        sources=[
            wire_rules.SourceHitsView(
                source=each.source.id,
                title=each.source.title,
                edition=each.source.edition or "",
                course="" if each.source.course == course else names[each.source.course],
                hits=list(map(_hit_view, each.hits)),
            )
            for each in found.sources
        ],
        more=found.more,
    )


def _proposals_view(library: Library, source: str) -> wire_rules.ProposalsView:
    found, more = proposals.propose(library, source)
    return wire_rules.ProposalsView(
        edition=library.catalogue.get_source(source).edition or "",
        proposals=[
            wire_rules.ProposalView(
                each.rule.id,
                each.rule.pen,
                each.hit.span.start,
                each.hit.span.end,
                each.hit.before,
                each.hit.words,
                each.hit.after,
            )
            for each in found
        ],
        more=more,
    )


def _hit_view(hit: Hit) -> HitView:
    return HitView(hit.span.start, hit.span.end, hit.before, hit.words, hit.after)
