"""Check that a wheel can be installed anywhere and holds what the build makes.

Usage: check_wheel.py WHEEL
"""

from __future__ import annotations

import sys
import zipfile
from fnmatch import fnmatchcase
from pathlib import Path

MUST_HOLD = (
    "glossator/cli/program.py",
    "glossator/web/static/index.html",
    "glossator/web/static/licences.md",
    "glossator/web/static/assets/*.js",
    "glossator/exchange/fonts/SourceSerif4-Regular.ttf",
    "glossator/exchange/fonts/SourceSerif4-SemiboldIt.ttf",
    "glossator/exchange/fonts/LICENSE.md",
    "*.dist-info/licenses/LICENSE",
)
MUST_NOT_HOLD = ("*/node_modules/*", "frontend/*", "tests/*", "*.pyc")


def list_faults(file_name: str, names: list[str]) -> list[str]:
    """List what is wrong with a wheel of this name and content, as sentences."""
    tag = "py3-none-any.whl"
    return [
        *([] if file_name.endswith(tag) else [f"It is not pure Python ({tag}): {file_name}."]),
        *(f"{p} is missing." for p in MUST_HOLD if not any(fnmatchcase(n, p) for n in names)),
        *(f"{n} does not belong." for n in names for p in MUST_NOT_HOLD if fnmatchcase(n, p)),
    ]


def main(wheel: Path) -> int:
    """Print the wheel's size and its faults; 1 when there are any."""
    with zipfile.ZipFile(wheel) as archive:
        faults = list_faults(wheel.name, archive.namelist())
    print(f"{wheel.name}: {wheel.stat().st_size / 1e6:.1f} MB")
    print(*faults, sep="\n")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
