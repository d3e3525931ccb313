"""What a page may ask to have corrected in a text; part of `web.requests`."""

from __future__ import annotations

from msgspec import Struct

from glossator.web.request_base import Asked, NewId


class _What(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", kw_only=True):
    """A correction; `start` is a place in code points."""

    start: int


class Retype(_What, frozen=True, tag="retype"):
    """Say what the block at `start` is; `alike`: and all that look like it on other pages."""

    block: str
    level: int = 0
    alike: bool = False


class Join(_What, frozen=True, tag="join"):
    """Join the block that begins at `start` with the next one."""


class Split(_What, frozen=True, tag="split"):
    """Begin a new block at `start`."""


class SetPinpoint(_What, frozen=True, tag="set-pinpoint"):
    """Say what label holds from `start` on."""

    scheme: str
    label: str
    part: str = ""
    count_on: bool = False


class ShiftScheme(_What, frozen=True, tag="shift-scheme"):
    """Add `by` to the labels of a scheme from `start` on."""

    scheme: str
    by: int


class RemovePinpoint(_What, frozen=True, tag="remove-pinpoint"):
    """Take away the pinpoint of a scheme that begins at `start`."""

    scheme: str


What = Retype | Join | Split | SetPinpoint | ShiftScheme | RemovePinpoint


class Correct(Asked, frozen=True, tag="correct"):
    """Correct what was taken from a file; offsets count in `edition`."""

    correction: NewId
    source: str
    edition: str
    what: What


class RemoveCorrection(Asked, frozen=True, tag="remove_correction"):
    """Take corrections back."""

    corrections: list[str]


class PreferScheme(Asked, frozen=True, tag="prefer_scheme"):
    """Choose the scheme of pinpoints that a source is cited by; "" for the usual order."""

    source: str
    scheme: str
