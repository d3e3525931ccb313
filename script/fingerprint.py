"""Print a hash of files by name and content, to tell whether something must be built again.

Usage: fingerprint.py ROOT [FILE-OR-FOLDER…], relative to ROOT. What is installed or cached in the
folders does not count; ROOT itself does, since an editable install knows its place.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

LEFT_OUT = {"node_modules", "__pycache__"}


def list_files(path: Path) -> Iterator[Path]:
    """List a file, or all files below a folder in a fixed order."""
    if path.is_file():
        yield path
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(set(folders) - LEFT_OUT)
        yield from (Path(folder, name) for name in sorted(names))


def fingerprint(root: Path, names: list[str]) -> str:
    """Give the hash of the place, names and contents of files and folders below `root`."""
    total = hashlib.sha256(os.fsencode(root))
    for name in names:
        for file in list_files(root / name):
            content = hashlib.sha256(file.read_bytes())
            total.update(os.fsencode(file.relative_to(root)) + b"\0" + content.digest())
    return total.hexdigest()


if __name__ == "__main__":
    print(fingerprint(Path(sys.argv[1]), sys.argv[2:]))
