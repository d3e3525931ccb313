"""Is a library sound? Asked of its folder, so that any damage can be told of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from glossator.library.clocks import milliseconds
from glossator.library.opening import absolute_folder
from glossator.model.errors import GlossatorError, PenSystemError
from glossator.store import findings
from glossator.store.check import examine
from glossator.store.findings import Finding, Kind
from glossator.store.pen_files import list_pen_files, read_pen_file
from glossator.study.pen_file import read_pen_system

OnProgress = Callable[[str, int, int], None]
"""Called with (what is read, done, all)."""

Report = findings.Report
"""What the check has found, for who shows it."""


def check_library(folder: Path, *, deep: bool) -> list[str]:
    """Give what `examine_library` finds, one sentence each; none when the library is sound."""
    return [finding.sentence for finding in examine_library(folder, deep=deep).findings]


def examine_library(
    folder: Path,
    *,
    deep: bool,
    on_progress: OnProgress = lambda _what, _done, _total: None,
) -> Report:
    """Look for damage and disagreement; reads only, also while the library is open.

    Args:
        folder: the library's folder.
        deep: also read every original, edition and copy and compare hashes.
        on_progress: called now and then.

    Returns:
        What is wrong, a sentence a finding; none when the library is sound.
    """
    folder = absolute_folder(folder)
    report = examine(folder, deep=deep, now_ms=milliseconds(), on_progress=on_progress)
    return replace(report, findings=(*report.findings, *_pen_findings(folder)))


def _pen_findings(folder: Path) -> Iterator[Finding]:
    try:
        systems = list_pen_files(folder)
    except (GlossatorError, OSError) as error:
        sentence = f"The pen system files of {folder} cannot be read: {error}."
        yield Finding(Kind.PENS, sentence)
        return
    for system in systems:
        name = f"{system}.toml"
        try:
            read_pen_system(read_pen_file(folder, system) or "", file_name=name)
        except PenSystemError as error:
            yield Finding(Kind.PENS, str(error), name)
        except (GlossatorError, OSError, UnicodeDecodeError) as error:
            yield Finding(Kind.PENS, f"The pen system file {name} cannot be read: {error}.", name)
