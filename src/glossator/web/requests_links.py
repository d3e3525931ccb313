"""What a page may ask about links between marks."""

from __future__ import annotations

from glossator.web.request_base import Asked, NewId


class AddLink(Asked, frozen=True, tag="add_link"):
    """Link a mark to another one; `kind` is a listed one or the reader's own word."""

    annotation: str
    link: NewId
    to: str
    kind: str


class ChangeLink(Asked, frozen=True, tag="change_link"):
    """Say another kind of a link."""

    annotation: str
    link: str
    kind: str


class RemoveLink(Asked, frozen=True, tag="remove_link"):
    """Take a link out of a mark."""

    annotation: str
    link: str
