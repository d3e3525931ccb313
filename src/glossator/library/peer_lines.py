"""Steps as they travel between two programs: lines of JSON, checked on arrival."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from glossator.library.library import Library
from glossator.library.receiving import receive, receive_fork
from glossator.model.errors import InvalidRequestError
from glossator.model.operations import Operation, Received
from glossator.store.lines import decode_steps, encode_step


def write_lines(steps: Iterable[Sequence[Operation]]) -> bytes:
    """Write steps as lines."""
    return b"".join(map(encode_step, steps))


def read_lines(lines: bytes) -> list[list[Operation]]:
    """Read steps from lines.

    Raises:
        InvalidRequestError: they are none.
    """
    try:
        return list(decode_steps(lines.splitlines()))
    except ValueError as error:
        raise InvalidRequestError(
            f"What came from the other computer cannot be read ({error}). Is Glossator there of "
            "the same version? Nothing was changed."
        ) from error


def lines_of(library: Library, replica: str, after: int, limit: int) -> bytes:
    """Give steps of a replica behind a seq, about so many operations, as lines."""
    return write_lines(library.store.read_chain(replica, after, limit))


def receive_lines(library: Library, path: Path) -> Received:
    """Take in the steps that a file of lines holds.

    Raises:
        InvalidRequestError: as `Store.receive`.
        NotSavedError: likewise.
    """
    return receive(library, read_lines(path.read_bytes()))


def receive_fork_lines(library: Library, path: Path) -> Received:
    """Take in another history of a replica that a file of lines holds, as `Store.receive_fork`."""
    steps = read_lines(path.read_bytes())
    return receive_fork(library, steps) if steps else Received()
