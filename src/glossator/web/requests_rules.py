"""What a page may ask about rules and what they propose."""

from __future__ import annotations

from msgspec import Struct

from glossator.web.request_base import Asked, NewId


class AddRule(Asked, frozen=True, tag="add_rule"):
    """Add a rule; it proposes nothing before it is `on`."""

    rule: NewId
    course: str
    pen: str
    words: str
    pattern: bool = False
    whole: bool = False
    case: bool = False
    topic: str | None = None
    on: bool = False


class ChangeRule(Asked, frozen=True, tag="change_rule"):
    """Say something else in a rule: all of it."""

    rule: str
    pen: str
    words: str
    pattern: bool
    whole: bool
    case: bool
    topic: str | None


class SwitchRule(Asked, frozen=True, tag="switch_rule"):
    """Have a rule propose, or be silent."""

    rule: str
    on: bool


class DeleteRule(Asked, frozen=True, tag="delete_rule"):
    """Delete a rule; the marks made by it stay."""

    rule: str


class ForgetDismissed(Asked, frozen=True, tag="forget_dismissed"):
    """Have a rule propose again what was dismissed."""

    rule: str


class ProposedView(Struct, frozen=True, forbid_unknown_fields=True, array_like=True):
    """Where a proposal stands: of a rule, in the text `edition` of a source."""

    rule: str
    source: str
    edition: str
    start: int
    end: int


class AcceptProposals(Asked, frozen=True, tag="accept_proposals"):
    """Make marks of proposals, as one step."""

    proposals: list[ProposedView]


class DismissProposals(Asked, frozen=True, tag="dismiss_proposals"):
    """Put proposals away for ever, as one step."""

    proposals: list[ProposedView]


RuleRequest = (
    AddRule
    | ChangeRule
    | SwitchRule
    | DeleteRule
    | ForgetDismissed
    | AcceptProposals
    | DismissProposals
)
