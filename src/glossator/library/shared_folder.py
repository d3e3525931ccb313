"""A folder that some program carries between devices: what is written there, what taken in.

Every visit does the same, whatever was there before: take in what others have
written, write what nobody has written yet, ask for books that are missing here and
put there those that others ask for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from msgspec import structs

from glossator.library.library import Library
from glossator.library.meeting import Taken, take_in
from glossator.library.missing_files import keep_found, list_missing_files
from glossator.library.shared_log import is_here, write_log
from glossator.model.errors import GlossatorError, InvalidRequestError, NotSavedError
from glossator.model.operations import Operation
from glossator.store.folder import EDITIONS, ORIGINALS
from glossator.store.segments import (
    DamagedSegmentError,
    Segment,
    find_chains,
    list_segments,
    read_segment,
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
        done.written = write_log(library, shared, damaged)
    except OSError as error:
        raise InvalidRequestError(
            f"The shared folder {folder} cannot be read ({error.strerror}). Check that you may "
            "open it; nothing was changed."
        ) from error
    _carry_books(library, shared, done)
    _say_who(library, shared, name, done, damaged)
    return done


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
        if is_here(library, chain[-1]):
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
    return damaged


def _carry_books(library: Library, shared: Path, done: Visit) -> None:
    """Bring books that are missing here, and put there what others ask for."""
    own = shared / library.store.replica
    missing = list_missing_files(library)
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
    missing = list_missing_files(library)
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
