"""Segments: parts of the log as files that any program may carry from folder to folder.

A shared folder holds a folder for each device that writes there, and nobody writes
in another's. A segment is written once, under a temporary name first, and never
altered, so that a program which copies files at its own pace cannot make a half of
one: until all are there, less is known.

Its name says what is in it: of which replica, from which operation to which, what it
follows and how it ends (the first eight digits of hashes, "-" for the beginning of a
chain). It holds one step a line (`store.lines`), packed by gzip.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from glossator.model.errors import GlossatorError
from glossator.model.operations import Operation
from glossator.store.chain import tail_of
from glossator.store.lines import decode_steps, encode_step
from glossator.store.receiving import find_step_fault
from glossator.store.writing import put_in_place, saving, temporary_file

LOG = "log"
"""The folder of segments in a device's folder."""

_NAME = re.compile(
    r"(?P<replica>[0-9a-f-]{36})\.(?P<first>\d{1,15})-(?P<last>\d{1,15})"
    r"\.(?P<before>[0-9a-f]{8}|-)\.(?P<end>[0-9a-f]{8})\.jsonl\.gz"
)
_HASH_DIGITS = 8
_LARGEST = 1 << 30  # bytes unpacked: some ten million operations


class DamagedSegmentError(GlossatorError):
    """A segment cannot be read; `path` is the file."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        super().__init__(
            f"A file in the shared folder is damaged ({path.parent.parent.name}/{path.name}: "
            f"{reason}). Nothing of it was taken in; the device that wrote it writes it again."
        )


class Segment(NamedTuple):
    """A segment, by its name.

    Attributes:
        path: the file.
        replica: whose operations.
        first: seq of the first.
        last: seq of the last.
        before: beginning of the hash of the operation it follows, "-" for none.
        end: beginning of the hash of its last.
    """

    path: Path
    replica: str
    first: int
    last: int
    before: str
    end: str


def list_segments(shared: Path) -> list[Segment]:
    """List the segments of all devices in a shared folder, sorted; other files are left aside.

    Raises:
        OSError: the folder cannot be read.
    """
    found = (_parse(path) for path in shared.glob(f"*/{LOG}/*.jsonl.gz"))
    return sorted(segment for segment in found if segment is not None)


def read_segment(segment: Segment) -> list[list[Operation]]:
    """Read the steps of a segment.

    Raises:
        DamagedSegmentError: it cannot be read, or does not hold what its name says.
    """
    try:
        with gzip.open(segment.path) as file:
            content = file.read(_LARGEST + 1)
        if len(content) > _LARGEST:
            raise DamagedSegmentError(segment.path, "it is too large to be one")
        steps = list(decode_steps(content.splitlines()))
    except (OSError, EOFError, zlib.error, ValueError) as error:
        reason = "it is not all there" if isinstance(error, EOFError) else str(error)
        raise DamagedSegmentError(segment.path, reason) from error
    if not steps or _named(segment.path.parent, steps, segment.before)[1:] != segment[1:]:
        raise DamagedSegmentError(segment.path, "it holds something else than its name says")
    tail = None
    for step in steps:
        fault = find_step_fault(step, tail)
        if fault is not None:
            raise DamagedSegmentError(segment.path, fault)
        tail = tail_of(step[-1])
    return steps


def write_segment(folder: Path, steps: Sequence[Sequence[Operation]], previous: str) -> Segment:
    """Write a segment into a device's own folder; one that is there is written anew.

    Args:
        folder: the device's own in the shared folder.
        steps: of one replica, in its order without gaps.
        previous: hash of the operation before them, "" for none.

    Raises:
        NotSavedError: it could not be written.
    """
    with saving("A file in the shared folder"):
        (folder / LOG).mkdir(parents=True, exist_ok=True)
        segment = _named(folder / LOG, steps, _shortened(previous))
        with temporary_file(folder / LOG) as file:
            file.write(gzip.compress(b"".join(map(encode_step, steps)), mtime=0))
            put_in_place(file, segment.path)
    return segment


def find_chains(segments: Iterable[Segment]) -> Iterator[list[Segment]]:
    """Give every chain of segments from a beginning to an end that nothing follows.

    A replica has one, in overlapping parts perhaps; two histories of it have two.
    """
    followers: dict[tuple[str, int, str], list[Segment]] = {}
    for segment in segments:
        key = (segment.replica, segment.first, segment.before)
        followers.setdefault(key, []).append(segment)
    beginnings = [key for key in followers if key[1:] == (1, "-")]
    for key in beginnings:
        for first in followers[key]:
            yield from _extend([first], followers, {first.path})


def _extend(
    chain: list[Segment],
    followers: dict[tuple[str, int, str], list[Segment]],
    passed: set[Path],
) -> Iterator[list[Segment]]:
    """Follow a chain to its ends; a place reached before is an end, since two ways lead there."""
    while True:
        last = chain[-1]
        after = followers.get((last.replica, last.last + 1, last.end), ())
        nexts = [segment for segment in after if segment.path not in passed]
        if not nexts:
            yield chain
            return
        passed.update(segment.path for segment in nexts)
        for other in nexts[1:]:
            yield from _extend([*chain, other], followers, passed)
        chain = [*chain, nexts[0]]


def _named(folder: Path, steps: Sequence[Sequence[Operation]], before: str) -> Segment:
    first, last = steps[0][0], steps[-1][-1]
    end = _shortened(last.hash)
    name = f"{first.replica}.{first.seq}-{last.seq}.{before}.{end}.jsonl.gz"
    return Segment(folder / name, first.replica, first.seq, last.seq, before, end)


def _parse(path: Path) -> Segment | None:
    found = _NAME.fullmatch(path.name)
    if found is None:
        return None
    return Segment(
        path,
        found["replica"],
        int(found["first"]),
        int(found["last"]),
        found["before"],
        found["end"],
    )


def _shortened(hashed: str) -> str:
    return hashed[:_HASH_DIGITS] or "-"
