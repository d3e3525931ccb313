"""Salvage: what can still be read of a damaged journal, written into a new one.

Every page is read by itself (`store.pages`), every operation is proved by its hashes
(`store.chains`), and what is missing is taken from copies where they have it. The new log
holds each operation as it was written, under its own name; where some are missing
it says so (`store.salvaged`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace
from pathlib import Path

import apsw
import msgspec

from glossator.model.errors import LibraryUnusableError
from glossator.model.operations import Operation, Step, Write
from glossator.store import chain, erasing, lines, schema
from glossator.store import material as materials
from glossator.store.chains import Chains, Found, Proof, choose, drop_strays, fill, prove
from glossator.store.folder import JOURNAL
from glossator.store.journal import Journal, append_step, insert_step
from glossator.store.pages import (
    Frame,
    Pages,
    committed,
    open_pages,
    overlaid,
    read_frames,
)
from glossator.store.platform import flush_file, flush_folder, place_of
from glossator.store.receiving import find_step_fault
from glossator.store.refold import replace_derived
from glossator.store.salvaged import Known, Salvaged, seal, write_salvaged
from glossator.store.whole_steps import LOST, in_order_of_arrival

OnProgress = Callable[[str, int, int], None]
"""Called with (what is read, done, all)."""

_BUILDING = "writing-salvaged.tmp"
_CLOCK = "SELECT clock FROM register WHERE entity = ? AND entity_id = ? AND field = ?"


@dataclass(frozen=True, slots=True)
class Gap:
    """Operations that are lost: how many, and between which times, in milliseconds since 1970.

    `before_ms` is None where nothing came after them.
    """

    count: int
    after_ms: int
    before_ms: int | None


@dataclass(frozen=True, slots=True)
class Doubt:
    """An operation that is not proved to be as it was written.

    Attributes:
        entity: what kind of thing it is on.
        id: which thing.
        field: which of its registers.
        reason: "words" that were altered, a "sentence" of the history that was, or its
            "place": when and by whom it was made.
        is_kept: its words are in the new library; else they could not be read at all.
    """

    entity: str
    id: str
    field: str
    reason: str
    is_kept: bool


@dataclass(slots=True)
class Outcome:
    """What became of a damaged journal.

    Attributes:
        found: operations that are in the new one.
        gaps: those that are lost.
        doubts: those that are not proved.
        rescued: values that only what was derived from the log still showed, as
            kind of thing, id and field.
        filled: how many came from elsewhere, by file.
        remarks: sentences on what was read.
        is_resealed: it was not known any more whose log it was, so its hashes are new.
    """

    found: int = 0
    gaps: list[Gap] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    rescued: list[tuple[str, str, str]] = field(default_factory=list)
    filled: dict[str, int] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    is_resealed: bool = False


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be salvaged.

    Attributes:
        folder: the damaged library's.
        copies: files that may hold what is missing: copies of journal.db, or steps as
            lines of JSON (`.jsonl`); the later ones first.
        target: a folder for the new journal, without one.
        keeps_doubtful: altered words are kept as they are; else they are left out.
    """

    folder: Path
    copies: Sequence[Path]
    target: Path
    keeps_doubtful: bool = True


@dataclass(frozen=True, slots=True)
class _Draft:
    """What is to be written: steps, how many operations are lost, and what registers showed."""

    steps: list[list[Found]]
    lost: int
    shown: list[materials.RowValues]


@dataclass(slots=True)
class _Read:
    """A journal as its pages give it."""

    chains: Chains
    listed: dict[str, set[int]]
    meta: dict[str, set[str]]
    space: str

    @property
    def proved(self) -> int:
        return sum(
            1
            for one in self.chains.values()
            for found in one.values()
            if found.proof is Proof.WHOLE
        )


def salvage(
    wish: Wish,
    *,
    clock: Callable[[], int],
    new_id: Callable[[], str],
    random_bytes: Callable[[int], bytes],
    on_progress: OnProgress,
) -> Outcome:
    """Write a new journal with all that can still be read of a damaged one and its copies.

    Needs some 2 GB of memory and two minutes a million operations.

    Raises:
        LibraryUnusableError: nothing of a journal of this program is left; or an older
            one made it.
        OSError: the new journal cannot be written.
        apsw.Error: likewise.
    """
    outcome = Outcome()
    with ExitStack() as files:
        read, pages = _read_library(files, wish.folder, outcome, on_progress)
        _fill_from_copies(read, wish.copies, outcome, on_progress)
        if not read.chains:
            raise LibraryUnusableError(
                str(wish.folder),
                f"nothing could be read of its {JOURNAL}, and no copy was found. Name a folder "
                "with copies: --from FOLDER; nothing was changed.",
            )
        journal = Journal(read.space or new_id(), clock, random_bytes)
        if not read.space:
            _seal_anew(read.chains, journal.space)
            outcome.is_resealed = True
        steps = in_order_of_arrival(read.chains)
        lost = _find_gaps(read, outcome)
        shown = materials.find_registers(pages, lost) if pages and lost else []
        _describe_doubts(steps, wish, outcome)
        identity = {
            "library_id": _only(read.meta.get("library_id"), journal.space),
            "space": journal.space,
            "replica": new_id(),
        }
        _write(wish.target, identity, journal, _Draft(steps, len(lost), shown), outcome)
    return outcome


# ---------------------------------------------------------------- reading


def _read_library(
    files: ExitStack, folder: Path, outcome: Outcome, on_progress: OnProgress
) -> tuple[_Read, Pages | None]:
    """Read a library's journal, with its write-ahead log where that belongs to it."""
    try:
        pages = files.enter_context(open_pages(folder / JOURNAL))
    except OSError as error:
        outcome.remarks.append(f"{JOURNAL} could not be opened ({error.strerror}).")
        return _Read({}, {}, {}, ""), None
    best, looked_at = _read_pages(pages, JOURNAL, "", on_progress), pages
    for wal in sorted(folder.glob(f"{JOURNAL}-wal*")):  # those that were put aside come later
        frames = _read_wal(wal, outcome)
        if frames:
            wals = (wal.name, frames)
            best, looked_at = _with_wal(best, looked_at, wals, outcome, on_progress)
    return best, looked_at


def _with_wal(
    plain: _Read,
    pages: Pages,
    wal: tuple[str, list[Frame]],
    outcome: Outcome,
    on_progress: OnProgress,
) -> tuple[_Read, Pages]:
    """Read a journal with its write-ahead log, and behind a fault in that, as far as it is proved.

    A log that makes less of the journal sound than there was belongs to another one.
    """
    name, frames = wal
    whole, beyond = overlaid(pages, committed(frames)), overlaid(pages, frames)
    reads = [_read_pages(whole, name, "", on_progress), plain]
    if len(committed(frames)) < len(frames):
        reads.append(_read_pages(beyond, name, "", on_progress))
    if plain.proved:
        reads = [one for one in reads if one.space == plain.space]
    best = max(reads, key=lambda one: one.proved)
    for one in reads:
        if one is not best and one.space == best.space:
            fill(best.chains, one.chains)
    _prove_all(best.chains)
    if best is plain:
        outcome.remarks.append(f"{name} belongs to another {JOURNAL} and was not used.")
        return plain, pages
    if best is not reads[0]:
        outcome.remarks.append(f"{name} is damaged; what stands behind the damage was read too.")
    return best, beyond if best is reads[-1] else whole


def _read_wal(path: Path, outcome: Outcome) -> list[Frame]:
    try:
        return read_frames(path)
    except OSError as error:
        outcome.remarks.append(f"{path.name} could not be read ({error.strerror}).")
        return []


def _read_pages(pages: Pages, what: str, origin: str, on_progress: OnProgress) -> _Read:
    material = materials.gather(pages, lambda done, total: on_progress(what, done, total))
    spaces = material.meta.get("space", set()) | material.meta.get("library_id", set())
    space, names = materials.find_names(material, spaces)
    chains: Chains = {}
    listed: dict[str, set[int]] = {}
    for number, name in names.items():
        found = materials.operations_of(material, number, name, space)
        chains[name] = choose(Found(one, position, origin) for position, one in found)
        prove(chains[name])
        listed[name] = material.listed.get(number, set())
        drop_strays(chains[name], listed[name])
    return _Read(chains, listed, material.meta, space)


def _fill_from_copies(
    read: _Read, copies: Sequence[Path], outcome: Outcome, on_progress: OnProgress
) -> None:
    for path in copies:
        theirs = _read_copy(path, outcome, on_progress)
        if theirs is None:
            continue
        if read.chains and theirs.space != read.space and read.space:
            outcome.remarks.append(f"{path.name} belongs to another library and was not used.")
            continue
        if not read.space and theirs.space:
            read.space = theirs.space
        taken = fill(read.chains, theirs.chains)
        for key, values in theirs.meta.items():
            read.meta.setdefault(key, values)
        _prove_all(read.chains)
        if taken:
            outcome.filled[str(path)] = taken


def _read_copy(path: Path, outcome: Outcome, on_progress: OnProgress) -> _Read | None:
    try:
        if path.suffix == ".jsonl":
            return _read_lines(path, on_progress)
        with open_pages(path) as pages:
            return _read_pages(pages, path.name, str(path), on_progress)
    except OSError as error:
        outcome.remarks.append(f"{path.name} could not be read ({error.strerror}).")
        return None


def _read_lines(path: Path, on_progress: OnProgress) -> _Read:
    """Read steps from lines of JSON; lines that are none, or not whole, are passed over."""
    chains: Chains = {}
    spaces: Counter[str] = Counter()
    on_progress(path.name, 0, 0)
    with path.open("rb") as file:
        for line in file:
            try:
                step = lines.decode_step(line)
            except (ValueError, RecursionError):
                continue
            if find_step_fault(step, None) is not None:
                continue
            spaces[step[0].space] += len(step)
            own = chains.setdefault(step[0].replica, {})
            own.update((one.seq, Found(one, 0, str(path))) for one in step)
    _prove_all(chains)
    return _Read(chains, {}, {}, max(spaces, key=lambda one: spaces[one], default=""))


def _prove_all(chains: Chains) -> None:
    for one in chains.values():
        prove(one)


def _seal_anew(chains: Chains, space: str) -> None:
    """Seal operations in new chains, since it is not known whose the log was."""
    for one in chains.values():
        previous = ""
        for seq in sorted(one):
            found = one[seq]
            is_sound = chain.find_fault_in_words(found.operation) is None
            operation = replace(found.operation, space=space)
            found.operation = chain.seal(operation, previous) if is_sound else operation
            previous = found.operation.hash
        prove(one)


# ---------------------------------------------------------------- what is lost or in doubt


def _find_gaps(read: _Read, outcome: Outcome) -> list[tuple[str, int]]:
    """Find what is lost; each by replica and seq."""
    lost: list[tuple[str, int]] = []
    for replica, found in read.chains.items():
        last = max([*found, *read.listed.get(replica, ())], default=0)
        missing = [seq for seq in range(1, last + 1) if seq not in found]
        lost += ((replica, seq) for seq in missing)
        for first, count in _runs(missing):
            before, after = found.get(first - 1), found.get(first + count)
            outcome.gaps.append(
                Gap(
                    count,
                    _time(before.operation) if before else 0,
                    _time(after.operation) if after else None,
                )
            )
    return lost


def _runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and number == sum(runs[-1]):
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((number, 1))
    return runs


def _time(operation: Operation) -> int:
    return operation.clock >> chain.COUNTER_BITS


def _describe_doubts(steps: Iterable[list[Found]], wish: Wish, outcome: Outcome) -> None:
    """Note what is not proved; what cannot even be read loses its words here."""
    for step in steps:
        for found in step:
            operation = found.operation
            if found.proof is Proof.WHOLE or operation.entity == LOST:
                continue
            fault = chain.find_fault_in_words(operation) or ""
            reason = "sentence" if "label" in fault else "words" if fault else "place"
            is_kept = _is_json(operation.value) and (wish.keeps_doubtful or not fault)
            if not is_kept:
                found.operation = replace(operation, value=None, salt="")
            outcome.doubts.append(
                Doubt(operation.entity, operation.entity_id, operation.field, reason, is_kept)
            )


def _is_json(value: str | None) -> bool:
    try:
        msgspec.json.decode(value or "null")
    except (ValueError, RecursionError):
        return False
    return True


def _only(values: set[str] | None, otherwise: str) -> str:
    return otherwise if not values or otherwise in values else min(values)


# ---------------------------------------------------------------- writing


def _write(
    target: Path,
    identity: dict[str, str],
    journal: Journal,
    draft: _Draft,
    outcome: Outcome,
) -> None:
    building = target / _BUILDING
    try:
        with closing(schema.connect(building, write=True)) as db:
            db.execute("PRAGMA journal_mode = OFF")
            db.execute("PRAGMA synchronous = OFF")
            schema.create_tables(db, {**identity, "place": place_of(building)})
            with db:
                outcome.found = _insert(db, draft.steps)
                _enter_what_is_known(db, draft, len(outcome.doubts), journal.clock())
                replace_derived(db, journal.clock())
                outcome.rescued = _rescue(db, journal, identity["replica"], draft.shown)
                erased = erasing.list_erased(db)
                erasing.erase(db, erased, journal.clock())
            if erased:  # old words would be left in free room of the pages
                erasing.compact(db)
        with building.open("rb+") as file:
            flush_file(file.fileno())
        building.replace(target / JOURNAL)
        flush_folder(target)
    finally:
        building.unlink(missing_ok=True)


def _insert(db: apsw.Connection, steps: list[list[Found]]) -> int:
    cursor = 0
    for step in steps:
        cursor = insert_step(db, [found.operation for found in step], cursor)
    return sum(1 for step in steps for found in step if found.operation.entity != LOST)


def _enter_what_is_known(db: apsw.Connection, draft: _Draft, doubtful: int, now_ms: int) -> None:
    tails: dict[str, chain.Tail] = {}
    known: dict[str, dict[int, Known]] = {}
    for operation in (found.operation for step in draft.steps for found in step):
        tail = tails.get(operation.replica, chain.Tail())
        if chain.find_fault(operation, tail) is not None:
            own = known.setdefault(operation.replica, {})
            own[operation.seq] = Known(tail.seq, seal(operation))
        tails[operation.replica] = chain.tail_of(operation)
    write_salvaged(db, Salvaged(now_ms, draft.lost, doubtful, known))


def _rescue(
    db: apsw.Connection, journal: Journal, replica: str, shown: Iterable[materials.RowValues]
) -> list[tuple[str, str, str]]:
    """Write anew what registers still showed of lost operations, if nothing later is known."""
    writes = []
    for entity, entity_id, name, value, clock, *_ in shown:
        now = schema.fetch(db, _CLOCK, entity, entity_id, name)
        if entity != "replica" and _is_json(value) and (not now or now[0][0] < clock):
            writes.append(Write(entity, entity_id, name, msgspec.json.decode(value)))
    if writes:
        label = "Brought back what the damaged journal still showed"
        step = Step(f"salvage-{replica}", "salvage", label, tuple(writes))
        append_step(db, journal, chain.Tail(replica=replica), step, "")
    return [(write.entity, write.id, write.field) for write in writes]
