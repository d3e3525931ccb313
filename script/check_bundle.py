"""Check that the page's first load stays small, and say how large it is.

The first load is the script closure of `static/index.html`: the scripts it names and all that
they import statically. What they import on demand (`import("…")`) comes later and does not count.
"""

from __future__ import annotations

import gzip
import re
import sys
from pathlib import Path

STATIC = Path(__file__).parents[1] / "src" / "glossator" / "web" / "static"
BUDGET_KB = 60.0

_NAMED = re.compile(r"""<(?:script|link)\b[^>]*?\b(?:src|href)=["']([^"']+\.js)["']""")
# `import"./a.js"`, `import{b}from"./a.js"`, `export*from"./a.js"`; never `import("./a.js")`.
_IMPORTED = re.compile(r"""(?:\bimport|\bfrom|[}*]from)\s*["']([^"']+\.js)["']""")


def list_first_load(static: Path) -> list[Path]:
    """List the scripts that the page loads before it can run, the entry first.

    Raises:
        FileNotFoundError: the page is not built, or names a script that is not there.
    """
    named = _NAMED.findall((static / "index.html").read_text())
    waiting = [static / name.lstrip("/") for name in named]
    closure: list[Path] = []
    while waiting:
        script = waiting.pop(0).resolve()
        if script not in closure:
            closure.append(script)
            waiting += [script.parent / name for name in _IMPORTED.findall(script.read_text())]
    return closure


def size_kb(script: Path) -> float:
    """Give a file's size as it is sent, in kB (1,000 bytes) of gzip -9."""
    return len(gzip.compress(script.read_bytes(), 9)) / 1000


def main(static: Path = STATIC) -> int:
    """Print the first load's size script by script; 1 when it is over the budget."""
    try:
        sizes = {script.name: size_kb(script) for script in list_first_load(static)}
    except FileNotFoundError as error:
        print(f"The page's size is unknown: {error.filename} is missing. Build the page first.")
        return 1
    for name, size in sizes.items():
        print(f"{size:8.1f} kB  {name}")
    total = sum(sizes.values())
    verdict = "within" if total <= BUDGET_KB else "OVER"
    print(f"{total:8.1f} kB  first load, {verdict} the budget of {BUDGET_KB:.0f} kB")
    return int(total > BUDGET_KB)


if __name__ == "__main__":
    sys.exit(main())
