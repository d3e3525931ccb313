"""Taking in what other installations wrote: the one way into the store, however it came."""

from __future__ import annotations

from collections.abc import Sequence

from glossator.library.forgetting import forget_words
from glossator.library.library import Library
from glossator.model.operations import Operation, Received

Steps = Sequence[Sequence[Operation]]


def receive(library: Library, steps: Steps) -> Received:
    """Take steps in, and forget here what was erased elsewhere.

    Raises:
        InvalidRequestError: as `Store.receive`.
        NotSavedError: likewise.
    """
    return _forget(library, library.store.receive(steps))


def receive_fork(library: Library, steps: Steps) -> Received:
    """Take another history of a replica in; likewise.

    Raises:
        InvalidRequestError: as `Store.receive_fork`.
        NotSavedError: likewise.
    """
    return _forget(library, library.store.receive_fork(steps, library.new_id()))


def _forget(library: Library, received: Received) -> Received:
    if received.erased:
        forget_words(library, received.erased)
    return received
