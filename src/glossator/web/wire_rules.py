"""Rules and what they propose: what goes over HTTP.

| method and path | request | reply |
|---|---|---|
| GET /api/courses/{id}/rules | – | list of RuleView |
| POST /api/courses/{id}/rules/preview | PreviewRequest | PreviewView; 422 for a bad pattern |
| GET /api/sources/{id}/proposals | – | ProposalsView |

A preview is no change: it is a POST so that what a reader looks for stands in no address.
"""

from __future__ import annotations

from msgspec import Struct

from glossator.web.wire_reading import HitView


class RuleView(Struct, frozen=True):
    """A rule: `model.rules.Rule`; `dismissed` says how many passages it must not propose again."""

    id: str
    course: str
    pen: str
    words: str
    pattern: bool
    whole: bool
    case: bool
    topic: str | None
    on: bool
    dismissed: int


class PreviewRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """A rule that is being written.

    `rule` names the one whose dismissed passages do not count; with `everywhere` the sources of
    other courses are looked through as well.
    """

    pen: str
    words: str
    pattern: bool = False
    whole: bool = False
    case: bool = False
    rule: str = ""
    everywhere: bool = False


class SourceHitsView(Struct, frozen=True):
    """What a rule would propose in the text `edition` of a source.

    `course` names the source's course where that is another than the rule's: there it only finds.
    """

    source: str
    title: str
    edition: str
    course: str
    hits: list[HitView]


class PreviewView(Struct, frozen=True):
    """What a rule would propose, by source; `more` where there is more than is listed."""

    sources: list[SourceHitsView]
    more: bool


class ProposalView(Struct, frozen=True, array_like=True):
    """A passage for which a rule proposes a pen, and one line of what stands around it."""

    rule: str
    pen: str
    start: int
    end: int
    before: str
    words: str
    after: str


class ProposalsView(Struct, frozen=True):
    """What the rules that are on propose in the text `edition`, in its order."""

    edition: str
    proposals: list[ProposalView]
    more: bool
