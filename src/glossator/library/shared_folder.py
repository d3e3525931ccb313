"""A folder that some program carries between devices: what is written there, what taken in.

Every visit does the same, whatever was there before: take in what others have
written, write what nobody has written yet, ask for books that are missing here and
put there those that others ask for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from msgspec import structs

from glossator.library.library import Library
from glossator.library.meeting import Taken, take_in
from glossator.library.missing_files import keep_found, list_missing
from glossator.model.errors import GlossatorError, InvalidRequestError, NotSavedError
from glossator.model.operations import Operation
from glossator.store.folder import EDITIONS, ORIGINALS
from glossator.store.segments import (
    DamagedSegmentError,
    Segment,
    find_chains,
    list_segments,
    read_segment,
    write_segment,
)
from glossator.store.shared_files import (
    DEVICE,
    SharedDevice,
    Wanted,
    find_shared_file,
    list_devices,
    offer_file,
    prepare_shared,
    shared_library,
    withdraw_files,
    write_device,
)

_IN_A_SEGMENT = 20_000
_MANY_SEGMENTS = 50
_SEEN_EVERY_MS = 50_000


@dataclass(slots=True)
class Visit:
    """What came of a visit to a shared folder.

    Attributes:
        taken: what was taken in.
        written: operations that were written there.
        books: originals and editions that were brought here.
        devices: the others, as they say of themselves.
        problems: sentences on what could not be done; the rest was.
    """

    taken: Taken = field(default_factory=Taken)
    written: int = 0
    books: int = 0
    devices: list[SharedDevice] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def visit(library: Library, folder: Path, name: str) -> Visit:
    """Take in and write what there is to, in a shared folder.

    Args:
        library: the library.
        folder: as the reader named it; the library has a folder of its own in it.
        name: what this device calls itself.

    Raises:
        InvalidRequestError: the folder is not there, or cannot be read.
        NotSavedError: nothing could be written there, or here; what was taken in is kept.
    """
    if not folder.is_dir():
        raise InvalidRequestError(
            f"The shared folder {folder} is not there. Connect its disk or start the program that "
            "carries it; nothing was changed, and everything waits here."
        )
    shared = shared_library(folder, library.store.space)
    prepare_shared(shared)
    done = Visit()
    try:
        damaged = _take_segments(library, shared, done)
        if done.taken.erased:
            erase_in_segments(library, folder, done.taken.erased)
        _write_log(library, shared, done, damaged)
    except OSError as error:
        raise InvalidRequestError(
            f"The shared folder {folder} cannot be read ({error.strerror}). Check that you may "
            "open it; nothing was changed."
        ) from error
    _carry_books(library, shared, done)
    _say_who(library, shared, name, done, damaged)
    return done


def erase_in_segments(library: Library, folder: Path, things: Collection[tuple[str, str]]) -> None:
    """Write those segments of our own anew in which erased words stand; their names stay.

    Nothing happens where the folder is not there: `visit` does it then.

    Args:
        library: in whose log the words are erased by now.
        folder: as the reader named it.
        things: kind and id of what was erased.

    Raises:
        NotSavedError: it could not be written.
    """
    own = shared_library(folder, library.store.space) / library.store.replica
    if not own.is_dir():
        return
    erased = frozenset(things)
    for segment in list_segments(own.parent):
        if segment.path.parent.parent == own and _is_here(library, segment):
            operations = (one for step in read_segment(segment) for one in step)
            if any((one.entity, one.entity_id) in erased for one in operations):
                _write_again(library, own, segment)


class _Chain:
    """One history of one replica as the segments of a shared folder hold it: a `Peer`."""

    def __init__(self, segments: list[Segment]) -> None:
        self._segments = segments
        self.replica = segments[0].replica

    def vector(self) -> Mapping[str, tuple[int, str]]:
        last = read_segment(self._segments[-1])[-1][-1]
        return {self.replica: (last.seq, last.hash)}

    def has(self, replica: str, seq: int, hashed: str) -> bool:
        holding = [s for s in self._segments if s.replica == replica and s.first <= seq <= s.last]
        operations = (one for segment in holding for step in read_segment(segment) for one in step)
        return any(one.seq == seq and one.hash == hashed for one in operations)

    def steps(self, replica: str, after: int, limit: int) -> list[list[Operation]]:
        found: list[list[Operation]] = []
        count = 0
        for segment in self._segments:
            if segment.replica == replica and segment.last > after and count < limit:
                new = [step for step in read_segment(segment) if step[0].seq > after]
                found += new
                count += sum(map(len, new))
        return found


def _take_segments(library: Library, shared: Path, done: Visit) -> list[str]:
    """Take in what others have written; gives the names of damaged segments."""
    damaged = []
    for chain in find_chains(list_segments(shared)):
        if _is_here(library, chain[-1]):
            continue
        try:
            taken = take_in(library, _Chain(chain))
        except DamagedSegmentError as error:
            damaged.append(error.path.name)
            done.problems.append(str(error))
        except InvalidRequestError as error:
            done.problems.append(str(error))
        else:
            done.taken.added += taken.added
            done.taken.forked += taken.forked
            done.taken.erased += taken.erased
    return damaged


def _is_here(library: Library, segment: Segment) -> bool:
    known = library.store.find_hash(segment.replica, segment.last)
    return known is not None and known.startswith(segment.end)


def _write_log(library: Library, shared: Path, done: Visit, damaged: Iterable[str]) -> None:
    """Write what is here and nowhere in the folder; and anew what somebody found damaged."""
    broken = set(damaged).union(*(d.wanted.segments for d in list_devices(shared)))
    own = shared / library.store.replica
    for segment in list_segments(shared):
        if segment.path.name in broken and segment.path.parent.parent == own:
            _write_again(library, own, segment)
    sound = [s for s in list_segments(shared) if s.path.name not in broken or s.path.parent == own]
    for replica, (seq, _) in library.store.read_vector().items():
        covered = max(
            (s.last for s in sound if s.replica == replica and _is_here(library, s)), default=0
        )
        while covered < seq:
            covered = _write_from(library, own, replica, covered, done)
        _join_small(library, own, replica)


def _write_from(library: Library, own: Path, replica: str, after: int, done: Visit) -> int:
    steps = library.store.read_chain(replica, after, _IN_A_SEGMENT)
    previous = library.store.find_hash(replica, after) or ""
    segment = write_segment(own, steps, previous)
    done.written += segment.last - after
    return segment.last


def _write_again(library: Library, own: Path, segment: Segment) -> None:
    """Write a segment of our own anew from the log."""
    steps = library.store.read_chain(segment.replica, segment.first - 1, 1 << 62)
    within = [step for step in steps if step[-1].seq <= segment.last]
    write_segment(own, within, library.store.find_hash(segment.replica, segment.first - 1) or "")


def _join_small(library: Library, own: Path, replica: str) -> None:
    """Put many small segments of our own into one, so that their number stays small."""
    small = [
        segment
        for segment in list_segments(own.parent)
        if segment.path.parent.parent == own
        and segment.replica == replica
        and segment.last - segment.first < _IN_A_SEGMENT // 2
        and _is_here(library, segment)
    ]
    for row in _in_a_row(small):
        if len(row) >= _MANY_SEGMENTS:
            whole = row[-1]._replace(first=row[0].first, before=row[0].before)
            _write_again(library, own, whole)
            for segment in row:
                segment.path.unlink(missing_ok=True)


def _in_a_row(segments: list[Segment]) -> list[list[Segment]]:
    """Group segments, sorted, of which each follows the one before."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda one: one.first):
        if rows and rows[-1][-1].last + 1 == segment.first:
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return rows


def _carry_books(library: Library, shared: Path, done: Visit) -> None:
    """Bring books that are missing here, and put there what others ask for."""
    own = shared / library.store.replica
    missing = list_missing(library)
    for kind, names in ((ORIGINALS, missing.originals), (EDITIONS, missing.editions)):
        for name in names:
            copies = find_shared_file(shared, kind, name)
            done.books += any(keep_found(library, kind, name, path) for path in copies)
    done.devices = [d for d in list_devices(shared) if d.replica != library.store.replica]
    wanted = Wanted(
        originals=tuple({name for d in done.devices for name in d.wanted.originals}),
        editions=tuple({name for d in done.devices for name in d.wanted.editions}),
    )
    try:
        for kind, names in ((ORIGINALS, wanted.originals), (EDITIONS, wanted.editions)):
            for name in names:
                offer_file(library.folder, own, kind, name)
    except NotSavedError as error:
        done.problems.append(str(error))
    withdraw_files(own, wanted)


def _say_who(
    library: Library, shared: Path, name: str, done: Visit, damaged: Iterable[str]
) -> None:
    missing = list_missing(library)
    vector = {replica: seq for replica, (seq, _) in library.store.read_vector().items()}
    device = SharedDevice(
        replica=library.store.replica,
        space=library.store.space,
        name=name,
        seen=library.clock(),
        vector=vector,
        wanted=Wanted(missing.originals, missing.editions, tuple(damaged)),
    )
    own = [known for known in list_devices(shared) if known.replica == device.replica]
    if any(structs.replace(known, seen=device.seen) == device for known in own) and (
        device.seen - own[0].seen < _SEEN_EVERY_MS
    ):
        return  # else two devices would call one another without end
    try:
        write_device(shared / library.store.replica, device)
    except GlossatorError as error:
        done.problems.append(str(error))


def stamp(folder: Path, library: Library) -> frozenset[tuple[str, int]]:
    """Say when each other device has last written what it says of itself.

    Where that is another than before, a visit is worth while. Nothing where the
    folder is not there.
    """
    shared = shared_library(folder, library.store.space)
    own = shared / library.store.replica
    stamps = set()
    for path in shared.glob(f"*/{DEVICE}"):
        if path.parent != own:
            with suppress(OSError):
                stamps.add((path.parent.name, path.stat().st_mtime_ns))
    return frozenset(stamps)
