"""From a decoded request for a correction to the library's operation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from glossator.library import corrections
from glossator.library.library import Library
from glossator.model import corrections as model
from glossator.model.errors import InvalidRequestError
from glossator.model.operations import Change
from glossator.model.text import BlockKind
from glossator.web import requests_corrections as requests


def _correct(library: Library, request: requests.Correct) -> Change:
    alike = isinstance(request.what, requests.Retype) and request.what.alike
    place = (request.source, request.edition)
    what = _what(request.what)
    return corrections.correct(library, request.id, request.correction, place, what, alike=alike)


def _what(asked: requests.What) -> model.What:
    match asked:
        case requests.Retype(start=start):
            return model.Retype((start,), _kind(asked.block), asked.level)
        case requests.Join(start=start):
            return model.Join(start, start)  # the library knows what follows
        case requests.Split(start=start):
            return model.Split(start)
        case requests.SetPinpoint(start=start):
            return model.SetPinpoint(start, asked.scheme, asked.label, asked.part, asked.count_on)
        case requests.ShiftScheme(start=start):
            return model.ShiftScheme(asked.scheme, asked.by, start)
        case requests.RemovePinpoint(start=start):
            return model.RemovePinpoint(asked.scheme, start)


def _kind(name: str) -> BlockKind:
    if name not in set(BlockKind):
        known = ", ".join(BlockKind)
        raise InvalidRequestError(f"There are no blocks of the kind “{name}”: use {known}.")
    return BlockKind(name)


PERFORM: Mapping[type, Callable[[Library, Any], Change]] = {
    requests.Correct: _correct,
    requests.RemoveCorrection: lambda lib, r: corrections.remove_corrections(
        lib, r.id, r.corrections
    ),
    requests.PreferScheme: lambda lib, r: corrections.prefer_scheme(lib, r.id, r.source, r.scheme),
}
"""For each request about corrections, what does it."""
