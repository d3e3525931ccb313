"""What goes over HTTP about the texts of a source; see `web.wire` for what holds of all messages.

| method and path | request | reply |
|---|---|---|
| GET /api/sources/{id}/texts | – | TextsView |
| POST /api/sources/{id}/texts | TextRequest | Job |
| GET /api/texts/jobs | – | list of Job |

A Job of kind "text" has the `state` "waiting", "reading", "made" or "refused". Reading a
source in another of its texts is an operation: `web.requests_texts`, UseEdition.
"""

from __future__ import annotations

from msgspec import Struct


class MadeText(Struct, frozen=True):
    """A text of a source: `extractor` made it, having been told `parameters` by name.

    `file_name` is its file's; `in_use` that the source is read in it.
    """

    edition: str
    file_name: str
    extractor: str
    parameters: dict[str, str]
    length: int
    in_use: bool


class TextsView(Struct, frozen=True):
    """All texts of a source, the oldest first, and what else can be made of its file.

    `offers` are "reader-view", "repair-encoding", "recognise"; for the last,
    `without_text` of `pages` are pictures, which `range` names: "3-7, 12".
    """

    source: str
    texts: list[MadeText]
    offers: list[str]
    pages: int = 0
    without_text: int = 0
    range: str = ""


class TextRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """Which offer to take up."""

    offer: str
