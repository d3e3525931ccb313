"""Meeting: an installation takes in what another one, or what lies between them, has.

The log is a set, so it does not matter how often or in which order they meet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from glossator.library.library import Library
from glossator.library.receiving import receive, receive_fork
from glossator.model.operations import Operation

_AT_ONCE = 5_000
"""Operations that are taken in by one transaction; the reader's own come in between."""


class Peer(Protocol):
    """Something that has a log of the same library."""

    def vector(self) -> Mapping[str, tuple[int, str]]:
        """Give what it has of each replica: the last seq and its hash."""

    def has(self, replica: str, seq: int, hashed: str) -> bool:
        """Say whether it has this very operation."""

    def steps(self, replica: str, after: int, limit: int) -> list[list[Operation]]:
        """Give whole steps of a replica behind a seq, about so many operations."""


@dataclass(slots=True)
class Taken:
    """What was taken in.

    Attributes:
        added: operations that were new.
        forked: replicas of which there turned out to be two histories.
    """

    added: int = 0
    forked: list[str] = field(default_factory=list)


def take_in(library: Library, peer: Peer) -> Taken:
    """Take in whatever a peer has and this library has not.

    Raises:
        InvalidRequestError: it is of another library or a newer program, or was
            altered on the way; what was taken in before that is kept.
        NotSavedError: the disk refused; likewise.
    """
    taken = Taken()
    for replica, (seq, hashed) in peer.vector().items():
        if library.store.find_hash(replica, seq) != hashed:
            _take_chain(library, peer, replica, taken)
    return taken


def _take_chain(library: Library, peer: Peer, replica: str, taken: Taken) -> None:
    known, hashed = library.store.read_vector().get(replica, (0, ""))
    if known and not peer.has(replica, known, hashed):
        _take_fork(library, peer, replica, taken)
        return
    while steps := peer.steps(replica, known, _AT_ONCE):
        received = receive(library, steps)
        taken.added += received.added
        if received.forked:
            _take_fork(library, peer, replica, taken)
            return
        known = steps[-1][-1].seq


def _take_fork(library: Library, peer: Peer, replica: str, taken: Taken) -> None:
    theirs = peer.steps(replica, 0, 1 << 62)
    taken.added += receive_fork(library, theirs).added
    taken.forked.append(replica)
