"""Open every file of some folders as an import does, and count how it ended.

    bench/robustness.py [--every N] [--list FILE] FOLDER…

Each file goes through the import worker under the limits of an import. What
must hold: the parent never fails, nothing runs past its limits, and each file
gives a text that keeps the rules of DESIGN.md section 4 or one clear sentence.
Prints a table, a row a folder, and the sentences by how often they were said;
exits with 1 where a rule was broken. Nothing is kept of the files.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from os import cpu_count
from pathlib import Path

from glossator.library.worker import NOBODY_WATCHES, extract_in_worker, limits_for
from glossator.model.errors import GlossatorError, RefusedFileError
from glossator.sources.blocks import check_invariants

OPENED, REFUSED, LOCKED, BROKEN = "opened", "refused", "locked", "broken"
SUSPECT = ("took too long", "could not be read. It may be damaged", "more memory")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one file ended; `said` is the refusal or what was broken."""

    path: Path
    ending: str
    kind: str
    said: str
    seconds: float


@dataclass(slots=True)
class Tally:
    """The outcomes of one folder."""

    endings: Counter[str] = field(default_factory=Counter)
    suspects: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0


def open_one(path: Path, scratch: Path) -> Outcome:
    """Open a file in a worker and judge what came of it."""
    began = time.monotonic()
    output = scratch / f"{abs(hash(path))}.tmp"
    try:
        extraction = extract_in_worker(
            path,
            path.name,
            password=None,
            watch=NOBODY_WATCHES,
            limits=limits_for(path.stat().st_size),
            output=output,
        )
    except RefusedFileError as error:
        ending = LOCKED if error.needs_password else REFUSED
        fault = "" if error.reason.strip().endswith((".", "?")) else f"no sentence: {error.reason}"
        outcome = (BROKEN, "", fault) if fault else (ending, "", error.reason)
    except GlossatorError as error:
        outcome = (BROKEN, "", str(error))
    except Exception as error:  # noqa: BLE001 - this is what must never happen
        outcome = (BROKEN, "", f"the parent failed: {error!r}")
    else:
        faults = check_invariants(extraction.content)
        kind = extraction.extractor.name
        outcome = (BROKEN, kind, faults[0]) if faults else (OPENED, kind, "")
    return Outcome(path, *outcome, time.monotonic() - began)


def find_files(folder: Path, every: int) -> Iterator[Path]:
    """Give every n-th file below a folder, in order."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    yield from files[::every]


def suspicion(outcome: Outcome) -> str:
    """Name the limit or death behind a refusal, "" for an ordinary one."""
    return next((words for words in SUSPECT if words in outcome.said), "")


def run(folders: Sequence[Path], every: int, listing: Path | None) -> int:
    """Open all files and print the table; gives the exit code."""
    tallies: dict[str, Tally] = {}
    said: Counter[str] = Counter()
    rows: list[Outcome] = []
    with (
        tempfile.TemporaryDirectory() as scratch,
        ThreadPoolExecutor(max_workers=cpu_count()) as pool,
    ):
        for folder in folders:
            files = list(find_files(folder, every))
            tally = tallies.setdefault(folder.name, Tally())
            for outcome in pool.map(lambda path: open_one(path, Path(scratch)), files):
                tally.endings[outcome.ending] += 1
                tally.slowest = max(tally.slowest, outcome.seconds)
                if words := suspicion(outcome):
                    tally.suspects[words] += 1
                if outcome.said:
                    said[outcome.said] += 1
                rows.append(outcome)
    print_table(tallies)
    for sentence, count in said.most_common(60):
        print(f"{count:5}  {sentence[:200]}")
    if listing is not None:
        lines = (f"{r.ending}\t{r.kind}\t{r.seconds:.2f}\t{r.path}\t{r.said}" for r in rows)
        listing.write_text("\n".join(lines) + "\n", encoding="utf-8", errors="replace")
    return 1 if any(row.ending == BROKEN for row in rows) else 0


def print_table(tallies: dict[str, Tally]) -> None:
    """Print a row a folder, as Markdown."""
    print(
        "| folder | files | opened | refused | password asked | broken | limits, deaths | slowest |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for name, tally in tallies.items():
        ends = tally.endings
        print(
            f"| {name} | {ends.total()} | {ends[OPENED]} | {ends[REFUSED]} | {ends[LOCKED]} "
            f"| {ends[BROKEN]} | {tally.suspects.total()} | {tally.slowest:.1f} s |"
        )
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"\nLargest worker: {peak:.0f} MB.")


def main() -> int:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--every", type=int, default=1, help="only every N-th file")
    parser.add_argument("--list", type=Path, help="write a line a file there")
    given = parser.parse_args()
    return run(given.folders, given.every, given.list)


if __name__ == "__main__":
    sys.exit(main())
