"""Is a library sound? Asked of its folder, so that any damage can be told of."""

from __future__ import annotations

from pathlib import Path

from glossator.library.opening import absolute_folder
from glossator.model.errors import GlossatorError, PenSystemError
from glossator.store.check import check
from glossator.store.pen_files import list_pen_files, read_pen_file
from glossator.study.pen_file import read_pen_system


def check_library(folder: Path, *, deep: bool) -> list[str]:
    """Look for damage and disagreement; reads only, also while the library is open.

    Args:
        folder: the library's folder.
        deep: also read every original and edition and compare hashes.

    Returns:
        One sentence a finding; empty when the library is sound.
    """
    folder = absolute_folder(folder)
    return [*check(folder, deep=deep), *_pen_findings(folder)]


def _pen_findings(folder: Path) -> list[str]:
    findings = []
    try:
        systems = list_pen_files(folder)
    except (GlossatorError, OSError) as error:
        return [f"The pen system files of {folder} cannot be read: {error}."]
    for system in systems:
        try:
            read_pen_system(read_pen_file(folder, system) or "", file_name=f"{system}.toml")
        except PenSystemError as error:
            findings.append(str(error))
        except (GlossatorError, OSError, UnicodeDecodeError) as error:
            findings.append(f"The pen system file {system}.toml cannot be read: {error}.")
    return findings
