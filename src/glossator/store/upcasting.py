"""Upcasting: operations of older formats as this program's own.

Each upcaster takes an operation's fields by name from one version of the format
to the next. Since the format says what the chain covers, the operations of a
replica are sealed anew after it, which gives the same hashes on every machine.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from glossator.model.operations import Operation
from glossator.store import chain

Fields = Mapping[str, Any]


def _from_first(fields: Fields) -> Fields:
    """Give a label a salt of its own, made from that of the value, and drop `previous`.

    In format 1 the chain covered labels as they were, so that none could be erased.
    """
    kept = {name: value for name, value in fields.items() if name != "previous"}
    salt = hashlib.blake2b(f"label {fields['step']} {fields['salt']}".encode(), digest_size=16)
    return {**kept, "schema": 2, "label_salt": salt.hexdigest(), "label_hash": ""}


UPCASTERS: Mapping[int, Callable[[Fields], Fields]] = {1: _from_first}
"""From each older version of the format, the way to the next."""


def upcast_steps(steps: Iterable[Sequence[Fields]]) -> Iterator[list[Operation]]:
    """Bring steps to this program's format, sealed in new chains.

    Args:
        steps: the operations of each by name of field, all of one format; each
            replica's steps in its order, from the first on.
    """
    tails: dict[str, str] = {}
    for step in steps:
        label = {name: _upcast(step[0])[name] for name in ("label", "label_salt")}
        sealed = []
        for fields in step:
            operation = msgspec.convert({**_upcast(fields), **label}, Operation)
            operation = chain.seal(operation, tails.get(operation.replica, ""))
            tails[operation.replica] = operation.hash
            sealed.append(operation)
        yield sealed


def _upcast(fields: Fields) -> Fields:
    while fields["schema"] in UPCASTERS:
        fields = UPCASTERS[fields["schema"]](fields)
    return fields
