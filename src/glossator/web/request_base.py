"""What every request for a change has."""

from __future__ import annotations

from typing import Annotated, Any

from msgspec import UNSET, Meta, Struct, UnsetType

NewId = Annotated[str, Meta(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
"""An id that the client made: a lower-case UUID."""


class Asked(Struct, frozen=True, forbid_unknown_fields=True, tag_field="op", kw_only=True):
    """What every operation has: `id`, the client's UUID for this step (a retry repeats it)."""

    id: NewId


def given(value: Any | UnsetType) -> Any | None:
    """Give what a request says of a field, None where it leaves the field out."""
    return None if value is UNSET else value
