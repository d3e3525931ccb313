"""From requests about rules to the library's operations."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from glossator.library import proposals, rules
from glossator.library.library import Library
from glossator.library.retries import once
from glossator.model.finding import Wanted
from glossator.model.operations import Change
from glossator.web import requests_rules
from glossator.web.mark_operations import span_of


def _said(request: requests_rules.AddRule | requests_rules.ChangeRule) -> rules.RuleText:
    wanted = Wanted(request.words, case=request.case, whole=request.whole, pattern=request.pattern)
    return rules.RuleText(request.pen, wanted, request.topic)


def _chosen(views: Iterable[requests_rules.ProposedView]) -> list[proposals.Proposed]:
    return [
        proposals.Proposed(view.rule, view.source, view.edition, span_of(view.start, view.end))
        for view in views
    ]


_PERFORM: dict[type, Callable[[Library, Any], Change]] = {
    requests_rules.AddRule: lambda lib, r: rules.add_rule(
        lib, r.id, r.rule, r.course, _said(r), on=r.on
    ),
    requests_rules.ChangeRule: lambda lib, r: rules.change_rule(lib, r.id, r.rule, _said(r)),
    requests_rules.SwitchRule: lambda lib, r: rules.switch_rule(lib, r.id, r.rule, on=r.on),
    requests_rules.DeleteRule: lambda lib, r: rules.delete_rule(lib, r.id, r.rule),
    requests_rules.ForgetDismissed: lambda lib, r: rules.forget_dismissed(lib, r.id, r.rule),
    requests_rules.AcceptProposals: lambda lib, r: proposals.accept(
        lib, r.id, _chosen(r.proposals)
    ),
    requests_rules.DismissProposals: lambda lib, r: proposals.dismiss(
        lib, r.id, _chosen(r.proposals)
    ),
}

PERFORM = {request: once(do) for request, do in _PERFORM.items()}
