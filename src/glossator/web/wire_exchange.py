"""Messages between two programs that have the same library: for paired computers only.

Steps travel as lines of JSON (`store.lines`), one a step.

| method and path | request | reply |
|---|---|---|
| GET /api/exchange | – | ExchangeView |
| GET /api/exchange/has?replica=R&seq=N&hash=H | – | true or false |
| GET /api/exchange/steps?replica=R&after=N&limit=M | – | lines |
| POST /api/exchange/steps | lines | ReceivedView |
| POST /api/exchange/fork | lines | ReceivedView |
| GET /api/exchange/files/{kind}/{name} | – | the file |
| POST /api/exchange/files/{kind}/{name} | the file | 204 |
"""

from __future__ import annotations

from msgspec import Struct


class ExchangeView(Struct, frozen=True):
    """What a program has.

    `vector` gives for each replica the last seq and its hash, `originals` and
    `editions` are the files of books that it has not.
    """

    space: str
    name: str
    vector: dict[str, tuple[int, str]]
    originals: list[str]
    editions: list[str]


class ReceivedView(Struct, frozen=True):
    """What became of steps: how many operations were new, and of which replicas two histories."""

    added: int
    forked: list[str]
