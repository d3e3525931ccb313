"""Meeting another running program of the same library: both have everything afterwards."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from glossator.library.library import Library
from glossator.library.meeting import Peer, Taken, take_in
from glossator.library.missing_files import MissingFiles, keep_found, list_missing_files
from glossator.library.receiving import Steps
from glossator.model.errors import InvalidRequestError
from glossator.model.operations import Received
from glossator.store.folder import EDITIONS, ORIGINALS
from glossator.store.writing import saving, temporary_file

_AT_ONCE = 5_000


class RunningPeer(Peer, Protocol):
    """A program that has the same library open, and answers."""

    def space(self) -> str:
        """Say which library it has."""

    def receive(self, steps: Steps) -> Received:
        """Have it take steps in, as `Store.receive`."""

    def receive_fork(self, steps: Steps) -> Received:
        """Have it take another history of a replica in, as `Store.receive_fork`."""

    def missing(self) -> MissingFiles:
        """List the files of books that it has not."""

    def fetch(self, kind: str, name: str, target: Path) -> bool:
        """Fetch a file of a book; False where it has none."""

    def send(self, kind: str, name: str, file: Path) -> None:
        """Send a file of a book."""


@dataclass(slots=True)
class Meeting:
    """What came of it: what was taken in, operations given, files of books brought and sent."""

    taken: Taken = field(default_factory=Taken)
    given: int = 0
    fetched: int = 0
    sent: int = 0


def meet(library: Library, peer: RunningPeer) -> Meeting:
    """Take in what a peer has and give it what it has not, books too.

    Raises:
        InvalidRequestError: it has another library, or what it sent was altered.
        NotSavedError: the disk refused, here or there; what was exchanged is kept.
        PeerError: it does not answer, or refused.
    """
    if peer.space() != library.store.space:
        raise InvalidRequestError(
            "The other computer has another library open. Open the shared one there, or join it "
            "with a new folder here (glossator join). Nothing was changed."
        )
    meeting = Meeting(take_in(library, peer))
    _give(library, peer, meeting)
    _exchange_books(library, peer, meeting)
    return meeting


def _give(library: Library, peer: RunningPeer, meeting: Meeting) -> None:
    theirs = peer.vector()
    for replica, (seq, hashed) in library.store.read_vector().items():
        known, known_hash = theirs.get(replica, (0, ""))
        if (known, known_hash) == (seq, hashed):
            continue
        if known and library.store.find_hash(replica, known) != known_hash:
            meeting.given += peer.receive_fork(library.store.read_chain(replica, 0, 1 << 62)).added
            continue
        while steps := library.store.read_chain(replica, known, _AT_ONCE):
            meeting.given += peer.receive(steps).added
            known = steps[-1][-1].seq


def _exchange_books(library: Library, peer: RunningPeer, meeting: Meeting) -> None:
    here, there = list_missing_files(library), peer.missing()
    for kind, names in ((ORIGINALS, here.originals), (EDITIONS, here.editions)):
        for name in names:
            meeting.fetched += _fetch(library, peer, kind, name)
    for kind, names in ((ORIGINALS, there.originals), (EDITIONS, there.editions)):
        for name in names:
            file = library.folder / kind / name
            if file.is_file():
                peer.send(kind, name, file)
                meeting.sent += 1


def _fetch(library: Library, peer: RunningPeer, kind: str, name: str) -> bool:
    with saving("A book's file"), temporary_file(library.folder / kind) as copy:
        path = Path(copy.name)
        return peer.fetch(kind, name, path) and keep_found(library, kind, name, path)
